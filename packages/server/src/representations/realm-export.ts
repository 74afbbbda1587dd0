/** Turns a stored realm back into Keycloak's file: the inverse of `realm-import.ts`. */
import { MASK } from './complete-clients.ts'
import { inOrder, ORDER } from './field-order.ts'
import type {
  AuthenticationFlowRepresentation,
  ClientRepresentation,
  ClientScopeRepresentation,
  GroupRepresentation,
  RealmRepresentation,
  RoleRepresentation,
  ScopeMappingRepresentation,
  UserRepresentation,
} from './keycloak.ts'
import { maskClient, maskComponents, maskSettings } from './masked.ts'
import type { GroupRecord, RealmAggregate, RoleRecord, UserRecord } from './realm-aggregate.ts'
import { withMoreOfMappings } from './scope-mapping-fields.ts'

/** The Keycloak whose files these are. */
const KEYCLOAK_VERSION = '26.7.3'

export interface ExportOptions {
  readonly users: boolean
  /** `masked` puts asterisks for secrets and leaves keys out, as Keycloak's partial export does. */
  readonly secrets: 'plain' | 'masked'
}

/**
 * @returns the realm in Keycloak's shape and order of fields. What is in no particular order (roles, clients, users) is
 *   in the order of the aggregate.
 */
export function exportRealm(aggregate: RealmAggregate, { users, secrets }: ExportOptions): RealmRepresentation {
  const masked = secrets === 'masked'
  const names = new Names(aggregate)
  const document = masked ? maskSettings(aggregate.realm) : aggregate.realm
  const defaultRole = aggregate.roles.find((role) => role.id === aggregate.defaultRoleId)
  return inOrder(
    {
      ...document,
      ...(defaultRole && { defaultRole: briefRole(defaultRole) }),
      roles: rolesOf(aggregate, names),
      groups: groupsOf(aggregate.groups, names),
      ...(users && { users: aggregate.users.map((user) => userOf(user, names, masked)) }),
      ...withMoreOfMappings(scopeMappingsOf(aggregate, names), aggregate.realm),
      clients: aggregate.clients.map(({ id, clientId, representation }) =>
        clientOf({ ...representation, id, clientId }, masked),
      ),
      clientScopes: aggregate.clientScopes.map(({ id, name, representation }) =>
        clientScopeOf({ ...representation, id, name }),
      ),
      ...(document.components && { components: masked ? maskComponents(document.components) : document.components }),
      authenticationFlows: byAlias(document.authenticationFlows ?? []).map(flowOf),
      authenticatorConfig: byAlias(document.authenticatorConfig ?? []),
      keycloakVersion: KEYCLOAK_VERSION,
    },
    ORDER.realm,
  )
}

function rolesOf({ roles, clients }: RealmAggregate, names: Names): NonNullable<RealmRepresentation['roles']> {
  const ofClient = Map.groupBy(roles, (role) => role.clientUuid)
  const list = (clientUuid: string | undefined) => (ofClient.get(clientUuid) ?? []).map((role) => roleOf(role, names))
  return {
    realm: list(undefined),
    client: Object.fromEntries(clients.map((client) => [client.clientId, list(client.id)])),
  }
}

function roleOf(role: RoleRecord, names: Names): RoleRepresentation {
  const composites = names.grouped(role.composites)
  return inOrder(
    {
      ...role.representation,
      id: role.id,
      name: role.name,
      composite: role.composites.length > 0,
      ...(role.composites.length > 0 && {
        composites: {
          ...(composites.realm.length > 0 && { realm: composites.realm }),
          ...(Object.keys(composites.client).length > 0 && { client: composites.client }),
        },
      }),
    },
    ORDER.role,
  )
}

function briefRole(role: RoleRecord): RoleRepresentation {
  const { attributes: _, ...brief } = role.representation
  return inOrder({ ...brief, id: role.id, name: role.name, composite: role.composites.length > 0 }, ORDER.role)
}

function groupsOf(
  records: readonly GroupRecord[],
  names: Names,
  parentId: string | undefined = undefined,
  above = '',
): GroupRepresentation[] {
  return records
    .filter((group) => group.parentId === parentId)
    .map((group) => {
      const path = `${above}/${group.name}`
      const roles = names.grouped(group.roleIds)
      return inOrder(
        {
          ...group.representation,
          id: group.id,
          name: group.name,
          path,
          ...(parentId !== undefined && { parentId }),
          subGroups: groupsOf(records, names, group.id, path),
          realmRoles: roles.realm,
          clientRoles: roles.client,
        },
        ORDER.group,
      )
    })
}

