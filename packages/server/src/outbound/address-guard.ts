/**
 * Judges every address that a connection of this server is about to be made to, at the moment it is made, so that a name
 * which changes its address in between (DNS rebinding) gains nothing.
 */
import { type LookupAddress, type LookupOptions, lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { addressPolicy } from './address-policy.ts'

export interface AddressGuard {
  /** @param host - of a URL or a setting. For an address nothing is looked up later; a name is judged then. */
  mayBeAsked(host: string): boolean
  /** For `net` and `http`: fails with {@link AddressNotAllowed}. */
  readonly lookup: LookupFunction
}

export class AddressNotAllowed extends Error {
  constructor() {
    super('the address is not allowed')
    this.name = 'AddressNotAllowed'
  }
}

export type FindAddresses = (
  hostname: string,
  options: LookupOptions,
  done: (error: Error | null, addresses: LookupAddress[]) => void,
) => void

interface GuardOptions {
  /** Addresses and blocks that are let through although they are not public. */
  readonly allowed: readonly string[]
  readonly lookup?: FindAddresses
}

export function createAddressGuard({ allowed, lookup: find = lookupAll }: GuardOptions): AddressGuard {
  const mayGoTo = addressPolicy(allowed)
  return {
    mayBeAsked(host) {
      const address = host.replace(/^\[|\]$/g, '')
      return isIP(address) === 0 || mayGoTo(address)
    },
    lookup(hostname, options, done) {
      find(hostname, options, (error, addresses) => {
        const [first] = addresses
        if (error !== null || first === undefined) return done(error ?? new Error('no address'), '', 0)
        // one that is not allowed spoils the name: who chooses among several is not ours to say
        if (!addresses.every(({ address }) => mayGoTo(address))) return done(new AddressNotAllowed(), '', 0)
        if (options.all === true) return done(null, addresses)
        return done(null, first.address, first.family)
      })
    },
  }
}

const lookupAll: FindAddresses = (hostname, options, done) =>
  lookup(hostname, { ...options, all: true }, (error, addresses) => done(error, addresses ?? []))
