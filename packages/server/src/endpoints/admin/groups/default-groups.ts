/** `default-groups`: the groups that every new user gets. The realm's document names them by their paths. */
import type { Realm } from '../../../model/realm.ts'
import { textsOf } from '../../../representations/fields.ts'
import type { GroupStore, PlacedGroup } from '../../../store/group-ports.ts'
import { noContent } from '../../answers.ts'
import { badRequest } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminRoute, realmRoute } from '../admin-route.ts'
import { groupIn, refuseStrongerGroup } from './group-lookup.ts'
import { groupRepresentation } from './group-representation.ts'

const MOST = 200
const UNKNOWN = 'Group not found'

export const defaultGroupRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'GET',
    path: '/default-groups',
    summary: 'List the groups of every new user',
    needs: 'view-realm',
    answer: async ({ services, realm }) => {
      const groups = await defaultGroupsOf(services.stores.groups, realm)
      return adminJson(groups.map((group) => groupRepresentation(group, realm, { brief: true })))
    },
  }),
  realmRoute({
    method: 'PUT',
    path: '/default-groups/:groupId',
    summary: 'Let every new user get a group',
    needs: 'manage-realm',
    changes: 'GROUP',
    answer: async (context) => {
      const group = await groupIn(context, UNKNOWN)
      await refuseAsDefault(context, group)
      const { path } = group
      await changeDefaults(context, (paths) => [...new Set([...paths, path])])
      return { ...noContent(), changedAs: { operation: 'CREATE' } }
    },
  }),
  realmRoute({
    method: 'DELETE',
    path: '/default-groups/:groupId',
    summary: 'Let new users get a group no longer',
    needs: 'manage-realm',
    changes: 'GROUP',
    answer: async (context) => {
      const { path } = await groupIn(context, UNKNOWN)
      await changeDefaults(context, (paths) => paths.filter((each) => each !== path))
      return noContent()
    },
  }),
]

/** The groups that every new user of the realm gets. */
export async function defaultGroupsOf(
  groups: Pick<GroupStore, 'findByPath'>,
  realm: Realm,
): Promise<readonly PlacedGroup[]> {
  const paths = textsOf(realm.representation['defaultGroups'])
  const found = await Promise.all(paths.map((path) => groups.findByPath(realm.id, path)))
  return found.filter((group) => group !== undefined)
}

/**
 * Default groups that come with the realm's settings, by their paths.
 *
 * @throws {AdminError} 400 for a group that is not there, 403 for one that gives an admin right the administrator lacks.
 */
export async function defaultGroupsSent(
  context: Pick<AdminContext, 'services' | 'realm' | 'admin'>,
  sent: readonly string[],
): Promise<readonly string[]> {
  const { services, realm } = context
  if (sent.length > MOST) throw badRequest(`A realm has at most ${MOST} default groups`)
  const before = new Set(textsOf(realm.representation['defaultGroups']))
  const paths = await Promise.all(
    sent.map(async (path) => {
      const group = await services.stores.groups.findByPath(realm.id, path)
      if (group === undefined) throw badRequest('A default group is not there')
      if (!before.has(group.path)) await refuseAsDefault(context, group)
      return group.path
    }),
  )
  return [...new Set(paths)]
}

/**
 * Whoever makes a group everybody's gives everybody its roles: those of this group, and of no other that its path leads to.
 *
 * @throws {AdminError} 403, 400
 */
async function refuseAsDefault(
  context: Pick<AdminContext, 'services' | 'realm' | 'admin'>,
  group: PlacedGroup,
): Promise<void> {
  await refuseStrongerGroup(context, group)
  const line = await context.services.stores.groups.withAncestors(context.realm.id, [group.id])
  if (line.some(({ name }) => name.includes('/'))) {
    throw badRequest('A group with a slash in its name, or in that of one above it, can not be a default group')
  }
}

async function changeDefaults(
  { services, realm }: AdminContext,
  change: (paths: readonly string[]) => string[],
): Promise<void> {
  await services.stores.realms.change(realm.id, (document) => {
    const defaultGroups = change(textsOf(document['defaultGroups']))
    if (defaultGroups.length > MOST) throw badRequest(`A realm has at most ${MOST} default groups`)
    return { ...document, defaultGroups }
  })
}
