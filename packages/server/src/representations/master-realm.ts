/**
 * What the master realm holds of every realm: the client `NAME-realm`, whose roles are the rights over realm NAME, and
 * those roles among the composites of master's role `admin`.
 */
import type { PasswordHash } from '../keys/password-hasher.ts'
import type { Clock, Random } from '../model/time.ts'
import { adminClientIdOf, realmAdminClient } from './defaults/clients.ts'
import { ADMIN_ROLE, adminRoles, CREATE_REALM_ROLE } from './defaults/roles.ts'
import type { RealmRepresentation } from './keycloak.ts'
import type { ClientRecord, RealmAggregate, RoleRecord, UserRecord } from './realm-aggregate.ts'
import { USER_SETTINGS } from './user-settings.ts'

/** What creating a realm adds to master. Deleting it takes the client away, and its roles with it. */
export interface MasterParts {
  readonly client: ClientRecord
  readonly roles: readonly RoleRecord[]
  /** Ids to put among the composites of master's role `admin`. */
  readonly adminComposites: readonly string[]
}

/** @param realm - the new realm's name; not `master`, which has these from the start. */
export function masterPartsFor(realm: string, random: Pick<Random, 'uuid'>): MasterParts {
  const clientUuid = random.uuid()
  const clientId = adminClientIdOf(realm)
  const representations = adminRoles(clientId)
  const ids = new Map(representations.map((role) => [role.name ?? '', random.uuid()]))
  const idOf = (name: string) => ids.get(name) ?? ''
  const roles = representations.map(({ composites, composite: _, ...role }): RoleRecord => {
    const name = role.name ?? ''
    return {
      id: idOf(name),
      name,
      clientUuid,
      composites: (composites?.client?.[clientId] ?? []).map(idOf),
      representation: { ...role, id: idOf(name), clientRole: true, containerId: clientUuid, attributes: {} },
    }
  })
  const client = { id: clientUuid, clientId, representation: { ...realmAdminClient(realm), id: clientUuid } }
  return { client: { ...client, scopeRoleIds: [] }, roles, adminComposites: roles.map(({ id }) => id) }
}

/** Adds the rights over other realms to a master that isn't stored yet: one write for a fresh database. */
export function withMasterParts(master: RealmAggregate, parts: readonly MasterParts[]): RealmAggregate {
  const present = new Set(master.clients.map((client) => client.clientId))
  const added = parts.filter(({ client }) => !present.has(client.clientId))
  const adminComposites = added.flatMap((part) => part.adminComposites)
  return {
    ...master,
    clients: [...master.clients, ...added.map(({ client }) => client)],
    roles: [
      ...master.roles.map((role) =>
        isRealmRole(role, ADMIN_ROLE) ? { ...role, composites: [...role.composites, ...adminComposites] } : role,
      ),
      ...added.flatMap(({ roles }) => roles),
    ],
  }
}

/** A document that makes the master realm when imported. */
export function masterDocument(): RealmRepresentation {
  return { realm: 'master', enabled: true }
}

/** @returns id of master's role `admin`, `undefined` when someone removed it. */
export function adminRoleId(roles: readonly Pick<RoleRecord, 'id' | 'name' | 'clientUuid'>[]): string | undefined {
  return roles.find((role) => isRealmRole(role, ADMIN_ROLE))?.id
}

/** The roles of master that count for every realm. */
export const MASTER_ROLES = { admin: ADMIN_ROLE, createRealm: CREATE_REALM_ROLE } as const

/**
 * The administrator of a fresh server.
 *
 * @param roleIds - of `admin` and of master's default role.
 * @param temporary - marks the account as one that a person's own should replace, as Keycloak does with the one from
 *   the environment.
 */
export function adminUser(
  account: {
    readonly username: string
    readonly password: PasswordHash
    readonly roleIds: readonly string[]
    readonly temporary: boolean
  },
  { random, clock }: { readonly random: Pick<Random, 'uuid'>; readonly clock: Pick<Clock, 'nowMs'> },
): UserRecord {
  const id = random.uuid()
  const username = account.username.toLowerCase()
  const createdTimestampMs = clock.nowMs()
  return {
    id,
    username,
    email: undefined,
    enabled: true,
    createdTimestampMs,
    serviceAccountClientUuid: undefined,
    roleIds: account.roleIds,
    groupIds: [],
    credentials: [
      {
        id: random.uuid(),
        type: 'password',
        userLabel: undefined,
        createdDateMs: createdTimestampMs,
        priority: 10,
        ...account.password,
      },
    ],
    representation: {
      ...USER_SETTINGS,
      id,
      username,
      enabled: true,
      createdTimestamp: createdTimestampMs,
      ...(account.temporary && { attributes: { is_temporary_admin: ['true'] } }),
    },
  }
}

function isRealmRole(role: Pick<RoleRecord, 'name' | 'clientUuid'>, name: string): boolean {
  return role.clientUuid === undefined && role.name === name
}
