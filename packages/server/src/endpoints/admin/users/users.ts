/** `users`: searched, made, read, changed, their password set, signed out. */
import { flag, type ShapeOf, text } from '../../../representations/json-shape.ts'
import type { UserRecord } from '../../../representations/realm-aggregate.ts'
import { credentialShape, userShape } from '../../../representations/shapes.ts'
import { Conflict } from '../../../store/ports.ts'
import { noContent } from '../../answers.ts'
import { AdminError, badRequest, conflict, notFound } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { merged } from '../merged.ts'
import { pageFields, pageOf } from '../paging.ts'
import { may } from '../permissions.ts'
import type { QueryOf } from '../read-request.ts'
import { refuseStrongerUser } from '../rights-guard.ts'
import { newUserHoldings } from './new-user-holdings.ts'
import { userRepresentation } from './user-representation.ts'

const LONGEST_PASSWORD_BYTES = 4096

const searchFields = {
  ...pageFields,
  username: text,
  email: text,
  firstName: text,
  lastName: text,
  search: text,
  exact: flag,
  enabled: flag,
} as const

export const userRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'GET',
    path: '/users',
    summary: 'Search users',
    needs: 'query-users',
    query: searchFields,
    answer: listUsers,
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
  realmRoute({ method: 'GET', path: '/users/:userId', summary: 'Read a user', needs: 'view-users', answer: getUser }),
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
  realmRoute({
    method: 'PUT',
    path: '/users/:userId/reset-password',
    summary: 'Set a password',
    needs: 'manage-users',
    body: credentialShape,
    changes: 'USER',
    answer: resetPassword,
  }),
  realmRoute({
    method: 'POST',
    path: '/users/:userId/logout',
    summary: 'Sign a user out everywhere',
    needs: 'manage-users',
    changes: 'USER',
    answer: logoutUser,
  }),
]

async function listUsers({
  services,
  realm,
  query,
  admin,
}: AdminContext<undefined, QueryOf<typeof searchFields>>): Promise<AdminResponse> {
  if (!may(admin, 'view-users', realm)) return adminJson([])
  const { first: _first, max: _max, exact, ...sought } = query
  const given = Object.fromEntries(Object.entries(sought).filter(([, value]) => value !== undefined))
  const records = await services.stores.users.search(realm.id, { ...given, ...pageOf(query), exact: exact === true })
  const manage = may(admin, 'manage-users', realm)
  return adminJson(records.map((record) => ({ ...userRepresentation(record), access: { manage } })))
}

async function getUser(context: AdminContext): Promise<AdminResponse> {
  const manage = may(context.admin, 'manage-users', context.realm)
  const access = {
    manageGroupMembership: manage,
    resetPassword: manage,
    view: true,
    mapRoles: manage,
    impersonate: manage,
    manage,
  }
  return adminJson({ ...userRepresentation(await userIn(context)), access })
}

async function createUser(context: AdminContext<ShapeOf<typeof userShape>>): Promise<AdminResponse> {
  const { services, realm, request, body } = context
  const username = usernameOf(body.username ?? '')
  const holdings = await newUserHoldings(context, body.groups ?? [])
  const id = services.random.uuid()
  const credentials = await Promise.all((body.credentials ?? []).map((one) => passwordOf(context, one)))
  const temporary = (body.credentials ?? []).some((one) => one.temporary === true)
  const { credentials: _credentials, realmRoles, clientRoles, groups, ...own } = body
  const requiredActions = new Set([...(own.requiredActions ?? []), ...(temporary ? ['UPDATE_PASSWORD'] : [])])
  await saved(async () =>
    services.stores.users.create(realm.id, [
      {
        id,
        username,
        email: own.email?.toLowerCase() || undefined,
        enabled: own.enabled ?? false,
        createdTimestampMs: services.clock.nowMs(),
        serviceAccountClientUuid: undefined,
        ...holdings,
        credentials,
        representation: { ...own, id, username, requiredActions: [...requiredActions] },
      },
    ]),
  )
  return {
    status: 201,
    headers: { location: `${request.base}/admin/realms/${encodeURIComponent(realm.name)}/users/${id}` },
  }
}

async function updateUser(context: AdminContext<ShapeOf<typeof userShape>>): Promise<AdminResponse> {
  const { services, realm, body } = context
  const old = await userIn(context)
  await refuseStrongerUser(context, old.id)
  const { credentials, realmRoles, clientRoles, groups, ...representation } = merged(old.representation, body)
  const username = realm.login.editUsernameAllowed ? usernameOf(representation.username ?? old.username) : old.username
  await saved(async () => {
    const found = await services.stores.users.replace(realm.id, {
      ...old,
      username,
      email: representation.email?.toLowerCase() || undefined,
      enabled: representation.enabled ?? old.enabled,
      representation: { ...representation, id: old.id, username },
    })
    if (!found) throw notFound('User not found')
  })
  return noContent()
}

async function deleteUser(context: AdminContext): Promise<AdminResponse> {
  const user = await userIn(context)
  await refuseStrongerUser(context, user.id)
  await context.services.stores.users.delete(context.realm.id, user.id)
  return noContent()
}

async function resetPassword(context: AdminContext<ShapeOf<typeof credentialShape>>): Promise<AdminResponse> {
  const { services, realm, body } = context
  const user = await userIn(context)
  await refuseStrongerUser(context, user.id)
  const credential = await passwordOf(context, body)
  const others = (user.representation.requiredActions ?? []).filter((alias) => alias !== 'UPDATE_PASSWORD')
  const actions = body.temporary === true ? [...others, 'UPDATE_PASSWORD'] : others
  await services.stores.users.setCredential(realm.id, user.id, credential, actions)
  return noContent()
}

async function logoutUser(context: AdminContext): Promise<AdminResponse> {
  const { services, realm } = context
  const user = await userIn(context)
  await refuseStrongerUser(context, user.id)
  // tokens of the ended sessions that nobody asks us about are told by their time; offline sessions go on, as in Keycloak
  const representation = { ...user.representation, notBefore: services.clock.now() }
  await services.stores.users.replace(realm.id, { ...user, representation })
  await services.stores.userSessions.endByUser(realm.id, user.id, false)
  return noContent()
}

async function passwordOf(
  { services, realm }: Pick<AdminContext, 'services' | 'realm'>,
  { value }: ShapeOf<typeof credentialShape>,
) {
  if (value === undefined || value === '') throw badRequest('No password provided')
  if (Buffer.byteLength(value) > LONGEST_PASSWORD_BYTES) throw badRequest('The password is too long')
  return {
    id: services.random.uuid(),
    type: 'password',
    userLabel: undefined,
    createdDateMs: services.clock.nowMs(),
    priority: 10,
    ...(await services.hasher.hash(value, realm.passwordPolicy)),
  }
}

async function userIn({
  services,
  realm,
  request,
}: Pick<AdminContext, 'services' | 'realm' | 'request'>): Promise<UserRecord> {
  const record = await services.stores.users.findRecord(realm.id, request.params['userId'] ?? '')
  if (record === undefined) throw notFound('User not found')
  return record
}

function usernameOf(sent: string): string {
  const username = sent.trim().toLowerCase()
  if (username.length < 3 || username.length > 255) {
    throw new AdminError(400, { field: 'username', errorMessage: 'error-invalid-length', params: ['username', 3, 255] })
  }
  return username
}

async function saved(save: () => Promise<void>): Promise<void> {
  try {
    await save()
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    throw conflict(error.what === 'email' ? 'User exists with same email' : 'User exists with same username')
  }
}
