/**
 * The keys of realms: parses a realm's key providers, chooses the key for each use, and keeps what it made. Making new
 * key providers is `generate-keys.ts`.
 */
import { createHmac, hash, hkdfSync } from 'node:crypto'
import type { KeyProviderComponent, Realm } from '../model/realm.ts'
import { isSignature, parseJsonPart, parseJws, signature } from './jws.ts'
import { parseRealmKey, type RealmKey, UnusableKey } from './realm-key.ts'
import {
  NoRealmKey,
  type RealmKeys,
  type RealmKeysOf,
  type SignatureAlgorithm,
  type VerifiedToken,
} from './realm-keys.ts'
import { type SealingKey, seal, unseal } from './sealed-text.ts'

export interface RealmKeysOptions {
  /** Realms whose keys are kept ready. */
  readonly maxRealms?: number
  /** Told once per change of the realm: the realm works with its other keys. The message holds no key. */
  readonly onUnusable?: (realm: Realm, error: UnusableKey) => void
}

interface Kept {
  readonly revision: number
  readonly fingerprint: string
  readonly keys: RealmKeys
}

/** Keeps the parsed keys of the realms used last. */
export function createRealmKeysOf({ maxRealms = 1_000, onUnusable }: RealmKeysOptions = {}): RealmKeysOf {
  const kept = new Map<string, Kept>()
  return async (realm) => {
    const known = kept.get(realm.id)
    if (known) kept.delete(realm.id) // and in again below: the map's order is that of the last use
    const current = known?.revision === realm.revision ? known : renew(realm, known, onUnusable)
    kept.set(realm.id, current)
    if (kept.size > maxRealms) for (const oldest of kept.keys()) if (kept.delete(oldest)) break
    return current.keys
  }
}

/** A realm's revision grows with every client that changes, its keys hardly ever: those are not parsed again. */
function renew(realm: Realm, known: Kept | undefined, onUnusable: RealmKeysOptions['onUnusable']): Kept {
  const fingerprint = hash('sha256', JSON.stringify(realm.keyProviders), 'base64')
  if (known?.fingerprint === fingerprint) return { ...known, revision: realm.revision }
  const keys = createRealmKeys(realm.keyProviders, (error) => onUnusable?.(realm, error))
  return { revision: realm.revision, fingerprint, keys }
}

/** Makes the keys of one realm. A provider that makes no key is told and left out. */
export function createRealmKeys(
  providers: readonly KeyProviderComponent[],
  onUnusable: (error: UnusableKey) => void = () => undefined,
): RealmKeys {
  const all = parseAll(providers, onUnusable)
  const enabled = all.filter(({ info }) => info.status !== 'DISABLED')
  const active = all.filter(({ info }) => info.status === 'ACTIVE')
  const signers = new Map<string, Signer>()
  const published = { keys: enabled.flatMap(({ jwk }) => jwk ?? []) }
  const sealing = (keys: readonly RealmKey[]): SealingKey[] =>
    keys
      .filter(({ info }) => info.algorithm === 'AES')
      .map(({ info, secretKey }) => ({ kid: info.kid, key: secretKey }))
  let macKey: Buffer | undefined

  return {
    async sign(algorithm, claims, typ = 'JWT') {
      const { key, header } = signerFor(signers, active, algorithm, typ)
      const input = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`
      return `${input}.${await signature(algorithm, key.secretKey, input)}`
    },
    canSign: (algorithm) => signingKey(active, algorithm) !== undefined,
    verify: async (token, algorithms) => verifyToken(token, algorithms, enabled),
    mac(text) {
      macKey ??= deriveMacKey(active)
      return createHmac('sha512', macKey).update(text).digest('base64url')
    },
    async encrypt(text) {
      const [key] = sealing(active)
      if (!key) throw new NoRealmKey('AES')
      return seal(key, text)
    },
    decrypt: (jwe) => unseal(sealing(enabled), jwe),
    list: () => all.map(({ info }) => info),
    jwks: () => published,
  }
}

/** In the order of choice and of Keycloak's list: highest priority first, then by the provider's id. */
function parseAll(providers: readonly KeyProviderComponent[], onUnusable: (error: UnusableKey) => void): RealmKey[] {
  const keys = providers.flatMap((component) => {
    try {
      return [parseRealmKey(component)]
    } catch (error) {
      if (!(error instanceof UnusableKey)) throw error
      onUnusable(error)
      return []
    }
  })
  return keys.sort(
    ({ info: a }, { info: b }) =>
      b.providerPriority - a.providerPriority ||
      (a.providerId < b.providerId ? -1 : Number(a.providerId > b.providerId)),
  )
}

interface Signer {
  readonly key: RealmKey
  /** The encoded header, the same for every token of this algorithm and `typ`. */
  readonly header: string
}

function signerFor(
  signers: Map<string, Signer>,
  active: readonly RealmKey[],
  algorithm: SignatureAlgorithm,
  typ: string,
): Signer {
  const name = `${algorithm} ${typ}`
  const known = signers.get(name)
  if (known) return known
  const key = signingKey(active, algorithm)
  if (!key) throw new NoRealmKey(algorithm)
  const header = JSON.stringify({ alg: algorithm, typ, kid: key.info.kid })
  const signer = { key, header: Buffer.from(header).toString('base64url') }
  // A handful of types exist; a caller that made them up must not fill the memory.
  if (signers.size < 64) signers.set(name, signer)
  return signer
}

/** A realm without a key of its own for PS256 or RS512 signs those with its RSA key, where Keycloak would make one. */
function signingKey(active: readonly RealmKey[], algorithm: SignatureAlgorithm): RealmKey | undefined {
  return (
    active.find(({ info }) => info.use === 'SIG' && info.algorithm === algorithm) ??
    active.find(({ info }) => canServe(info, algorithm))
  )
}

/** Only RSA keys serve more than one algorithm: no public key is ever taken for a secret (attack case 20). */
function canServe(info: RealmKey['info'], algorithm: SignatureAlgorithm): boolean {
  if (info.use !== 'SIG') return false
  return info.type === 'RSA' ? /^[RP]S/.test(algorithm) : info.algorithm === algorithm
}

function verifyToken(
  token: string,
  algorithms: readonly SignatureAlgorithm[],
  enabled: readonly RealmKey[],
): VerifiedToken | undefined {
  const jws = parseJws(token)
  const algorithm = algorithms.find((one) => one === jws?.header.alg)
  if (!jws || !algorithm) return undefined
  const { kid } = jws.header
  // Without `kid` each key is tried; a `kid` is a name to compare, never a path or an address to look at.
  const candidates = enabled.filter(({ info }) => (kid === undefined || info.kid === kid) && canServe(info, algorithm))
  const good = candidates.some(({ publicKey }) => isSignature(algorithm, publicKey, jws.signingInput, jws.signature))
  const claims = good ? parseJsonPart(jws.payload) : undefined
  return claims && { header: jws.header, claims }
}

/** A key of its own, lest a digest of a chosen text be the signature of a token. */
function deriveMacKey(active: readonly RealmKey[]): Buffer {
  const key =
    active.find(({ info }) => info.algorithm === 'HS512') ?? active.find(({ info }) => /^HS/.test(info.algorithm))
  if (!key) throw new NoRealmKey('HS512')
  return Buffer.from(hkdfSync('sha512', key.secretKey, '', 'latchkey digest', 64))
}
