import { fallbackKeyProvider } from '../../keys/fallback-key.ts'
import { newKeyProvider } from '../../keys/generate-keys.ts'
import type { RealmKeys, SignatureAlgorithm } from '../../keys/realm-keys.ts'
import { KEY_PROVIDER } from '../../representations/realm-model.ts'
import type { RealmContext } from '../realm-endpoint.ts'

/** More than the nodes that could make a realm's first key of a kind at one moment. */
const MOST_ATTEMPTS = 10

/**
 * The realm's keys with one for each algorithm. What is missing is made now and kept in the realm, as in Keycloak: a
 * client that asks for ES256 gets it, without an administrator who makes a key first.
 */
export async function keysToSign(context: RealmContext, algorithms: readonly SignatureAlgorithm[]): Promise<RealmKeys> {
  let { realm, keys } = context
  const { services } = context
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const missing = algorithms.find((algorithm) => !keys.canSign(algorithm))
    if (missing === undefined) return keys
    const source = { clock: services.clock, random: services.random, realmName: realm.name }
    const provider = await newKeyProvider(fallbackKeyProvider(missing), source)
    await services.stores.realms.addComponent(realm.id, realm.revision, KEY_PROVIDER, provider)
    // read again whether it was ours or that of another node
    realm = (await services.stores.realms.findByName(realm.name)) ?? realm
    keys = await services.keysOf(realm)
  }
  return keys
}
