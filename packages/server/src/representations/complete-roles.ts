import { ACCOUNT, adminClientIdOf, BROKER, REALM_MANAGEMENT } from './defaults/clients.ts'
import { MASTER } from './defaults/realm-settings.ts'
import {
  ADMIN_ROLE,
  ADMIN_ROLE_NAMES,
  accountRoles,
  adminRoles,
  builtInRole,
  CREATE_REALM_ROLE,
  DEFAULT_ACCOUNT_ROLES,
  DELETE_ACCOUNT_ROLE,
  defaultRoleNameOf,
  offlineAccessRole,
  READ_TOKEN_ROLE,
  REALM_ADMIN_ROLE,
  realmAdminRole,
  UMA_ROLE,
} from './defaults/roles.ts'
import { textsOf } from './fields.ts'
import type {
  ClientRepresentation,
  GroupRepresentation,
  RealmRepresentation,
  RoleRepresentation,
  ScopeMappingRepresentation,
} from './keycloak.ts'

type File = RealmRepresentation & { clients: ClientRepresentation[]; scopeMappings: ScopeMappingRepresentation[] }

export interface RealmRoles {
  readonly roles: { realm: RoleRepresentation[]; client: Record<string, RoleRepresentation[]> }
  readonly defaultRole: RoleRepresentation
}

/**
 * The file's roles, those every realm has, and those the file only names somewhere.
 *
 * @param addedClients - built-in clients that the file lacked: their roles are new too.
 */
export function completeRoles(file: File, addedClients: readonly (string | undefined)[]): RealmRoles {
  const roles = new RoleTable(file)
  const realm = file.realm ?? ''
  addAccountRoles(roles, addedClients.includes(ACCOUNT))
  if (addedClients.includes(BROKER)) roles.addToClient(BROKER, builtInRole(READ_TOKEN_ROLE))
  if (realm === MASTER) addMasterRoles(roles)
  else addRealmManagementRoles(roles)
  const defaultRole = addDefaultRole(roles, file, addedClients.includes(ACCOUNT))
  addNamedRoles(roles, file)
  return { roles: roles.lists(), defaultRole }
}

function addAccountRoles(roles: RoleTable, isNew: boolean): void {
  for (const role of accountRoles()) {
    // To a file's own client `account` Keycloak adds only this one.
    if (isNew || role.name === DELETE_ACCOUNT_ROLE) roles.addToClient(ACCOUNT, role)
  }
}

function addRealmManagementRoles(roles: RoleTable): void {
  const added = adminRoles(REALM_MANAGEMENT).filter((role) => roles.addToClient(REALM_MANAGEMENT, role))
  if (!roles.addToClient(REALM_MANAGEMENT, realmAdminRole(REALM_MANAGEMENT))) {
    // A file of an older Keycloak: rights that came later belong to its administrators too.
    const names = added.map((role) => role.name ?? '')
    roles.compose(roles.ofClient(REALM_MANAGEMENT, REALM_ADMIN_ROLE), { client: { [REALM_MANAGEMENT]: names } })
  }
}

function addMasterRoles(roles: RoleTable): void {
  const client = adminClientIdOf(MASTER)
  for (const role of adminRoles(client)) roles.addToClient(client, role)
  roles.addToRealm(builtInRole(CREATE_REALM_ROLE))
  roles.addToRealm(builtInRole(ADMIN_ROLE))
  const all = { realm: [CREATE_REALM_ROLE], client: { [client]: [...ADMIN_ROLE_NAMES] } }
  roles.compose(roles.ofRealm(ADMIN_ROLE), all)
}

/** The role that every new user gets. What the realm lacked so far becomes part of it. */
function addDefaultRole(roles: RoleTable, file: File, accountIsNew: boolean): RoleRepresentation {
  const name = file.defaultRole?.name ?? defaultRoleNameOf(file.realm ?? '')
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Keycloak's placeholder
  roles.addToRealm({ ...(file.defaultRole ?? { description: '${role_default-roles}' }), name })
  const realmRoles = [
    ...(roles.addToRealm(offlineAccessRole()) ? [offlineAccessRole().name ?? ''] : []),
    ...(roles.addToRealm(builtInRole(UMA_ROLE)) ? [UMA_ROLE] : []),
    ...textsOf(file.defaultRoles), // before Keycloak 13
  ]
  const client: Record<string, string[]> = accountIsNew ? { [ACCOUNT]: [...DEFAULT_ACCOUNT_ROLES] } : {}
  for (const { clientId, defaultRoles } of file.clients) {
    const names = textsOf(defaultRoles)
    if (clientId !== undefined && names.length > 0) client[clientId] = [...(client[clientId] ?? []), ...names]
  }
  for (const role of realmRoles) roles.addToRealm({ name: role })
  for (const [clientId, names] of Object.entries(client)) {
    for (const role of names) roles.addToClient(clientId, { name: role })
  }
  const role = roles.ofRealm(name)
  roles.compose(role, { realm: realmRoles, client })
  const { composites: _, attributes: __, ...brief } = role ?? { name }
  return brief
}

