/** `groups`: the tree of groups. */
import type { GroupRecord } from '../../../representations/realm-aggregate.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'

export const groupRoutes: readonly AdminRoute[] = [
  realmRoute({ method: 'GET', path: '/groups', summary: 'List groups', needs: 'query-groups', answer: listGroups }),
]

async function listGroups({ services, realm }: AdminContext): Promise<AdminResponse> {
  const groups = await services.stores.groups.list(realm.id)
  const children = (parent: string | undefined) => groups.filter(({ parentId }) => parentId === parent)
  const shown = (group: GroupRecord) => ({
    id: group.id,
    name: group.name,
    path: `/${group.name}`,
    subGroupCount: children(group.id).length,
    subGroups: [],
  })
  return adminJson(children(undefined).map(shown))
}
