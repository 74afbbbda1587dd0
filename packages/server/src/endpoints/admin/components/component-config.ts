/** The settings of a component before they are stored: checked, and with a key where a provider holds one. */
import { InvalidKeySetting, isGenerated, type KeySource, newKeyMaterial } from '../../../keys/generate-keys.ts'
import { parseRealmKey, UnusableKey } from '../../../keys/realm-key.ts'
import { selfSignedCertificate } from '../../../keys/self-signed-certificate.ts'
import { MASK } from '../../../representations/complete-clients.ts'
import { KEY_PROVIDER } from '../../../representations/realm-model.ts'
import { AdminError, badRequest } from '../admin-error.ts'
import { COMPONENT_TYPES, type ComponentType } from '../server-info/component-types.ts'
import type { ConfigProperty } from '../server-info/config-property.ts'

type Config = Record<string, string[]>
type Settings = Readonly<Record<string, readonly string[]>>

const LONGEST_VALUE = 20_000
const MOST_VALUES = 1_000

/** @throws {AdminError} 400 for a component that this server doesn't have */
export function componentTypeOf(providerType: string | undefined, providerId: string | undefined): ComponentType {
  const types = Object.hasOwn(COMPONENT_TYPES, providerType ?? '') ? COMPONENT_TYPES[providerType ?? ''] : undefined
  const type = types?.find(({ id }) => id === providerId)
  if (type === undefined) throw new AdminError(400, { error: 'Invalid provider type or no such provider' })
  return type
}

/**
 * What was sent over what is there: an empty setting is removed, asterisks mean the secret that is there, and what the
 * component does not have is dropped.
 */
export function mergedConfig({ properties }: ComponentType, old: Settings, sent: Settings): Config {
  const known = new Set([...properties.map(({ name }) => name), ...Object.keys(old)])
  const next = new Map<string, readonly string[]>(Object.entries(old))
  for (const [name, values] of Object.entries(sent)) {
    if (!known.has(name)) continue
    const [first = ''] = values
    if (first === MASK) continue
    if (first.trim() === '') next.delete(name)
    else next.set(name, values)
  }
  return Object.fromEntries([...next].map(([name, values]) => [name, [...values]]))
}

/** @throws {AdminError} 400 in Keycloak's words */
export function checkConfig({ properties }: ComponentType, config: Settings): void {
  for (const [name, values] of Object.entries(config)) {
    if (values.length > MOST_VALUES || values.some((value) => value.length > LONGEST_VALUE)) {
      throw badRequest(`${name} has at most ${MOST_VALUES} values of ${LONGEST_VALUE} characters`)
    }
  }
  for (const property of properties) checkProperty(property, config[property.name]?.[0])
}

function checkProperty({ name, label, type, required, options }: ConfigProperty, value: string | undefined): void {
  if (value === undefined) {
    if (required) throw badRequest(`'${label}' is required`)
    return
  }
  if (type === 'boolean' && value !== 'true' && value !== 'false') {
    throw badRequest(`'${label}' should be 'true' or 'false'`)
  }
  if ((name === 'priority' || name === 'max-clients') && !/^-?\d{1,9}$/.test(value)) {
    throw badRequest(`'${label}' should be a number`)
  }
  if (type === 'List' && options !== undefined && !options.includes(value) && !/size/i.test(name)) {
    throw badRequest(`'${label}' should be ${options.slice(0, -1).join(', ')} or ${options.at(-1)}`)
  }
}

/** Settings that decide what key is made: another value asks for another key. */
const OF_THE_KEY = [
  'keySize',
  'secretSize',
  'ecdsaEllipticCurveKey',
  'ecdhEllipticCurveKey',
  'eddsaEllipticCurveKey',
] as const

/**
 * The settings with a key: a new one for a provider that makes its own, the one that was sent for a provider that takes one.
 *
 * @param old - the settings before; nothing for a new component.
 * @throws {AdminError} 400 when no key can be made of them
 */
export async function withKey(
  {
    providerType,
    providerId,
    name,
  }: { readonly providerType: string; readonly providerId: string; readonly name: string },
  config: Config,
  old: Settings | undefined,
  source: KeySource,
): Promise<Config> {
  if (providerType !== KEY_PROVIDER) return config
  if (isGenerated(providerId)) {
    const isSame = old !== undefined && OF_THE_KEY.every((setting) => old[setting]?.[0] === config[setting]?.[0])
    return isSame ? config : { ...config, ...(await madeKey(providerId, config, source)) }
  }
  return withOwnKey(providerId, name, config, source)
}

async function madeKey(providerId: Parameters<typeof newKeyMaterial>[0], config: Config, source: KeySource) {
  try {
    return await newKeyMaterial(providerId, config, source)
  } catch (error) {
    if (error instanceof InvalidKeySetting) throw badRequest(error.message)
    throw error
  }
}

/** A key that comes without its certificate gets one, signed by itself. */
function withOwnKey(providerId: string, name: string, config: Config, { clock, realmName }: KeySource): Config {
  if (config['privateKey'] === undefined) throw badRequest("'Private RSA Key' is required")
  try {
    const { secretKey } = parseRealmKey({ id: '', name, providerId, config })
    if (config['certificate'] !== undefined) return config
    return {
      ...config,
      certificate: [selfSignedCertificate(secretKey, { commonName: realmName, nowMs: clock.nowMs() })],
    }
  } catch (error) {
    if (error instanceof UnusableKey) throw badRequest('Failed to decode private key')
    throw error
  }
}
