import {
  createHash,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  type KeyObject,
  X509Certificate,
} from 'node:crypto'
import type { KeyProviderComponent } from '../model/realm.ts'
import type { RealmKeyInfo } from './realm-keys.ts'

/** One key of a realm, parsed once. */
export interface RealmKey {
  readonly info: RealmKeyInfo
  /** Signs or decrypts: the private key, or the secret of an `OCT` key. */
  readonly secretKey: KeyObject
  /** Checks signatures: the public key, or the same secret. */
  readonly publicKey: KeyObject
  /** As `certs` publishes it, in Keycloak's order of members; `undefined` for secrets. */
  readonly jwk: object | undefined
}

/** A key provider whose configuration makes no key; the message names the setting, never its value. */
export class UnusableKey extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'UnusableKey'
  }
}

const CURVES: Readonly<Record<string, string>> = { 'P-256': 'ES256', 'P-384': 'ES384', 'P-521': 'ES512' }
const RSA_SIGNATURES: readonly string[] = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512']
const RSA_ENCRYPTIONS: readonly string[] = ['RSA-OAEP', 'RSA-OAEP-256', 'RSA1_5']
const HMACS: readonly string[] = ['HS256', 'HS384', 'HS512']

type Provider = (component: KeyProviderComponent) => RealmKey

/** Keycloak's provider ids; `java-keystore` is the one that is missing. */
const PROVIDERS: ReadonlyMap<string, Provider> = new Map([
  ['rsa', rsaKey],
  ['rsa-generated', rsaKey],
  ['rsa-enc', rsaKey],
  ['rsa-enc-generated', rsaKey],
  ['hmac-generated', hmacKey],
  ['aes-generated', aesKey],
  ['ecdsa-generated', ecdsaKey],
  ['ecdh-generated', ecdhKey],
  ['eddsa-generated', eddsaKey],
])

/**
 * Makes the key of a key provider.
 *
 * @param component - as Keycloak stores it: settings are lists of texts, keys are base64 of DER or PEM.
 * @throws {UnusableKey} when it can't be made.
 */
export function parseRealmKey(component: KeyProviderComponent): RealmKey {
  const provider = PROVIDERS.get(component.providerId)
  if (!provider) throw new UnusableKey(`key provider '${component.providerId}' is not supported`)
  return provider(component)
}

function rsaKey(component: KeyProviderComponent): RealmKey {
  const encrypts = setting(component, 'keyUse')?.toUpperCase() === 'ENC' || component.providerId.startsWith('rsa-enc')
  const algorithm = setting(component, 'algorithm') ?? (encrypts ? 'RSA-OAEP' : 'RS256')
  if (!(encrypts ? RSA_ENCRYPTIONS : RSA_SIGNATURES).includes(algorithm)) throw unusable(component, 'algorithm')
  const secretKey = privateKeyOf(component, 'privateKey', 'rsa')
  // Shorter ones can be factored by anyone; Keycloak refuses them too.
  if ((secretKey.asymmetricKeyDetails?.modulusLength ?? 0) < 1024) throw unusable(component, 'privateKey')
  return asymmetricKey(component, { algorithm, use: encrypts ? 'ENC' : 'SIG', type: 'RSA' }, secretKey)
}

function ecdsaKey(component: KeyProviderComponent): RealmKey {
  const secretKey = privateKeyOf(component, 'ecdsaPrivateKey', 'ec')
  // The key decides, not the setting beside it: an ES256 signature by another curve's key would be refused everywhere.
  const algorithm = CURVES[curveOf(secretKey)]
  if (!algorithm) throw unusable(component, 'ecdsaPrivateKey')
  return asymmetricKey(component, { algorithm, use: 'SIG', type: 'EC' }, secretKey)
}

function ecdhKey(component: KeyProviderComponent): RealmKey {
  const secretKey = privateKeyOf(component, 'ecdhPrivateKey', 'ec')
  if (!CURVES[curveOf(secretKey)]) throw unusable(component, 'ecdhPrivateKey')
  const algorithm = setting(component, 'ecdhAlgorithm') ?? 'ECDH-ES'
  return asymmetricKey(component, { algorithm, use: 'ENC', type: 'EC' }, secretKey)
}

function eddsaKey(component: KeyProviderComponent): RealmKey {
  const secretKey = privateKeyOf(component, 'eddsaPrivateKey', 'ed25519', 'ed448')
  return asymmetricKey(component, { algorithm: 'EdDSA', use: 'SIG', type: 'OKP' }, secretKey)
}

function hmacKey(component: KeyProviderComponent): RealmKey {
  const algorithm = setting(component, 'algorithm') ?? 'HS256'
  if (!HMACS.includes(algorithm)) throw unusable(component, 'algorithm')
  return octetKey(component, { algorithm, use: 'SIG', type: 'OCT' })
}

