import type { AuthorizationCode, ClientSession, LoginSession, SessionOfClient, UserSession } from '../model/session.ts'
import type { EpochSeconds } from '../model/time.ts'
import type { Page } from './page.ts'

export interface UserSessionStore {
  /** Makes the session and, if one begins it, the client's part in it. */
  create(realmId: string, session: UserSession, client?: ClientSession): Promise<void>
  find(realmId: string, id: string, offline: boolean): Promise<UserSession | undefined>
  /** Both, or `undefined` for what is missing; one round trip. */
  findWithClient(
    realmId: string,
    id: string,
    clientUuid: string,
    offline: boolean,
  ): Promise<{ readonly user: UserSession | undefined; readonly client: ClientSession | undefined }>
  listClients(realmId: string, id: string, offline: boolean): Promise<readonly ClientSession[]>
  listByUser(realmId: string, userId: string, offline: boolean): Promise<readonly SessionOfClient[]>
  /** All sessions of a user, also those that no client takes part in; the newest first. */
  listWithClients(
    realmId: string,
    userId: string,
    offline: boolean,
  ): Promise<readonly { readonly session: UserSession; readonly clients: readonly ClientSession[] }[]>
  /** Sessions that a client takes part in, the oldest first. */
  listByClient(realmId: string, clientUuid: string, offline: boolean, page: Page): Promise<readonly UserSession[]>
  /**
   * Adds the client's part or, where it takes part already, brings it up to date without changing its start; marks the
   * session as used and, when given, replaces its notes.
   * @returns `false`, and writes nothing, when the session is gone.
   */
  joinClient(
    realmId: string,
    client: ClientSession,
    now: EpochSeconds,
    notes?: Readonly<Record<string, string>>,
  ): Promise<boolean>
  /** Last use of both; seen by this process at once, written behind, at most a second later. */
  touch(realmId: string, id: string, clientUuid: string, offline: boolean, now: EpochSeconds): void
  /**
   * Rotates a family of refresh tokens (RFC 9700 §4.14.2). Every code exchange begins one of its own, so that two tabs of
   * an application don't end each other; the store knows it from the first use on. The newest token, and the one before
   * it at most `maxReuse` times more, may be used; anything else ends the client's session.
   * @returns what happened; of two callers with one token and no reuse, exactly one gets `rotated`.
   */
  rotateRefreshToken(
    realmId: string,
    rotation: {
      readonly userSessionId: string
      readonly clientUuid: string
      readonly offline: boolean
      /** `jti` of the family's first token. */
      readonly family: string
      /** `jti` of the token that is used, and of its successor. */
      readonly used: string
      readonly next: string
      readonly maxReuse: number
    },
  ): Promise<'rotated' | 'reused' | 'gone'>
  /** Ends the client's part. Ending none is no error. */
  endClient(realmId: string, id: string, clientUuid: string, offline: boolean): Promise<void>
  /** Ends the session and all clients' parts. @returns the parts, for those who must be told. */
  end(realmId: string, id: string, offline: boolean): Promise<readonly ClientSession[]>
  /** Ends all online sessions of a realm; offline ones go on. */
  endAll(realmId: string): Promise<void>
  /** How many sessions each client takes part in, of those that have any; by the client's UUID. */
  countByClient(
    realmId: string,
  ): Promise<readonly { readonly clientUuid: string; readonly active: number; readonly offline: number }[]>
  /** Ends all online or all offline sessions of a user. */
  endByUser(realmId: string, userId: string, offline: boolean): Promise<void>
}

export interface AuthorizationCodeStore {
  /** The id must be new: it carries enough randomness that nobody can have chosen it. */
  put(realmId: string, code: AuthorizationCode): Promise<void>
  /**
   * Redeems a code: the first caller gets `fresh`, everyone after it `used` (with the code, so that what was issued can
   * be ended) until the code is swept, a minute after its expiry or later. An expired code is redeemed like any other:
   * the protocol judges.
   */
  redeem(
    realmId: string,
    id: string,
    now: EpochSeconds,
  ): Promise<{ readonly outcome: 'fresh' | 'used'; readonly code: AuthorizationCode } | undefined>
}

export interface LoginSessionStore {
  /** Makes or replaces a tab's login. A browser keeps at most `maxTabs`; the oldest others give way. */
  put(realmId: string, session: LoginSession, maxTabs: number): Promise<void>
  find(realmId: string, rootId: string, tabId: string): Promise<LoginSession | undefined>
  /** @returns whether this browser has any login on its way. */
  rootExists(realmId: string, rootId: string, now: EpochSeconds): Promise<boolean>
  /**
   * Takes the awaited form post: replaces the session by `next` if its `sessionCode` still is `sessionCode`.
   * @returns `false`, and writes nothing, when another post was quicker or the login is over.
   */
  advance(realmId: string, sessionCode: string | undefined, next: LoginSession): Promise<boolean>
  /** Ends one tab's login, once. @returns `false` when it was ended before. */
  finish(realmId: string, rootId: string, tabId: string): Promise<boolean>
}
