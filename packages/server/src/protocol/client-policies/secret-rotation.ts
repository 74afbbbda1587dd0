/**
 * The executor `secret-rotation`: a client's secret has an end, and the one that it replaces counts a while longer, so that
 * an application can be given the new one without an outage.
 */
import type { PolicyPart } from '../../model/client-policy.ts'
import type { EpochSeconds, Seconds } from '../../model/time.ts'
import { isOver, SECRET_ATTRIBUTES, secretTimes } from '../client-secrets.ts'

/** Keycloak's provider id of the executor. */
export const SECRET_ROTATION = 'secret-rotation'

export interface SecretRotation {
  readonly expiration: Seconds
  /** How long a secret that was replaced counts; 0: not at all. Never longer than {@link expiration}. */
  readonly rotatedExpiration: Seconds
}

/** What of a client is about its secret. */
export interface SecretKeeping {
  readonly secret?: string | undefined
  readonly attributes: Readonly<Record<string, string>>
}

const LONGEST: Seconds = 2 ** 31 - 1

/** @returns `undefined` for settings that Keycloak refuses too. */
export function secretRotationOf(settings: PolicyPart['settings']): SecretRotation | undefined {
  const expiration = wholeSeconds(settings['expiration-period'])
  const rotated = wholeSeconds(settings['rotated-expiration-period'])
  // only for clients that change themselves by dynamic registration
  const remaining = wholeSeconds(settings['remaining-rotation-period'])
  if (expiration === undefined || rotated === undefined || remaining === undefined) return undefined
  if (expiration <= 0 || expiration > LONGEST || rotated > expiration || remaining > expiration) return undefined
  return { expiration, rotatedExpiration: Math.max(rotated, 0) }
}

/** Of several executors the last one decides. */
export function rotationIn(executors: readonly PolicyPart[]): SecretRotation | undefined {
  return executors
    .filter(({ provider }) => provider === SECRET_ROTATION)
    .map(({ settings }) => secretRotationOf(settings))
    .findLast((rotation) => rotation !== undefined)
}

/** A client whose secret is made anew. Without a policy the old one is worth nothing from then on. */
export function withNewSecret<Client extends SecretKeeping>(
  client: Client,
  secret: string,
  rotation: SecretRotation | undefined,
  now: EpochSeconds,
): Client {
  const attributes = { ...withoutRotation(client.attributes), [SECRET_ATTRIBUTES.created]: String(now) }
  if (rotation === undefined) return { ...client, secret, attributes }
  const counts = rotation.rotatedExpiration > 0 && client.secret !== undefined
  return {
    ...client,
    secret,
    attributes: {
      ...attributes,
      [SECRET_ATTRIBUTES.expires]: String(now + rotation.expiration),
      ...(counts && {
        [SECRET_ATTRIBUTES.rotated]: client.secret,
        [SECRET_ATTRIBUTES.rotatedCreated]: String(now),
        [SECRET_ATTRIBUTES.rotatedExpires]: String(now + rotation.rotatedExpiration),
      }),
    },
  }
}

/**
 * A client that was made or changed in another way: the life of its secret begins when a policy comes to be for it, a
 * secret whose time is over is replaced, and where no policy is for it any more, nothing is left of the rotation.
 */
export function heldToRotation<Client extends SecretKeeping>(
  client: Client,
  newSecret: () => string,
  rotation: SecretRotation | undefined,
  now: EpochSeconds,
): Client {
  const { attributes } = client
  if (rotation === undefined) return { ...client, attributes: withoutRotation(attributes) }
  const { expires } = secretTimes(attributes)
  if (expires === undefined) {
    const begun = { ...attributes, [SECRET_ATTRIBUTES.expires]: String(now + rotation.expiration) }
    return { ...client, attributes: begun }
  }
  return isOver(expires, now) ? withNewSecret(client, newSecret(), rotation, now) : client
}

/** What is kept of the secret before, without which it counts no longer. */
export function withoutRotated(attributes: SecretKeeping['attributes']): Record<string, string> {
  const { rotated, rotatedCreated, rotatedExpires } = SECRET_ATTRIBUTES
  const names: readonly string[] = [rotated, rotatedCreated, rotatedExpires]
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !names.includes(name)))
}

function withoutRotation(attributes: SecretKeeping['attributes']): Record<string, string> {
  const { [SECRET_ATTRIBUTES.expires]: _, ...rest } = withoutRotated(attributes)
  return rest
}

/** Numbers may be texts, as settings typed into Keycloak's console are. */
function wholeSeconds(value: unknown): Seconds | undefined {
  const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? Math.trunc(number) : undefined
}
