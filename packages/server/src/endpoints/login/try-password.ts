/**
 * A password as the realm's brute force detection lets it be tried. A try is counted before it is judged: of many at once
 * only as many are judged as the realm allows, and the others are refused unread, in the same words and at the same cost.
 */
import type { LoginFailures, User } from '../../model/user.ts'
import { afterFailure, bruteForceSettings, isLocked, LOCKED_FOR_GOOD } from '../../protocol/brute-force.ts'
import type { RealmContext } from '../realm-endpoint.ts'
import { checkPassword } from './password.ts'

export type Tried =
  | { readonly valid: true }
  | {
      readonly valid: false
      readonly because: 'invalid_user_credentials' | 'user_temporarily_disabled' | 'user_permanently_disabled'
    }

const WRONG: Tried = { valid: false, because: 'invalid_user_credentials' }
/** Keycloak's note on a user whom the detection disabled. */
const DISABLED_REASON = 'disabledReason'
const PERMANENT_LOCKOUT = 'permanentLockout'

/** @throws {HasherOverloaded} when too many checks are waiting; such a try does not count. */
export async function tryPassword(context: RealmContext, user: User | undefined, password: string): Promise<Tried> {
  const settings = bruteForceSettings(context.realm)
  if (user === undefined || !settings.protected) {
    return (await checkPassword(context, user, password)).valid ? { valid: true } : WRONG
  }
  const { realm, services, now } = context
  const { loginFailures } = services.stores
  let before: LoginFailures | undefined
  let refused = isLockedOut(user)
  const counted = refused
    ? undefined
    : await loginFailures.record(realm.id, user.id, (present) => {
        before = present
        refused = isLocked(present, now)
        const { remoteAddress } = context.request
        return refused ? undefined : afterFailure(present, settings, remoteAddress, services.clock.nowMs())
      })
  if (refused) {
    await services.hasher.pretend(password, realm.passwordPolicy)
    const forGood = isLockedOut(user) || before?.lockedUntil === LOCKED_FOR_GOOD
    return { valid: false, because: forGood ? 'user_permanently_disabled' : 'user_temporarily_disabled' }
  }
  return judged(context, user, password, { before, counted })
}

async function judged(
  context: RealmContext,
  user: User,
  password: string,
  { before, counted }: Readonly<Record<'before' | 'counted', LoginFailures | undefined>>,
): Promise<Tried> {
  const { realm, services } = context
  const { loginFailures } = services.stores
  try {
    if ((await checkPassword(context, user, password)).valid) {
      await loginFailures.clear(realm.id, user.id)
      return { valid: true }
    }
  } catch (error) {
    // nobody looked at it: taken back, with the lock it may have brought
    await loginFailures.record(
      realm.id,
      user.id,
      (present) =>
        present && { ...present, failures: Math.max(0, present.failures - 1), lockedUntil: before?.lockedUntil ?? 0 },
    )
    throw error
  }
  if (counted?.lockedUntil === LOCKED_FOR_GOOD) await disable(context, user)
  return WRONG
}

/** Whether the detection disabled the user: only an administrator brings the account back. */
function isLockedOut({ enabled, attributes }: User): boolean {
  return !enabled && (attributes[DISABLED_REASON] ?? []).includes(PERMANENT_LOCKOUT)
}

async function disable({ realm, services }: RealmContext, { id }: User): Promise<void> {
  const record = await services.stores.users.findRecord(realm.id, id)
  if (record === undefined) return
  const attributes = { ...record.representation.attributes, [DISABLED_REASON]: [PERMANENT_LOCKOUT] }
  await services.stores.users.replace(realm.id, {
    ...record,
    enabled: false,
    representation: { ...record.representation, enabled: false, attributes },
  })
}
