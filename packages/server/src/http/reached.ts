import type { AddressSource, ForwardingHeader, Reached } from '../endpoints/reached.ts'
import type { HostHeaders, HostSettings } from './base-url.ts'

/** Who reads which header; what tells the URL, and what tells the client's address. */
const HEADERS = [
  { name: 'x-forwarded-host', kind: 'xforwarded', tells: 'url' },
  { name: 'x-forwarded-proto', kind: 'xforwarded', tells: 'url' },
  { name: 'x-forwarded-port', kind: 'xforwarded', tells: 'url' },
  { name: 'x-forwarded-for', kind: 'xforwarded', tells: 'client' },
  { name: 'forwarded', kind: 'forwarded', tells: 'both' },
] as const

const LONGEST_VALUE = 200

/**
 * @param request - as the endpoints see it: without the headers of a proxy that is not trusted.
 * @param sent - the headers that came, those included.
 */
export function reachedOf(
  settings: HostSettings & { readonly trustedProxies?: readonly string[] },
  request: HostHeaders,
  sent: ReadonlyMap<string, string>,
): Reached {
  const { hostname, proxyHeaders, trustedProxies = [] } = settings
  const isWholeUrl = hostname?.includes('://') === true
  const outcomeOf = ({ name, kind, tells }: (typeof HEADERS)[number]): ForwardingHeader['outcome'] => {
    if (request.header(name) === undefined) return 'not-trusted'
    if (proxyHeaders !== kind) return 'not-read'
    return isWholeUrl && tells === 'url' ? 'overruled' : 'used'
  }
  const forwarding = HEADERS.flatMap((header) => {
    const value = sent.get(header.name)
    if (value === undefined) return []
    const told = header.tells === 'url' ? { value: value.slice(0, LONGEST_VALUE) } : {}
    return [{ name: header.name, ...told, outcome: outcomeOf(header) }]
  })
  const saysProxy = (part: 'host' | 'proto') =>
    forwarding.some(
      ({ name, outcome }) =>
        outcome === 'used' &&
        (name === `x-forwarded-${part}` ||
          (name === 'forwarded' && new RegExp(`(?:^|[;,\\s])${part}=`, 'i').test(sent.get(name) ?? ''))),
    )
  const source = (part: 'host' | 'proto'): AddressSource => (saysProxy(part) ? 'proxy' : 'request')
  return {
    schemeFrom: isWholeUrl ? 'hostname' : source('proto'),
    hostFrom: hostname === undefined ? source('host') : 'hostname',
    hostname,
    proxyHeaders,
    trustsEveryProxy: proxyHeaders !== undefined && trustedProxies.length === 0,
    host: request.host?.slice(0, LONGEST_VALUE),
    scheme: request.protocol,
    forwarding,
  }
}
