import { hkdfSync, type KeyObject } from 'node:crypto'
import { decodeBase64url, parseJsonPart } from './jws.ts'

/** A JWE that is longer was not made for a cookie. */
const MAX_LENGTH = 64 * 1024
const ENCRYPTION = 'A256GCM'

/** A realm's AES key under its name. */
export interface SealingKey {
  readonly kid: string
  readonly key: KeyObject
}

/** Encrypts a small text as a compact JWE (RFC 7516): `dir`, A256GCM, `kid` in the header. */
export async function seal({ kid, key }: SealingKey, text: string): Promise<string> {
  // Loaded at the first login, not at start.
  const { CompactEncrypt } = await import('jose')
  return new CompactEncrypt(Buffer.from(text))
    .setProtectedHeader({ alg: 'dir', enc: ENCRYPTION, kid })
    .encrypt(contentKey(key))
}

/** @returns the text, `undefined` when none of the keys sealed it. */
export async function unseal(keys: readonly SealingKey[], jwe: string): Promise<string | undefined> {
  if (jwe.length > MAX_LENGTH) return undefined
  const parts = jwe.split('.')
  // One text, one JWE; with `dir` the second part, an encrypted key, is empty.
  if (parts.length !== 5 || parts.some((part, at) => (at === 1 ? part !== '' : !decodeBase64url(part))))
    return undefined
  const header = parseJsonPart(parts[0] ?? '')
  const sealing = keys.find((one) => one.kid === header?.kid)
  // `zip` is never ours, and inflating is where a small text becomes a big one (attack case 59).
  if (!header || !sealing || Object.hasOwn(header, 'zip')) return undefined
  try {
    const { compactDecrypt } = await import('jose')
    const allowed = { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: [ENCRYPTION] }
    const { plaintext } = await compactDecrypt(jwe, contentKey(sealing.key), allowed)
    return Buffer.from(plaintext).toString('utf8')
  } catch {
    return undefined
  }
}

/** A256GCM takes 32 bytes; Keycloak's `aes-generated` may hold 16 or 24, of which 32 are derived. */
function contentKey(key: KeyObject): Uint8Array {
  if (key.symmetricKeySize === 32) return key.export()
  return new Uint8Array(hkdfSync('sha256', key, '', 'latchkey sealed text', 32))
}
