/**
 * How long sessions and tokens live. Of two limits the earlier one counts: idle time since the last use, and the
 * greatest age. A session is dead in the second of its end, without a period of grace: Keycloak adds one (120 s) only
 * where its caches lag behind each other, and here every node reads one store.
 */
import type { Client } from '../model/client.ts'
import type { Realm } from '../model/realm.ts'
import type { ClientSession, SessionOfClient, UserSession } from '../model/session.ts'
import type { EpochSeconds, Seconds } from '../model/time.ts'

/** What Keycloak takes when a realm says 0 or less. */
const DEFAULTS = {
  ssoSessionIdle: 1_800,
  ssoSessionMax: 36_000,
  offlineSessionIdle: 2_592_000,
  offlineSessionMax: 5_184_000,
} as const

/** @see Keycloak: realm settings "SSO Session Idle" and "Max", "Offline Session Idle" and "Max" */
export function isSessionExpired(session: UserSession, realm: Realm, now: EpochSeconds): boolean {
  // the realm took "remember me" back: who was remembered signs in again (attack case 31)
  if (session.rememberMe && !session.offline && !realm.login.rememberMe) return true
  return session.lastRefresh + userIdle(session, realm) <= now || userEnd(session, realm) <= now
}

/** Judges the client's part alone: the user session is judged by {@link isSessionExpired}. */
export function isClientSessionExpired(
  part: ClientSession,
  session: UserSession,
  client: Client,
  realm: Realm,
  now: EpochSeconds,
): boolean {
  const whole = { user: session, client: part }
  return part.lastRefresh + clientIdle(session, client, realm) <= now || clientEnd(whole, client, realm) <= now
}

/**
 * When the session ends however busy it is: what the browser's cookies are good for.
 *
 * @returns `Infinity` for an offline session in a realm that does not limit their age.
 */
export function sessionExpiry(session: UserSession, realm: Realm): EpochSeconds {
  return userEnd(session, realm)
}

/**
 * `exp` of access and ID tokens: the client's `access.token.lifespan`, else the realm's; -1 is "as long as the session".
 * Never beyond the session's greatest age.
 *
 * @param session - `undefined` for tokens of no session (client_credentials); these have the realm's greatest session
 *   age as their limit.
 * @param now - the tokens' `iat`.
 */
export function accessTokenExpiry(
  client: Client,
  realm: Realm,
  session: SessionOfClient | undefined,
  now: EpochSeconds,
): EpochSeconds {
  const lifespan = wholeNumber(client.attributes['access.token.lifespan']) ?? realm.lifespans.accessToken
  const greatest = positive(realm.lifespans.ssoSessionMax) ?? DEFAULTS.ssoSessionMax
  const limit = session === undefined ? now + greatest : clientEnd(session, client, realm)
  // an offline session without a greatest age can't say how long "as the session" is
  if (lifespan < 0) return Number.isFinite(limit) ? limit : now + greatest
  return Math.min(now + lifespan, limit)
}

/**
 * `exp` of a refresh token: as long as the client's part in the session lives unused.
 *
 * @param session - `lastRefresh` of the client's part is taken to be `now`: the token is issued by using it.
 * @returns `undefined` for an offline token in a realm that does not limit offline sessions' age: it has no `exp`, and
 *   `refresh_expires_in` is 0.
 */
export function refreshTokenExpiry(
  client: Client,
  realm: Realm,
  session: SessionOfClient,
  now: EpochSeconds,
): EpochSeconds | undefined {
  if (session.user.offline && realm.lifespans.offlineSessionMax === undefined) return undefined
  return Math.min(now + clientIdle(session.user, client, realm), clientEnd(session, client, realm))
}

function userIdle({ offline, rememberMe }: UserSession, { lifespans }: Realm): Seconds {
  if (offline) return positive(lifespans.offlineSessionIdle) ?? DEFAULTS.offlineSessionIdle
  const idle = positive(lifespans.ssoSessionIdle) ?? DEFAULTS.ssoSessionIdle
  return rememberMe ? Math.max(idle, lifespans.ssoSessionIdleRememberMe) : idle
}

function userEnd(session: UserSession, { lifespans }: Realm): EpochSeconds {
  if (session.offline) {
    if (lifespans.offlineSessionMax === undefined) return Number.POSITIVE_INFINITY
    return session.started + (positive(lifespans.offlineSessionMax) ?? DEFAULTS.offlineSessionMax)
  }
  const max = positive(lifespans.ssoSessionMax) ?? DEFAULTS.ssoSessionMax
  return session.started + (session.rememberMe ? Math.max(max, lifespans.ssoSessionMaxRememberMe) : max)
}

function clientIdle(session: UserSession, client: Client, realm: Realm): Seconds {
  const own = session.offline
    ? (setting(client, 'client.offline.session.idle.timeout') ?? setting(realm, 'clientOfflineSessionIdleTimeout'))
    : (setting(client, 'client.session.idle.timeout') ?? positive(realm.lifespans.clientSessionIdle))
  return own ?? userIdle(session, realm)
}

/** The client's part never outlives the user session, whatever its own settings say. */
function clientEnd({ user, client: part }: SessionOfClient, client: Client, realm: Realm): EpochSeconds {
  const own = user.offline ? offlineClientMax(client, realm) : onlineClientMax(client, realm)
  return Math.min(part.started + own, userEnd(user, realm))
}

function onlineClientMax(client: Client, { lifespans }: Realm): Seconds {
  return (
    setting(client, 'client.session.max.lifespan') ?? positive(lifespans.clientSessionMax) ?? Number.POSITIVE_INFINITY
  )
}

function offlineClientMax(client: Client, realm: Realm): Seconds {
  const own = setting(client, 'client.offline.session.max.lifespan')
  if (own !== undefined || realm.lifespans.offlineSessionMax === undefined) return own ?? Number.POSITIVE_INFINITY
  return setting(realm, 'clientOfflineSessionMaxLifespan') ?? Number.POSITIVE_INFINITY
}

/** A lifespan that lives in the attributes; 0, less, or no number says nothing. */
function setting({ attributes }: Client | Realm, name: string): Seconds | undefined {
  return positive(wholeNumber(attributes[name]))
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d{1,10}$/.test(text.trim()) ? Number(text) : undefined
}

function positive(span: Seconds | undefined): Seconds | undefined {
  return span !== undefined && span > 0 ? span : undefined
}
