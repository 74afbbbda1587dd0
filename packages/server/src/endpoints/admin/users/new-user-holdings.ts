import type { UserRecord } from '../../../representations/realm-aggregate.ts'
import { badRequest } from '../admin-error.ts'
import type { AdminContext } from '../admin-route.ts'
import { defaultGroupsOf } from '../groups/default-groups.ts'
import { roleIdsByGroup } from '../groups/group-lookup.ts'
import { refuseGivingMore } from '../rights-guard.ts'

const MOST_GROUPS = 200

/**
 * The roles and groups that a new user begins with: the realm's defaults, and the groups asked for.
 *
 * @param paths - of groups.
 * @throws {AdminError} 400 for a group that is not there, 403 when an admin right comes with any of it that the
 *   administrator lacks: whoever makes a user knows the password.
 */
export async function newUserHoldings(
  context: Pick<AdminContext, 'services' | 'realm' | 'admin'>,
  paths: readonly string[],
): Promise<Pick<UserRecord, 'roleIds' | 'groupIds'>> {
  const { services, realm } = context
  const { groups } = services.stores
  if (paths.length > MOST_GROUPS) throw badRequest(`A new user can have at most ${MOST_GROUPS} groups`)
  const asked = await Promise.all(
    paths.map(async (path) => {
      const group = await groups.findByPath(realm.id, path)
      if (group === undefined) throw badRequest('Unable to find the group at a path that was given')
      return group
    }),
  )
  const all = [...(await defaultGroupsOf(groups, realm)), ...asked]
  const roleIds = realm.defaultRoleId === undefined ? [] : [realm.defaultRoleId]
  const byGroups = await Promise.all(all.map((group) => roleIdsByGroup(context, group)))
  refuseGivingMore(context, [...roleIds, ...byGroups.flat()])
  return { roleIds, groupIds: [...new Set(all.map(({ id }) => id))] }
}
