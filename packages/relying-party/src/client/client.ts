/**
 * One registered client of one OpenID Provider. Made once, without I/O; the operations beside this file
 * (`authorizationUrl`, `exchangeCode`, `refresh`, …) are functions that take it first, so that a bundler keeps only what
 * is used. It holds the provider's metadata and keys, nothing about users.
 */
import type { webcrypto } from 'node:crypto'
import type { AuthorizationServer, ClientAuth } from 'oauth4webapi'
import { clientAuthentication } from './authentication.ts'
import { Cached } from './cached.ts'
import { type DpopKeys, dpopKeys } from './dpop.ts'
import { type KeySet, newKeySet } from './keys.ts'
import { type ResolvedOptions, resolveOptions } from './resolve-options.ts'

export type Seconds = number
export type EpochSeconds = number

/** How the client proves itself at the token endpoint (RFC 6749 §2.3, RFC 7523 §2.2). */
export type ClientAuthentication =
  | { readonly method: 'client_secret_basic' | 'client_secret_post'; readonly secret: string }
  | { readonly method: 'private_key_jwt'; readonly key: webcrypto.CryptoKey; readonly kid?: string }
  | { readonly method: 'none' }

/** How a client is registered at its provider, and how careful it is. */
export interface ClientOptions {
  /** The provider's issuer, `https://id.example/realms/shop`. Compared with the metadata and every token, exactly. */
  readonly issuer: string
  readonly clientId: string
  readonly authentication: ClientAuthentication
  /** Where the provider sends the browser back to. */
  readonly redirectUri?: string
  /** Who access tokens must be for; `false` accepts any audience. The client's own id unless told. */
  readonly audience?: string | false
  /**
   * Signatures that are believed. `['RS256', 'PS256', 'ES256', 'EdDSA']` unless told; of RS, PS and ES with 256, 384 and
   * 512, `EdDSA` and `Ed25519`; never `none`, never HMAC.
   */
  readonly algorithms?: readonly string[]
  /** How far clocks may differ. 5 unless told, at most 300. */
  readonly clockTolerance?: Seconds
  /** For one answer of the provider, in milliseconds. 5000 unless told. */
  readonly timeoutMs?: number
  /** Plain http to other hosts than this machine's own. Only for tests behind a closed network. */
  readonly allowInsecureRequests?: boolean
  /**
   * Bind tokens to a key (RFC 9449): `true` makes one for this process, a key pair is for several processes that share
   * sessions. Its public key must be extractable.
   */
  readonly dpop?: boolean | webcrypto.CryptoKeyPair
  /** Push the authorization request first when the server offers it (RFC 9126). `true` unless told. */
  readonly pushedAuthorizationRequests?: boolean
  /** For tests and proxies; the global one unless told. */
  readonly fetch?: typeof fetch
  readonly clock?: () => EpochSeconds
  /** Told of each step, for logs, metrics and traces. Never holds tokens, codes or secrets; what it throws is ignored. */
  readonly onEvent?: (event: RelyingPartyEvent) => void
}

/** A step that was taken. `ms` is how long the provider's answer took. */
export interface RelyingPartyEvent {
  readonly type:
    | 'discovery'
    | 'authorization_request'
    | 'code_exchange'
    | 'refresh'
    | 'token_validation'
    | 'userinfo'
    | 'introspection'
    | 'revocation'
    | 'end_session_request'
    | 'logout_token'
    | 'session_created'
    | 'session_refreshed'
    | 'session_ended'
    | 'request_refused'
  readonly outcome: 'ok' | 'failed'
  readonly issuer: string
  readonly clientId: string
  readonly ms?: number
  /** The failure's kind, and the provider's error code when it refused; of a refused request the title of its answer. */
  readonly failure?: { readonly kind: string; readonly error?: string }
}

/** What a login remembers between the redirect and the callback: kept by whoever began it, bound to that browser. */
export interface LoginState {
  readonly state: string
  readonly nonce: string
  readonly codeVerifier: string
  readonly redirectUri: string
  /** `max_age` as it was asked, which the answer must honour (OpenID Connect Core §3.1.2.1). */
  readonly maxAge?: Seconds
}

/** Where to send the browser, and what to keep until it comes back. */
export interface AuthorizationRequest {
  readonly url: URL
  readonly login: LoginState
}

/** What a grant yields. */
export interface TokenSet {
  readonly accessToken: string
  /** By the answer's `expires_in`; five minutes when it doesn't say. */
  readonly expiresAt: EpochSeconds
  readonly refreshToken?: string
  /** By the answer's `refresh_expires_in` (a Keycloak extension); `undefined` when it doesn't say or never ends. */
  readonly refreshExpiresAt?: EpochSeconds
  readonly idToken?: string
  /** Of the ID token, validated. */
  readonly claims?: Readonly<Record<string, unknown>> & { readonly sub: string; readonly sid?: string }
  readonly scope?: string
  readonly tokenType: 'Bearer' | 'DPoP'
}

/** A validated access token's content (RFC 9068 §2.2 and Keycloak's claims). */
export interface AccessTokenClaims {
  readonly iss: string
  readonly sub?: string
  readonly exp: EpochSeconds
  readonly iat?: EpochSeconds
  readonly azp?: string
  readonly scope?: string
  readonly realm_access?: { readonly roles: readonly string[] }
  readonly resource_access?: Readonly<Record<string, { readonly roles: readonly string[] }>>
  readonly [claim: string]: unknown
}

/** A validated logout token (OpenID Connect Back-Channel Logout §2.4): at least one of `sub` and `sid`. */
export interface LogoutToken {
  readonly jti: string
  readonly iat: EpochSeconds
  readonly exp: EpochSeconds
  readonly sub?: string
  readonly sid?: string
}

/** The provider's metadata as published (OpenID Connect Discovery §3, RFC 8414 §2); its issuer and URLs are checked. */
export type ServerMetadata = Readonly<AuthorizationServer>

/** A registered client, ready for the operations. Logging it shows no secret. */
export interface OidcClient {
  /** As given, with the defaults filled in. */
  readonly options: ResolvedOptions
  /** Puts the client's proof into a request. */
  readonly authenticate: ClientAuth
  readonly metadata: Cached<ServerMetadata>
  readonly keySet: KeySet
  /** `undefined` unless opted in. */
  readonly dpop: DpopKeys | undefined
}

/** Metadata changes with a provider's upgrade; an hour late is early enough. */
const METADATA_MAX_AGE: Seconds = 3600
const FAILURE_COOL_DOWN: Seconds = 5

/**
 * Makes the handle that every operation takes. Asks nobody yet: the metadata is fetched by the first operation that needs
 * it, once, and kept for an hour; a failure is repeated for five seconds before the provider is asked again.
 *
 * @throws {RelyingPartyError} `invalid_configuration` when an option can't work, such as an issuer with plain http to
 *   another host, an HMAC algorithm or an empty secret.
 */
export function createClient(options: ClientOptions): OidcClient {
  const resolved = resolveOptions(options)
  const { clock } = resolved
  return {
    options: resolved,
    authenticate: clientAuthentication(options.authentication),
    metadata: new Cached<ServerMetadata>({ clock, maxAge: METADATA_MAX_AGE, failureCoolDown: FAILURE_COOL_DOWN }),
    keySet: newKeySet(clock),
    dpop: dpopKeys(options.dpop ?? false, clock),
  }
}
