import type { Client } from '../model/client.ts'
import type { EpochSeconds } from '../model/time.ts'
import { equalInConstantTime } from './equal-in-constant-time.ts'

/** Keycloak's names of the attributes in which a client keeps the lives of its secrets. Times are epoch seconds. */
export const SECRET_ATTRIBUTES = {
  created: 'client.secret.creation.time',
  expires: 'client.secret.expiration.time',
  /** The secret before the present one. */
  rotated: 'client.secret.rotated',
  rotatedCreated: 'client.secret.rotated.creation.time',
  rotatedExpires: 'client.secret.rotated.expiration.time',
} as const

/** Which secret somebody sent, and how that ends. */
export type SecretVerdict =
  | { readonly is: 'current' | 'rotated' | 'wrong' }
  | { readonly is: 'current_expired' | 'rotated_expired'; readonly expiredAt: EpochSeconds }

/**
 * Judges a secret that was sent for a client.
 *
 * @param now - epoch seconds. A secret counts to the end of the second of its expiration, as in Keycloak.
 */
export function judgeSecret(
  client: Pick<Client, 'secret' | 'attributes'>,
  sent: string,
  now: EpochSeconds,
): SecretVerdict {
  const { secret, attributes } = client
  const rotated = attributes[SECRET_ATTRIBUTES.rotated]
  // both are compared, so that time does not tell which of them was sent
  const isCurrent = !!secret && equalInConstantTime(sent, secret)
  const isRotated = !!rotated && equalInConstantTime(sent, rotated)
  const { expires, rotatedExpires } = secretTimes(attributes)
  if (isCurrent) {
    return expires !== undefined && isOver(expires, now)
      ? { is: 'current_expired', expiredAt: expires }
      : { is: 'current' }
  }
  // without an end it would count for ever
  if (!isRotated || rotatedExpires === undefined) return { is: 'wrong' }
  return isOver(rotatedExpires, now) ? { is: 'rotated_expired', expiredAt: rotatedExpires } : { is: 'rotated' }
}

export function isOver(expires: EpochSeconds, now: EpochSeconds): boolean {
  return now > expires
}

/** When the secrets of a client end; `undefined` where that isn't told. */
export function secretTimes(attributes: Client['attributes']): {
  readonly expires: EpochSeconds | undefined
  readonly rotatedExpires: EpochSeconds | undefined
} {
  return {
    expires: timeIn(attributes[SECRET_ATTRIBUTES.expires]),
    rotatedExpires: timeIn(attributes[SECRET_ATTRIBUTES.rotatedExpires]),
  }
}

function timeIn(text: string | undefined): EpochSeconds | undefined {
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : undefined
}
