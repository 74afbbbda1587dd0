/**
 * What every route of the Admin REST API stands on: who asks (by an access token of the realm itself or of master), what
 * that person may do now (present roles, not those in the token), and the realm in question. Denied unless allowed: a
 * route names the permission it needs in the table of `routes.ts`.
 */
import type { Client } from '../../model/client.ts'
import type { Realm } from '../../model/realm.ts'
import type { User } from '../../model/user.ts'
import { effectiveRoles, rolesInToken } from '../../protocol/roles.ts'
import { refreshScopes } from '../../protocol/scopes.ts'
import { Cors } from '../cors.ts'
import type { Endpoint, Request, Response } from '../exchange.ts'
import { inRealm, type RealmContext, RealmNotFound, type Services } from '../realm-endpoint.ts'
import { acceptAccessToken, bearerToken } from '../token/access-token.ts'
import { forbidden, notFound, unauthorized } from './admin-error.ts'

/** Keycloak's admin roles. Each `manage-` also allows what its `view-` does. */
export type Permission =
  | 'view-realm'
  | 'manage-realm'
  | 'view-clients'
  | 'manage-clients'
  | 'query-clients'
  | 'view-users'
  | 'manage-users'
  | 'query-users'

export const MASTER = 'master'
/** The client that carries a realm's admin roles within the realm; in master it is `NAME-realm`. */
const REALM_MANAGEMENT = 'realm-management'
export const CREATE_REALM = 'create-realm'

/** Which role satisfies which permission. */
const SATISFIED_BY: Readonly<Record<Permission, readonly string[]>> = {
  'view-realm': ['view-realm', 'manage-realm'],
  'manage-realm': ['manage-realm'],
  'view-clients': ['view-clients', 'manage-clients'],
  'manage-clients': ['manage-clients'],
  'query-clients': ['query-clients', 'view-clients', 'manage-clients'],
  'view-users': ['view-users', 'manage-users'],
  'manage-users': ['manage-users'],
  'query-users': ['query-users', 'view-users', 'manage-users'],
}

/** Who asks, and what that person holds. */
export interface Administrator {
  readonly user: User
  /** Whose token it is: calls from a browser come from its web origins. */
  readonly client: Client
  /** The realm that the token is of: master, or the realm that is administered. */
  readonly realm: Realm
  /** Names of the realm roles held (`admin`, `create-realm`). */
  readonly realmRoles: ReadonlySet<string>
  /** Names of the roles held, by the client that owns them. */
  readonly clientRoles: ReadonlyMap<string, ReadonlySet<string>>
  readonly cors: Cors
}

export interface AdminContext {
  readonly services: Services
  readonly request: Request
  readonly admin: Administrator
  /** The realm in the URL. */
  readonly realm: Realm
}

export type AdminEndpoint = (context: AdminContext) => Promise<Response>

/** Wraps a route of `/admin/realms/{realm}`: 401 without a good token, 404 for an unknown realm, 403 without the role. */
export function adminOf(services: Services, permission: Permission, endpoint: AdminEndpoint): Endpoint {
  return async (request) => {
    const admin = await administratorOf(services, request)
    const realm = await services.stores.realms.findByName(request.params['realm'] ?? '')
    if (realm === undefined) throw notFound('Realm not found.')
    if (!may(admin, permission, realm)) throw forbidden()
    return admin.cors.apply(await endpoint({ services, request, admin, realm }))
  }
}

export function may(admin: Administrator, permission: Permission, realm: Realm): boolean {
  const held = adminRolesIn(admin, realm)
  return SATISFIED_BY[permission].some((role) => held.has(role))
}

/** The admin roles that somebody holds over a realm. */
function adminRolesIn(
  { realm: own, clientRoles }: Pick<Administrator, 'realm' | 'clientRoles'>,
  realm: Realm,
): ReadonlySet<string> {
  const carrier = own.name === MASTER ? `${realm.name}-realm` : own.id === realm.id ? REALM_MANAGEMENT : undefined
  return clientRoles.get(carrier ?? '') ?? new Set()
}

/** @throws {AdminError} 401 unless the request carries a good access token of a realm of this server. */
export async function administratorOf(services: Services, request: Request): Promise<Administrator> {
  const token = bearerToken(request.header('authorization'))
  const realmName = token === undefined ? undefined : realmOfIssuer(token, request.base)
  if (token === undefined || realmName === undefined) throw unauthorized()
  const read = inRealm(services, async (context) => ({ status: 200, body: await administratorBy(context, token) }))
  try {
    const { body } = await read({ ...request, params: { realm: realmName } })
    return body as Administrator // as the closure above made it
  } catch (error) {
    if (error instanceof RealmNotFound) throw unauthorized()
    throw error
  }
}

async function administratorBy(context: RealmContext, token: string): Promise<Administrator> {
  const accepted = await acceptAccessToken(context, token)
  if ('words' in accepted) {
    context.services.recorder.refused({ type: 'ADMIN_ERROR', realm: context.realm.name, reason: accepted.reason })
    throw unauthorized()
  }
  const { user, client, claims } = accepted
  const { realm, services } = context
  const membership = await services.stores.users.membership(realm.id, user.id)
  const scopes = refreshScopes(client, realm, typeof claims['scope'] === 'string' ? claims['scope'] : '', undefined)
  // a client whose tokens may not carry the role can't use it here either
  const roles = rolesInToken(effectiveRoles(membership, realm.roles), client, scopes.scopes, realm.roles)
  const realmRoles = new Set<string>()
  const clientRoles = new Map<string, Set<string>>()
  for (const role of roles.values()) {
    if (role.client === undefined) realmRoles.add(role.name)
    else clientRoles.set(role.client.clientId, (clientRoles.get(role.client.clientId) ?? new Set()).add(role.name))
  }
  const cors = new Cors(context.request)
  const ownPage = cors.origin === new URL(context.request.base).origin
  if (!cors.restrictTo(client) && !ownPage) throw forbidden()
  return { user, client, realm, realmRoles, clientRoles, cors }
}

/** Which realm claims to have issued a token; nothing is believed before its keys have verified it. */
function realmOfIssuer(token: string, base: string): string | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
    const issuer = typeof claims === 'object' && claims !== null && 'iss' in claims ? claims.iss : undefined
    const prefix = `${base}/realms/`
    if (typeof issuer !== 'string' || !issuer.startsWith(prefix)) return undefined
    return decodeURIComponent(issuer.slice(prefix.length))
  } catch {
    return undefined
  }
}
