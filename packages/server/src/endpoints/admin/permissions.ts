/**
 * Who may do what in the Admin API: Keycloak's admin roles, held over the realm in question at this moment. Every
 * decision goes through {@link may}, so that finer rights later have one place to be.
 */
import type { Client } from '../../model/client.ts'
import type { Realm } from '../../model/realm.ts'
import type { User } from '../../model/user.ts'
import { CREATE_REALM_ROLE } from '../../representations/defaults/roles.ts'
import type { Cors } from '../cors.ts'

export const MASTER = 'master'
/** The client that carries a realm's admin roles within the realm; in master it is `NAME-realm`. */
export const REALM_MANAGEMENT = 'realm-management'

/** Which of Keycloak's admin roles satisfy which permission. Each `manage-` also allows what its `view-` does. */
const SATISFIED_BY = {
  'view-realm': ['view-realm', 'manage-realm'],
  'manage-realm': ['manage-realm'],
  'view-clients': ['view-clients', 'manage-clients'],
  'manage-clients': ['manage-clients'],
  'query-clients': ['query-clients', 'view-clients', 'manage-clients'],
  'create-client': ['create-client', 'manage-clients'],
  'view-users': ['view-users', 'manage-users'],
  'manage-users': ['manage-users'],
  'query-users': ['query-users', 'view-users', 'manage-users'],
  'query-groups': ['query-groups', 'view-users', 'manage-users'],
  'query-realms': ['query-realms', 'view-realm', 'manage-realm'],
  'view-events': ['view-events', 'manage-events'],
  'manage-events': ['manage-events'],
  'view-identity-providers': ['view-identity-providers', 'manage-identity-providers'],
  'manage-identity-providers': ['manage-identity-providers'],
  'view-authorization': ['view-authorization', 'manage-authorization'],
  'manage-authorization': ['manage-authorization'],
  'view-organizations': ['view-organizations', 'manage-organizations'],
  'manage-organizations': ['manage-organizations'],
  'query-organizations': ['query-organizations', 'view-organizations', 'manage-organizations'],
  impersonation: ['impersonation'],
} as const satisfies Readonly<Record<string, readonly string[]>>

/** What a route may ask for; `any admin role` is held by whoever holds one of them. */
export type Permission = keyof typeof SATISFIED_BY | 'any admin role'

export const PERMISSIONS = Object.keys(SATISFIED_BY) as readonly (keyof typeof SATISFIED_BY)[]

/** Who asks, and what that person holds. */
export interface Administrator {
  readonly user: User
  /** Whose token it is: calls from a browser come from its web origins. */
  readonly client: Client
  /** The user session of the token, if it has one. */
  readonly sessionId: string | undefined
  /** The realm that the token is of: master, or the realm that is administered. */
  readonly realm: Realm
  /** Names of the realm roles held (`admin`, `create-realm`). */
  readonly realmRoles: ReadonlySet<string>
  /** Names of the roles held, by the client that owns them. */
  readonly clientRoles: ReadonlyMap<string, ReadonlySet<string>>
  readonly cors: Cors
}

export function may(admin: Administrator, permission: Permission, realm: Pick<Realm, 'id' | 'name'>): boolean {
  const held = adminRolesOver(realm, admin)
  if (permission === 'any admin role') return PERMISSIONS.some((one) => satisfied(one, held))
  return satisfied(permission, held)
}

function satisfied(permission: keyof typeof SATISFIED_BY, held: ReadonlySet<string>): boolean {
  return SATISFIED_BY[permission].some((role) => held.has(role))
}

/** Whether somebody is an administrator of anything: of the server, of the own realm or, in master, of any realm. */
export function holdsAdminRole({ realm: own, realmRoles, clientRoles }: Administrator): boolean {
  const rights = [...clientRoles].filter(([clientId]) =>
    own.name === MASTER ? clientId.endsWith('-realm') : clientId === REALM_MANAGEMENT,
  )
  if (rights.some(([, held]) => PERMISSIONS.some((one) => satisfied(one, held)))) return true
  return own.name === MASTER && realmRoles.has(CREATE_REALM_ROLE)
}

/** Making realms is a right of its own, and of master's administrators only. */
export function mayCreateRealms(admin: Administrator): boolean {
  return admin.realm.name === MASTER && admin.realmRoles.has(CREATE_REALM_ROLE)
}

/** Public name of the client whose roles are the rights over a realm for somebody of the realm `own`. */
function rightsClientOf(own: Realm, realm: Pick<Realm, 'id' | 'name'>): string | undefined {
  if (own.name === MASTER) return `${realm.name}-realm`
  return own.id === realm.id ? REALM_MANAGEMENT : undefined
}

/** Names of the admin roles that somebody holds over a realm. */
export function adminRolesOver(
  realm: Pick<Realm, 'id' | 'name'>,
  { realm: own, clientRoles }: Pick<Administrator, 'realm' | 'clientRoles'>,
): ReadonlySet<string> {
  return clientRoles.get(rightsClientOf(own, realm) ?? '') ?? new Set()
}
