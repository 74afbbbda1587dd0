import type { ClaimPath } from './claim-name.ts'
import type { TokenKind } from './claims.ts'

/**
 * Claims that no configured name may write. They say which token this is, for whom, how long and bound to what;
 * Keycloak lets some of them through (`azp`, `sid`, `nbf`, `cnf`) and then can't verify its own token.
 */
const PROTECTED: ReadonlySet<string> = new Set([
  ...['iss', 'exp', 'iat', 'nbf', 'jti', 'typ', 'azp', 'sid', 'session_state', 'nonce', 'scope'],
  ...['at_hash', 'c_hash', 's_hash', 'cnf', 'act', 'may_act', 'authorization', 'allowed-origins', 'trusted-certs'],
])

/** What an answer of the token endpoint consists of (RFC 6749 §5, Keycloak's extensions), absent members included. */
const OF_THE_RESPONSE: ReadonlySet<string> = new Set([
  ...['access_token', 'token_type', 'expires_in', 'refresh_token', 'refresh_expires_in', 'id_token', 'scope'],
  ...['not-before-policy', 'session_state', 'error', 'error_description', 'error_uri', 'issued_token_type'],
])

/** In these the claim names the client (RFC 9068 §2.2, RFC 7662 §2.2). */
const NAMING_THE_CLIENT: ReadonlySet<TokenKind> = new Set(['access', 'lightweight', 'introspection'])

/**
 * Whether a mapper may write there.
 *
 * @param inSession - a token of no session is taken back by its `sub` alone: another `sub` would make it another
 *   user's token.
 */
export function mayWrite(path: ClaimPath, value: unknown, kind: TokenKind, inSession: boolean): boolean {
  const [name = ''] = path
  if (PROTECTED.has(name) || (kind === 'response' && OF_THE_RESPONSE.has(name))) return false
  switch (name) {
    case 'sub':
      return path.length === 1 && typeof value === 'string' && value !== '' && inSession
    case 'acr':
      return path.length === 1 && typeof value === 'string' && kind !== 'userinfo'
    case 'auth_time':
      return path.length === 1 && typeof value === 'number' && kind !== 'userinfo'
    case 'client_id':
      return !NAMING_THE_CLIENT.has(kind)
    case 'realm_access':
    case 'resource_access':
      return isRoleList(path)
    default:
      return true
  }
}

/** `realm_access.roles` and `resource_access.CLIENT.roles`: lists that several mappers add to. */
export function isRoleList(path: ClaimPath): boolean {
  const [first, , third] = path
  return first === 'realm_access'
    ? path.length === 2 && path[1] === 'roles'
    : first === 'resource_access' && path.length === 3 && third === 'roles'
}