function aesKey(component: KeyProviderComponent): RealmKey {
  return octetKey(component, { algorithm: 'AES', use: 'ENC', type: 'OCT' })
}

type Kind = Pick<RealmKeyInfo, 'algorithm' | 'use' | 'type'>

function octetKey(component: KeyProviderComponent, kind: Kind): RealmKey {
  const secret = setting(component, 'secret') ?? ''
  const bytes = Buffer.from(secret, 'base64url')
  if (!/^[A-Za-z0-9_-]+={0,2}$/.test(secret) || bytes.length < 16) throw unusable(component, 'secret')
  const kid = setting(component, 'kid')
  if (!kid) throw unusable(component, 'kid')
  const key = createSecretKey(bytes)
  const info = { ...commonInfo(component, kid), ...kind, publicKey: undefined, certificate: undefined }
  return { info: { ...info, validToMs: undefined }, secretKey: key, publicKey: key, jwk: undefined }
}

function asymmetricKey(component: KeyProviderComponent, kind: Kind, secretKey: KeyObject): RealmKey {
  const publicKey = createPublicKey(secretKey)
  const spki = publicKey.export({ format: 'der', type: 'spki' })
  const kid = setting(component, 'kid') ?? keyId(spki)
  const certificate = certificateOf(component)
  const info: RealmKeyInfo = {
    ...commonInfo(component, kid),
    ...kind,
    publicKey: spki.toString('base64'),
    certificate: certificate?.raw.toString('base64'),
    validToMs: certificate?.validToDate.getTime(),
  }
  return { info, secretKey, publicKey, jwk: publicJwk(info, publicKey, certificate?.raw) }
}

/** Keycloak's id of a public key: the SHA-256 of its SPKI, so an imported key keeps its `kid`. */
function keyId(spki: Buffer): string {
  return createHash('sha256').update(spki).digest('base64url')
}

function publicJwk(info: RealmKeyInfo, publicKey: KeyObject, certificate: Buffer | undefined): object {
  const { kty, n, e, crv, x, y } = publicKey.export({ format: 'jwk' })
  const chain = certificate && {
    x5c: [certificate.toString('base64')],
    x5t: createHash('sha1').update(certificate).digest('base64url'),
    'x5t#S256': createHash('sha256').update(certificate).digest('base64url'),
  }
  const point = kty === 'EC' ? { crv, x, y } : { crv, x }
  const material = kty === 'RSA' ? { n, e } : point
  return { kid: info.kid, kty, alg: info.algorithm, use: info.use.toLowerCase(), ...chain, ...material }
}

function commonInfo(component: KeyProviderComponent, kid: string) {
  const enabled = setting(component, 'enabled') !== 'false'
  const active = setting(component, 'active') !== 'false'
  const priority = Number(setting(component, 'priority') ?? '0')
  return {
    kid,
    providerId: component.id,
    providerPriority: Number.isSafeInteger(priority) ? priority : 0,
    status: enabled ? (active ? 'ACTIVE' : 'PASSIVE') : 'DISABLED',
  } as const
}

function curveOf(key: KeyObject): string {
  return createPublicKey(key).export({ format: 'jwk' }).crv ?? ''
}

/** PEM, or bare base64 of PKCS#8 or (RSA, as Keycloak writes it) PKCS#1. */
function privateKeyOf(component: KeyProviderComponent, name: string, ...types: readonly string[]): KeyObject {
  const text = setting(component, name)
  if (!text) throw unusable(component, name)
  for (const type of ['pkcs1', 'pkcs8'] as const) {
    try {
      const key = text.includes('-----BEGIN')
        ? createPrivateKey(text)
        : createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type })
      if (types.includes(key.asymmetricKeyType ?? '')) return key
    } catch {
      // Perhaps in the other form. OpenSSL's message tells nothing that the one below does not.
    }
  }
  throw unusable(component, name)
}

/** A certificate that can't be read is left out; the key is good without it. */
function certificateOf(component: KeyProviderComponent): X509Certificate | undefined {
  const text = setting(component, 'certificate')
  if (!text) return undefined
  try {
    return new X509Certificate(text.includes('-----BEGIN') ? text : Buffer.from(text, 'base64'))
  } catch {
    return undefined
  }
}

function setting(component: KeyProviderComponent, name: string): string | undefined {
  const value = Object.hasOwn(component.config, name) ? component.config[name]?.[0] : undefined
  return value?.trim() || undefined
}

function unusable(component: KeyProviderComponent, name: string): UnusableKey {
  return new UnusableKey(`key provider '${component.name}' (${component.providerId}): '${name}' can't be used`)
}
