/**
 * The browser's cookies of a realm, named as Keycloak names them because clients and proxies know the names. All are
 * `Secure; SameSite=None`: browsers treat loopback http as secure, and applications on other sites start logins.
 */
import { createHash } from 'node:crypto'
import type { RealmKeys } from '../../keys/realm-keys.ts'
import type { UserSession } from '../../model/session.ts'
import type { EpochSeconds, Seconds } from '../../model/time.ts'
import type { Cookie } from '../exchange.ts'
import type { RealmContext } from '../realm-endpoint.ts'

const AUTH_SESSION_ID = 'AUTH_SESSION_ID'
const AUTH_SESSION_HASH = 'KC_AUTH_SESSION_HASH'
const RESTART = 'KC_RESTART'
const IDENTITY = 'KEYCLOAK_IDENTITY'
const SESSION = 'KEYCLOAK_SESSION'
const REMEMBER_ME = 'KEYCLOAK_REMEMBER_ME'
const REMEMBER_ME_LIFESPAN: Seconds = 365 * 24 * 60 * 60
const AUTH_SESSION_HASH_LIFESPAN: Seconds = 60

/** Binds the logins of all tabs to this browser: the id is signed, so nobody can plant one of his own making. */
export function browserCookies(context: RealmContext, rootId: string): readonly Cookie[] {
  return [
    browserCookie(context, rootId),
    {
      name: AUTH_SESSION_HASH,
      value: sha384(rootId),
      path: context.cookiePath,
      maxAge: AUTH_SESSION_HASH_LIFESPAN,
      httpOnly: false, // pages of Keycloak's applications compare it to notice a login in another tab
    },
  ]
}

export function browserCookie(context: RealmContext, rootId: string): Cookie {
  const value = Buffer.from(`${rootId}.${macOf(context.keys, rootId)}`).toString('base64url')
  return { name: AUTH_SESSION_ID, value, path: context.cookiePath }
}

/** @returns the browser's id when the cookie is one that this realm signed. */
export function browserOf(context: RealmContext): string | undefined {
  const cookie = context.request.cookies.get(AUTH_SESSION_ID)
  if (!cookie || cookie.length > 400) return undefined
  // Keycloak's proxies may append the node's route after a dot
  const [encoded = ''] = cookie.split('.')
  const [rootId, mac] = Buffer.from(encoded, 'base64url').toString('utf8').split('.')
  // both are of our own alphabet; a comparison that is not in constant time tells nothing that helps to forge a MAC of 512 bits
  return rootId && mac && mac === macOf(context.keys, rootId) ? rootId : undefined
}

/** What restarts a login whose server side has gone: encrypted, because a pushed request must not show (attack case 26). */
export async function restartCookie(context: RealmContext, payload: object): Promise<Cookie> {
  return { name: RESTART, value: await context.keys.encrypt(JSON.stringify(payload)), path: context.cookiePath }
}

export async function restartPayload(context: RealmContext): Promise<unknown> {
  const cookie = context.request.cookies.get(RESTART)
  if (!cookie) return undefined
  const text = await context.keys.decrypt(cookie)
  return text === undefined ? undefined : JSON.parse(text)
}

function noRestartCookie(context: RealmContext): Cookie {
  return { name: RESTART, value: '', path: context.cookiePath, maxAge: 0 }
}

/** Removes the restart cookie where the browser has one. */
export function dropRestartCookie(context: RealmContext): readonly Cookie[] {
  return context.request.cookies.has(RESTART) ? [noRestartCookie(context)] : []
}

/** What signs the browser in: the session's cookie, and one that scripts may watch. */
export async function identityCookies(
  context: RealmContext,
  session: UserSession,
  expiresAt: EpochSeconds,
): Promise<readonly Cookie[]> {
  const { keys, now, issuer, cookiePath, services } = context
  const lifetime = expiresAt - now
  const token = await keys.sign('HS512', {
    exp: expiresAt,
    iat: now,
    jti: services.random.uuid(),
    iss: issuer,
    sub: session.userId,
    typ: 'Serialized-ID',
    sid: session.id,
    state_checker: services.random.bytes(32).toString('base64url'),
  })
  return [
    { name: IDENTITY, value: token, path: cookiePath, ...(session.rememberMe && { maxAge: lifetime }) },
    { name: SESSION, value: sha384(session.id), path: cookiePath, maxAge: lifetime, httpOnly: false },
    ...rememberMeCookies(context, session),
  ]
}

/** The name of whom the browser is to remember beyond the session, so that the next login form has it filled in. */
function rememberMeCookies({ cookiePath: path, request }: RealmContext, session: UserSession): readonly Cookie[] {
  if (session.rememberMe) {
    const value = `username:${encodeURIComponent(session.username)}`
    return [{ name: REMEMBER_ME, value, path, maxAge: REMEMBER_ME_LIFESPAN }]
  }
  return request.cookies.has(REMEMBER_ME) ? [{ name: REMEMBER_ME, value: '', path, maxAge: 0 }] : []
}

/** The user name that this browser was asked to remember, where the realm still does so. Anyone may have written it. */
export function rememberedUsername({ request, realm }: RealmContext): string | undefined {
  const cookie = request.cookies.get(REMEMBER_ME)
  const [, encoded] = /^username:([^;]{1,1000})$/.exec(cookie ?? '') ?? []
  if (encoded === undefined || !realm.login.rememberMe) return undefined
  try {
    return decodeURIComponent(encoded)
  } catch {
    return undefined
  }
}

export function noIdentityCookies(context: RealmContext): readonly Cookie[] {
  const { cookiePath: path } = context
  return [
    { name: IDENTITY, value: '', path, maxAge: 0 },
    { name: SESSION, value: '', path, maxAge: 0, httpOnly: false },
  ]
}

/** @returns what the identity cookie says, when this realm signed it and it has not expired. */
export async function identityOf(context: RealmContext): Promise<{ sid: string; sub: string } | undefined> {
  const cookie = context.request.cookies.get(IDENTITY)
  if (!cookie) return undefined
  const claims = (await context.keys.verify(cookie, ['HS512']))?.claims
  if (claims?.['typ'] !== 'Serialized-ID' || claims['iss'] !== context.issuer) return undefined
  const { sid, sub, exp } = claims
  if (typeof sid !== 'string' || typeof sub !== 'string' || typeof exp !== 'number' || exp <= context.now)
    return undefined
  return { sid, sub }
}

export function hasIdentityCookie(context: RealmContext): boolean {
  return context.request.cookies.has(IDENTITY)
}

function macOf(keys: RealmKeys, rootId: string): string {
  return keys.mac(`${AUTH_SESSION_ID}:${rootId}`)
}

/** 64 characters of base64url. */
function sha384(text: string): string {
  return createHash('sha384').update(text).digest('base64url')
}
