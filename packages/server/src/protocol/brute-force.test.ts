import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { LoginFailures } from '../model/user.ts'
import { afterFailure, type BruteForceSettings, isLocked, LOCKED_FOR_GOOD } from './brute-force.ts'

const SETTINGS: BruteForceSettings = {
  protected: true,
  permanent: false,
  maxTemporaryLockouts: 0,
  strategy: 'MULTIPLE',
  failureFactor: 2,
  waitIncrement: 10,
  maxWait: 25,
  quickLoginCheckMs: 1_000,
  minimumQuickLoginWait: 5,
  maxDelta: 100,
}
const START_MS = 1_700_000_000_500
const START = 1_700_000_000

/** Fails at these seconds after the start. */
function failures(seconds: readonly number[], settings: Partial<BruteForceSettings> = {}): LoginFailures {
  const fail = (before: LoginFailures | undefined, second: number) =>
    afterFailure(before, { ...SETTINGS, ...settings }, '192.0.2.1', START_MS + second * 1_000)
  const [first = 0, ...others] = seconds
  return others.reduce(fail, fail(undefined, first))
}

describe('brute force detection', () => {
  it('counts, and lets go on below the limit', () => {
    const one = failures([0])
    assert.deepEqual(one, {
      failures: 1,
      secondaryFailures: 0,
      temporaryLockouts: 0,
      lastFailureMs: START_MS,
      lastIp: '192.0.2.1',
      lockedUntil: 0,
    })
    assert.equal(isLocked(one, START), false)
    assert.equal(isLocked(undefined, START), false)
  })

  it('locks at the limit, until the wait is over', () => {
    const { failures: count, temporaryLockouts, lockedUntil } = failures([0, 2])
    assert.deepEqual([count, temporaryLockouts, lockedUntil], [2, 1, START + 2 + 10])
    assert.equal(isLocked(failures([0, 2]), START + 11), true)
    assert.equal(isLocked(failures([0, 2]), START + 12), false)
  })

  it('waits longer with every multiple of the limit, or with every failure', () => {
    assert.equal(failures([0, 2, 20]).lockedUntil, START + 20 + 10)
    assert.equal(failures([0, 2, 20, 40]).lockedUntil, START + 40 + 20)
    assert.equal(failures([0, 2, 20], { strategy: 'LINEAR' }).lockedUntil, START + 20 + 20)
  })

  it('waits no longer than the realm says', () => {
    assert.equal(failures([0, 2, 20, 40], { strategy: 'LINEAR' }).lockedUntil, START + 40 + 25)
  })

  it('locks who is faster than a person for a moment, without counting a lock-out', () => {
    const quick = failures([0, 0.5], { failureFactor: 30 })
    assert.deepEqual([quick.failures, quick.temporaryLockouts, quick.lockedUntil], [2, 0, START + 1 + 5])
  })

  it('begins anew after a long time without a failure', () => {
    assert.deepEqual(failures([0, 101]).failures, 1)
    assert.equal(failures([0, 100]).failures, 2)
  })

  it('locks for good at the limit where the realm says so', () => {
    const locked = failures([0, 2], { permanent: true })
    assert.deepEqual([locked.temporaryLockouts, locked.lockedUntil], [0, LOCKED_FOR_GOOD])
  })

  it('locks for good after so many temporary lock-outs', () => {
    const settings = { permanent: true, maxTemporaryLockouts: 1 }
    assert.equal(failures([0, 2], settings).lockedUntil, START + 12)
    assert.equal(failures([0, 2, 20], settings).lockedUntil, LOCKED_FOR_GOOD)
  })
})
