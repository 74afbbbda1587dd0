import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { hoursOf } from './hours.ts'

const now = Date.parse('2026-03-01T12:30:00Z')
const at = (text: string) => ({ time: Date.parse(text) })

describe('sign-ins by the hour', () => {
  it('are 24 hours, the one that has begun last', () => {
    const hours = hoursOf([], now)
    assert.equal(hours.length, 24)
    assert.equal(new Date(hours.at(-1)?.from ?? 0).toISOString(), '2026-03-01T12:00:00.000Z')
  })

  it('count failures apart', () => {
    const hours = hoursOf([at('2026-03-01T12:01:00Z'), { ...at('2026-03-01T12:02:00Z'), error: 'user_not_found' }], now)
    assert.deepEqual(hours.at(-1), { from: Date.parse('2026-03-01T12:00:00Z'), signIns: 1, failures: 1 })
  })

  it('leave out what is older than a day, or comes from a clock ahead', () => {
    const hours = hoursOf([at('2026-02-28T12:59:00Z'), at('2026-03-01T14:00:00Z'), {}], now)
    assert.equal(
      hours.reduce((sum, { signIns }) => sum + signIns, 0),
      0,
    )
  })
})
