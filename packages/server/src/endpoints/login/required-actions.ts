/**
 * What a user must do after the login flow and before the application gets its answer: Keycloak's required actions, small
 * modules found by alias, asked in the realm's order. A new one is a file and a row here.
 */
import type { Realm } from '../../model/realm.ts'
import type { LoginSession } from '../../model/session.ts'
import type { EpochSeconds, Seconds } from '../../model/time.ts'
import type { User } from '../../model/user.ts'
import { isProfileComplete } from '../../protocol/user-profile.ts'
import type { RequiredAction } from './required-action.ts'
import { updatePassword } from './required-actions/update-password.ts'
import { updateProfile, verifyProfile } from './required-actions/update-profile.ts'

const modules: readonly RequiredAction[] = [updatePassword, updateProfile, verifyProfile]

export const requiredActions: ReadonlyMap<string, RequiredAction> = new Map(modules.map((one) => [one.alias, one]))

/** Actions of Keycloak that protect an account: a user who owes one is not let through because we can't ask for it. */
export const PROTECTING: ReadonlySet<string> = new Set([
  'CONFIGURE_TOTP',
  'CONFIGURE_RECOVERY_AUTHN_CODES',
  'VERIFY_EMAIL',
  'UPDATE_EMAIL',
  'webauthn-register',
  'webauthn-register-passwordless',
  'TERMS_AND_CONDITIONS',
])

/** @returns the alias of the next action, asked for by the user's account, by itself or by the application. */
export function nextRequiredAction(realm: Realm, user: User, session: LoginSession): string | undefined {
  const asked = session.notes['action']
  return realm.requiredActions.find(
    ({ alias, enabled }) =>
      enabled &&
      (asked === alias || isOwed(alias, user, realm)) &&
      (requiredActions.has(alias) || PROTECTING.has(alias)),
  )?.alias
}

/** How old a login may be where neither the action's setting nor the password policy says so: Keycloak's five minutes. */
const MAX_AUTH_AGE: Seconds = 300

/**
 * Whether the action that the application asks for wants a new proof of who is there: a browser that somebody left
 * signed in must not be enough to set a password (attack case 40). What the account itself owes is asked of anybody.
 */
export function actionWantsFreshLogin(
  realm: Realm,
  { notes }: LoginSession,
  authTime: EpochSeconds,
  now: EpochSeconds,
): boolean {
  const asked = notes['action']
  if (asked === undefined) return false
  const setting = realm.requiredActions.find(({ alias }) => alias === asked)?.maxAuthAge
  const policy = asked === updatePassword.alias ? maxAuthAgeOf(realm.passwordPolicy) : undefined
  return now - authTime >= (policy ?? setting ?? MAX_AUTH_AGE)
}

function maxAuthAgeOf(passwordPolicy = ''): Seconds | undefined {
  const [, seconds] = /(?:^| and )\s*maxAuthAge\((\d{1,9})\)/.exec(passwordPolicy) ?? []
  return seconds === undefined ? undefined : Number(seconds)
}

/**
 * Whether the user has anything left to do: such a user gets no tokens for a password alone. Whatever is named on the
 * account counts, also what the realm turned off or nobody knows: an administrator wrote it there to keep the user out
 * until it is done.
 */
export function hasRequiredActions(realm: Realm, user: User): boolean {
  return (
    user.requiredActions.some((alias) => alias !== verifyProfile.alias || isOwed(alias, user, realm)) ||
    realm.requiredActions.some(({ alias, enabled }) => enabled && isOwed(alias, user, realm))
  )
}

/** Two look at the account itself: being named there doesn't make a complete profile or a verified address lacking. */
function isOwed(alias: string, user: User, realm: Realm): boolean {
  const named = user.requiredActions.includes(alias)
  switch (alias) {
    case verifyProfile.alias:
      return !isProfileComplete(user, realm)
    case 'VERIFY_EMAIL':
      return !user.emailVerified && (named || realm.login.verifyEmail)
    default:
      return named
  }
}
