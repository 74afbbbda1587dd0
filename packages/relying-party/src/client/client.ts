/**
 * One registered client of one OpenID Provider. Made once, without I/O; the operations beside this file
 * (`authorizationUrl`, `exchangeCode`, `refresh`, …) are functions that take it first, so that a bundler keeps only what
 * is used. It holds the provider's metadata and keys, nothing about users.
 */

export type Seconds = number
export type EpochSeconds = number

/** How the client proves itself at the token endpoint (RFC 6749 §2.3, RFC 7523 §2.2). */
export type ClientAuthentication =
  | { readonly method: 'client_secret_basic' | 'client_secret_post'; readonly secret: string }
  | { readonly method: 'private_key_jwt'; readonly key: CryptoKey; readonly kid?: string }
  | { readonly method: 'none' }

export interface ClientOptions {
  /** The provider's issuer, `https://id.example/realms/shop`. Compared with the metadata and every token, exactly. */
  readonly issuer: string
  readonly clientId: string
  readonly authentication: ClientAuthentication
  /** Where the provider sends the browser back to. */
  readonly redirectUri?: string
  /** Who access tokens must be for; `false` accepts any audience. The client's own id unless told. */
  readonly audience?: string | false
  /** Signatures that are believed. `['RS256', 'PS256', 'ES256', 'EdDSA']` unless told; never `none`, never HMAC. */
  readonly algorithms?: readonly string[]
  /** How far clocks may differ. 5 unless told, at most 300. */
  readonly clockTolerance?: Seconds
  /** For one answer of the provider, in milliseconds. 5000 unless told. */
  readonly timeoutMs?: number
  /** Plain http to other hosts than this machine's own. Only for tests behind a closed network. */
  readonly allowInsecureRequests?: boolean
  /** Bind tokens to a key of this process (RFC 9449). */
  readonly dpop?: boolean
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
    | 'logout_token'
    | 'session_created'
    | 'session_refreshed'
    | 'session_ended'
  readonly outcome: 'ok' | 'failed'
  readonly issuer: string
  readonly clientId: string
  readonly ms?: number
  /** The failure's kind, and the provider's error code when it refused. */
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

export interface AuthorizationRequest {
  readonly url: URL
  readonly login: LoginState
}

/** What a grant yields. */
export interface TokenSet {
  readonly accessToken: string
  /** By the answer's `expires_in`. */
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
