/** The users and the groups that were given a role themselves. */
import { flag } from '../../../representations/json-shape.ts'
import type { UserRecord } from '../../../representations/realm-aggregate.ts'
import { forbidden } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminRoute, realmRoute } from '../admin-route.ts'
import { groupRepresentation } from '../groups/group-representation.ts'
import { pageFields, pageOf } from '../paging.ts'
import { may } from '../permissions.ts'
import { briefUser } from '../users/brief-user.ts'
import { userRepresentation } from '../users/user-representation.ts'
import { NAMED_ROLE_PATHS, type RolePath } from './role-paths.ts'

const listFields = { ...pageFields, briefRepresentation: flag } as const

export const roleHolderRoutes: readonly AdminRoute[] = NAMED_ROLE_PATHS.flatMap(({ path, words, view, find }) => [
  realmRoute({
    method: 'GET',
    path: `${path}/users`,
    summary: `List the users who have a ${words}`,
    needs: 'view-users',
    query: listFields,
    answer: async (context) => {
      const { services, realm, admin, query } = context
      refuseUnseenRoles(context, view)
      const { role } = await find(context, 'view')
      const users = await services.stores.users.holders(realm.id, { kind: 'role', id: role.id }, pageOf(query))
      const shown = (user: UserRecord) =>
        query.briefRepresentation === true ? briefUser(user) : userRepresentation(user, realm)
      const access = { manage: may(admin, 'manage-users', realm) }
      return adminJson(users.map((user) => ({ ...shown(user), access })))
    },
  }),
  realmRoute({
    method: 'GET',
    path: `${path}/groups`,
    summary: `List the groups that give a ${words}`,
    needs: 'view-users',
    query: listFields,
    answer: async (context) => {
      const { services, realm, query } = context
      refuseUnseenRoles(context, view)
      const { role } = await find(context, 'view')
      const groups = await services.stores.groups.list(realm.id, {
        ...pageOf(query),
        heldBy: { kind: 'role', id: role.id },
      })
      const { briefRepresentation = true } = query
      return adminJson(groups.map((group) => groupRepresentation(group, realm, { brief: briefRepresentation })))
    },
  }),
])

/** Who has a role is told to whoever may see both the users and the roles. */
function refuseUnseenRoles({ admin, realm }: Pick<AdminContext, 'admin' | 'realm'>, view: RolePath['view']): void {
  if (!view.some((permission) => may(admin, permission, realm))) throw forbidden()
}
