/**
 * The cookies of the session layer. On https their names begin with `__Host-`: a browser takes such a cookie only from
 * this very host, over https and for all paths, so that a neighbour on a sibling domain can't plant one (RFC 6265bis §4.1.3).
 */
import type { RequestHead } from './request-head.ts'

/** A browser sends no more for all cookies of a host; beyond it nobody's request is read. */
const LONGEST_COOKIE_HEADER = 32 * 1024

/** Cookies of a request by name; the first of two with one name counts, which is the one with the longer path. */
export function cookiesOf(request: RequestHead): ReadonlyMap<string, string> {
  const header = request.headers.get('cookie') ?? ''
  const cookies = new Map<string, string>()
  if (header.length > LONGEST_COOKIE_HEADER) return cookies
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=')
    const name = pair.slice(0, equals).trim()
    if (equals > 0 && !cookies.has(name)) cookies.set(name, pair.slice(equals + 1).trim())
  }
  return cookies
}

/** Names and writes cookies for one origin. */
export interface CookieWriter {
  /** The full name of a cookie, with `__Host-` on https. */
  nameOf(name: string): string
  /** A `Set-Cookie` value. @param maxAge - seconds; without it the cookie goes with the browser's session. */
  set(name: string, value: string, maxAge?: number): string
  /** A `Set-Cookie` value that removes it. */
  remove(name: string): string
}

/** @param origin - plain http is for development: browsers refuse `Secure` cookies from there on some hosts. */
export function cookieWriter(origin: string): CookieWriter {
  const secure = origin.startsWith('https:')
  const nameOf = (name: string) => (secure ? `__Host-${name}` : name)
  const set = (name: string, value: string, maxAge?: number) =>
    [
      `${nameOf(name)}=${value}`,
      'Path=/',
      ...(maxAge === undefined ? [] : [`Max-Age=${maxAge}`]),
      ...(secure ? ['Secure'] : []),
      'HttpOnly',
      'SameSite=Lax',
    ].join('; ')
  return { nameOf, set, remove: (name) => set(name, '', 0) }
}
