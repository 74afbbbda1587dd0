/** One group: read, changed, deleted; its children and its members. */
import { flag, text } from '../../../representations/json-shape.ts'
import { groupShape } from '../../../representations/shapes.ts'
import { Conflict } from '../../../store/ports.ts'
import { noContent } from '../../answers.ts'
import { conflict, notFound } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { boundedAttributes } from '../bounded-attributes.ts'
import { featureRoutes } from '../feature-not-enabled.ts'
import { pageFields, pageOf } from '../paging.ts'
import type { QueryOf } from '../read-request.ts'
import { refuseGivingMore } from '../rights-guard.ts'
import { briefUser } from '../users/brief-user.ts'
import { userRepresentation } from '../users/user-representation.ts'
import { groupIn, refuseStrongerGroup } from './group-lookup.ts'
import { groupRepresentation } from './group-representation.ts'
import { type GroupBody, groupNameOf, placeGroup } from './place-group.ts'

const GROUP = '/groups/:groupId'
const childFields = {
  ...pageFields,
  search: text,
  exact: flag,
  briefRepresentation: flag,
  subGroupsCount: flag,
} as const
const memberFields = { ...pageFields, briefRepresentation: flag } as const

export const singleGroupRoutes: readonly AdminRoute[] = [
  realmRoute({ method: 'GET', path: GROUP, summary: 'Read a group', needs: 'view-users', answer: getGroup }),
  realmRoute({
    method: 'PUT',
    path: GROUP,
    summary: 'Change a group',
    needs: 'manage-users',
    body: groupShape,
    changes: 'GROUP',
    answer: updateGroup,
  }),
  realmRoute({
    method: 'DELETE',
    path: GROUP,
    summary: 'Delete a group with all below it',
    needs: 'manage-users',
    changes: 'GROUP',
    answer: deleteGroup,
  }),
  realmRoute({
    method: 'GET',
    path: `${GROUP}/children`,
    summary: 'List the children of a group',
    needs: 'view-users',
    query: childFields,
    answer: listChildren,
  }),
  realmRoute({
    method: 'POST',
    path: `${GROUP}/children`,
    summary: 'Make a child of a group, or move a group there',
    needs: 'manage-users',
    body: groupShape,
    changes: 'GROUP',
    answer: async (context) => placeGroup(context, await groupIn(context)),
  }),
  realmRoute({
    method: 'GET',
    path: `${GROUP}/members`,
    summary: 'List the members of a group itself',
    needs: 'view-users',
    query: memberFields,
    answer: listMembers,
  }),
  ...featureRoutes(`${GROUP}/management/permissions`, 'fine-grained permissions of a group'),
]

async function getGroup(context: AdminContext): Promise<AdminResponse> {
  const { realm, admin } = context
  return adminJson(groupRepresentation(await groupIn(context), realm, { brief: false, counted: true, accessOf: admin }))
}

/** Name and description are replaced, attributes only when some were sent, as by Keycloak. */
async function updateGroup(context: AdminContext<GroupBody>): Promise<AdminResponse> {
  const { services, realm, body } = context
  const group = await groupIn(context)
  const name = groupNameOf(body)
  await refuseStrongerGroup(context, group)
  const { description: _, ...kept } = group.representation
  const representation = {
    ...kept,
    ...(body.description !== undefined && { description: body.description }),
    attributes: boundedAttributes(body.attributes) ?? kept.attributes ?? {},
  }
  try {
    const isThere = await services.stores.groups.replace(realm.id, { ...group, name, representation })
    if (!isThere) throw notFound('Could not find group by id')
  } catch (error) {
    if (error instanceof Conflict) throw conflict(`Sibling group named '${name}' already exists.`)
    throw error
  }
  return noContent()
}

async function deleteGroup(context: AdminContext): Promise<AdminResponse> {
  const { services, realm } = context
  const group = await groupIn(context)
  await refuseStrongerGroup(context, group)
  refuseGivingMore(context, await services.stores.groups.roleIdsWithin(realm.id, group.id))
  await services.stores.groups.delete(realm.id, group.id)
  return { ...noContent(), changed: groupRepresentation(group, realm, { brief: true }) }
}

async function listChildren(context: AdminContext<undefined, QueryOf<typeof childFields>>): Promise<AdminResponse> {
  const { services, realm, admin, query } = context
  const { search, exact = false, briefRepresentation = false, subGroupsCount = true } = query
  const parent = await groupIn(context)
  const children = await services.stores.groups.list(realm.id, {
    ...pageOf(query),
    parentId: parent.id,
    ...(search !== undefined && { search, exact }),
  })
  const shown = { brief: briefRepresentation, counted: subGroupsCount, accessOf: admin }
  return adminJson(children.map((child) => groupRepresentation(child, realm, shown)))
}

async function listMembers(context: AdminContext<undefined, QueryOf<typeof memberFields>>): Promise<AdminResponse> {
  const { services, realm, query } = context
  const { id } = await groupIn(context)
  const members = await services.stores.users.holders(realm.id, { kind: 'group', id }, pageOf(query))
  return adminJson(
    members.map((user) => (query.briefRepresentation === true ? briefUser(user) : userRepresentation(user, realm))),
  )
}
