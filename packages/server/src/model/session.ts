import type { EpochSeconds } from './time.ts'

/** One person logged in at one browser (or by one password grant): what SSO is made of. */
export interface UserSession {
  /** `sid` of the tokens: 24 base64url characters. */
  readonly id: string
  readonly userId: string
  readonly username: string
  readonly ipAddress: string
  readonly authMethod: string
  readonly rememberMe: boolean
  readonly offline: boolean
  readonly started: EpochSeconds
  /** Last refresh or login; written behind, within a second. */
  readonly lastRefresh: EpochSeconds
  /** Small facts that mappers read (`clientHost`, `clientAddress`, `AUTH_TIME`). */
  readonly notes: Readonly<Record<string, string>>
}

/** A client's part in a user session: gone when the client was logged out, while the session may go on. */
export interface ClientSession {
  readonly userSessionId: string
  /** UUID of the client. */
  readonly clientUuid: string
  readonly offline: boolean
  readonly started: EpochSeconds
  readonly lastRefresh: EpochSeconds
  readonly redirectUri: string | undefined
  /** The `scope` parameter the tokens were asked with. */
  readonly scope: string
  readonly authTime: EpochSeconds | undefined
  readonly notes: Readonly<Record<string, string>>
}

/** Both at once: what a token is issued from. */
export interface SessionOfClient {
  readonly user: UserSession
  readonly client: ClientSession
}

/** What an authorization code stands for until it is redeemed (RFC 6749 §4.1.2). */
export interface AuthorizationCode {
  readonly id: string
  readonly userSessionId: string
  readonly clientUuid: string
  readonly redirectUri: string
  /** As in the request; `undefined` when the request had none, and then the exchange must have none (RFC 6749 §4.1.3). */
  readonly redirectUriParameter: string | undefined
  readonly scope: string
  readonly nonce: string | undefined
  readonly codeChallenge: string | undefined
  readonly codeChallengeMethod: 'S256' | 'plain' | undefined
  readonly expiresAt: EpochSeconds
}

/**
 * One tab's login on its way: made by an authorization request, finished by a code. Protocol-neutral: what the protocol
 * needs to finish stands in `request`. Several tabs of one browser share `rootId`.
 */
export interface LoginSession {
  /** Bound to the browser by the signed `AUTH_SESSION_ID` cookie. */
  readonly rootId: string
  readonly tabId: string
  readonly clientUuid: string
  readonly protocol: 'openid-connect'
  readonly redirectUri: string
  /** The protocol's parameters of the request, as they came. */
  readonly request: Readonly<Record<string, string>>
  /** The one form post that is awaited; a fresh value with every page (43 characters). */
  readonly sessionCode: string | undefined
  /** Execution id or required action whose page is shown. */
  readonly execution: string | undefined
  /** Who has been established so far. */
  readonly userId: string | undefined
  /** Ids of the executions that succeeded. */
  readonly done: readonly string[]
  readonly authTime: EpochSeconds | undefined
  /** The SSO session this login re-authenticates or extends, if any. */
  readonly userSessionId: string | undefined
  /** Facts of authenticators and required actions. */
  readonly notes: Readonly<Record<string, string>>
  readonly createdAt: EpochSeconds
  readonly expiresAt: EpochSeconds
}
