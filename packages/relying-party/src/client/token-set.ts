import type { JsonObject } from './answer.ts'
import type { EpochSeconds, Seconds, TokenSet } from './client.ts'
import { invalidToken } from './jwt.ts'

/** For servers that leave `expires_in` out (RFC 6749 §5.1 only recommends it). */
const ASSUMED_LIFESPAN: Seconds = 300

/**
 * Reads the answer of the token endpoint; the ID token in it is not validated yet.
 *
 * @param askedAt - when the request was sent: counting from then, nothing is thought to live longer than it does.
 * @param bound - whether the tokens must be bound to our key: an answer that drops the binding is not accepted.
 * @throws {RelyingPartyError} `invalid_token` naming the member that is missing or wrong.
 * @see RFC 6749 §5.1, RFC 9449 §5
 */
export function readTokenSet(answer: JsonObject, askedAt: EpochSeconds, bound: boolean): TokenSet {
  const accessToken = text(answer, 'access_token')
  if (accessToken === undefined) throw invalidToken('The answer has no access token.', 'access_token', 'missing')
  const refreshToken = text(answer, 'refresh_token')
  const idToken = text(answer, 'id_token')
  const scope = typeof answer['scope'] === 'string' ? answer['scope'] : undefined
  const refreshLifespan = seconds(answer, 'refresh_expires_in')
  return {
    accessToken,
    expiresAt: askedAt + (seconds(answer, 'expires_in') ?? ASSUMED_LIFESPAN),
    tokenType: tokenType(answer, bound),
    ...(refreshToken !== undefined && { refreshToken }),
    // Keycloak says 0 for an offline token without an end
    ...(refreshToken !== undefined && refreshLifespan && { refreshExpiresAt: askedAt + refreshLifespan }),
    ...(idToken !== undefined && { idToken }),
    ...(scope !== undefined && { scope }),
  }
}

function text(answer: JsonObject, name: string): string | undefined {
  const value = answer[name]
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string' && value !== '') return value
  throw invalidToken(`The answer's ${name} is not a text.`, name, 'invalid')
}

/** Some servers send numbers as texts. */
function seconds(answer: JsonObject, name: string): Seconds | undefined {
  const value = answer[name]
  if (value === undefined || value === null) return undefined
  const number = typeof value === 'string' && value !== '' ? Number(value) : value
  if (typeof number === 'number' && Number.isFinite(number) && number >= 0) return Math.floor(number)
  throw invalidToken(`The answer's ${name} is not a number of seconds.`, name, 'invalid')
}

function tokenType(answer: JsonObject, bound: boolean): TokenSet['tokenType'] {
  const type = typeof answer['token_type'] === 'string' ? answer['token_type'].toLowerCase() : undefined
  if (type === (bound ? 'dpop' : 'bearer')) return bound ? 'DPoP' : 'Bearer'
  const wanted = bound ? 'DPoP, so the token is not bound to our key' : 'Bearer, so we could not use the token'
  throw invalidToken(`The answer's token_type is not ${wanted}.`, 'token_type', 'check_failed')
}
