/** `users/{id}/groups`: the groups a user is in; joined and left. */
import { flag, text } from '../../../representations/json-shape.ts'
import type { PlacedGroup } from '../../../store/group-ports.ts'
import { noContent } from '../../answers.ts'
import { notFound } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { pageFields, pageOf } from '../paging.ts'
import type { QueryOf } from '../read-request.ts'
import { groupIn, refuseStrongerGroup } from './group-lookup.ts'
import { groupRepresentation } from './group-representation.ts'

const PATH = '/users/:userId/groups'
const listFields = { ...pageFields, search: text, briefRepresentation: flag } as const

export const userGroupRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'GET',
    path: PATH,
    summary: 'List the groups a user is in',
    needs: 'view-users',
    query: listFields,
    answer: listGroups,
  }),
  realmRoute({
    method: 'GET',
    path: `${PATH}/count`,
    summary: 'Count the groups a user is in',
    needs: 'view-users',
    query: { search: text },
    answer: async (context) => {
      const { services, realm, query } = context
      const heldBy = { kind: 'user', id: await userIdIn(context) } as const
      const count = await services.stores.groups.count(realm.id, { ...soughtBy(query), heldBy })
      return adminJson({ count })
    },
  }),
  realmRoute({
    method: 'PUT',
    path: `${PATH}/:groupId`,
    summary: 'Let a user join a group',
    needs: 'manage-users',
    changes: 'GROUP_MEMBERSHIP',
    answer: async (context) => {
      const { services, realm } = context
      const { userId, group } = await membershipIn(context)
      if (!(await services.stores.users.joinGroup(realm.id, userId, group.id))) throw notFound('Group not found')
      return { ...membershipTold(context, group), changedAs: { operation: 'CREATE' } }
    },
  }),
  realmRoute({
    method: 'DELETE',
    path: `${PATH}/:groupId`,
    summary: 'Let a user leave a group',
    needs: 'manage-users',
    changes: 'GROUP_MEMBERSHIP',
    answer: async (context) => {
      const { services, realm } = context
      const { userId, group } = await membershipIn(context)
      await services.stores.users.leaveGroup(realm.id, userId, group.id)
      return membershipTold(context, group)
    },
  }),
]

async function listGroups(context: AdminContext<undefined, QueryOf<typeof listFields>>): Promise<AdminResponse> {
  const { services, realm, query } = context
  const { briefRepresentation = true } = query
  const groups = await services.stores.groups.list(realm.id, {
    ...pageOf(query),
    ...soughtBy(query),
    heldBy: { kind: 'user', id: await userIdIn(context) },
  })
  return adminJson(groups.map((group) => groupRepresentation(group, realm, { brief: briefRepresentation })))
}

/** Membership gives the group's roles, and those of the groups above: who lacks them can neither give nor take them. */
async function membershipIn(context: AdminContext): Promise<{ userId: string; group: PlacedGroup }> {
  const userId = await userIdIn(context)
  const group = await groupIn(context, 'Group not found')
  await refuseStrongerGroup(context, group)
  return { userId, group }
}

function membershipTold({ realm }: AdminContext, group: PlacedGroup): AdminResponse {
  return { ...noContent(), changed: groupRepresentation(group, realm, { brief: false }) }
}

async function userIdIn({
  services,
  realm,
  request,
}: Pick<AdminContext, 'services' | 'realm' | 'request'>): Promise<string> {
  const user = await services.stores.users.find(realm.id, request.params['userId'] ?? '')
  if (user === undefined) throw notFound('User not found')
  return user.id
}

const soughtBy = ({ search }: { readonly search?: string }) => (search === undefined ? {} : { search })
