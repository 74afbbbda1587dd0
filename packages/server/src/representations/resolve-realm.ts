/** Turns a complete realm file into what a store keeps: everything has an id, and ids stand where names stood. */

import { canonicalPath, groupPaths } from './check-realm.ts'
import type { CompleteRealm } from './complete-realm.ts'
import { scopeName } from './defaults/client-scopes.ts'
import type { ImportContext } from './import-context.ts'
import type {
  AuthenticationFlowRepresentation,
  ClientScopeRepresentation,
  ComponentRepresentation,
  GroupRepresentation,
  ProtocolMapperRepresentation,
  RoleRepresentation,
} from './keycloak.ts'
import type { ClientRecord, ClientScopeRecord, GroupRecord, RealmAggregate, RoleRecord } from './realm-aggregate.ts'
import { resolveUsers } from './resolve-users.ts'
import { RoleIds } from './role-ids.ts'
import { moreOfMappings } from './scope-mapping-fields.ts'

/** @param realm - complete and checked: every name in it is known. */
export async function resolveRealm(realm: CompleteRealm, context: ImportContext): Promise<RealmAggregate> {
  const newId = () => context.random.uuid()
  const id = realm.id ?? newId()
  const clientUuids = new Map(realm.clients.map((client) => [client.clientId ?? '', client.id ?? newId()]))
  const roles = new RoleIds(realm.roles, clientUuids, newId)
  const mapped = scopeMappings(realm, roles)
  const groups = resolveGroups(realm.groups, roles, newId)
  const defaultRoleId = roles.realmRole(realm.defaultRole.name ?? '')
  return {
    realm: realmDocument(realm, id, defaultRoleId, newId),
    defaultRoleId,
    clientScopes: realm.clientScopes.map((scope) => clientScopeRecord(scope, mapped.ofScope(scope.name), newId)),
    clients: clientRecords(realm, clientUuids, mapped, newId),
    roles: roles.records(id, roleRecord),
    groups: groups.records,
    users: await resolveUsers(realm, { roles, clientUuids, groupIds: groups.idsByPath }, context),
  }
}

/** What stays in the realm's own document, with ids for what has one. */
function realmDocument(realm: CompleteRealm, id: string, defaultRoleId: string | undefined, newId: () => string) {
  const {
    clients: _,
    clientScopes: __,
    roles: ___,
    groups: ____,
    users: _____,
    scopeMappings: ______,
    clientScopeMappings: _______,
    ...document
  } = realm
  return {
    ...document,
    ...moreOfMappings(realm),
    id,
    realm: realm.realm,
    defaultRole: {
      ...realm.defaultRole,
      ...(defaultRoleId !== undefined && { id: defaultRoleId }),
      composite: true,
      clientRole: false,
      containerId: id,
    },
    components: componentsWithIds(realm.components, newId),
    authenticationFlows: (realm.authenticationFlows ?? []).map((flow) => flowWithIds(flow, newId)),
    authenticatorConfig: (realm.authenticatorConfig ?? []).map((config) => ({ id: newId(), config: {}, ...config })),
  }
}

function componentsWithIds(
  components: Record<string, ComponentRepresentation[]>,
  newId: () => string,
): Record<string, ComponentRepresentation[]> {
  const withId = (component: ComponentRepresentation): ComponentRepresentation => ({
    id: newId(),
    config: {},
    ...component,
    subComponents: componentsWithIds(component.subComponents ?? {}, newId),
  })
  return Object.fromEntries(Object.entries(components).map(([type, list]) => [type, list.map(withId)]))
}

function flowWithIds(flow: AuthenticationFlowRepresentation, newId: () => string): AuthenticationFlowRepresentation {
  return {
    id: newId(),
    ...flow,
    authenticationExecutions: (flow.authenticationExecutions ?? []).map((execution) => ({ ...execution, id: newId() })),
  }
}

