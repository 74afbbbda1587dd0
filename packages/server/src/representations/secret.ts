import type { Random } from '../model/time.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const LENGTH = 86

/** A client secret as Keycloak makes them: 86 letters and digits, 512 bits. */
export function newClientSecret(random: Pick<Random, 'bytes'>): string {
  let secret = ''
  while (secret.length < LENGTH) {
    for (const byte of random.bytes(LENGTH)) {
      // 62 characters from 256 values: the uneven rest is thrown away, so that each character is as likely.
      if (byte < 4 * ALPHABET.length && secret.length < LENGTH) secret += ALPHABET[byte % ALPHABET.length]
    }
  }
  return secret
}
