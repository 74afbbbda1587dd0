/** `users`: searched, counted, made, read, changed, deleted. What belongs to one user has files of its own. */

import { userProfileMetadata } from '../../../protocol/user-profile/metadata.ts'
import { flag } from '../../../representations/json-shape.ts'
import type { UserRecord } from '../../../representations/realm-aggregate.ts'
import { userShape } from '../../../representations/shapes.ts'
import { declaredProfile } from '../../../representations/user-profile.ts'
import { json, noContent } from '../../answers.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { pageFields, pageOf } from '../paging.ts'
import { may } from '../permissions.ts'
import type { QueryOf } from '../read-request.ts'
import { briefUser } from './brief-user.ts'
import { createUser } from './create-user.ts'
import { updateUser } from './update-user.ts'
import { userIn, userToChange } from './user-lookup.ts'
import { searchFields, userQueryOf } from './user-query.ts'
import { userRepresentation, wholeUserRepresentation } from './user-representation.ts'

const listFields = { ...pageFields, ...searchFields, briefRepresentation: flag } as const
const readFields = { userProfileMetadata: flag } as const

export const userRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'GET',
    path: '/users',
    summary: 'Search users',
    needs: 'query-users',
    query: listFields,
    answer: listUsers,
  }),
  realmRoute({
    method: 'GET',
    path: '/users/count',
    summary: 'Count users',
    needs: 'query-users',
    query: searchFields,
    answer: countUsers,
  }),
  realmRoute({
    method: 'POST',
    path: '/users',
    summary: 'Make a user',
    needs: 'manage-users',
    body: userShape,
    changes: 'USER',
    answer: createUser,
  }),
  realmRoute({
    method: 'GET',
    path: '/users/:userId',
    summary: 'Read a user',
    needs: 'view-users',
    query: readFields,
    answer: getUser,
  }),
  realmRoute({
    method: 'PUT',
    path: '/users/:userId',
    summary: 'Change a user',
    needs: 'manage-users',
    body: userShape,
    changes: 'USER',
    answer: updateUser,
  }),
  realmRoute({
    method: 'DELETE',
    path: '/users/:userId',
    summary: 'Delete a user',
    needs: 'manage-users',
    changes: 'USER',
    answer: deleteUser,
  }),
]

async function listUsers(context: AdminContext<undefined, QueryOf<typeof listFields>>): Promise<AdminResponse> {
  const { services, realm, admin, query } = context
  if (!may(admin, 'view-users', realm)) return adminJson([])
  const { first: _first, max: _max, briefRepresentation, ...sought } = query
  const records = await services.stores.users.search(realm.id, { ...userQueryOf(sought), ...pageOf(query) })
  const manage = may(admin, 'manage-users', realm)
  const shown = (record: UserRecord) =>
    briefRepresentation === true ? briefUser(record) : userRepresentation(record, realm)
  return adminJson(records.map((record) => ({ ...shown(record), access: { manage } })))
}

async function countUsers(context: AdminContext<undefined, QueryOf<typeof searchFields>>): Promise<AdminResponse> {
  const { services, realm, admin, query } = context
  const seen = may(admin, 'view-users', realm)
  const count = seen ? await services.stores.users.count(realm.id, userQueryOf(query)) : 0
  return { ...json({}, 200, adminJson({}).headers), body: String(count) }
}

async function getUser(context: AdminContext<undefined, QueryOf<typeof readFields>>): Promise<AdminResponse> {
  const { realm, admin, query } = context
  const user = await userIn(context)
  const manage = may(admin, 'manage-users', realm)
  const fixed = !realm.login.editUsernameAllowed
  return adminJson({
    ...wholeUserRepresentation(user, realm),
    ...(query.userProfileMetadata === true && {
      userProfileMetadata: userProfileMetadata(declaredProfile(realm), fixed),
    }),
    access: {
      manageGroupMembership: manage,
      resetPassword: manage,
      view: true,
      mapRoles: manage,
      impersonate: may(admin, 'impersonation', realm),
      manage,
    },
  })
}

async function deleteUser(context: AdminContext): Promise<AdminResponse> {
  const user = await userToChange(context)
  await context.services.stores.users.delete(context.realm.id, user.id)
  return { ...noContent(), changed: { id: user.id, username: user.username } }
}