function userOf(user: UserRecord, names: Names, masked: boolean): UserRepresentation {
  const roles = names.grouped(user.roleIds)
  const clientId =
    user.serviceAccountClientUuid === undefined ? undefined : names.clientId(user.serviceAccountClientUuid)
  return inOrder(
    {
      ...user.representation,
      id: user.id,
      username: user.username,
      enabled: user.enabled,
      createdTimestamp: user.createdTimestampMs,
      totp: user.credentials.some((credential) => credential.type === 'otp'),
      ...(clientId !== undefined && { serviceAccountClientId: clientId }),
      credentials: user.credentials.map(({ id, type, userLabel, createdDateMs, secretData, credentialData, more }) => ({
        ...(!masked && more), // nobody knows what is a secret in there
        id,
        type,
        ...(userLabel !== undefined && { userLabel }),
        createdDate: createdDateMs,
        secretData: masked ? MASK : secretData,
        credentialData,
      })),
      ...(roles.realm.length > 0 && { realmRoles: roles.realm }),
      ...(Object.keys(roles.client).length > 0 && { clientRoles: roles.client }),
      groups: user.groupIds.flatMap((id) => names.groupPath(id) ?? []),
    },
    ORDER.user,
  )
}

function clientOf(client: ClientRepresentation, masked: boolean): ClientRepresentation {
  return inOrder(masked ? maskClient(client) : client, ORDER.client)
}

function clientScopeOf(scope: ClientScopeRepresentation): ClientScopeRepresentation {
  return inOrder(scope, ORDER.clientScope)
}

/** Without the ids that executions have only here. */
function flowOf(flow: AuthenticationFlowRepresentation): AuthenticationFlowRepresentation {
  return inOrder(
    { ...flow, authenticationExecutions: (flow.authenticationExecutions ?? []).map(({ id: _, ...step }) => step) },
    ORDER.flow,
  )
}

function byAlias<T extends { alias?: string }>(list: readonly T[]): T[] {
  const key = (item: T) => item.alias ?? ''
  return [...list].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
}

function scopeMappingsOf({ clients, clientScopes }: RealmAggregate, names: Names) {
  const scopeMappings: ScopeMappingRepresentation[] = []
  const clientScopeMappings: Record<string, ScopeMappingRepresentation[]> = {}
  const holders = [
    ...clients.map(({ clientId, scopeRoleIds }) => ({ target: { client: clientId }, roleIds: scopeRoleIds })),
    ...clientScopes.map(({ name, roleIds }) => ({ target: { clientScope: name }, roleIds })),
  ]
  for (const { target, roleIds } of holders) {
    const { realm, client } = names.grouped(roleIds)
    if (realm.length > 0) scopeMappings.push({ ...target, roles: realm })
    for (const [owner, roles] of Object.entries(client)) {
      clientScopeMappings[owner] = [...(clientScopeMappings[owner] ?? []), { ...target, roles }]
    }
  }
  return { scopeMappings, clientScopeMappings }
}

/** Names of a realm's things by id. */
class Names {
  readonly #clients: ReadonlyMap<string, string>
  readonly #roles: ReadonlyMap<string, RoleRecord>
  readonly #groups: ReadonlyMap<string, GroupRecord>

  constructor({ clients, roles, groups }: RealmAggregate) {
    this.#clients = new Map(clients.map((client) => [client.id, client.clientId]))
    this.#roles = new Map(roles.map((role) => [role.id, role]))
    this.#groups = new Map(groups.map((group) => [group.id, group]))
  }

  clientId(uuid: string): string | undefined {
    return this.#clients.get(uuid)
  }

  groupPath(id: string): string | undefined {
    const group = this.#groups.get(id)
    if (group === undefined) return undefined
    const above = group.parentId === undefined ? '' : (this.groupPath(group.parentId) ?? '')
    return `${above}/${group.name}`
  }

  /** Role names as Keycloak lists them: the realm's, and each client's. */
  grouped(roleIds: readonly string[]): { readonly realm: string[]; readonly client: Record<string, string[]> } {
    const roles = roleIds.flatMap((id) => this.#roles.get(id) ?? [])
    const owners = Map.groupBy(
      roles.filter((role) => role.clientUuid !== undefined),
      (role) => this.#clients.get(role.clientUuid ?? ''),
    )
    const client = [...owners].flatMap(([clientId, list]): [string, string[]][] =>
      clientId === undefined ? [] : [[clientId, list.map((role) => role.name)]],
    )
    return {
      realm: roles.filter((role) => role.clientUuid === undefined).map((role) => role.name),
      client: Object.fromEntries(client),
    }
  }
}