function clientScopeRecord(
  scope: ClientScopeRepresentation,
  roleIds: readonly string[],
  newId: () => string,
): ClientScopeRecord {
  const id = scope.id ?? newId()
  const name = scope.name ?? ''
  return { id, name, representation: { ...withMapperIds(scope, newId), id, name }, roleIds }
}

function clientRecords(
  realm: CompleteRealm,
  uuids: ReadonlyMap<string, string>,
  mapped: ScopeMappings,
  newId: () => string,
): ClientRecord[] {
  return realm.clients.map((client) => {
    const clientId = client.clientId ?? ''
    const id = uuids.get(clientId) ?? newId()
    const scopeRoleIds = mapped.ofClient(clientId)
    return { id, clientId, representation: { ...withMapperIds(client, newId), id, clientId }, scopeRoleIds }
  })
}

export function withMapperIds<T extends { protocolMappers?: ProtocolMapperRepresentation[] }>(
  owner: T,
  newId: () => string,
): T {
  if (owner.protocolMappers === undefined) return owner
  return {
    ...owner,
    protocolMappers: owner.protocolMappers.map((mapper) => ({
      id: newId(),
      consentRequired: false,
      config: {},
      ...mapper,
    })),
  }
}

export function roleRecord(
  role: RoleRepresentation,
  ids: { readonly id: string; readonly clientUuid: string | undefined; readonly realmId: string },
  composites: readonly string[],
): RoleRecord {
  const { composites: _, composite: __, ...own } = role
  const name = role.name ?? ''
  return {
    id: ids.id,
    name,
    clientUuid: ids.clientUuid,
    composites,
    representation: {
      attributes: {},
      ...own,
      id: ids.id,
      name,
      clientRole: ids.clientUuid !== undefined,
      containerId: ids.clientUuid ?? ids.realmId,
    },
  }
}

function resolveGroups(groups: readonly GroupRepresentation[], roles: RoleIds, newId: () => string) {
  const idsByPath = new Map<string, string>()
  const records = groupPaths(groups).map(({ group, path }): GroupRecord => {
    const { subGroups: _, realmRoles, clientRoles, path: __, parentId: ___, ...own } = group
    const id = group.id ?? newId()
    const name = group.name ?? ''
    const parentId = idsByPath.get(path.slice(0, path.length - name.length - 1))
    idsByPath.set(canonicalPath(path), id)
    return {
      id,
      name,
      parentId,
      roleIds: roles.ofHolder({ realmRoles, clientRoles }),
      representation: { attributes: {}, ...own, id, name },
    }
  })
  return { records, idsByPath }
}

interface ScopeMappings {
  ofClient(clientId: string): readonly string[]
  ofScope(name: string | undefined): readonly string[]
}

/** Both lists of a file, gathered by the client or scope they are for. */
function scopeMappings(realm: CompleteRealm, roles: RoleIds): ScopeMappings {
  const clients = new Map<string, string[]>()
  const scopes = new Map<string, string[]>()
  const add = (mapping: { client?: string; clientScope?: string }, ids: readonly string[]) => {
    const [target, name] =
      mapping.client === undefined ? [scopes, scopeName(mapping.clientScope)] : [clients, mapping.client]
    target.set(name, [...new Set([...(target.get(name) ?? []), ...ids])])
  }
  for (const mapping of realm.scopeMappings) {
    add(mapping, roles.ofHolder({ realmRoles: mapping.roles, clientRoles: undefined }))
  }
  for (const [owner, mappings] of Object.entries(realm.clientScopeMappings)) {
    for (const mapping of mappings) {
      const clientRoles = Object.fromEntries([[owner, mapping.roles ?? []]])
      add(mapping, roles.ofHolder({ realmRoles: undefined, clientRoles }))
    }
  }
  return { ofClient: (clientId) => clients.get(clientId) ?? [], ofScope: (name) => scopes.get(name ?? '') ?? [] }
}
