/** `groups`: the top of the tree, searches through all of it, and groups by their path. */
import { flag, text } from '../../../representations/json-shape.ts'
import type { GroupRepresentation } from '../../../representations/keycloak.ts'
import { groupShape } from '../../../representations/shapes.ts'
import type { GroupQuery, PlacedGroup } from '../../../store/group-ports.ts'
import { notFound } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { attributesSought } from '../attribute-query.ts'
import { pageFields, pageOf } from '../paging.ts'
import { may } from '../permissions.ts'
import type { QueryOf } from '../read-request.ts'
import { groupRepresentation } from './group-representation.ts'
import { placeGroup } from './place-group.ts'

const listFields = {
  ...pageFields,
  search: text,
  q: text,
  exact: flag,
  briefRepresentation: flag,
  populateHierarchy: flag,
  subGroupsCount: flag,
} as const
type ListContext = AdminContext<undefined, QueryOf<typeof listFields>>

export const groupListRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'GET',
    path: '/groups',
    summary: 'List groups at the top, or search all',
    needs: 'query-groups',
    query: listFields,
    answer: listGroups,
  }),
  realmRoute({
    method: 'POST',
    path: '/groups',
    summary: 'Make a group at the top, or move one there',
    needs: 'manage-users',
    body: groupShape,
    changes: 'GROUP',
    answer: async (context) => placeGroup(context, undefined),
  }),
  realmRoute({
    method: 'GET',
    path: '/groups/count',
    summary: 'Count groups',
    needs: 'query-groups',
    query: { search: text, top: flag },
    answer: async ({ services, realm, query: { search, top } }) => {
      const atTop = top === true && search === undefined
      const query = { ...(search !== undefined && { search }), ...(atTop && { parentId: null }) }
      return adminJson({ count: await services.stores.groups.count(realm.id, query) })
    },
  }),
  realmRoute({
    method: 'GET',
    path: '/group-by-path/*',
    summary: 'Read the group at a path',
    needs: 'view-users',
    answer: async ({ services, realm, request }) => {
      const group = await services.stores.groups.findByPath(realm.id, request.params['*'] ?? '')
      if (group === undefined) throw notFound('Group path does not exist')
      return adminJson(groupRepresentation(group, realm, { brief: false, counted: true }))
    },
  }),
]

async function listGroups(context: ListContext): Promise<AdminResponse> {
  const { services, realm, admin, query } = context
  // query-groups alone opens the page of groups, but shows none of them
  if (!may(admin, 'view-users', realm)) return adminJson([])
  const { search, q, exact = false, populateHierarchy = true } = query
  const searches = search !== undefined || q !== undefined
  const sought: GroupQuery = {
    ...pageOf(query),
    ...(q === undefined ? search !== undefined && { search, exact } : { attributes: attributesSought(q) }),
    ...(!searches && { parentId: null }),
  }
  const found = await services.stores.groups.list(realm.id, sought)
  const show = shownAs(context)
  if (!searches || !populateHierarchy) return adminJson(found.map(show))
  return adminJson(branches(await withAncestors(context, found), show))
}

async function withAncestors(
  { services, realm }: ListContext,
  found: readonly PlacedGroup[],
): Promise<readonly PlacedGroup[]> {
  return await services.stores.groups.withAncestors(
    realm.id,
    found.map(({ id }) => id),
  )
}

function shownAs({ realm, admin, query }: ListContext): (group: PlacedGroup) => GroupRepresentation {
  const { briefRepresentation = true, subGroupsCount = true } = query
  const shown = { brief: briefRepresentation, counted: subGroupsCount, accessOf: admin }
  return (group) => groupRepresentation(group, realm, shown)
}

/** The tree down to what was found. */
function branches(
  groups: readonly PlacedGroup[],
  show: (group: PlacedGroup) => GroupRepresentation,
): GroupRepresentation[] {
  const byName = groups.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  const children = Map.groupBy(byName, ({ parentId }) => parentId)
  // a circle, which only an import can make, has no top: nothing leads into it
  const branch = (group: PlacedGroup): GroupRepresentation => ({
    ...show(group),
    subGroups: (children.get(group.id) ?? []).map(branch),
  })
  return (children.get(undefined) ?? []).map(branch)
}
