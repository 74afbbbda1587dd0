import type { Cookie } from '../endpoints/exchange.ts'

/**
 * Writes a cookie as Keycloak does. Values are base64url, JWTs or percent-encoded by this server, so there is nothing to
 * quote;
 * `Secure; SameSite=None` also on loopback http, which browsers take for secure.
 */
export function serializeCookie({ name, value, path, maxAge, httpOnly = true }: Cookie): string {
  const age = maxAge === undefined ? '' : `;Max-Age=${maxAge}`
  return `${name}=${value};Version=1;Path=${path}${age};Secure${httpOnly ? ';HttpOnly' : ''};SameSite=None`
}
