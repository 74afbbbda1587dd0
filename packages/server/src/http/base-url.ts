/**
 * Under which URL a client reaches this server: what every issuer, redirect and form action begins with. A forged Host
 * header must not become an issuer, so a name is believed only when it is configured or can't be reached from outside.
 */

export interface HostSettings {
  /** The public URL or host name (`--hostname`). With it exactly one base URL exists. */
  readonly hostname: string | undefined
  /** Which forwarding headers a proxy in front sets (`--proxy-headers`). */
  readonly proxyHeaders: 'xforwarded' | 'forwarded' | undefined
}

export interface HostHeaders {
  readonly protocol: 'http' | 'https'
  readonly host: string | undefined
  header(name: string): string | undefined
}

/** The request's host is not one of ours; the message names the option. */
export class HostNotAllowed extends Error {
  readonly host: string
  constructor(host: string) {
    super(
      `The host name "${host}" is not known to be this server's. Start it with --hostname=<public URL>; without that option only local names are accepted.`,
    )
    this.name = 'HostNotAllowed'
    this.host = host
  }
}

const HOST = /^(?:[a-z0-9](?:[a-z0-9._-]{0,253}[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i
const LOCAL_SUFFIX = /\.(?:localhost|local|internal|test)$/i

/**
 * @param prefix - the relative path under which the request came: `''` or `/auth`.
 * @returns scheme, host and prefix without a slash at the end.
 * @throws {HostNotAllowed}
 */
export function baseUrlOf(settings: HostSettings, request: HostHeaders, prefix: string): string {
  const { hostname } = settings
  if (hostname?.includes('://')) return hostname.replace(/\/+$/, '') + (pathOf(hostname) === '' ? prefix : '')
  const seen = forwarded(settings, request)
  if (hostname === undefined && !isLocalHost(seen.host)) throw new HostNotAllowed(seen.host.slice(0, 255))
  const host = hostname === undefined ? seen.host.toLowerCase() : withPort(hostname, seen.host)
  const base = `${seen.protocol}://${host}${prefix}`
  // a port beyond 65535, an address with a part beyond 255: everything behind counts on a URL
  if (!URL.canParse(base)) throw new HostNotAllowed(host.slice(0, 255))
  return base
}

/** What the proxy says of the client's side when one is configured, else the request itself. */
function forwarded(settings: HostSettings, request: HostHeaders): { protocol: string; host: string } {
  const own = { protocol: request.protocol, host: request.host ?? '' }
  if (settings.proxyHeaders === 'xforwarded') {
    const host = last(request.header('x-forwarded-host')) ?? own.host
    const port = last(request.header('x-forwarded-port'))
    const protocol = last(request.header('x-forwarded-proto')) ?? own.protocol
    return { protocol: protocol === 'https' ? 'https' : 'http', host: withForwardedPort(host, port, protocol) }
  }
  if (settings.proxyHeaders === 'forwarded') {
    const parts = new URLSearchParams(
      (last(request.header('forwarded')) ?? '').replaceAll('"', '').replaceAll(';', '&'),
    )
    return { protocol: parts.get('proto') === 'https' ? 'https' : own.protocol, host: parts.get('host') ?? own.host }
  }
  return own
}

/** Of several proxies' values the last is of the one next to us, the only one we have reason to believe. */
function last(header: string | undefined): string | undefined {
  return header?.split(',').at(-1)?.trim() || undefined
}

function withForwardedPort(host: string, port: string | undefined, protocol: string): string {
  if (port === undefined || !/^\d{1,5}$/.test(port) || /:\d+$/.test(host)) return host
  const usual = protocol === 'https' ? '443' : '80'
  return port === usual ? host : `${host}:${port}`
}

function withPort(hostname: string, seen: string): string {
  const [, port] = /:(\d{1,5})$/.exec(seen) ?? []
  return port === undefined || /:\d+$/.test(hostname) ? hostname : `${hostname}:${port}`
}

function pathOf(url: string): string {
  return new URL(url).pathname.replace(/\/+$/, '')
}

/** Loopback, private addresses, single-label names (a container's) and the names reserved for local use. */
export function isLocalHost(host: string): boolean {
  if (!HOST.test(host)) return false
  const name = host.replace(/:\d+$/, '')
  if (name.startsWith('[')) return isPrivateV6(name.slice(1, -1))
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return isPrivateV4(name)
  return !name.includes('.') || LOCAL_SUFFIX.test(name)
}

function isPrivateV4(address: string): boolean {
  const [a = 0, b = 0] = address.split('.').map(Number)
  return (
    a === 127 || a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168) || (a === 169 && b === 254)
  )
}

function isPrivateV6(address: string): boolean {
  return address === '::1' || /^f[cd]/i.test(address) || /^fe[89ab]/i.test(address)
}
