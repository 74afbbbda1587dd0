/**
 * What the program asks of a database: one small port per aggregate, methods named for what happens. A method is one
 * atomic act: its answer is given when the act is durable, and two nodes on one database may call it at the same time.
 * Not found is `undefined`; a throw is a fault of the database ({@link StoreUnavailable}) or of the caller's data
 * ({@link Conflict}). Adapters are named in `compose.ts` only; `test/store/contract.ts` holds what each must do.
 */
import type { Client } from '../model/client.ts'
import type { Realm } from '../model/realm.ts'
import type { AuthorizationCode, ClientSession, LoginSession, SessionOfClient, UserSession } from '../model/session.ts'
import type { EpochSeconds } from '../model/time.ts'
import type { Credential, FederatedIdentity, LoginFailures, Membership, User } from '../model/user.ts'
import type { ComponentRepresentation, RealmRepresentation } from '../representations/keycloak.ts'
import type {
  ClientRecord,
  ClientScopeRecord,
  GroupRecord,
  RealmAggregate,
  RoleRecord,
  UserRecord,
} from '../representations/realm-aggregate.ts'
import type { ClientScopeStore } from './client-scope-ports.ts'
import type { AdminEventStore, LoginEventStore } from './event-ports.ts'
import type { GroupStore } from './group-ports.ts'
import type { InitialAccessStore } from './initial-access-ports.ts'
import type { Page } from './page.ts'
import type { RoleStore } from './role-ports.ts'

export interface Stores {
  readonly realms: RealmStore
  readonly clients: ClientStore
  readonly clientScopes: ClientScopeStore
  readonly initialAccess: InitialAccessStore
  readonly roles: RoleStore
  readonly users: UserStore
  readonly loginFailures: LoginFailureStore
  readonly groups: GroupStore
  readonly userSessions: UserSessionStore
  readonly authorizationCodes: AuthorizationCodeStore
  readonly loginSessions: LoginSessionStore
  readonly loginEvents: LoginEventStore
  readonly adminEvents: AdminEventStore
  /** Deletes what has expired, a bounded batch of each kind; run from time to time by any node, twice without harm. */
  sweep(now: EpochSeconds, batch: number): Promise<{ readonly deleted: number }>
  /** @returns once a trivial question was answered; throws {@link StoreUnavailable} otherwise. */
  ping(): Promise<void>
  /** Writes what is written behind, then closes. */
  close(): Promise<void>
}

/** A unique name is taken; nothing was written. */
export class Conflict extends Error {
  /** What is taken: `realm`, `client`, `username`, `email`, `group`, `role`, `clientScope`. */
  readonly what: string
  constructor(what: string) {
    super(`${what} exists already`)
    this.name = 'Conflict'
    this.what = what
  }
}

/** The database can't be used now; the message says what to do about it. */
export class StoreUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StoreUnavailable'
  }
}

export interface RealmStore {
  /** Served from a bounded cache that is at most one second behind another process, and never behind this one. */
  findByName(name: string): Promise<Realm | undefined>
  /** Whether there is such a realm, without loading what it holds: master knows the rights over all others. */
  idOf(name: string): Promise<string | undefined>
  list(): Promise<readonly { readonly id: string; readonly name: string }[]>
  /**
   * The settings of realms in the order of their names: their documents without the long parts (components, flows…). Past
   * the cache, because a list must not push out the realms that people sign in to.
   * @param page - at most `max`, those behind the name `after`.
   */
  listSettings(page: { readonly after?: string; readonly max: number }): Promise<readonly StoredRealm[]>
  /**
   * Saves realms with all they hold, all of them or none.
   * @param additions - what another realm gets by it in the same act: master's rights over the new ones.
   * @param replaced - ids of realms whose place the new ones take: these go, with all they hold, in the same act.
   * @throws {Conflict}
   */
  create(realms: readonly RealmAggregate[], additions?: RealmAdditions, replaced?: readonly string[]): Promise<void>
  /** Everything the realm holds, without `users` unless asked. */
  load(realmId: string, options: { readonly users: boolean }): Promise<RealmAggregate | undefined>
  /**
   * Changes the realm's own document in one act: nothing that another administrator changes at the same time is lost.
   * @param change - pure; it may be called more than once, and throws to change nothing.
   * @param clients - what changes of clients in the same act, also of other realms.
   * @returns `false` when the realm is gone.
   * @throws {Conflict} `realm` when the new name is taken, `client` when a client's is, `email` when addresses must be unique from now on and aren't.
   */
  change(
    realmId: string,
    change: (document: StoredRealm) => RealmRepresentation,
    clients?: readonly ClientEdit[],
  ): Promise<boolean>
  /**
   * With all it holds. @param rights - the client of another realm (master) that goes with it in the same act.
   * @returns `false` when there was none.
   */
  delete(realmId: string, rights?: { readonly realmId: string; readonly clientUuid: string }): Promise<boolean>
  /**
   * Puts things into a realm, all of them or none, if its configuration is still that of `revision`: what was decided on
   * it (who may give which role, what a name stands for) holds when it is written.
   * @returns `false`, and writes nothing, when the realm has changed since or is gone.
   * @throws {Conflict} when a name is taken by something else.
   */
  merge(realmId: string, revision: number, merge: RealmMerge): Promise<boolean>
  /**
   * {@link RealmStore.create} and {@link RealmStore.merge} of several realms in one act.
   * @returns `false`, and writes nothing, when one of the realms to be changed has changed since or is gone.
   * @throws {Conflict}
   */
  apply(changes: RealmChanges): Promise<boolean>
  /**
   * Adds a component if the configuration is still that of `revision`: of two nodes that make a realm's missing key, one
   * does, and the other looks again.
   * @param providerType - Keycloak's, such as `org.keycloak.keys.KeyProvider`.
   * @returns `false`, and writes nothing, when the realm has changed since or is gone.
   */
  addComponent(
    realmId: string,
    revision: number,
    providerType: string,
    component: ComponentRepresentation,
  ): Promise<boolean>
}

