import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { memoryStore } from '../../src/stores/memory.ts'
import { storeContract } from './contract.ts'

storeContract('memory', { open: async (clock) => memoryStore({ clock }) })

describe('the memory store', () => {
  it('is bounded: the oldest entry goes', async () => {
    const store = memoryStore({ maxEntries: 3, clock: () => 0 })
    for (const key of ['a', 'b', 'c', 'd']) await store.set(key, { value: key, expiresAt: 10 }, ['all'])
    assert.equal(await store.get('a'), undefined)
    assert.deepEqual(await store.find('all'), ['b', 'c', 'd'])
  })
})
