/**
 * Compact JWS (RFC 7515) on `node:crypto`: one signature, no options. Knows nothing of realms; `realm-keys-of.ts`
 * chooses the key.
 */
import {
  constants,
  createHmac,
  type KeyObject,
  sign as signAsymmetric,
  timingSafeEqual,
  verify as verifyAsymmetric,
} from 'node:crypto'
import type { SignatureAlgorithm } from './realm-keys.ts'

/** What a token may have at most; ours have a twentieth. */
const MAX_TOKEN_LENGTH = 64 * 1024
const MAX_HEADER_LENGTH = 8 * 1024

/** A token taken apart. Nothing in it is trusted yet, so the payload is still encoded. */
export interface ParsedJws {
  readonly header: Readonly<Record<string, unknown>>
  readonly signingInput: string
  readonly payload: string
  readonly signature: Buffer
}

/**
 * Takes a compact JWS apart, strictly: three parts in canonical base64url, so that no two texts are the same token.
 *
 * @returns `undefined` for anything else, and for headers with `crit` or `b64`, of which no extension is known here
 *   (RFC 7515 §4.1.11, RFC 7797 §6).
 */
export function parseJws(token: string): ParsedJws | undefined {
  if (token.length > MAX_TOKEN_LENGTH) return undefined
  const first = token.indexOf('.')
  const second = token.indexOf('.', first + 1)
  if (first < 1 || first > MAX_HEADER_LENGTH || second < 0 || token.indexOf('.', second + 1) >= 0) return undefined
  const signature = decodeBase64url(token.slice(second + 1))
  const header = parseJsonPart(token.slice(0, first))
  if (!signature || !header || Object.hasOwn(header, 'crit') || Object.hasOwn(header, 'b64')) return undefined
  return { header, signingInput: token.slice(0, second), payload: token.slice(first + 1, second), signature }
}

/** @returns the object that a part of a token holds, `undefined` when it holds none. */
export function parseJsonPart(part: string): Record<string, unknown> | undefined {
  const bytes = decodeBase64url(part)
  if (!bytes) return undefined
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'))
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Signs `input`; asymmetric keys in the libuv pool, HMAC here (5 µs). @returns base64url. */
export function signature(algorithm: SignatureAlgorithm, key: KeyObject, input: string): Promise<string> {
  if (isHmac(algorithm)) return Promise.resolve(hmac(algorithm, key, input).toString('base64url'))
  return new Promise((resolve, reject) => {
    signAsymmetric(digestOf(algorithm), Buffer.from(input), keyInput(algorithm, key), (error, bytes) => {
      if (error) reject(error)
      else resolve(bytes.toString('base64url'))
    })
  })
}

/**
 * On the event loop: an RSA verification takes 22 µs here and 54 µs of CPU by way of the pool.
 *
 * @param key - must be one for this very algorithm; the caller has seen to it that the token didn't choose it.
 */
export function isSignature(algorithm: SignatureAlgorithm, key: KeyObject, input: string, signature: Buffer): boolean {
  if (isHmac(algorithm)) {
    const expected = hmac(algorithm, key, input)
    return expected.length === signature.length && timingSafeEqual(expected, signature)
  }
  return verifyAsymmetric(digestOf(algorithm), Buffer.from(input), keyInput(algorithm, key), signature)
}

function isHmac(algorithm: SignatureAlgorithm): boolean {
  return algorithm.startsWith('HS')
}

function hmac(algorithm: SignatureAlgorithm, key: KeyObject, input: string): Buffer {
  return createHmac(`sha${algorithm.slice(2)}`, key)
    .update(input)
    .digest()
}

/** EdDSA brings its own digest. */
function digestOf(algorithm: SignatureAlgorithm): string | null {
  return algorithm === 'EdDSA' ? null : `sha${algorithm.slice(2)}`
}

function keyInput(algorithm: SignatureAlgorithm, key: KeyObject) {
  if (algorithm.startsWith('PS')) {
    // RFC 7518 §3.5: the salt is as long as the digest.
    const padding = constants.RSA_PKCS1_PSS_PADDING
    return { key, padding, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
  }
  // RFC 7518 §3.4: the two numbers side by side, not DER.
  return { key, dsaEncoding: 'ieee-p1363' } as const
}

/** @returns `undefined` for a text that is empty or not the one way to write its bytes. */
export function decodeBase64url(part: string): Buffer | undefined {
  const bytes = Buffer.from(part, 'base64url')
  // Node ignores what is no base64url; encoding again shows it, and spare bits in the last character too.
  return part !== '' && bytes.toString('base64url') === part ? bytes : undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
