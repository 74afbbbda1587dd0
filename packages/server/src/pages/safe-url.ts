/** White space and control characters that browsers drop before they read a scheme. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const IGNORED = /[\u0000-\u0020\u007f-\u009f\u200b-\u200f\u2028\u2029\u2060\ufeff]/g
const SCHEME = /^([^/?#:]*):/
/** Schemes that run script, show content under another's name, or open what is on the machine. */
const DANGEROUS = new Set([
  'javascript',
  'data',
  'vbscript',
  'blob',
  'file',
  'filesystem',
  'about',
  'view-source',
  'livescript',
  'mocha',
])

/**
 * Whether a URL may stand in a link or a form (attack cases 5 and 7): a relative one, http, https, or an application's
 * own scheme, in which native applications register their redirect addresses (RFC 8252 §7.1).
 */
export function isSafeUrl(url: string): boolean {
  if (url.startsWith('/') || url.startsWith('https://') || url.startsWith('http://')) return true // nearly always
  const scheme = SCHEME.exec(url.replace(IGNORED, ''))?.[1]
  if (scheme === undefined) return true
  return /^[a-z][a-z0-9+.-]*$/i.test(scheme) && !DANGEROUS.has(scheme.toLowerCase())
}

/** @returns the URL when a person may be led there by a click: absolute and safe; else `undefined`. */
export function safeLink(url: string | undefined): string | undefined {
  return url !== undefined && SCHEME.test(url) && isSafeUrl(url) ? url : undefined
}
