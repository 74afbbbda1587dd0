import type { RoleRepresentation } from '../keycloak.ts'

export const OFFLINE_ACCESS_ROLE = 'offline_access'
export const UMA_ROLE = 'uma_authorization'
export const READ_TOKEN_ROLE = 'read-token'
export const REALM_ADMIN_ROLE = 'realm-admin'
/** Roles of the master realm: everything, and making realms. */
export const ADMIN_ROLE = 'admin'
export const CREATE_REALM_ROLE = 'create-realm'

/** Roles of the client `account` that every user gets through the realm's default role. */
export const DEFAULT_ACCOUNT_ROLES: readonly string[] = ['view-profile', 'manage-account']
/** Roles of the client `account` that may pass into tokens of `account-console`. */
export const ACCOUNT_CONSOLE_ROLES: readonly string[] = ['manage-account', 'view-groups']
export const DELETE_ACCOUNT_ROLE = 'delete-account'

/** Name of the composite role that every new user gets. */
export function defaultRoleNameOf(realm: string): string {
  return `default-roles-${realm.toLowerCase()}`
}

export function builtInRole(name: string, messageKey = name): RoleRepresentation {
  return { name, description: `\${role_${messageKey}}` }
}

export function offlineAccessRole(): RoleRepresentation {
  return builtInRole(OFFLINE_ACCESS_ROLE, 'offline-access')
}

/** Roles of the client `account`. */
export function accountRoles(): RoleRepresentation[] {
  return [
    builtInRole('view-profile'),
    withComposites('manage-account', 'account', ['manage-account-links']),
    builtInRole('manage-account-links'),
    builtInRole('view-applications'),
    builtInRole('view-consent'),
    withComposites('manage-consent', 'account', ['view-consent']),
    builtInRole('view-groups'),
    builtInRole(DELETE_ACCOUNT_ROLE),
  ]
}

const ADMIN_ROLES: readonly (readonly [name: string, includes?: readonly string[]])[] = [
  ['create-client'],
  ['view-realm'],
  ['view-users', ['query-users', 'query-groups']],
  ['view-clients', ['query-clients']],
  ['view-events'],
  ['view-identity-providers'],
  ['view-authorization'],
  ['view-organizations', ['query-organizations']],
  ['manage-realm'],
  ['manage-users'],
  ['manage-clients'],
  ['manage-events'],
  ['manage-identity-providers'],
  ['manage-authorization'],
  ['manage-organizations'],
  ['query-users'],
  ['query-clients'],
  ['query-realms'],
  ['query-groups'],
  ['query-organizations'],
  ['impersonation'],
]

/** Names of the rights over one realm. */
export const ADMIN_ROLE_NAMES: readonly string[] = ADMIN_ROLES.map(([name]) => name)

/** @param clientId - `realm-management`, or `NAME-realm` in master. */
export function adminRoles(clientId: string): RoleRepresentation[] {
  return ADMIN_ROLES.map(([name, includes]) =>
    includes === undefined ? builtInRole(name) : withComposites(name, clientId, includes),
  )
}

/** `realm-admin` of `realm-management`: all rights over the realm it is in. */
export function realmAdminRole(clientId: string): RoleRepresentation {
  return withComposites(REALM_ADMIN_ROLE, clientId, ADMIN_ROLE_NAMES)
}

function withComposites(name: string, clientId: string, includes: readonly string[]): RoleRepresentation {
  return { ...builtInRole(name), composite: true, composites: { client: { [clientId]: [...includes] } } }
}
