/** Makes key providers with new keys, in the very form Keycloak stores them, so that an export can go back. */
import { generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import type { KeyProviderComponent } from '../model/realm.ts'
import type { Clock, Random } from '../model/time.ts'
import type { ComponentRepresentation } from '../representations/keycloak.ts'
import { selfSignedCertificate } from './self-signed-certificate.ts'

/** Keycloak's ids of the providers that make their key themselves. */
export type GeneratedProviderId =
  | 'rsa-generated'
  | 'rsa-enc-generated'
  | 'hmac-generated'
  | 'aes-generated'
  | 'ecdsa-generated'
  | 'ecdh-generated'
  | 'eddsa-generated'

export interface KeySource {
  readonly clock: Pick<Clock, 'nowMs'>
  readonly random: Pick<Random, 'bytes' | 'uuid'>
  /** Common name of the certificates. */
  readonly realmName: string
}

export interface NewKeyProvider {
  readonly providerId: GeneratedProviderId
  /** The provider's id unless told. */
  readonly name?: string
  /** Highest wins; 100 unless told, as in a new realm. */
  readonly priority?: number
  /** Keycloak's further settings: `algorithm`, `keySize`, `secretSize`, `ecdsaEllipticCurveKey`… */
  readonly config?: Readonly<Record<string, readonly string[]>>
}

/** A setting has a value that makes no key; the message is Keycloak's. */
export class InvalidKeySetting extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'InvalidKeySetting'
  }
}

type Config = Record<string, string[]>
type Settings = Readonly<Record<string, readonly string[]>>

const keyPair = promisify(generateKeyPair)

const RSA_SIZES = ['1024', '2048', '3072', '4096']
const HMAC_SECRET_SIZES = ['16', '24', '32', '64', '128', '256', '512']
const AES_SECRET_SIZES = ['16', '24', '32']
const RSA_SIGNATURES = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512']
const EC_CURVES = ['P-256', 'P-384', 'P-521']
const ECDH_ALGORITHMS = ['ECDH-ES', 'ECDH-ES+A128KW', 'ECDH-ES+A192KW', 'ECDH-ES+A256KW']

const GENERATORS: Readonly<Record<GeneratedProviderId, (settings: Settings, source: KeySource) => Promise<Config>>> = {
  'rsa-generated': (settings, source) => rsa(settings, source, 'SIG'),
  'rsa-enc-generated': (settings, source) => rsa(settings, source, 'ENC'),
  'hmac-generated': async (settings, { random }) => ({
    ...secret(random, choice(settings, 'secretSize', 'Secret size', HMAC_SECRET_SIZES, '128')),
    algorithm: [choice(settings, 'algorithm', 'Algorithm', ['HS256', 'HS384', 'HS512'], 'HS512')],
  }),
  'aes-generated': async (settings, { random }) =>
    secret(random, choice(settings, 'secretSize', 'Secret size', AES_SECRET_SIZES, '32')),
  'ecdsa-generated': (settings, source) => ec(settings, source, 'ecdsa'),
  'ecdh-generated': (settings, source) => ec(settings, source, 'ecdh'),
  'eddsa-generated': eddsa,
}

/** The four key providers of a new realm, as Keycloak 26 gives them; 2048 bits of RSA, made side by side. */
export async function generateKeyProviders(source: KeySource): Promise<ComponentRepresentation[]> {
  return Promise.all([
    newKeyProvider({ providerId: 'rsa-generated' }, source),
    newKeyProvider({ providerId: 'rsa-enc-generated', config: { algorithm: ['RSA-OAEP'] } }, source),
    newKeyProvider({ providerId: 'hmac-generated', name: 'hmac-generated-hs512' }, source),
    newKeyProvider({ providerId: 'aes-generated' }, source),
  ])
}

/**
 * Makes one key provider with a new key.
 *
 * @throws {InvalidKeySetting} when a setting has a value that Keycloak refuses.
 */
export async function newKeyProvider(wanted: NewKeyProvider, source: KeySource): Promise<ComponentRepresentation> {
  const { providerId, name = providerId, priority = 100, config = {} } = wanted
  const given: Config = {}
  for (const [setting, values] of Object.entries(config)) given[setting] = [...values]
  return {
    id: source.random.uuid(),
    name,
    providerId,
    subComponents: {},
    config: { ...given, ...(await newKeyMaterial(providerId, config, source)), priority: [String(priority)] },
  }
}

