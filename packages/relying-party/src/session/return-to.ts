const LONGEST_PATH = 2_048
/** Browsers read a backslash as a slash, and drop tabs and line ends before they read at all. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const MISLEADING = /[\u0000-\u0020\\\u007f]/

/**
 * Where to send a browser after login or logout: a path of this service, never another site (open redirect, CWE-601).
 *
 * @param wanted - a path with its query, as it came in a request.
 * @param origin - of this service.
 * @returns the path, or `/` for anything that is not one.
 */
export function safeReturnTo(wanted: string | undefined, origin: string): string {
  if (!wanted?.startsWith('/') || wanted.length > LONGEST_PATH || MISLEADING.test(wanted)) return '/'
  if (!URL.canParse(wanted, origin)) return '/'
  const url = new URL(wanted, origin)
  if (url.origin !== origin) return '/'
  // `/.//host` is resolved to a path that a browser would take for another host
  return url.pathname.startsWith('//') ? '/' : `${url.pathname}${url.search}${url.hash}`
}
