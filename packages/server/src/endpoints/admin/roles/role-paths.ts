/**
 * Roles belong to a realm or to one of its clients, and a role is named by its owner and its name, or by its id alone.
 * Keycloak has the same resources below each of these; what differs between them stands here.
 */
import type { Client } from '../../../model/client.ts'
import type { RoleRecord } from '../../../representations/realm-aggregate.ts'
import { forbidden, notFound } from '../admin-error.ts'
import type { ResourceType } from '../admin-event.ts'
import type { AdminContext } from '../admin-route.ts'
import { may, type Permission } from '../permissions.ts'

type Asked = Pick<AdminContext, 'services' | 'realm' | 'request' | 'admin'>

/** Who has the roles: the realm, unless a client is named. */
export type RoleOwner = Pick<Client, 'id' | 'clientId'> | undefined

/** A role that a request is about. */
export interface FoundRole {
  readonly role: RoleRecord
  readonly owner: RoleOwner
}

interface RightsOverRoles {
  readonly view: Permission
  readonly manage: Permission
  readonly resource: ResourceType
}

const OF_REALM: RightsOverRoles = { view: 'view-realm', manage: 'manage-realm', resource: 'REALM_ROLE' }
const OF_CLIENT: RightsOverRoles = { view: 'view-clients', manage: 'manage-clients', resource: 'CLIENT_ROLE' }

/** What it takes to see or change a role, and how its changes are told. */
export function rightsOver({ clientUuid }: Pick<RoleRecord, 'clientUuid'>): RightsOverRoles {
  return clientUuid === undefined ? OF_REALM : OF_CLIENT
}

/** Where roles are listed and made. */
export interface RoleListPath extends RightsOverRoles {
  /** What it takes to see the names of all. */
  readonly list: readonly Permission[]
  /** Below the realm. */
  readonly path: string
  /** How a summary names one of its roles. */
  readonly words: string
  /** @throws {AdminError} 404 */
  owner(context: Asked): Promise<RoleOwner>
}

const REALM_ROLES: RoleListPath = {
  ...OF_REALM,
  list: [OF_REALM.view, 'manage-identity-providers'], // whose mappers give roles
  path: '/roles',
  words: 'realm role',
  owner: async () => undefined,
}
const CLIENT_ROLES: RoleListPath = {
  ...OF_CLIENT,
  list: [OF_CLIENT.view],
  path: '/clients/:clientUuid/roles',
  words: 'client role',
  owner: async (context) => clientNamed(context, context.request.params['clientUuid'] ?? ''),
}

export const ROLE_LIST_PATHS: readonly RoleListPath[] = [REALM_ROLES, CLIENT_ROLES]

/** Where one role is. */
export interface RolePath {
  readonly path: string
  readonly words: string
  readonly view: readonly Permission[]
  readonly manage: readonly Permission[]
  /** How changes are told; a role that is found by its id may be of the other kind. */
  readonly resource: ResourceType
  /** @throws {AdminError} 404; 403 where the owner is known only now. */
  find(context: Asked, right: 'view' | 'manage'): Promise<FoundRole>
}

const namedIn = ({ path, words, view, manage, resource, owner }: RoleListPath): RolePath => ({
  path: `${path}/:roleName`,
  words,
  view: [view],
  manage: [manage],
  resource,
  async find(context) {
    const { services, realm, request } = context
    const by = await owner(context)
    const role = await services.stores.roles.findByName(realm.id, by?.id, request.params['roleName'] ?? '')
    if (role === undefined) throw notFound('Could not find role')
    return { role, owner: by }
  },
})

export const NAMED_ROLE_PATHS: readonly RolePath[] = ROLE_LIST_PATHS.map(namedIn)

export const ROLE_BY_ID: RolePath = {
  path: '/roles-by-id/:roleId',
  words: 'role by its id',
  view: [OF_REALM.view, OF_CLIENT.view],
  manage: [OF_REALM.manage, OF_CLIENT.manage],
  resource: OF_REALM.resource,
  async find({ services, realm, request, admin }, right) {
    const role = await services.stores.roles.find(realm.id, request.params['roleId'] ?? '')
    if (role === undefined) throw notFound('Could not find role with id')
    if (!may(admin, rightsOver(role)[right], realm)) throw forbidden()
    const { clientUuid } = role
    return {
      role,
      owner: clientUuid === undefined ? undefined : await services.stores.clients.find(realm.id, clientUuid),
    }
  },
}

export const ROLE_PATHS: readonly RolePath[] = [...NAMED_ROLE_PATHS, ROLE_BY_ID]

/** @throws {AdminError} 404 */
export async function clientNamed({ services, realm }: Asked, id: string): Promise<Client> {
  const client = await services.stores.clients.find(realm.id, id)
  if (client === undefined) throw notFound('Could not find client')
  return client
}
