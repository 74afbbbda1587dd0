/**
 * Where requests of this server may go (attack cases 54 and 55): to the public internet, and to what the operator names.
 * Everything else is somebody's inside: this machine, its network, a cloud's metadata service, ways to reach those by
 * another spelling.
 */
import { isIP } from 'node:net'
import { addressesAmong } from './address-list.ts'

/** RFC 6890 and the registries of special addresses. */
const NOT_PUBLIC_V4 = addressesAmong([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
])
/** The only block that is routed; mapped, translated, local and multicast addresses are outside it. */
const GLOBAL_V6 = addressesAmong(['2000::/3'])
/** Teredo, benchmarks, documentation, and 6to4, which holds an IPv4 address. */
const NOT_PUBLIC_V6 = addressesAmong(['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'])

/** @param allowed - addresses and blocks that are let through in spite of it. */
export function addressPolicy(allowed: readonly string[]): (address: string) => boolean {
  const isAllowed = addressesAmong(allowed)
  return (address) => isAllowed(address) || isPublic(address)
}

function isPublic(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !NOT_PUBLIC_V4(address)
    case 6:
      return GLOBAL_V6(address) && !NOT_PUBLIC_V6(address)
    default:
      return false
  }
}
