import { hash, randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { authorizationUrl } from '../client/authorization-url.ts'
import type { EpochSeconds, OidcClient, RelyingPartyEvent, Seconds } from '../client/client.ts'
import { endSessionUrl } from '../client/end-session-url.ts'
import { exchangeCode } from '../client/exchange-code.ts'
import { tell } from '../client/observe.ts'
import { refresh } from '../client/refresh.ts'
import { validateAccessToken } from '../client/validate-access-token.ts'
import { verifyLogoutToken } from '../client/verify-logout-token.ts'
import { RelyingPartyError } from '../errors.ts'
import type { CarriedStore, SessionStore } from '../stores/session-store.ts'
import { type CookieWriter, cookieWriter } from './cookies.ts'
import { OpenedSessions } from './opened-sessions.ts'
import { createSealer, type Sealer } from './sealing.ts'

/** What the session layer asks of the provider; another set is for tests. */
export interface Operations {
  readonly authorizationUrl: typeof authorizationUrl
  readonly exchangeCode: typeof exchangeCode
  readonly refresh: typeof refresh
  readonly validateAccessToken: typeof validateAccessToken
  readonly endSessionUrl: typeof endSessionUrl
  readonly verifyLogoutToken: typeof verifyLogoutToken
}

/** Settings of `createSessions`. */
export interface SessionsOptions {
  readonly client: OidcClient
  readonly store: SessionStore | CarriedStore
  /** 32 random bytes each: the first encrypts, all of them decrypt. The same for all processes that share the store. */
  readonly keys: readonly Uint8Array[]
  /** Scheme, host and port under which browsers reach this service: `https://app.example`. */
  readonly origin: string
  /** What users are asked for. `openid` unless told. */
  readonly scope?: string
  /** `session` unless told; on https `__Host-` goes before it. */
  readonly cookieName?: string
  /** A session ends then, however much it is used. Ten hours unless told. */
  readonly absoluteLifetime?: Seconds
  /** A session ends when it wasn't used for so long. Half an hour unless told. */
  readonly idleLifetime?: Seconds
  /** Access tokens are renewed so long before they expire, or in the second half of a shorter life. 30 seconds unless told. */
  readonly refreshAhead?: Seconds
  /** How long a user may take to log in. Ten minutes unless told. */
  readonly loginLifetime?: Seconds
  /** Path of this service to which the provider sends the browser after logout. `/` unless told. */
  readonly afterLogout?: string
  /** For tests. */
  readonly operations?: Partial<Operations>
  /** For tests: how to wait for another process that is refreshing. @param ms - milliseconds. */
  readonly wait?: (ms: number) => Promise<void>
}

/** The settings with their defaults, and what is made of them; handed to every part of the session layer. */
export interface SessionContext {
  readonly client: OidcClient
  readonly store: SessionStore
  readonly sealer: Sealer
  readonly opened: OpenedSessions
  readonly cookies: CookieWriter
  readonly origin: string
  readonly scope: string
  readonly cookieName: string
  readonly absoluteLifetime: Seconds
  readonly idleLifetime: Seconds
  readonly refreshAhead: Seconds
  readonly loginLifetime: Seconds
  readonly afterLogout: string
  readonly operations: Operations
  readonly wait: (ms: number) => Promise<void>
  now(): EpochSeconds
  /** Tells the client's `onEvent`. */
  tell(type: RelyingPartyEvent['type'], failure?: NonNullable<RelyingPartyEvent['failure']>): void
}

/** The store may be another one for each request. */
export type StorelessContext = Omit<SessionContext, 'store'>

/** @throws {RelyingPartyError} `invalid_configuration` for an origin with a path, or keys that are none. */
export function sessionContext(options: Omit<SessionsOptions, 'store'>): StorelessContext {
  const { client, origin } = options
  if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
    throw new RelyingPartyError('The origin must be scheme, host and port only, such as https://app.example.', {
      kind: 'invalid_configuration',
      setting: 'origin',
    })
  }
  return {
    client,
    sealer: sealerOf(options.keys),
    opened: new OpenedSessions(),
    cookies: cookieWriter(origin),
    origin,
    scope: options.scope ?? 'openid',
    cookieName: options.cookieName ?? 'session',
    absoluteLifetime: options.absoluteLifetime ?? 36_000,
    idleLifetime: options.idleLifetime ?? 1_800,
    refreshAhead: options.refreshAhead ?? 30,
    loginLifetime: options.loginLifetime ?? 600,
    afterLogout: options.afterLogout ?? '/',
    operations: {
      authorizationUrl,
      exchangeCode,
      refresh,
      validateAccessToken,
      endSessionUrl,
      verifyLogoutToken,
      ...options.operations,
    },
    wait: options.wait ?? ((ms) => delay(ms)),
    now: client.options.clock,
    tell: (type, failure) => tell(client, { type, outcome: failure ? 'failed' : 'ok', ...(failure && { failure }) }),
  }
}

/** An identifier that nobody guesses: 256 bits, base64url. */
export function randomId(): string {
  return randomBytes(32).toString('base64url')
}

/** What the store knows an identifier by: whoever reads the store can't use it. */
export function hashed(kind: 'session' | 'sid' | 'sub' | 'login' | 'jti' | 'refresh', id: string): string {
  return hash('sha256', `${kind}:${id}`, 'base64url')
}

function sealerOf(keys: readonly Uint8Array[]): Sealer {
  try {
    return createSealer(keys)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new RelyingPartyError(error.message, { kind: 'invalid_configuration', setting: 'keys' })
  }
}