/** A realm's own document: settings, components, flows, required actions, identity providers. */
export type StoredRealm = RealmAggregate['realm']

/** A change of one client that is part of a larger act. A client that isn't there is passed over. */
export interface ClientEdit {
  readonly realmId: string
  /** Its public name before the change. */
  readonly clientId: string
  /** Pure, as that of {@link RealmStore.change}. Its scope mappings stay. */
  change(client: Omit<ClientRecord, 'scopeRoleIds'>): Omit<ClientRecord, 'scopeRoleIds'>
}

/**
 * Whole things, each in place of the one that has its id or beside those that are there. A user who is replaced is signed
 * out.
 */
export interface RealmMerge {
  readonly clients: readonly ClientRecord[]
  readonly roles: readonly RoleRecord[]
  /** Parents before their children. */
  readonly groups: readonly GroupRecord[]
  readonly users: readonly (UserRecord & { readonly replaces?: boolean })[]
  /** Changes the realm's own document; pure. */
  readonly change?: (document: StoredRealm) => RealmRepresentation
  readonly clientScopes?: readonly ClientScopeRecord[]
  /** Ids of what goes first: clients with their roles, service account and sessions, groups with those below them. */
  readonly removed?: Readonly<Record<'clients' | 'clientScopes' | 'roles' | 'groups', readonly string[]>>
}

/** Realms made and changed in one act. */
export interface RealmChanges {
  readonly created: readonly RealmAggregate[]
  /** As for {@link RealmStore.create}. */
  readonly additions?: RealmAdditions | undefined
  readonly merged: readonly { readonly realmId: string; readonly revision: number; readonly merge: RealmMerge }[]
}

/** Clients, roles and memberships of composites that are added to a realm that exists. */
export interface RealmAdditions {
  readonly realmId: string
  readonly clients: readonly ClientRecord[]
  readonly roles: readonly RoleRecord[]
  /** Roles that a role of that realm also stands for from now on. */
  readonly composites: readonly { readonly roleId: string; readonly composites: readonly string[] }[]
}

export interface ClientQuery extends Page {
  /** The whole public name. */
  readonly clientId?: string
  /** A part of it, without regard to case. */
  readonly search?: string
  /** Attributes that must have exactly these values, all of them. */
  readonly attributes?: readonly (readonly [name: string, value: string])[]
}

export interface ClientStore {
  /** By public name; cached like the realm. */
  findByClientId(realmId: string, clientId: string): Promise<Client | undefined>
  find(realmId: string, id: string): Promise<Client | undefined>
  /** As stored, for the Admin API, in the order of `clientId`. */
  list(realmId: string, query: ClientQuery): Promise<readonly ClientRecord[]>
  findRecord(realmId: string, id: string): Promise<ClientRecord | undefined>
  /** @throws {Conflict} */
  create(realmId: string, client: ClientRecord): Promise<void>
  /**
   * Changes a client in one act: nothing that another administrator changes at the same time is lost.
   * @param change - pure; it may be called more than once, and throws to change nothing.
   * @returns `false` when it is gone. @throws {Conflict}
   */
  change(realmId: string, id: string, change: (client: ClientRecord) => ClientRecord): Promise<boolean>
  /** With its roles, service account and sessions. @returns `false` when there was none. */
  delete(realmId: string, id: string): Promise<boolean>
}

