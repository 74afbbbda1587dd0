import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { generateKeyProviders, newKeyProvider } from '../../src/keys/generate-keys.ts'
import type { RealmKeyInfo, SignatureAlgorithm } from '../../src/keys/realm-keys.ts'
import { createRealmKeys } from '../../src/keys/realm-keys-of.ts'
import type { KeyProviderComponent } from '../../src/model/realm.ts'
import type { ComponentRepresentation } from '../../src/representations/keycloak.ts'

export const keySource = {
  clock: { nowMs: () => 1_790_000_000_000 },
  random: { bytes: randomBytes, uuid: randomUUID },
  realmName: 'test',
}

export const EVERY_ALGORITHM: readonly SignatureAlgorithm[] = [
  ...(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'] as const),
  ...(['ES256', 'ES384', 'ES512', 'HS256', 'HS384', 'HS512', 'EdDSA'] as const),
]

/** A part of a token. */
export const encodeJson = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

export function keyProvider({
  id = '',
  name = '',
  providerId = '',
  config = {},
}: ComponentRepresentation): KeyProviderComponent {
  return { id, name, providerId, config }
}

export function withConfig(one: KeyProviderComponent, config: Record<string, string[]>): KeyProviderComponent {
  return { ...one, config: { ...one.config, ...config } }
}

/** Recorded from Keycloak 26.7.3: the keys of a realm's export. */
export function keycloakKeyProviders(): KeyProviderComponent[] {
  const file = new URL('../../../../conformance/keycloak/captures/realm-test-export.json', import.meta.url)
  const components: ComponentRepresentation[] = JSON.parse(readFileSync(file, 'utf8')).components[
    'org.keycloak.keys.KeyProvider'
  ]
  return components.map(keyProvider)
}

/** A realm with a key for every algorithm, and what a test needs to look behind it. */
export async function realmWithEveryKey() {
  const curve = (name: string) => ({
    providerId: 'ecdsa-generated' as const,
    name,
    config: { ecdsaEllipticCurveKey: [name] },
  })
  const hmac = (algorithm: string) => ({
    providerId: 'hmac-generated' as const,
    name: algorithm,
    config: { algorithm: [algorithm], secretSize: ['64'] },
  })
  const more = [curve('P-256'), curve('P-384'), curve('P-521'), hmac('HS256'), hmac('HS384')]
  const made = await Promise.all([
    ...more.map((one) => newKeyProvider(one, keySource)),
    newKeyProvider({ providerId: 'eddsa-generated' }, keySource),
  ])
  const providers = [...(await generateKeyProviders(keySource)), ...made].map(keyProvider)
  const keys = createRealmKeys(providers, (error) => {
    throw error
  })
  const find = (algorithm: string): RealmKeyInfo => {
    const found = keys.list().find((one) => one.algorithm === algorithm)
    if (!found) throw new Error(`no key for ${algorithm}`)
    return found
  }
  const providerOf = (algorithm: string): KeyProviderComponent => {
    const found = providers.find(({ id }) => id === find(algorithm).providerId)
    if (!found) throw new Error(`no provider for ${algorithm}`)
    return found
  }
  const secretOf = (algorithm: string) => Buffer.from(providerOf(algorithm).config.secret?.[0] ?? '', 'base64url')
  return { providers, keys, find, providerOf, secretOf }
}
