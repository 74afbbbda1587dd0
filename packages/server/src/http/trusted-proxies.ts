import { BlockList, isIP } from 'node:net'
import type { FastifyInstance } from 'fastify'

const FORWARDING = /^(?:forwarded|x-forwarded-.*)$/

/**
 * Takes forwarding headers away from requests that no trusted proxy sent, so that nothing behind can believe them: whoever
 * reaches the port past the proxy could else choose the issuer and the address that is logged (attack 65).
 *
 * @param addresses - IP addresses and CIDR blocks (`--proxy-trusted-addresses`).
 */
export function trustOnly(app: FastifyInstance, addresses: readonly string[]): void {
  const isTrusted = trustedAmong(addresses)
  app.addHook('onRequest', async (request) => {
    if (isTrusted(request.socket.remoteAddress ?? '')) return
    for (const name of Object.keys(request.headers)) if (FORWARDING.test(name)) delete request.headers[name]
  })
}

/** @returns whether an address, as a socket tells it, is one of these. */
export function trustedAmong(addresses: readonly string[]): (remote: string) => boolean {
  const list = new BlockList()
  for (const entry of addresses) {
    const [address = '', bits] = entry.split('/')
    const family = familyOf(address)
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return (remote) => {
    // how a socket of both families tells an IPv4 address
    const address = remote.replace(/^::ffff:(?=\d+\.)/i, '')
    return isIP(address) !== 0 && list.check(address, familyOf(address))
  }
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}
