import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readFilters } from './event-filters.ts'

describe('filters of events in the address', () => {
  it('are read as texts, numbers too', () => {
    assert.deepEqual(readFilters({ client: 'shop', user: 42, page: 3 }), { client: 'shop', user: '42', page: 3 })
  })

  it('what is no filter, or empty, is left out', () => {
    assert.deepEqual(readFilters({ client: '', type: { a: 1 }, other: 'x', page: 'two' }), {})
    assert.deepEqual(readFilters({ page: 1.5 }), {})
  })
})
