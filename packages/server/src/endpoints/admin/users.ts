/** `users`: searched, made, read, changed, their password set, signed out. */
import { effectiveRoles } from '../../protocol/roles.ts'
import type { UserRepresentation } from '../../representations/keycloak.ts'
import type { UserRecord } from '../../representations/realm-aggregate.ts'
import { Conflict } from '../../store/ports.ts'
import { noContent } from '../answers.ts'
import type { Response } from '../exchange.ts'
import { type AdminContext, may } from './admin.ts'
import { AdminError, badRequest, conflict, forbidden, notFound } from './admin-error.ts'
import { adminJson } from './admin-json.ts'
import { checkFields, merged, objectBody, USER_FIELDS } from './body.ts'
import { pageOf } from './paging.ts'
import { userRepresentation } from './user-representation.ts'

const SEARCHED = ['username', 'email', 'firstName', 'lastName', 'search'] as const
const LONGEST_PASSWORD_BYTES = 4096

export async function listUsers(context: AdminContext): Promise<Response> {
  const { services, realm, request, admin } = context
  if (!may(admin, 'view-users', realm)) return adminJson([])
  const words = SEARCHED.flatMap((name) => {
    const value = request.query.get(name)
    return value === null || value === '' ? [] : [[name, value]]
  })
  const enabled = request.query.get('enabled')
  const records = await services.stores.users.search(realm.id, {
    ...Object.fromEntries(words),
    ...pageOf(request),
    exact: request.query.get('exact') === 'true',
    ...(enabled !== null && { enabled: enabled === 'true' }),
  })
  const manage = may(admin, 'manage-users', realm)
  return adminJson(records.map((record) => ({ ...userRepresentation(record), access: { manage } })))
}

export async function getUser(context: AdminContext): Promise<Response> {
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

export async function createUser(context: AdminContext): Promise<Response> {
  const { services, realm, request } = context
  const body = objectBody(request)
  checkFields(body, USER_FIELDS)
  const sent = body as UserRepresentation // its fields' types are checked
  const username = usernameOf(sent.username ?? '')
  const id = services.random.uuid()
  const credentials = await Promise.all((sent.credentials ?? []).map((one) => passwordOf(context, one)))
  const temporary = (sent.credentials ?? []).some((one) => one.temporary === true)
  const { credentials: _credentials, realmRoles, clientRoles, groups, ...own } = sent
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
        roleIds: realm.defaultRoleId === undefined ? [] : [realm.defaultRoleId],
        groupIds: [],
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

export async function updateUser(context: AdminContext): Promise<Response> {
  const { services, realm, request } = context
  const old = await userIn(context)
  await refuseStronger(context, old)
  const body = objectBody(request)
  checkFields(body, USER_FIELDS)
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

export async function deleteUser(context: AdminContext): Promise<Response> {
  const user = await userIn(context)
  await refuseStronger(context, user)
  await context.services.stores.users.delete(context.realm.id, user.id)
  return noContent()
}

export async function resetPassword(context: AdminContext): Promise<Response> {
  const { services, realm, request } = context
  const user = await userIn(context)
  await refuseStronger(context, user)
  const body = objectBody(request)
  checkFields(body, { value: 'string', temporary: 'boolean', type: 'string' })
  const credential = await passwordOf(context, body)
  const others = (user.representation.requiredActions ?? []).filter((alias) => alias !== 'UPDATE_PASSWORD')
  const actions = body['temporary'] === true ? [...others, 'UPDATE_PASSWORD'] : others
  await services.stores.users.setCredential(realm.id, user.id, credential, actions)
  return noContent()
}

export async function logoutUser(context: AdminContext): Promise<Response> {
  const { services, realm } = context
  const user = await userIn(context)
  await refuseStronger(context, user)
  // tokens of the ended sessions that nobody asks us about are told by their time; offline sessions go on, as in Keycloak
  const representation = { ...user.representation, notBefore: services.clock.now() }
  await services.stores.users.replace(realm.id, { ...user, representation })
  await services.stores.userSessions.endByUser(realm.id, user.id, false)
  return noContent()
}

/**
 * Nobody changes, deletes or takes over a user who holds admin roles that he lacks himself: manage-users would be a way
 * to every role otherwise. A chosen difference from Keycloak, see docs/differences.md.
 */
async function refuseStronger({ services, realm, admin }: AdminContext, target: UserRecord): Promise<void> {
  const membership = await services.stores.users.membership(realm.id, target.id)
  for (const role of effectiveRoles(membership, realm.roles).values()) {
    if (!isAdminRole(role, realm.name)) continue
    const held =
      role.client === undefined
        ? admin.realmRoles.has(role.name)
        : (admin.clientRoles.get(role.client.clientId)?.has(role.name) ?? false)
    // an administrator of master may do what the realm's own administrators may
    const fromMaster = admin.realm.name === 'master' && admin.clientRoles.get(`${realm.name}-realm`)?.has(role.name)
    if (!held && !fromMaster) throw forbidden()
  }
}

function isAdminRole(
  role: { readonly name: string; readonly client: { readonly clientId: string } | undefined },
  realm: string,
): boolean {
  if (role.client?.clientId === 'realm-management') return role.name !== 'realm-admin'
  return (
    realm === 'master' &&
    (role.client?.clientId.endsWith('-realm') ?? (role.name === 'admin' || role.name === 'create-realm'))
  )
}

async function passwordOf({ services, realm }: AdminContext, sent: object) {
  const value: unknown = Reflect.get(sent, 'value')
  if (typeof value !== 'string' || value === '') throw badRequest('No password provided')
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

async function userIn({ services, realm, request }: AdminContext): Promise<UserRecord> {
  const record = await services.stores.users.findRecord(realm.id, request.params['id'] ?? '')
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
