/**
 * How a realm answers guessed passwords: Keycloak's brute force detection. After so many failures in a row a user can't
 * sign in for a while, each time longer, or, where the realm says so, until an administrator enables the account.
 */
import type { Realm } from '../model/realm.ts'
import type { EpochSeconds } from '../model/time.ts'
import type { LoginFailures } from '../model/user.ts'
import { flagOf, numberOf } from '../representations/fields.ts'

/** As {@link LoginFailures.lockedUntil}: no time will do, an administrator must. */
export const LOCKED_FOR_GOOD: EpochSeconds = Number.MAX_SAFE_INTEGER

export interface BruteForceSettings {
  readonly protected: boolean
  readonly permanent: boolean
  readonly maxTemporaryLockouts: number
  /** Whether the wait grows with every failure, or with every `failureFactor` of them. */
  readonly strategy: 'LINEAR' | 'MULTIPLE'
  readonly failureFactor: number
  readonly waitIncrement: number
  readonly maxWait: number
  readonly quickLoginCheckMs: number
  readonly minimumQuickLoginWait: number
  /** After so many seconds without a failure, counting begins anew. */
  readonly maxDelta: number
}

const known = new WeakMap<Realm, BruteForceSettings>()

export function bruteForceSettings(realm: Realm): BruteForceSettings {
  let settings = known.get(realm)
  if (settings === undefined) {
    settings = read(realm)
    known.set(realm, settings)
  }
  return settings
}

function read({ representation }: Realm): BruteForceSettings {
  return {
    protected: flagOf(representation['bruteForceProtected'], false),
    permanent: flagOf(representation['permanentLockout'], false),
    maxTemporaryLockouts: numberOf(representation['maxTemporaryLockouts'], 0),
    strategy: representation['bruteForceStrategy'] === 'LINEAR' ? 'LINEAR' : 'MULTIPLE',
    failureFactor: Math.max(1, numberOf(representation['failureFactor'], 30)),
    waitIncrement: numberOf(representation['waitIncrementSeconds'], 60),
    maxWait: numberOf(representation['maxFailureWaitSeconds'], 900),
    quickLoginCheckMs: numberOf(representation['quickLoginCheckMilliSeconds'], 1_000),
    minimumQuickLoginWait: numberOf(representation['minimumQuickLoginWaitSeconds'], 60),
    maxDelta: numberOf(representation['maxDeltaTimeSeconds'], 43_200),
  }
}

/** Whether a user may not even try. */
export function isLocked(failures: LoginFailures | undefined, now: EpochSeconds): boolean {
  return failures !== undefined && failures.lockedUntil > now
}

/**
 * What is remembered after one more wrong password.
 *
 * @param before - `undefined` when there was none.
 * @param nowMs - epoch milliseconds: two failures within a second are told apart.
 */
export function afterFailure(
  before: LoginFailures | undefined,
  settings: BruteForceSettings,
  ip: string,
  nowMs: number,
): LoginFailures {
  const now = Math.floor(nowMs / 1_000)
  const sinceMs = before === undefined ? Number.POSITIVE_INFINITY : nowMs - before.lastFailureMs
  const counted = before !== undefined && sinceMs <= settings.maxDelta * 1_000 ? before : undefined
  const failures = (counted?.failures ?? 0) + 1
  const lockouts = counted?.temporaryLockouts ?? 0
  const next = {
    failures,
    secondaryFailures: counted?.secondaryFailures ?? 0,
    temporaryLockouts: lockouts,
    lastFailureMs: nowMs,
    lastIp: ip,
    lockedUntil: 0,
  }
  const wait = Math.min(waitAfter(failures, settings), settings.maxWait)
  if (wait > 0 || (settings.permanent && failures >= settings.failureFactor)) {
    return lockedOut(next, settings, now + wait)
  }
  if (sinceMs >= settings.quickLoginCheckMs) return next
  // faster than anybody types: it is no person, and this is no lock-out of one
  return { ...next, lockedUntil: now + Math.min(settings.minimumQuickLoginWait, settings.maxWait) }
}

function lockedOut(next: LoginFailures, settings: BruteForceSettings, until: EpochSeconds): LoginFailures {
  const { permanent, maxTemporaryLockouts } = settings
  if (permanent && maxTemporaryLockouts === 0) return { ...next, lockedUntil: LOCKED_FOR_GOOD }
  const temporaryLockouts = next.temporaryLockouts + 1
  const forGood = permanent && temporaryLockouts > maxTemporaryLockouts
  return { ...next, temporaryLockouts, lockedUntil: forGood ? LOCKED_FOR_GOOD : until }
}

/** Seconds; 0 while the user may go on trying. */
function waitAfter(failures: number, { strategy, failureFactor, waitIncrement }: BruteForceSettings): number {
  if (failures < failureFactor) return 0
  return strategy === 'LINEAR'
    ? waitIncrement * (1 + failures - failureFactor)
    : waitIncrement * Math.floor(failures / failureFactor)
}
