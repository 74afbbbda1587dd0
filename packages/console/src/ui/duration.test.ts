import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { durationOf, secondsOf } from './duration.ts'

describe('a duration', () => {
  for (const [seconds, amount, unit] of [
    [0, 0, 'seconds'],
    [59, 59, 'seconds'],
    [90, 90, 'seconds'],
    [300, 5, 'minutes'],
    [3_600, 1, 'hours'],
    [5_400, 90, 'minutes'],
    [2_592_000, 30, 'days'],
  ] as const) {
    it(`of ${seconds} s reads ${amount} ${unit}, and is the same in seconds again`, () => {
      assert.deepEqual(durationOf(seconds), { amount, unit })
      assert.equal(secondsOf({ amount, unit }), seconds)
    })
  }

  it('is whole seconds', () => assert.equal(secondsOf({ amount: 0.33, unit: 'minutes' }), 20))
})
