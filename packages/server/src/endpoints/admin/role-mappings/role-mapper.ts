/** Users and groups are given roles by the same resource of Keycloak's; what differs between them stands here. */
import type { Role } from '../../../model/role.ts'
import type { Membership } from '../../../model/user.ts'
import { effectiveRoles } from '../../../protocol/roles.ts'
import type { RoleHolder } from '../../../store/role-ports.ts'
import { notFound } from '../admin-error.ts'
import type { AdminContext } from '../admin-route.ts'
import { groupIn, roleIdsByGroup } from '../groups/group-lookup.ts'

type Asked = Pick<AdminContext, 'services' | 'realm' | 'request'>

/** Where the roles of one holder are. */
export interface RoleMapper {
  /** Below the realm. */
  readonly path: string
  /** How a summary names the holder. */
  readonly words: string
  readonly unknown: string
  /** @throws {AdminError} 404 */
  holder(context: Asked): Promise<RoleHolder>
  /** Everything the holder has by it, groups above and composites included. */
  effective(context: Asked, holder: RoleHolder): Promise<ReadonlyMap<string, Role>>
}

export const USER_ROLES: RoleMapper = {
  path: '/users/:userId/role-mappings',
  words: 'a user',
  unknown: 'User not found',
  async holder({ services, realm, request }) {
    const user = await services.stores.users.find(realm.id, request.params['userId'] ?? '')
    if (user === undefined) throw notFound('User not found')
    return { kind: 'user', id: user.id }
  },
  async effective({ services, realm }, { id }) {
    return effectiveRoles(await services.stores.users.membership(realm.id, id), realm.roles)
  },
}

export const GROUP_ROLES: RoleMapper = {
  path: '/groups/:groupId/role-mappings',
  words: 'a group',
  unknown: 'Could not find group by id',
  async holder(context) {
    return { kind: 'group', id: (await groupIn(context)).id }
  },
  async effective(context, holder) {
    const roleIds = await roleIdsByGroup(context, holder)
    return effectiveRoles({ ...NO_GROUPS, roleIds }, context.realm.roles)
  },
}

const NO_GROUPS: Pick<Membership, 'groups' | 'ancestors'> = { groups: [], ancestors: [] }

export const ROLE_MAPPERS: readonly RoleMapper[] = [USER_ROLES, GROUP_ROLES]
