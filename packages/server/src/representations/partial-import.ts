/**
 * Plans a partial import: what of a part of a realm file is new, what is there already, and what becomes of that. Pure but
 * for ids, secrets and hashes, which come from the context. Things that are overwritten keep their id, so that nothing
 * that points at them is lost.
 */

import { canonicalPath } from './check-realm.ts'
import type { CompletionContext } from './complete-clients.ts'
import { completeClient } from './complete-clients.ts'
import { isObject, textOf } from './fields.ts'
import type { ImportContext } from './import-context.ts'
import type { ClientRepresentation, GroupRepresentation, RoleRepresentation, UserRepresentation } from './keycloak.ts'
import { groupRecord, pathsOf, placed } from './partial-groups.ts'
import { PartialImportError } from './partial-import-error.ts'
import type { ClientRecord, GroupRecord, RealmAggregate, RoleRecord, UserRecord } from './realm-aggregate.ts'
import { roleRecord, withMapperIds } from './resolve-realm.ts'
import { resolveUsers } from './resolve-users.ts'
import { RoleIds } from './role-ids.ts'
import { newClientSecret } from './secret.ts'
import { serviceAccountUser } from './service-account.ts'

export type IfExists = 'FAIL' | 'SKIP' | 'OVERWRITE'

export interface PartialRealm {
  readonly users?: readonly UserRepresentation[]
  readonly clients?: readonly ClientRepresentation[]
  readonly groups?: readonly GroupRepresentation[]
  readonly roles?: {
    readonly realm?: readonly RoleRepresentation[]
    readonly client?: Readonly<Record<string, readonly RoleRepresentation[]>>
  }
  readonly identityProviders?: readonly unknown[]
}

export type ImportedKind = 'CLIENT' | 'REALM_ROLE' | 'CLIENT_ROLE' | 'IDP' | 'GROUP' | 'USER'

export interface ImportedItem {
  readonly action: 'ADDED' | 'SKIPPED' | 'OVERWRITTEN'
  readonly resourceType: ImportedKind
  readonly resourceName: string
  readonly id: string
}

/** What is in the realm before. */
export interface Present {
  readonly realm: Omit<RealmAggregate, 'users'>
  /** Users who have a name or an address that a user to be imported has. */
  readonly users: readonly { readonly id: string; readonly username: string; readonly email: string | undefined }[]
}

export interface ImportPlan {
  readonly items: readonly ImportedItem[]
  readonly clients: readonly ClientRecord[]
  readonly roles: readonly RoleRecord[]
  readonly groups: readonly GroupRecord[]
  readonly users: readonly (UserRecord & { readonly replaces: boolean })[]
  readonly identityProviders: readonly Readonly<Record<string, unknown>>[]
}

/** @throws {PartialImportError} 409 with `FAIL` when a thing is there, 400 when a name points nowhere. */
export async function planPartialImport(
  partial: PartialRealm,
  present: Present,
  ifExists: IfExists,
  context: ImportContext,
): Promise<ImportPlan> {
  const planner = new Planner(present, ifExists, context)
  const clients = planner.clients(partial.clients ?? [])
  const roles = planner.roles(partial, clients)
  const identityProviders = planner.identityProviders(partial.identityProviders ?? [])
  const groups = planner.groups(partial.groups ?? [], roles.ids)
  const users = await planner.users(partial.users ?? [], clients, { ...groups, roles: roles.ids })
  return { items: planner.items, clients, roles: roles.records, groups: groups.records, users, identityProviders }
}

class Planner {
  readonly items: ImportedItem[] = []
  readonly #present: Present
  readonly #ifExists: IfExists
  readonly #context: ImportContext
  readonly #clientUuids: Map<string, string>
  readonly #takenIds: Set<string>

  constructor(present: Present, ifExists: IfExists, context: ImportContext) {
    this.#present = present
    this.#ifExists = ifExists
    this.#context = context
    const { clients, roles, groups } = present.realm
    this.#takenIds = new Set([...clients, ...roles, ...groups].map(({ id }) => id))
    this.#clientUuids = new Map(present.realm.clients.map((client) => [client.clientId, client.id]))
  }