/** Roles that only a user, a group or a scope mapping names are made, as by Keycloak. */
function addNamedRoles(roles: RoleTable, file: File): void {
  const holders = [...(file.users ?? []), ...allGroups(file.groups ?? [])]
  for (const { realmRoles, clientRoles } of holders) {
    for (const name of realmRoles ?? []) roles.addToRealm({ name })
    for (const [clientId, names] of Object.entries(clientRoles ?? {})) {
      for (const name of names) roles.addToClient(clientId, { name })
    }
  }
  for (const mapping of file.scopeMappings) {
    for (const name of mapping.roles ?? []) roles.addToRealm({ name })
  }
  for (const [clientId, mappings] of Object.entries(file.clientScopeMappings ?? {})) {
    for (const name of mappings.flatMap((mapping) => mapping.roles ?? [])) roles.addToClient(clientId, { name })
  }
}

/** Groups and all their sub-groups, parents first. */
function allGroups(groups: readonly GroupRepresentation[]): GroupRepresentation[] {
  return groups.flatMap((group) => [group, ...allGroups(group.subGroups ?? [])])
}

/** Roles under construction: added once each, found by name. Roles of clients that don't exist are left to the checks. */
class RoleTable {
  readonly #realm: Map<string, RoleRepresentation>
  readonly #clients = new Map<string, Map<string, RoleRepresentation>>()
  readonly #file: NonNullable<RealmRepresentation['roles']>

  constructor(file: File) {
    this.#file = file.roles ?? {}
    this.#realm = byName(this.#file.realm ?? [])
    for (const { clientId } of file.clients) {
      if (clientId !== undefined) this.#clients.set(clientId, byName(ownEntry(this.#file.client, clientId) ?? []))
    }
  }

  /** @returns whether it was not there before. */
  addToRealm(role: RoleRepresentation): boolean {
    return add(this.#realm, role)
  }

  addToClient(clientId: string, role: RoleRepresentation): boolean {
    const roles = this.#clients.get(clientId)
    return roles !== undefined && add(roles, role)
  }

  ofRealm(name: string): RoleRepresentation | undefined {
    return this.#realm.get(name)
  }

  ofClient(clientId: string, name: string): RoleRepresentation | undefined {
    return this.#clients.get(clientId)?.get(name)
  }

  /** Adds to a role's composites what is not among them. */
  compose(role: RoleRepresentation | undefined, more: NonNullable<RoleRepresentation['composites']>): void {
    if (role === undefined) return
    const client = { ...role.composites?.client }
    for (const [clientId, names] of Object.entries(more.client ?? {})) {
      client[clientId] = [...new Set([...(client[clientId] ?? []), ...names])]
    }
    role.composites = { realm: [...new Set([...(role.composites?.realm ?? []), ...(more.realm ?? [])])], client }
  }

  /** The file's lists first, duplicates included, so that the checks see them; then what was added. */
  lists(): RealmRoles['roles'] {
    const client: [string, RoleRepresentation[]][] = [...this.#clients].map(([clientId, roles]) => [
      clientId,
      listed(ownEntry(this.#file.client, clientId) ?? [], roles),
    ])
    return {
      realm: listed(this.#file.realm ?? [], this.#realm),
      client: { ...this.#file.client, ...Object.fromEntries(client) },
    }
  }
}

function byName(roles: readonly RoleRepresentation[]): Map<string, RoleRepresentation> {
  return new Map(roles.map((role) => [role.name ?? '', { ...role }]))
}

function add(roles: Map<string, RoleRepresentation>, role: RoleRepresentation): boolean {
  const name = role.name ?? ''
  if (roles.has(name)) return false
  roles.set(name, { ...role })
  return true
}

function listed(given: readonly RoleRepresentation[], roles: Map<string, RoleRepresentation>): RoleRepresentation[] {
  const names = new Set(given.map((role) => role.name))
  const completed = given.map((role) => roles.get(role.name ?? '') ?? role)
  return [...completed, ...[...roles].filter(([name]) => !names.has(name)).map(([, role]) => role)]
}

/** A member of the object itself: `constructor` is a possible client id. */
function ownEntry<T>(object: Record<string, T> | undefined, key: string): T | undefined {
  return object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined
}
