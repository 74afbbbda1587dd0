/**
 * What the program asks of a database: one small port per aggregate, methods named for what happens. A method is one
 * atomic act: its answer is given when the act is durable, and two nodes on one database may call it at the same time.
 * Not found is `undefined`; a throw is a fault of the database ({@link StoreUnavailable}) or of the caller's data
 * ({@link Conflict}). Adapters are named in `compose.ts` only; `test/store/contract.ts` holds what each must do.
 */
import type { Client } from '../model/client.ts'
import type { Realm } from '../model/realm.ts'
import type { EpochSeconds } from '../model/time.ts'
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
import type { AdminEventStore, LoginEventStore, WebhookOutbox } from './event-ports.ts'
import type { GroupStore } from './group-ports.ts'
import type { InitialAccessStore } from './initial-access-ports.ts'
import type { Page } from './page.ts'
import type { RoleStore } from './role-ports.ts'

import type { AuthorizationCodeStore, LoginSessionStore, UserSessionStore } from './session-ports.ts'
import type { LoginFailureStore, UserStore } from './user-ports.ts'

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
  readonly webhookOutbox: WebhookOutbox
  /** Deletes what has expired, a bounded batch of each kind; run from time to time by any node, twice without harm. */
  sweep(now: EpochSeconds, batch: number): Promise<{ readonly deleted: number }>
  /** @returns once a trivial question was answered; throws {@link StoreUnavailable} otherwise. */
  ping(): Promise<void>
  /** @throws {StoreUnavailable} as {@link ping}. */
  describe(): Promise<DatabaseFacts>
  /** Writes what is written behind, then closes. */
  close(): Promise<void>
}

/** What an operator asks of a database. */
export interface DatabaseFacts {
  readonly kind: 'sqlite'
  readonly schemaVersion: number
  /** On the disk; `undefined` in memory. */
  readonly bytes: number | undefined
  /** Of the write-ahead log. */
  readonly walBytes: number | undefined
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
  /** The same of what tells realms apart: no document is read. */
  listBrief(page: { readonly after?: string; readonly max: number }): Promise<readonly BriefRealm[]>
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

export type BriefRealm = Pick<StoredRealm, 'id' | 'realm' | 'displayName' | 'displayNameHtml' | 'enabled'>

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
