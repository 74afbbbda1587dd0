import type { FastifyInstance } from 'fastify'
import { addressesAmong } from '../outbound/address-list.ts'

const FORWARDING = /^(?:forwarded|x-forwarded-.*)$/

/**
 * Takes forwarding headers away from requests that no trusted proxy sent, so that nothing behind can believe them: whoever
 * reaches the port past the proxy could else choose the issuer and the address that is logged (attack 65).
 *
 * @param addresses - IP addresses and CIDR blocks (`--proxy-trusted-addresses`).
 */
export function trustOnly(app: FastifyInstance, addresses: readonly string[]): void {
  const isTrusted = addressesAmong(addresses)
  app.addHook('onRequest', async (request) => {
    if (isTrusted(request.socket.remoteAddress ?? '')) return
    for (const name of Object.keys(request.headers)) if (FORWARDING.test(name)) delete request.headers[name]
  })
}
