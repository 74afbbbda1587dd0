import type { RequestHead } from './request-head.ts'

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Whether a request that a cookie would authenticate may change something: not when another site made the browser send it
 * (CSRF). Browsers say where a request comes from; whoever says nothing must send `X-Requested-With`, which no form can.
 *
 * @see Fetch Metadata (`Sec-Fetch-Site`), RFC 6454 §7 (`Origin`)
 */
export function isOwnRequest(request: RequestHead, origin: string): boolean {
  if (SAFE_METHODS.has(request.method)) return true
  const site = request.headers.get('sec-fetch-site')
  // `none`: typed in or from a bookmark, which no site can cause
  if (site !== null) return site === 'same-origin' || site === 'none'
  const from = request.headers.get('origin')
  if (from !== null) return from === origin
  return request.headers.has('x-requested-with')
}
