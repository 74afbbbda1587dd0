import type { AuthenticatedUser } from './user.ts'

/** What a route asks of who calls it. */
export interface Requirement {
  /** Which proofs it takes. Both, unless told. */
  readonly accept?: 'session' | 'bearer' | 'both'
  /**
   * What a browser without a session gets: `login` sends it to the provider, `problem` answers 401. By default pages (GET
   * navigations) are sent, calls of scripts are not.
   */
  readonly onMissing?: 'login' | 'problem' | 'auto'
  /** The right that is needed, and its name for whoever lacks it. */
  readonly right?: { readonly name: string; readonly scope?: string; held(user: AuthenticatedUser): boolean }
}

/** A user with a session or an access token. */
export function requireUser(options: Pick<Requirement, 'onMissing'> = {}): Requirement {
  return { accept: 'both', ...options }
}

/** A browser with a session. */
export function requireSession(options: Pick<Requirement, 'onMissing'> = {}): Requirement {
  return { accept: 'session', ...options }
}

/** A client with an access token (RFC 6750). */
export function requireBearer(): Requirement {
  return { accept: 'bearer' }
}

/** Keycloak's realm role. */
export function requireRealmRole(role: string, options: Omit<Requirement, 'right'> = {}): Requirement {
  return { ...options, right: { name: `realm role ${role}`, held: (user) => user.hasRealmRole(role) } }
}

/** Keycloak's client role. */
export function requireClientRole(
  clientId: string,
  role: string,
  options: Omit<Requirement, 'right'> = {},
): Requirement {
  const name = `role ${role} of the client ${clientId}`
  return { ...options, right: { name, held: (user) => user.hasClientRole(clientId, role) } }
}

/** A word of the access token's `scope`. */
export function requireScope(scope: string, options: Omit<Requirement, 'right'> = {}): Requirement {
  return { ...options, right: { name: `scope ${scope}`, scope, held: (user) => user.hasScope(scope) } }
}
