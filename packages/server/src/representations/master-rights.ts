/**
 * What the master realm holds of every other realm: the client `NAME-realm`, whose roles are the rights over realm
 * NAME, and those roles among the composites of master's role `admin`. Deleting that client takes all of it away.
 */
import type { Realm } from '../model/realm.ts'
import type { Random } from '../model/time.ts'
import type { RealmAdditions } from '../store/ports.ts'
import { adminClientIdOf, realmAdminClient } from './defaults/clients.ts'
import { MASTER } from './defaults/realm-settings.ts'
import { ADMIN_ROLE, adminRoles } from './defaults/roles.ts'
import type { ClientRecord, RoleRecord } from './realm-aggregate.ts'

/**
 * @param realms - about to be made; master itself has its rights from the start.
 * @param master - as it is stored. Rights it holds already (it was imported from an export) are not made twice.
 */
export function masterRightsOver(
  realms: readonly { readonly realm: { readonly realm: string } }[],
  master: Realm,
  random: Pick<Random, 'uuid'>,
): RealmAdditions {
  const present = new Set([...master.roles.values()].map((role) => role.client?.clientId))
  const rights = realms
    .map(({ realm }) => realm.realm)
    .filter((name) => name !== MASTER && !present.has(adminClientIdOf(name)))
    .map((name) => rightsOver(name, random))
  const roles = rights.flatMap((right) => right.roles)
  const admin = adminRoleOf(master)
  return {
    realmId: master.id,
    clients: rights.map((right) => right.client),
    roles,
    composites:
      admin === undefined || roles.length === 0 ? [] : [{ roleId: admin, composites: roles.map(({ id }) => id) }],
  }
}

/** Ids of the roles an administrator of the whole server has: `admin`, and what every user of master has. */
export function administratorRoleIds(master: Realm): readonly string[] {
  return [adminRoleOf(master), master.defaultRoleId].filter((id) => id !== undefined)
}

function adminRoleOf(master: Realm): string | undefined {
  return [...master.roles.values()].find((role) => role.client === undefined && role.name === ADMIN_ROLE)?.id
}

function rightsOver(realm: string, random: Pick<Random, 'uuid'>) {
  const clientUuid = random.uuid()
  const clientId = adminClientIdOf(realm)
  const representations = adminRoles(clientId)
  const ids = new Map(representations.map((role) => [role.name, random.uuid()]))
  const idOf = (name: string | undefined) => ids.get(name) ?? ''
  const roles = representations.map(({ composites, composite: _, ...role }): RoleRecord => {
    const id = idOf(role.name)
    return {
      id,
      name: role.name ?? '',
      clientUuid,
      composites: (composites?.client?.[clientId] ?? []).map(idOf),
      representation: { ...role, id, clientRole: true, containerId: clientUuid, attributes: {} },
    }
  })
  const client: ClientRecord = {
    id: clientUuid,
    clientId,
    representation: { ...realmAdminClient(realm), id: clientUuid },
    scopeRoleIds: [],
  }
  return { client, roles }
}
