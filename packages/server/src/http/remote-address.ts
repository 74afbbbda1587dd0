import { isIP } from 'node:net'
import type { HostSettings } from './base-url.ts'

/**
 * The address a request came from: of the client where a proxy is configured that tells it, else of the socket. Of
 * several addresses the last counts, which the proxy next to us added: those before it are the caller's to forge. So is
 * the header that the proxy doesn't write, which is why only the configured one is read (attack case 65).
 */
export function remoteAddressOf(
  proxyHeaders: HostSettings['proxyHeaders'],
  header: (name: string) => string | undefined,
  socketAddress = '',
): string {
  const told =
    proxyHeaders === 'xforwarded'
      ? header('x-forwarded-for')?.split(',').at(-1)
      : proxyHeaders === 'forwarded'
        ? /(?:^|;)\s*for=([^;]*)/i.exec(header('forwarded')?.split(',').at(-1) ?? '')?.[1]
        : undefined
  return addressIn(told ?? '') ?? withoutMapping(socketAddress)
}

/** The address of `192.0.2.7:4711`, `"[2001:db8::7]:4711"` (RFC 7239 §6) or of what is one; names are none. */
function addressIn(text: string): string | undefined {
  const node = text.trim().replaceAll('"', '')
  const address = /^\[([^\]]*)\](?::\d+)?$/.exec(node)?.[1] ?? /^([\d.]+):\d+$/.exec(node)?.[1] ?? node
  return isIP(address) === 0 ? undefined : withoutMapping(address)
}

/** How a socket of both families tells an IPv4 address. */
function withoutMapping(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}
