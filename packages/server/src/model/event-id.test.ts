import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { eventIds, firstEventIdOf } from './event-id.ts'

const random = { bytes: (length: number) => Buffer.alloc(length, 0xff) }

describe('ids of events', () => {
  it('grow within one millisecond and from one to the next', () => {
    let nowMs = 1_000
    const next = eventIds({ nowMs: () => nowMs }, random)
    const ids = [next(), next(), next()]
    nowMs += 1
    ids.push(next())
    assert.deepEqual(ids, ids.toSorted())
    assert.equal(new Set(ids).size, 4)
  })

  it('are never below the first of their millisecond, nor above the first of the next', () => {
    const id = eventIds({ nowMs: () => 1_000 }, random)()
    assert.ok(firstEventIdOf(1_000) <= id)
    assert.ok(id < firstEventIdOf(1_001))
  })

  it('take any number for a time', () => {
    for (const timeMs of [-1, 0, 1e300, Number.MAX_SAFE_INTEGER]) {
      assert.match(firstEventIdOf(timeMs), /^[0-9a-f]{8}-[0-9a-f]{4}-7000-8000-0{12}$/)
    }
  })
})