  clients(sent: readonly ClientRepresentation[]): readonly ClientRecord[] {
    const before = new Map(this.#present.realm.clients.map((client) => [client.clientId, client]))
    return sent.flatMap((client) => {
      const clientId = client.clientId?.trim() ?? ''
      if (clientId === '') throw new PartialImportError(400, 'A client has no clientId')
      const old = before.get(clientId)
      const id = this.#decide('CLIENT', clientId, old?.id, client.id, `Client id '${clientId}' already exists`)
      if (id === undefined) return []
      this.#clientUuids.set(clientId, id)
      const complete = completeClient({ ...client, id, clientId }, this.#scopes(), true, this.#completion())
      const representation = withMapperIds({ ...complete, id, clientId }, () => this.#newId())
      return [{ id, clientId, representation, scopeRoleIds: old?.scopeRoleIds ?? [] }]
    })
  }

  roles(partial: PartialRealm, clients: readonly ClientRecord[]) {
    const { roles, clients: presentClients } = this.#present.realm
    const clientIds = new Map([...presentClients, ...clients].map((client) => [client.id, client.clientId]))
    const before = new Map(roles.map((role) => [roleKey(role.clientUuid, role.name), role.id]))
    const taken = new Set<string>()
    const realm: RoleRepresentation[] = []
    const client = new Map<string, RoleRepresentation[]>(
      [...this.#clientUuids.keys()].map((clientId) => [clientId, []]),
    )
    const listOf = (owner: string | undefined) => (owner === undefined ? realm : client.get(owner))
    const add = (owner: string | undefined, role: RoleRepresentation) => {
      const name = role.name ?? ''
      if (name === '') throw new PartialImportError(400, 'A role has no name')
      const old = before.get(roleKey(owner === undefined ? undefined : this.#clientUuids.get(owner), name))
      const id =
        owner === undefined
          ? this.#decide('REALM_ROLE', name, old, role.id, `Realm role '${name}' already exists.`)
          : this.#decide(
              'CLIENT_ROLE',
              `${owner}-->${name}`,
              old,
              role.id,
              `Client role '${name}' for client '${owner}' already exists.`,
            )
      if (id === undefined) return
      taken.add(id)
      listOf(owner)?.push({ ...role, id, name })
    }
    for (const role of partial.roles?.realm ?? []) add(undefined, role)
    for (const [owner, list] of Object.entries(partial.roles?.client ?? {})) {
      if (!this.#clientUuids.has(owner)) {
        throw new PartialImportError(400, `Can not import client roles for nonexistent client named ${owner}`)
      }
      for (const role of list) add(owner, role)
    }
    const added = new Set(taken)
    for (const { id, name, clientUuid } of roles.filter((role) => !taken.has(role.id))) {
      const owner = clientUuid === undefined ? undefined : clientIds.get(clientUuid)
      if (clientUuid === undefined || owner !== undefined) listOf(owner)?.push({ id, name })
    }
    const ids = new RoleIds({ realm, client: Object.fromEntries(client) }, this.#clientUuids, () => this.#newId())
    const records = ids.records(this.#present.realm.realm.id, roleRecord).filter(({ id }) => added.has(id))
    return { ids, records }
  }

  identityProviders(sent: readonly unknown[]): readonly Readonly<Record<string, unknown>>[] {
    const all = this.#present.realm.realm['identityProviders']
    const before = new Map((Array.isArray(all) ? all : []).filter(isObject).map((one) => [textOf(one['alias']), one]))
    return sent.flatMap((provider) => {
      const alias = isObject(provider) ? textOf(provider['alias']) : undefined
      if (!isObject(provider) || alias === undefined || alias === '') {
        throw new PartialImportError(400, 'An identity provider has no alias')
      }
      const old = textOf(before.get(alias)?.['internalId'])
      const name = `Identity Provider '${alias}' already exists.`
      const internalId = this.#decide(
        'IDP',
        alias,
        before.has(alias) ? (old ?? alias) : undefined,
        textOf(provider['internalId']),
        name,
      )
      return internalId === undefined ? [] : [{ ...provider, alias, internalId }]
    })
  }

  groups(sent: readonly GroupRepresentation[], roles: RoleIds) {
    const idsByPath = new Map(pathsOf(this.#present.realm.groups))
    const records: GroupRecord[] = []
    const skipped: string[] = []
    for (const { group, path, top } of placed(sent)) {
      if (skipped.some((above) => path.startsWith(`${above}/`))) continue
      const old = idsByPath.get(path)
      const id = top
        ? this.#decide('GROUP', group.name ?? '', old, group.id, `Group '${path}' already exists`)
        : (old ?? this.#newId()) // its own id is of no use to anybody
      if (id === undefined) {
        skipped.push(path)
        continue
      }
      const above = path.slice(0, path.lastIndexOf('/'))
      const parentId = idsByPath.get(above)
      if (above !== '' && parentId === undefined) {
        throw new PartialImportError(400, `Group '${path}' stands below a group that is not there`)
      }
      idsByPath.set(path, id)
      records.push(groupRecord(group, { id, parentId }, roles))
    }
    return { records, groupIds: idsByPath }
  }

  async users(
    sent: readonly UserRepresentation[],
    clients: readonly ClientRecord[],
    known: { readonly roles: RoleIds; readonly groupIds: ReadonlyMap<string, string> },
  ): Promise<readonly (UserRecord & { readonly replaces: boolean })[]> {
    const byName = new Map(this.#present.users.map((user) => [user.username, user.id]))
    const byEmail = new Map(
      this.#present.users.flatMap((user) => (user.email === undefined ? [] : [[user.email, user.id] as const])),
    )
    const shared = this.#present.realm.realm.duplicateEmailsAllowed === true
    const replaced = new Set<string>()
    const taken = sent.flatMap((user) => {
      const username = user.username?.trim().toLowerCase() ?? ''
      if (username === '' || username.length > 255)
        throw new PartialImportError(400, 'A user has no username, or one that is too long')
      this.#checkNames(user, username, known.groupIds)
      const named = byName.get(username)
      const addressed = shared ? undefined : byEmail.get(user.email?.toLowerCase() ?? '')
      const said =
        named === undefined
          ? `User with email ${user.email} already exists.`
          : `User with user name ${username} already exists.`
      const id = this.#decide('USER', username, named ?? addressed, user.id, said)
      if (id === undefined) return []
      if (id === (named ?? addressed)) replaced.add(id)
      return [{ ...user, id, username }]
    })
    taken.push(...this.#serviceAccounts(clients, sent))
    const { passwordPolicy } = this.#present.realm.realm
    const references = { roles: known.roles, clientUuids: this.#clientUuids, groupIds: known.groupIds }
    const records = await resolveUsers({ users: taken, passwordPolicy }, references, this.#context)
    return records.map((record) => ({ ...record, replaces: replaced.has(record.id) }))
  }

  /** Users behind new clients that ask for one and don't bring it. */
  #serviceAccounts(clients: readonly ClientRecord[], sent: readonly UserRepresentation[]) {
    const { clients: before, roles, defaultRoleId } = this.#present.realm
    const there = new Set(before.map(({ id }) => id))
    const brought = new Set(sent.map((user) => user.serviceAccountClientId))
    const defaultRole = roles.find((role) => role.id === defaultRoleId)
    return clients
      .filter(({ id, clientId }) => !there.has(id) && !brought.has(clientId))
      .filter(({ representation }) => representation.serviceAccountsEnabled === true)
      .map(({ clientId }) => {
        const user = serviceAccountUser(clientId, defaultRole === undefined ? [] : [defaultRole.name])
        return { ...user, id: this.#newId(), username: user.username ?? '' }
      })
  }

  #checkNames(user: UserRepresentation, username: string, groupIds: ReadonlyMap<string, string>): void {
    const group = user.groups?.find((path) => !groupIds.has(canonicalPath(path)))
    if (group !== undefined)
      throw new PartialImportError(400, `User ${username} names a group that is not in the realm`)
    const client = [
      ...Object.keys(user.clientRoles ?? {}),
      ...(user.serviceAccountClientId === undefined ? [] : [user.serviceAccountClientId]),
    ]
    if (client.some((clientId) => !this.#clientUuids.has(clientId))) {
      throw new PartialImportError(400, `User ${username} names a client that is not in the realm`)
    }
  }

  /** @returns the id that the thing is written with, `undefined` when it is left as it is. */
  #decide(
    resourceType: ImportedKind,
    resourceName: string,
    old: string | undefined,
    wished: string | undefined,
    said: string,
  ): string | undefined {
    if (old !== undefined && this.#ifExists === 'FAIL') throw new PartialImportError(409, said)
    // an id that something else has would put this in its place, whatever it is
    if (old === undefined && wished !== undefined && this.#takenIds.has(wished)) {
      throw new PartialImportError(409, 'Duplicate resource error')
    }
    const id = old ?? wished ?? this.#newId()
    this.#takenIds.add(id)
    const action = old === undefined ? 'ADDED' : this.#ifExists === 'SKIP' ? 'SKIPPED' : 'OVERWRITTEN'
    this.items.push({ action, resourceType, resourceName, id })
    return action === 'SKIPPED' ? undefined : id
  }

  #newId(): string {
    return this.#context.random.uuid()
  }

  #scopes() {
    const { clientScopes, realm } = this.#present.realm
    return {
      clientScopes: clientScopes.map(({ name, representation }) => ({
        name,
        ...(representation.protocol !== undefined && { protocol: representation.protocol }),
      })),
      defaultDefaultClientScopes: realm.defaultDefaultClientScopes ?? [],
      defaultOptionalClientScopes: realm.defaultOptionalClientScopes ?? [],
    }
  }

  #completion(): CompletionContext {
    return { now: this.#context.clock.now(), newSecret: () => newClientSecret(this.#context.random) }
  }
}

function roleKey(clientUuid: string | undefined, name: string): string {
  return `${clientUuid ?? ''}\n${name}`
}
