import type { EpochSeconds } from '../client/client.ts'

type Claims = Readonly<Record<string, unknown>>

/** Who sends a request, and what he may do. */
export interface AuthenticatedUser {
  /** How he proved it: by the cookie of a session here, or by an access token. */
  readonly via: 'session' | 'bearer'
  /** `sub`; unique at the issuer. Absent only for access tokens that name no user. */
  readonly subject: string | undefined
  /** Of the ID token (session) or the access token (bearer), validated. */
  readonly claims: Claims
  /** For calls on behalf of the user. */
  readonly accessToken: string
  /** `undefined` with a bearer token. */
  readonly session: SessionTimes | undefined
  /** Keycloak's `realm_access.roles`. */
  hasRealmRole(role: string): boolean
  /** Keycloak's `resource_access.CLIENT.roles`. */
  hasClientRole(clientId: string, role: string): boolean
  /** A word of the access token's `scope`. */
  hasScope(scope: string): boolean
}

/** When a session began and will end; in epoch seconds. */
export interface SessionTimes {
  readonly createdAt: EpochSeconds
  /** At the latest; sooner when it is not used. */
  readonly endsAt: EpochSeconds
  readonly accessTokenExpiresAt: EpochSeconds
}

/** @param access - claims of the access token, which is where roles and scopes stand; `undefined`: none. */
export function authenticatedUser(
  facts: Pick<AuthenticatedUser, 'via' | 'claims' | 'accessToken' | 'session'>,
  access: Claims | undefined,
): AuthenticatedUser {
  const { sub } = facts.claims
  return {
    ...facts,
    subject: typeof sub === 'string' ? sub : undefined,
    hasRealmRole: (role) => rolesIn(access?.['realm_access']).includes(role),
    hasClientRole: (clientId, role) => rolesIn(member(access?.['resource_access'], clientId)).includes(role),
    hasScope: (scope) => typeof access?.['scope'] === 'string' && access['scope'].split(' ').includes(scope),
  }
}

function rolesIn(access: unknown): readonly unknown[] {
  const roles = member(access, 'roles')
  return Array.isArray(roles) ? roles : []
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined
}
