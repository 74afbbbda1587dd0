import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'

/** Encrypts what leaves this process: session values in a store, login state in a cookie. */
export interface Sealer {
  /** @param context - what the text belongs to; it opens only there, so nobody can put one entry in another's place. */
  seal(text: string, context: string): string
  /** @returns `undefined` for anything that none of the keys sealed for this context. */
  open(sealed: string, context: string): string | undefined
}

const IV_BYTES = 12
const TAG_BYTES = 16
const KEY_BYTES = 32
const KEY_ID_BYTES = 4

/**
 * AES-256-GCM with rotating keys: the first seals, all of them open, so a key can be retired once nothing it sealed lives.
 * Texts are made shorter first, which halves what a session takes. A length tells about a secret only to who can have texts
 * of his own sealed together with it, again and again; no visitor can.
 *
 * @param keys - 32 random bytes each.
 * @throws {RangeError} when there is none, or one has another length.
 */
export function createSealer(keys: readonly Uint8Array[]): Sealer {
  const known = keys.map((key) => {
    if (key.length !== KEY_BYTES) throw new RangeError(`A session key has ${key.length} bytes; 32 are needed.`)
    return { key, id: createHash('sha256').update('key id').update(key).digest().subarray(0, KEY_ID_BYTES) }
  })
  const [current] = known
  if (!current) throw new RangeError('At least one session key is needed: 32 random bytes.')
  return {
    seal(text, context) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', current.key, iv).setAAD(Buffer.from(context))
      const body = Buffer.concat([cipher.update(deflateRawSync(text)), cipher.final()])
      return Buffer.concat([current.id, iv, cipher.getAuthTag(), body]).toString('base64url')
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed, 'base64url')
      const key = known.find(({ id }) => id.equals(bytes.subarray(0, KEY_ID_BYTES)))?.key
      const bodyAt = KEY_ID_BYTES + IV_BYTES + TAG_BYTES
      if (!key || bytes.length < bodyAt) return undefined
      const tagAt = KEY_ID_BYTES + IV_BYTES
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(KEY_ID_BYTES, tagAt))
          .setAAD(Buffer.from(context))
          .setAuthTag(bytes.subarray(tagAt, bodyAt))
        return inflateRawSync(Buffer.concat([decipher.update(bytes.subarray(bodyAt)), decipher.final()])).toString(
          'utf8',
        )
      } catch {
        return undefined
      }
    },
  }
}
