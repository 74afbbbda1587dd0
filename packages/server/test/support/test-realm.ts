/**
 * The realm that the recorded answers come from, as the protocol sees it: read from Keycloak's own export with the
 * store left out. For tests of rules, whose expectations stand in the recordings.
 */
import { readFileSync } from 'node:fs'
import type { Client } from '../../src/model/client.ts'
import type { ProtocolMapperConfig } from '../../src/model/client-scope.ts'
import type { Realm } from '../../src/model/realm.ts'
import type { SessionOfClient } from '../../src/model/session.ts'
import type { Group, Membership, User } from '../../src/model/user.ts'
import type { ClaimsInput } from '../../src/protocol/claims/claims.ts'
import { effectiveRoles, rolesInToken } from '../../src/protocol/roles.ts'
import { permittedScopes, scopesFor } from '../../src/protocol/scopes.ts'
import { clientOf } from '../../src/representations/client-model.ts'
import type {
  GroupRepresentation,
  RealmRepresentation,
  RoleRepresentation,
} from '../../src/representations/keycloak.ts'
import { realmOf } from '../../src/representations/realm-model.ts'
import { groupOf, userOf } from '../../src/representations/user-model.ts'

const exported: RealmRepresentation = JSON.parse(
  readFileSync(new URL('../../../../conformance/keycloak/captures/realm-test-export.json', import.meta.url), 'utf8'),
)

export const ISSUER = 'http://localhost:8080/realms/test'

const clientUuids = new Map((exported.clients ?? []).map((client) => [client.clientId, client.id ?? '']))

/** Id of a realm role, or of a client's. */
export function roleId(name: string, clientId?: string): string {
  const roles = (clientId === undefined ? exported.roles?.realm : exported.roles?.client?.[clientId]) ?? []
  const id = roles.find((role) => role.name === name)?.id
  if (id === undefined) throw new Error(`no role ${name} of ${clientId ?? 'the realm'}`)
  return id
}

function roleIds(realm: readonly string[] = [], client: Record<string, readonly string[]> = {}): string[] {
  const ofClients = Object.entries(client).flatMap(([clientId, names]) => names.map((name) => roleId(name, clientId)))
  return [...realm.map((name) => roleId(name)), ...ofClients]
}

function roleRecord(role: RoleRepresentation, clientId: string | undefined) {
  const { composites, ...representation } = role
  return {
    id: role.id ?? '',
    name: role.name ?? '',
    clientUuid: clientId === undefined ? undefined : clientUuids.get(clientId),
    clientId,
    composites: roleIds(composites?.realm, composites?.client),
    representation,
  }
}

export const testRealm: Realm = realmOf({
  document: { ...exported, id: exported.id ?? '', realm: 'test' },
  revision: 1,
  defaultRoleId: exported.defaultRole?.id,
  clientScopes: (exported.clientScopes ?? []).map((scope) => ({
    id: scope.id ?? '',
    name: scope.name ?? '',
    representation: scope,
    roleIds: (exported.scopeMappings ?? [])
      .filter((mapping) => mapping.clientScope === scope.name)
      .flatMap((mapping) => roleIds(mapping.roles)),
  })),
  roles: [
    ...(exported.roles?.realm ?? []).map((role) => roleRecord(role, undefined)),
    ...Object.entries(exported.roles?.client ?? {}).flatMap(([clientId, roles]) =>
      roles.map((role) => roleRecord(role, clientId)),
    ),
  ],
})

export function clientNamed(clientId: string, changes: Partial<Client> = {}): Client {
  const representation = (exported.clients ?? []).find((client) => client.clientId === clientId)
  if (representation === undefined) throw new Error(`no client ${clientId}`)
  const client = clientOf({ id: representation.id ?? '', clientId, representation, scopeRoleIds: [] })
  return { ...client, ...changes }
}

export function userNamed(username: string, changes: Partial<User> = {}): User {
  const representation = representationOf(username)
  const user = userOf({
    id: representation.id ?? '',
    username,
    email: representation.email,
    enabled: representation.enabled ?? false,
    createdTimestampMs: representation.createdTimestamp ?? 0,
    serviceAccountClientUuid: clientUuids.get(representation.serviceAccountClientId),
    roleIds: [],
    groupIds: [],
    credentials: [],
    representation,
  })
  return { ...user, ...changes }
}

function representationOf(username: string) {
  const representation = (exported.users ?? []).find((user) => user.username === username)
  if (representation === undefined) throw new Error(`no user ${username}`)
  return representation
}

export function membershipOf(username: string): Membership {
  const { realmRoles, clientRoles, groups = [] } = representationOf(username)
  const all = groupsBelow(exported.groups ?? [])
  const direct = all.filter((group) => groups.includes(group.path))
  const ancestors = all.filter((group) => direct.some((of) => of.path.startsWith(`${group.path}/`)))
  return { roleIds: roleIds(realmRoles, clientRoles), groups: direct, ancestors }
}

function groupsBelow(groups: readonly GroupRepresentation[]): Group[] {
  return groups.flatMap((group) => [
    groupOf(
      {
        id: group.id ?? '',
        name: group.name ?? '',
        parentId: group.parentId,
        roleIds: roleIds(group.realmRoles, group.clientRoles),
        representation: group,
      },
      group.path ?? '',
    ),
    ...groupsBelow(group.subGroups ?? []),
  ])
}

export function mapper(protocolMapper: string, config: Record<string, string>): ProtocolMapperConfig {
  return { id: protocolMapper, name: `a ${protocolMapper}`, protocol: 'openid-connect', protocolMapper, config }
}

export function sessionOf(
  user: User,
  client: Client,
  changes: { offline?: boolean; rememberMe?: boolean } = {},
): SessionOfClient {
  const offline = changes.offline ?? false
  return {
    user: {
      id: 'session-of-24-characters',
      userId: user.id,
      username: user.username,
      ipAddress: '127.0.0.1',
      authMethod: 'openid-connect',
      rememberMe: changes.rememberMe ?? false,
      offline,
      started: 1_000,
      lastRefresh: 1_000,
      notes: {},
    },
    client: {
      userSessionId: 'session-of-24-characters',
      clientUuid: client.id,
      offline,
      started: 1_000,
      lastRefresh: 1_000,
      redirectUri: undefined,
      scope: '',
      authTime: undefined,
      notes: {},
    },
  }
}

/** Everything as the endpoints would gather it for this user, client and `scope` parameter. */
export function inputFor(
  username: string,
  client: Client,
  scope: string | undefined,
  changes: Partial<ClaimsInput> = {},
): ClaimsInput {
  const user = changes.user ?? userNamed(username)
  const membership = changes.membership ?? membershipOf(username)
  const effective = effectiveRoles(membership, testRealm.roles)
  const { scopes } = permittedScopes(scopesFor(client, testRealm, scope), effective, testRealm)
  return {
    realm: testRealm,
    client,
    user,
    membership,
    roles: rolesInToken(effective, client, scopes, testRealm.roles),
    scopes,
    issuer: ISSUER,
    session: sessionOf(user, client),
    notes: {},
    acr: '1',
    amr: [],
    authTime: undefined,
    nonce: undefined,
    ...changes,
  }
}
