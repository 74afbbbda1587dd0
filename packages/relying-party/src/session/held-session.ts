import type { EpochSeconds, TokenSet } from '../client/client.ts'
import { RelyingPartyError } from '../errors.ts'
import { hashed, randomId, type SessionContext } from './context.ts'
import { cookiesOf } from './cookies.ts'
import type { RequestHead } from './request-head.ts'
import { readRecord, type SessionRecord, writeRecord } from './session-record.ts'

/** A browser's session as the store has it. */
export interface HeldSession {
  /** Its key in the store. */
  readonly key: string
  readonly record: SessionRecord
  /** When it ends unless it is used again. */
  readonly expiresAt: EpochSeconds
}

/** Uses of a session are written down this often at most, in seconds. */
const TOUCH_INTERVAL = 60

/** @returns `undefined` without a cookie, for one that names nothing, and for an entry that our keys don't open. */
export async function findSession(context: SessionContext, request: RequestHead): Promise<HeldSession | undefined> {
  const key = keyOf(context, request)
  return key === undefined ? undefined : readSession(context, key)
}

/** The store's key for the browser's session cookie, whether such a session is there or not. */
export function keyOf({ cookies, cookieName }: SessionContext, request: RequestHead): string | undefined {
  const id = cookiesOf(request).get(cookies.nameOf(cookieName))
  return id && id.length <= 100 ? hashed('session', id) : undefined
}

export async function readSession(
  { store, sealer, opened }: SessionContext,
  key: string,
): Promise<HeldSession | undefined> {
  const stored = await store.get(key)
  if (!stored) return undefined
  const record = opened.recordOf(key, stored.value, () => {
    const text = sealer.open(stored.value, key)
    return text === undefined ? undefined : readRecord(text)
  })
  return record && { key, record, expiresAt: stored.expiresAt }
}

/** Begins a session under a new id (session fixation). @returns the `Set-Cookie` value. */
export async function createSession(context: SessionContext, tokens: TokenSet): Promise<string> {
  const { store, sealer, cookies, cookieName, absoluteLifetime } = context
  const id = randomId()
  const key = hashed('session', id)
  const createdAt = context.now()
  const endsAt = createdAt + absoluteLifetime
  const accessClaims = await claimsOfAccessToken(context, tokens)
  const value = sealer.seal(writeRecord({ createdAt, endsAt, tokens, tokensFrom: createdAt, accessClaims }), key)
  const { sub, sid } = tokens.claims ?? {}
  const indexes = [...(sub ? [hashed('sub', sub)] : []), ...(sid ? [hashed('sid', sid)] : [])]
  await store.set(key, { value, expiresAt: nextEnd(context, endsAt) }, indexes)
  context.tell('session_created')
  return cookies.set(cookieName, id)
}

/** Puts new tokens into a session. @returns `undefined` when the session was ended meanwhile. */
export async function renewSession(
  context: SessionContext,
  { key, record }: HeldSession,
  tokens: TokenSet,
): Promise<HeldSession | undefined> {
  const { claims = record.tokens.claims, idToken = record.tokens.idToken } = tokens
  const kept = { ...tokens, ...(claims && { claims }), ...(idToken !== undefined && { idToken }) }
  const renewed = {
    ...record,
    tokens: kept,
    tokensFrom: context.now(),
    accessClaims: await claimsOfAccessToken(context, kept, record.accessClaims ?? {}),
  }
  const expiresAt = nextEnd(context, record.endsAt)
  const value = context.sealer.seal(writeRecord(renewed), key)
  if (!(await context.store.replace(key, { value, expiresAt }))) return undefined
  context.tell('session_refreshed')
  return { key, record: renewed, expiresAt }
}

export async function endSession(context: SessionContext, key: string): Promise<void> {
  context.opened.forget(key)
  await context.store.delete(key)
  context.tell('session_ended')
}

/** Notes that the session is in use, now and then; its tokens stay as they are. */
export async function touchSession(context: SessionContext, { key, record, expiresAt }: HeldSession): Promise<void> {
  const next = nextEnd(context, record.endsAt)
  if (next - expiresAt >= TOUCH_INTERVAL) await context.store.touch(key, next)
}

function nextEnd(context: SessionContext, endsAt: EpochSeconds): EpochSeconds {
  return Math.min(endsAt, context.now() + context.idleLifetime)
}

/**
 * Roles and scopes stand in the access token. It is judged once, when it is received; the store can't change it, since the
 * record is authenticated. One that is not for this client to read leaves the session without roles, not without a user.
 *
 * @param previous - what the token before said: it goes on while the provider's keys can't be had, because the new tokens
 *   must be saved all the same.
 */
async function claimsOfAccessToken(
  { client, operations }: SessionContext,
  { accessToken }: TokenSet,
  previous?: SessionRecord['accessClaims'],
): Promise<SessionRecord['accessClaims']> {
  try {
    return await operations.validateAccessToken(client, accessToken)
  } catch (error) {
    if (!(error instanceof RelyingPartyError)) throw error
    if (error.kind === 'invalid_token' || error.kind === 'token_expired') return undefined
    if (previous === undefined) throw error
    return previous
  }
}
