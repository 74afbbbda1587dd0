/**
 * Keeps administrators from climbing: nobody takes over an account that holds admin rights he lacks, and nobody gives
 * away a right that he does not hold. Whoever adds a way to give roles (mappings, composites, scopes, groups, service
 * accounts) asks here.
 */
import type { Realm } from '../../model/realm.ts'
import type { Role } from '../../model/role.ts'
import { effectiveRoles, rolesThatGive } from '../../protocol/roles.ts'
import { ADMIN_ROLE, ADMIN_ROLE_NAMES, CREATE_REALM_ROLE } from '../../representations/defaults/roles.ts'
import { forbidden } from './admin-error.ts'
import type { AdminContext } from './admin-route.ts'
import { type Administrator, MASTER, REALM_MANAGEMENT } from './permissions.ts'

/**
 * Nobody changes, deletes or takes over a user who holds admin roles that he lacks himself: manage-users would be a way
 * to every role otherwise. A chosen difference from Keycloak, see docs/differences.md.
 *
 * @throws {AdminError} 403
 */
export async function refuseStrongerUser(
  context: Pick<AdminContext, 'services' | 'realm' | 'admin'>,
  userId: string,
): Promise<void> {
  if (!(await reachesUser(context, userId))) throw forbidden()
}

/** Whether the administrator holds every admin right that the user holds; {@link refuseStrongerUser} refuses if not. */
export async function reachesUser(
  { services, realm, admin }: Pick<AdminContext, 'services' | 'realm' | 'admin'>,
  userId: string,
): Promise<boolean> {
  const membership = await services.stores.users.membership(realm.id, userId)
  return holdsAll(admin, realm, effectiveRoles(membership, realm.roles).values())
}

/**
 * @param roles - what would be given, each with all it stands for as a composite.
 * @throws {AdminError} 403 when an admin right is among them that the administrator lacks.
 */
export function refuseGivingMore(context: Pick<AdminContext, 'realm' | 'admin'>, roleIds: readonly string[]): void {
  if (!mayGive(context, roleIds)) throw forbidden()
}

/**
 * As {@link refuseGivingMore}, for the role that a mapper's settings name: `app-admin` is a realm role, `my-api.reader` a
 * client's. A name that no role has gives nothing.
 */
export function refuseGivingNamedRole(context: Pick<AdminContext, 'realm' | 'admin'>, name: string): void {
  // a realm role may have the very name by which a client's is told: it must not stand before it
  const named = [...context.realm.roles.values()].filter((one) =>
    one.client === undefined ? one.name === name : `${one.client.clientId}.${one.name}` === name,
  )
  refuseGivingMore(
    context,
    named.map(({ id }) => id),
  )
}

/**
 * The roles that are rights are what they are: nobody makes one, renames it, deletes it or changes what it stands for.
 *
 * @throws {AdminError} 403
 */
export function refuseChangingRights(realm: Realm, role: Pick<Role, 'name' | 'client'>): void {
  const isRight =
    role.client === undefined ? isAdminRight(role, realm.name) : ownsRights(role.client.clientId, realm.name)
  if (isRight) throw forbidden()
}

/**
 * A client whose roles are rights keeps its name, and no other client gets it: what its roles mean hangs on it.
 *
 * @throws {AdminError} 403
 */
export function refuseRenamingRights(realm: Realm, from: string, to: string): void {
  if (from !== to && (ownsRights(from, realm.name) || ownsRights(to, realm.name))) throw forbidden()
}

/** Whether somebody may give these roles; {@link refuseGivingMore} refuses if not. */
export function mayGive({ realm, admin }: Pick<AdminContext, 'realm' | 'admin'>, roleIds: readonly string[]): boolean {
  const given = effectiveRoles({ roleIds, groups: [], ancestors: [] }, realm.roles)
  return holdsAll(admin, realm, given.values())
}

/** As {@link mayGive} of each role alone: ids of those that the administrator may not give. */
export function rolesBeyond({ realm, admin }: Pick<AdminContext, 'realm' | 'admin'>): ReadonlySet<string> {
  const lacked = [...realm.roles.values()].filter(
    (role) => isAdminRight(role, realm.name) && !holds(admin, realm, role),
  )
  return rolesThatGive(
    lacked.map(({ id }) => id),
    realm.roles,
  )
}

/** Whether every admin right among the roles is held by the administrator too. */
function holdsAll(admin: Administrator, realm: Realm, roles: Iterable<Role>): boolean {
  for (const role of roles) {
    if (isAdminRight(role, realm.name) && !holds(admin, realm, role)) return false
  }
  return true
}

function holds({ realm: own, realmRoles, clientRoles }: Administrator, realm: Realm, role: Role): boolean {
  if (own.id !== realm.id) {
    // an administrator of master may do what the realm's own administrators may
    return own.name === MASTER && (clientRoles.get(`${realm.name}-realm`)?.has(role.name) ?? false)
  }
  return role.client === undefined
    ? realmRoles.has(role.name)
    : (clientRoles.get(role.client.clientId)?.has(role.name) ?? false)
}

function isAdminRight({ name, client }: Pick<Role, 'name' | 'client'>, realm: string): boolean {
  // `realm-admin` is not among them: it is their sum, and they are looked at one by one
  if (client !== undefined) return ownsRights(client.clientId, realm) && ADMIN_ROLE_NAMES.includes(name)
  return realm === MASTER && (name === ADMIN_ROLE || name === CREATE_REALM_ROLE)
}

/** Whether the roles of a client are rights over a realm: over its own or, in master, over any. */
export function ownsRights(clientId: string, realm: string): boolean {
  return clientId === REALM_MANAGEMENT || (realm === MASTER && clientId.endsWith('-realm'))
}
