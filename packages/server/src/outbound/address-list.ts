import { BlockList, isIP } from 'node:net'

/**
 * @param entries - IP addresses and CIDR blocks.
 * @returns whether an address, as a socket tells it, is one of these.
 */
export function addressesAmong(entries: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/')
    const family = familyOf(address)
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return (told) => {
    // how a socket of both families tells an IPv4 address
    const address = told.replace(/^::ffff:(?=\d+\.)/i, '')
    return isIP(address) !== 0 && list.check(address, familyOf(address))
  }
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}
