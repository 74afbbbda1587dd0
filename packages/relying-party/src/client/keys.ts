import {
  type CompactJWSHeaderParameters,
  type CryptoKey,
  createLocalJWKSet,
  errors,
  type FlattenedJWSInput,
  type JSONWebKeySet,
} from 'jose'
import { RelyingPartyError } from '../errors.ts'
import { contentType, parseObject } from './answer.ts'
import { Cached } from './cached.ts'
import type { EpochSeconds, OidcClient, Seconds, ServerMetadata } from './client.ts'
import { requestProvider } from './http.ts'

/** The provider's public keys. */
export type KeySet = Cached<LocalKeySet>

type LocalKeySet = ReturnType<typeof createLocalJWKSet>

/** A key that was withdrawn is believed for this long at most, and nothing is believed when the keys can't be had. */
const MAX_AGE: Seconds = 600
const FAILURE_COOL_DOWN: Seconds = 5
/** Whoever sends made-up key ids makes us ask the provider this often and no more. */
const UNKNOWN_KEY_COOL_DOWN: Seconds = 30

/** An empty cache: the keys are fetched for the first signature. */
export function newKeySet(clock: () => EpochSeconds): KeySet {
  return new Cached<LocalKeySet>({ clock, maxAge: MAX_AGE, failureCoolDown: FAILURE_COOL_DOWN })
}

/**
 * The key that a signature names. An unknown one may be new, so the keys are fetched again, but not more often than every
 * 30 seconds.
 *
 * @throws JWKSNoMatchingKey, of jose, when the provider has no such key.
 * @throws {RelyingPartyError} `server_unreachable` or `discovery_failed` when the keys can't be had.
 */
export async function findKey(
  client: OidcClient,
  metadata: ServerMetadata,
  header: CompactJWSHeaderParameters,
  token: FlattenedJWSInput,
): Promise<CryptoKey> {
  const load = () => fetchKeys(client, metadata)
  const keys = await client.keySet.get(load)
  try {
    return await keys(header, token)
  } catch (error) {
    if (!(error instanceof errors.JWKSNoMatchingKey)) throw error
    const renewed = await client.keySet.renew(load, UNKNOWN_KEY_COOL_DOWN)
    if (renewed === keys) throw error
    return renewed(header, token)
  }
}

async function fetchKeys({ options }: OidcClient, metadata: ServerMetadata): Promise<LocalKeySet> {
  const url = metadata.jwks_uri ?? ''
  const response = await requestProvider(options, url, { headers: { accept: 'application/json' } })
  const isKeySet = response.status === 200 && /^application\/([\w.-]+\+)?json$/.test(contentType(response))
  const keySet = isKeySet ? parseObject(await response.text()) : undefined
  try {
    return createLocalJWKSet(keySet as unknown as JSONWebKeySet) // jose itself checks the shape
  } catch {
    throw new RelyingPartyError(`${url} gave no JSON Web Key Set (status ${response.status}).`, {
      kind: 'discovery_failed',
      issuer: options.issuer,
    })
  }
}
