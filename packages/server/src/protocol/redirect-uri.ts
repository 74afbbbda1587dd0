/**
 * Which redirect URIs a client may be answered at (RFC 6749 §3.1.2, RFC 9700 §2.1, RFC 8252 §7.3). Comparison is by
 * characters, not by meaning: whatever a browser might normalise differently from us is refused.
 */
import type { Client } from '../model/client.ts'

/** The parts of a URI as it is written, nothing decoded. */
interface WrittenUri {
  readonly scheme: string
  /** `undefined` for `myapp:/cb`. */
  readonly authority: string | undefined
  /** Path, query and fragment. */
  readonly rest: string
}

const WRITTEN_URI = /^([a-z][a-z0-9+.-]*):(?:\/\/([^/?#]*))?(.*)$/i
/** Whatever is executed instead of visited: never a place to send anybody, registered or not (attack case 5). */
const EXECUTED_SCHEMES = new Set(['javascript', 'data', 'vbscript', 'blob', 'about', 'file'])
const LOOPBACK_WITHOUT_PORT = /^(127\.0\.0\.1|\[::1\]|localhost)$/
const LOOPBACK_WITH_ANY_PORT = /^(127\.0\.0\.1|\[::1\]|localhost)(?::\d{1,5})?$/
/** Browsers read a backslash as a slash, and drop tabs and line ends. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const MISREAD_BY_BROWSERS = /[\\\u0000-\u0020\u007f-\uffff]/

/**
 * @param requested - the request's `redirect_uri`, percent-decoded once by the query parser.
 * @param base - the server's own URL, which the root URL of a built-in client stands for.
 * @returns whether the client may be answered there.
 */
export function matchesRedirectUri(
  client: Pick<Client, 'redirectUris' | 'rootUrl'>,
  requested: string,
  base?: string,
): boolean {
  const uri = parseSafeUri(requested)
  if (uri === undefined) return false
  return registeredRedirectUris(client, base).some((pattern) => matchesPattern(pattern, requested, uri))
}

/** The client's redirect URIs with relative ones resolved against its root URL, as Keycloak does. */
export function registeredRedirectUris(
  client: Pick<Client, 'redirectUris' | 'rootUrl'>,
  base?: string,
): readonly string[] {
  const rootUrl = resolveRootUrl(client.rootUrl, base)
  return client.redirectUris.flatMap((uri) => {
    if (!uri.startsWith('/')) return [uri]
    return rootUrl ? [rootUrl.replace(/\/$/, '') + uri] : []
  })
}

/** Keycloak's placeholders for the server's own pages: the account and administration consoles have them. */
const OWN_ROOT_URL = /^\$\{auth(?:Base|Admin)Url\}$/

/** @returns the root URL with a placeholder for this server resolved; as it is when nobody knows where the server is. */
export function resolveRootUrl(rootUrl: string | undefined, base: string | undefined): string | undefined {
  return rootUrl !== undefined && OWN_ROOT_URL.test(rootUrl) ? (base ?? rootUrl) : rootUrl
}

/**
 * The URI a request without `redirect_uri` is answered at: only when exactly one is registered and it is no pattern
 * (RFC 6749 §3.1.2.3).
 */
export function onlyRedirectUri(client: Pick<Client, 'redirectUris' | 'rootUrl'>, base?: string): string | undefined {
  const [only, ...others] = registeredRedirectUris(client, base)
  if (only === undefined || others.length > 0 || only.includes('*')) return undefined
  return parseSafeUri(only) === undefined ? undefined : only
}

/** Whether a link to this URI may be shown or followed: http, https or an application's own scheme, nothing executed. */
export function isSafeToVisit(uri: string): boolean {
  return parseSafeUri(uri) !== undefined
}

/** Whether the scheme is one that is executed instead of visited. */
export function isExecuted(uri: string): boolean {
  return EXECUTED_SCHEMES.has(parseUri(uri.trimStart())?.scheme.toLowerCase() ?? '')
}

function matchesPattern(pattern: string, requested: string, uri: WrittenUri): boolean {
  if (pattern === '*') return /^https?$/i.test(uri.scheme) && uri.authority !== undefined
  if (pattern.endsWith('*')) return matchesWildcard(pattern, requested, uri)
  if (pattern === requested) return true
  return matchesLoopbackWithAnyPort(pattern, uri)
}

/** Keycloak's trailing wildcard. It stands for the end of a path or query, never for a part of the host (attack case 3). */
function matchesWildcard(pattern: string, requested: string, uri: WrittenUri): boolean {
  const prefix = pattern.slice(0, -1)
  const registered = parseUri(prefix)
  if (registered === undefined || registered.scheme !== uri.scheme || registered.authority !== uri.authority)
    return false
  if (registered.authority !== undefined && registered.rest === '') {
    // `https://good.example*`: the host is complete, what follows begins a path, query or fragment
    return uri.rest === '' || /^[/?#]/.test(uri.rest)
  }
  if (requested.startsWith(prefix)) return true
  // `/spa/*` lets `/spa` and `/spa?x=1` through, as Keycloak does
  return prefix.endsWith('/') && withoutQueryAndFragment(requested) === prefix.slice(0, -1)
}

/** A loopback URI registered without a port accepts any: native apps get theirs from the system (RFC 8252 §7.3). */
function matchesLoopbackWithAnyPort(pattern: string, uri: WrittenUri): boolean {
  const registered = parseUri(pattern)
  if (registered?.authority === undefined || uri.authority === undefined) return false
  if (!LOOPBACK_WITHOUT_PORT.test(registered.authority) || !LOOPBACK_WITH_ANY_PORT.test(uri.authority)) return false
  const host = uri.authority.replace(/:\d+$/, '')
  return registered.scheme === uri.scheme && registered.authority === host && registered.rest === uri.rest
}

function parseSafeUri(text: string): WrittenUri | undefined {
  if (MISREAD_BY_BROWSERS.test(text)) return undefined
  const uri = parseUri(text)
  if (uri === undefined || EXECUTED_SCHEMES.has(uri.scheme.toLowerCase())) return undefined
  // user@host: what stands before the @ is taken for the host by whoever looks (attack case 1)
  if (uri.authority?.includes('@')) return undefined
  if (/^https?$/i.test(uri.scheme) && !uri.authority) return undefined
  return climbsUp(uri.rest) ? undefined : uri
}

function parseUri(text: string): WrittenUri | undefined {
  const match = WRITTEN_URI.exec(text)
  if (match === null) return undefined
  const [, scheme, authority, rest] = match
  return { scheme: scheme ?? '', authority, rest: rest ?? '' }
}

/** Whether a path segment means `..` to anybody on the way, however often it is percent-encoded (attack case 2). */
function climbsUp(rest: string): boolean {
  let path = rest.replace(/[?#].*$/s, '')
  for (let round = 0; round < 5; round++) {
    if (path.includes('\\')) return true
    if (path.split('/').some((segment) => /^\.{1,2}(?:;|$)/.test(segment))) return true
    const decoded = decodePercent(path)
    if (decoded === undefined) return true
    if (decoded === path) return false
    path = decoded
  }
  return true
}

function decodePercent(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

function withoutQueryAndFragment(uri: string): string {
  return uri.replace(/[?#].*$/s, '')
}
