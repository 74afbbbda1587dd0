import type { Client } from '../model/client.ts'

/** The last answer per client: `+` asks for every redirect URI to be parsed, at every token and CORS answer. */
const resolved = new WeakMap<Client, { readonly base: string | undefined; readonly origins: readonly string[] }>()

/**
 * The origins whose scripts may read what the client is answered.
 *
 * @param base - the server's own URL: what relative redirect URIs of a client without root URL are relative to. Without
 *   it they yield no origin.
 * @returns origins as registered, with `+` replaced by the origins of the client's redirect URIs; `*` stays `*`.
 * @see Keycloak: client setting "Web origins"
 */
export function resolveWebOrigins(client: Client, base?: string): readonly string[] {
  const before = resolved.get(client)
  if (before !== undefined && before.base === base) return before.origins
  const registered = client.webOrigins.filter((origin) => origin !== '' && origin !== '+')
  const derived = client.webOrigins.includes('+') ? redirectOrigins(client, base) : []
  const origins = [...new Set([...registered, ...derived])]
  resolved.set(client, { base, origins })
  return origins
}

function redirectOrigins(client: Client, base: string | undefined): string[] {
  return client.redirectUris.flatMap((uri) => {
    const origin = originOf(uri.startsWith('/') ? (absoluteOrNone(client.rootUrl) ?? base) : uri)
    return origin === undefined ? [] : [origin]
  })
}

/** A root URL such as `${authBaseUrl}` means this server: not one of its own. */
function absoluteOrNone(rootUrl: string | undefined): string | undefined {
  return rootUrl === undefined || rootUrl === '' || rootUrl.startsWith('$') ? undefined : rootUrl
}

/**
 * The origin as a browser writes it (RFC 6454 §6.1): lower case, without a default port. A wildcard or user info in the
 * authority names no one origin, other schemes have none.
 */
function originOf(uri: string | undefined): string | undefined {
  const authority = /^https?:\/\/([^/?#]*)/.exec(uri ?? '')
  if (authority === null || /[*@\\]/.test(authority[1] ?? '')) return undefined
  return URL.parse(authority[0])?.origin
}
