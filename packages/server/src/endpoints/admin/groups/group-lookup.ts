import type { GroupRecord } from '../../../representations/realm-aggregate.ts'
import type { PlacedGroup } from '../../../store/group-ports.ts'
import { notFound } from '../admin-error.ts'
import type { AdminContext } from '../admin-route.ts'
import { refuseGivingMore } from '../rights-guard.ts'

type Asked = Pick<AdminContext, 'services' | 'realm' | 'request'>

/** The group that a path names. @param unknown - Keycloak's words, which depend on the place. @throws {AdminError} 404 */
export async function groupIn(
  { services, realm, request }: Asked,
  unknown = 'Could not find group by id',
): Promise<PlacedGroup> {
  const group = await services.stores.groups.findPlaced(realm.id, request.params['groupId'] ?? '')
  if (group === undefined) throw notFound(unknown)
  return group
}

/** Ids of the roles that members of a group have by it: its own, and those of the groups above. */
export async function roleIdsByGroup(
  { services, realm }: Pick<AdminContext, 'services' | 'realm'>,
  { id }: Pick<GroupRecord, 'id'>,
): Promise<readonly string[]> {
  const line = await services.stores.groups.withAncestors(realm.id, [id])
  return line.flatMap(({ roleIds }) => roleIds)
}

/**
 * A group that gives admin rights is out of reach of whoever lacks them: its members can't be chosen, and it can't be
 * changed.
 *
 * @throws {AdminError} 403
 */
export async function refuseStrongerGroup(
  context: Pick<AdminContext, 'services' | 'realm' | 'admin'>,
  group: Pick<GroupRecord, 'id'>,
): Promise<void> {
  refuseGivingMore(context, await roleIdsByGroup(context, group))
}