export interface UserStore {
  find(realmId: string, id: string): Promise<User | undefined>
  /** Without regard to case. */
  findByUsername(realmId: string, username: string): Promise<User | undefined>
  /** Without regard to case; the oldest where addresses may be shared. */
  findByEmail(realmId: string, email: string): Promise<User | undefined>
  findServiceAccount(realmId: string, clientUuid: string): Promise<User | undefined>
  /**
   * A service account only when one of the four fields is asked for, as in Keycloak. In the order of the user name. For lists: without roles, groups and
   * credentials, whose lists are empty.
   */
  search(realmId: string, query: UserQuery): Promise<readonly UserRecord[]>
  /** How many {@link search} would find on all pages. */
  count(realmId: string, query: Omit<UserQuery, 'first' | 'max'>): Promise<number>
  /** With all the user holds. */
  findRecord(realmId: string, id: string): Promise<UserRecord | undefined>
  /**
   * Those who were given a role themselves, or are members of a group itself; service accounts too. In the order of the
   * user name, without what they hold. @param page - 100 unless told.
   */
  holders(
    realmId: string,
    of: { readonly kind: 'role' | 'group'; readonly id: string },
    page: Page,
  ): Promise<readonly UserRecord[]>
  /** @returns `false` when the user or the group is gone. Joining twice is no error. */
  joinGroup(realmId: string, userId: string, groupId: string): Promise<boolean>
  /** Leaving a group that one is not in is no error. */
  leaveGroup(realmId: string, userId: string, groupId: string): Promise<void>
  /** Of an unknown user: nothing. */
  membership(realmId: string, userId: string): Promise<Membership>
  /** In the order of priority. */
  credentials(realmId: string, userId: string): Promise<readonly Credential[]>
  /** Who has one of these user names or addresses (lower case); of thousands, in few questions. */
  findTaken(
    realmId: string,
    names: { readonly usernames: readonly string[]; readonly emails: readonly string[] },
  ): Promise<readonly { readonly id: string; readonly username: string; readonly email: string | undefined }[]>
  /** Saves users with credentials, roles and groups, all or none. @throws {Conflict} */
  create(realmId: string, users: readonly UserRecord[]): Promise<void>
  /** Replaces the user's own data; credentials, roles and groups stay. @returns `false` when gone. @throws {Conflict} */
  replace(realmId: string, user: UserRecord): Promise<boolean>
  /** With credentials and sessions. @returns `false` when there was none. */
  delete(realmId: string, id: string): Promise<boolean>
  /**
   * Puts a credential in place of all of its type, and sets the required actions, in one act. Does nothing when the user
   * is gone.
   * @param keptBefore - how many former ones stay, as {@link PASSWORD_HISTORY}, so that they can be refused.
   */
  setCredential(
    realmId: string,
    userId: string,
    credential: Credential,
    requiredActions: readonly string[],
    keptBefore?: number,
  ): Promise<void>
  /** @returns `false` when there is no such credential. */
  labelCredential(realmId: string, userId: string, id: string, label: string): Promise<boolean>
  /**
   * Puts a credential behind another, in front of all without one.
   * @returns `false` when there is no such credential, or no such other.
   */
  moveCredential(realmId: string, userId: string, id: string, behind: string | undefined): Promise<boolean>
  /** @returns `false` when there is no such credential. */
  deleteCredential(realmId: string, userId: string, id: string): Promise<boolean>
  federatedIdentities(realmId: string, userId: string): Promise<readonly FederatedIdentity[]>
  /** @returns `false`, and changes nothing, when the user has an account at that provider already. */
  addFederatedIdentity(realmId: string, userId: string, link: FederatedIdentity): Promise<boolean>
  /** @returns `false` when there was none. */
  removeFederatedIdentity(realmId: string, userId: string, provider: string): Promise<boolean>
  /** Every user's account at a provider. Removing none is no error. */
  removeFederatedIdentitiesOf(realmId: string, provider: string): Promise<void>
  /** Replaces one credential's secret if it still is `old` (a rehash never overtakes a change of password). */
  rehash(realmId: string, userId: string, old: Credential, next: Credential): Promise<boolean>
}

/** Type of credentials that are former passwords. */
export const PASSWORD_HISTORY = 'password-history'

export interface LoginFailureStore {
  find(realmId: string, userId: string): Promise<LoginFailures | undefined>
  /**
   * Counts one more wrong password.
   * @param next - decides what is remembered; pure. `undefined` changes nothing.
   * @returns what is remembered now. Of several at once none is lost.
   */
  record(
    realmId: string,
    userId: string,
    next: (before: LoginFailures | undefined) => LoginFailures | undefined,
  ): Promise<LoginFailures | undefined>
  clear(realmId: string, userId: string): Promise<void>
  /** Of all users of the realm. */
  clearAll(realmId: string): Promise<void>
}

/** As Keycloak's user list takes it, without regard to case. */
export interface UserQuery {
  /** This and the next three match anywhere in the value. */
  readonly username?: string
  readonly email?: string
  readonly firstName?: string
  readonly lastName?: string
  /**
   * Words, each of which must begin the user name, e-mail, first or last name; `*` stands for any text, quotation marks
   * ask for a whole value. The four fields above don't count beside it.
   */
  readonly search?: string
  /** Whole values of the four fields. */
  readonly exact?: boolean
  readonly enabled?: boolean
  readonly emailVerified?: boolean
  /** Exactly these users; the texts above don't count beside it. */
  readonly ids?: readonly string[]
  /** Inclusive. */
  readonly createdAfterMs?: number
  readonly createdBeforeMs?: number
  /** Users who have all of these: name, and value without regard to case. */
  readonly attributes?: readonly (readonly [name: string, value: string])[]
  /** Users with an account at this identity provider, and of this id there. */
  readonly idpAlias?: string
  readonly idpUserId?: string
  readonly first?: number
  /** 100 unless told; all when negative. */
  readonly max?: number
}

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
