import type { webcrypto } from 'node:crypto'
import { calculateJwkThumbprint, exportJWK } from 'jose'
import { type Client, DPoP, type DPoPHandle, generateKeyPair, modifyAssertion } from 'oauth4webapi'
import { RelyingPartyError } from '../errors.ts'
import type { EpochSeconds, ServerMetadata } from './client.ts'

/** The key that tokens are bound to, made when first needed (RFC 9449 §4). */
export interface DpopKeys {
  /** Signs proofs, and remembers the nonces that the provider asks for. */
  handle(client: Client): Promise<DPoPHandle>
  /** `cnf.jkt` of tokens bound to this key (RFC 7638). */
  thumbprint(): Promise<string>
}

/** @returns `undefined` when tokens aren't bound to a key. */
export function dpopKeys(option: boolean | webcrypto.CryptoKeyPair, clock: () => EpochSeconds): DpopKeys | undefined {
  if (option === false) return undefined
  if (option !== true && !option.publicKey.extractable) {
    throw new RelyingPartyError('The public key for DPoP is not extractable, and every proof has to show it.', {
      kind: 'invalid_configuration',
      setting: 'dpop',
    })
  }
  let pair: Promise<webcrypto.CryptoKeyPair> | undefined
  let handle: Promise<DPoPHandle> | undefined
  const keyPair = () => {
    pair ??= option === true ? generateKeyPair('ES256') : Promise.resolve(option)
    return pair
  }
  return {
    handle: (client) => {
      handle ??= keyPair().then((keys) =>
        // the handle would keep the difference between the clocks that it began with
        DPoP(client, keys, { [modifyAssertion]: (_header, payload) => Object.assign(payload, { iat: clock() }) }),
      )
      return handle
    },
    thumbprint: async () => calculateJwkThumbprint(await exportJWK((await keyPair()).publicKey)),
  }
}

/** @throws {RelyingPartyError} `invalid_configuration` when the server's metadata knows no DPoP. */
export function checkDpopOffered(metadata: ServerMetadata): void {
  if (metadata.dpop_signing_alg_values_supported !== undefined) return
  throw new RelyingPartyError(
    `${metadata.issuer} doesn't offer DPoP (no dpop_signing_alg_values_supported): switch \`dpop\` off.`,
    { kind: 'invalid_configuration', setting: 'dpop' },
  )
}
