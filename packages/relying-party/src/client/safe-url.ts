/**
 * Whether a URL of the provider may be used: https, or plain http that doesn't leave this machine.
 *
 * @param allowInsecureRequests - plain http to any host too.
 */
export function isSafeUrl(url: URL, allowInsecureRequests: boolean): boolean {
  if (url.protocol === 'https:') return true
  return url.protocol === 'http:' && (allowInsecureRequests || isLoopback(url.hostname))
}

/** The URL parser has already turned `127.1`, `0x7f.1` and the like into four decimal numbers. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}