export function isGenerated(providerId: string): providerId is GeneratedProviderId {
  return Object.hasOwn(GENERATORS, providerId)
}

/**
 * Makes a new key for the settings of a provider.
 *
 * @returns the settings that hold the key, and those that were left open.
 * @throws {InvalidKeySetting} when a setting has a value that Keycloak refuses.
 */
export function newKeyMaterial(
  providerId: GeneratedProviderId,
  settings: Settings,
  source: KeySource,
): Promise<Config> {
  return GENERATORS[providerId](settings, source)
}

/**
 * Makes the successor of a realm's keys of one kind: it signs from now on, the old ones still verify until they are
 * disabled or removed.
 *
 * @param present - the realm's key providers.
 */
export async function rotateKey(
  wanted: Omit<NewKeyProvider, 'priority'>,
  present: readonly KeyProviderComponent[],
  source: KeySource,
): Promise<ComponentRepresentation> {
  const priorities = present.map(({ config }) => Number(config.priority?.[0] ?? 0)).filter(Number.isSafeInteger)
  // Keycloak's own are at 100; steps of ten leave room to put one between by hand.
  const priority = Math.max(100, ...priorities) + 10
  return newKeyProvider({ name: `${wanted.providerId}-${priority}`, ...wanted, priority }, source)
}

async function rsa(settings: Settings, source: KeySource, use: 'SIG' | 'ENC'): Promise<Config> {
  const modulusLength = Number(choice(settings, 'keySize', 'Key size', RSA_SIZES, '2048'))
  const algorithms = use === 'SIG' ? RSA_SIGNATURES : ['RSA-OAEP', 'RSA-OAEP-256', 'RSA1_5']
  choice(settings, 'algorithm', 'Algorithm', algorithms, '')
  const { privateKey } = await keyPair('rsa', { modulusLength })
  return {
    privateKey: [privateKey.export({ format: 'der', type: 'pkcs1' }).toString('base64')],
    keyUse: [use],
    certificate: [certificate(privateKey, source)],
  }
}

async function ec(settings: Settings, source: KeySource, kind: 'ecdsa' | 'ecdh'): Promise<Config> {
  const curve = choice(settings, `${kind}EllipticCurveKey`, 'Elliptic Curve', EC_CURVES, 'P-256')
  if (kind === 'ecdh') choice(settings, 'ecdhAlgorithm', 'Algorithm', ECDH_ALGORITHMS, '')
  const { privateKey, publicKey } = await keyPair('ec', { namedCurve: curve })
  const certified = settings.ecGenerateCertificate?.[0] === 'true'
  return {
    [`${kind}EllipticCurveKey`]: [curve],
    [`${kind}PrivateKey`]: [privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')],
    [`${kind}PublicKey`]: [publicKey.export({ format: 'der', type: 'spki' }).toString('base64')],
    ...(certified && { certificate: [certificate(privateKey, source)] }),
  }
}

async function eddsa(settings: Settings): Promise<Config> {
  const curve = choice(settings, 'eddsaEllipticCurveKey', 'Elliptic Curve', ['Ed25519', 'Ed448'], 'Ed25519')
  const { privateKey, publicKey } = curve === 'Ed448' ? await keyPair('ed448') : await keyPair('ed25519')
  return {
    eddsaEllipticCurveKey: [curve],
    eddsaPrivateKey: [privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')],
    eddsaPublicKey: [publicKey.export({ format: 'der', type: 'spki' }).toString('base64')],
  }
}

function secret(random: KeySource['random'], size: string): Config {
  return { kid: [random.uuid()], secret: [random.bytes(Number(size)).toString('base64url')] }
}

function certificate(privateKey: KeyObject, { clock, realmName }: KeySource): string {
  return selfSignedCertificate(privateKey, { commonName: realmName, nowMs: clock.nowMs() })
}

function choice(
  settings: Settings,
  name: string,
  label: string,
  allowed: readonly string[],
  otherwise: string,
): string {
  const value = settings[name]?.[0]
  if (value === undefined) return otherwise
  if (allowed.includes(value)) return value
  throw new InvalidKeySetting(`'${label}' should be ${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1)}`)
}
