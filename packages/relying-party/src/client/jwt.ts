import { errors, type JWTHeaderParameters, type JWTPayload, jwtVerify } from 'jose'
import { RelyingPartyError } from '../errors.ts'
import type { OidcClient, ServerMetadata } from './client.ts'
import { findKey } from './keys.ts'
import { safeCause } from './safe-cause.ts'

/** What the three kinds of token have in common: who signed it, who said so, and until when it is good. */
export interface JwtExpectation {
  /** For messages: `ID token`. */
  readonly name: string
  /** Accepted `typ` headers, lower case, without `application/`; a token without one is accepted. */
  readonly types: readonly string[]
  /** Must be among the token's audiences; `undefined` leaves that to the caller. */
  readonly audience?: string
  readonly requiredClaims: readonly string[]
}

export interface VerifiedJwt {
  readonly header: JWTHeaderParameters
  readonly claims: JWTPayload & { readonly iss: string }
}

/** No header of an HTTP request is longer, and nothing longer is worth decoding. */
const MAX_TOKEN_LENGTH = 64 * 1024

/**
 * Checks signature, algorithm, type, issuer, audience, `nbf` and `exp`, in an order in which an expired token is called so
 * only when all else about it is right.
 *
 * @throws {RelyingPartyError} `token_expired`, `invalid_token`; `server_unreachable` or `discovery_failed` when the keys
 *   can't be had.
 * @see RFC 8725
 */
export async function verifyJwt(
  client: OidcClient,
  metadata: ServerMetadata,
  token: string,
  expected: JwtExpectation,
): Promise<VerifiedJwt> {
  const { options } = client
  if (token.length > MAX_TOKEN_LENGTH) throw invalidToken(`The ${expected.name} is too long.`, 'token', 'too_long')
  try {
    const { protectedHeader, payload } = await jwtVerify(
      token,
      (header, jws) => findKey(client, metadata, header, jws),
      {
        algorithms: [...options.algorithms],
        issuer: options.issuer,
        ...(expected.audience !== undefined && { audience: expected.audience }),
        requiredClaims: [...expected.requiredClaims],
        clockTolerance: options.clockTolerance,
        currentDate: new Date(options.clock() * 1000),
      },
    )
    checkType(protectedHeader.typ, expected)
    return { header: protectedHeader, claims: { ...payload, iss: options.issuer } }
  } catch (error) {
    throw error instanceof RelyingPartyError ? error : asFailure(error, expected.name)
  }
}

/** @param part - the claim or header that is wrong. */
export function invalidToken(message: string, part: string, reason: string, cause?: unknown): RelyingPartyError {
  const failure = { kind: 'invalid_token', part, reason } as const
  return new RelyingPartyError(message, failure, cause === undefined ? undefined : { cause: safeCause(cause) })
}

/** A token of one kind is no token of another (RFC 8725 §3.11, §3.12). */
function checkType(typ: unknown, { name, types }: JwtExpectation): void {
  if (typ === undefined) return
  const type = typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : ''
  if (types.includes(type)) return
  throw invalidToken(`This is no ${name}: its typ header says it is something else.`, 'typ', 'check_failed')
}

function asFailure(error: unknown, name: string): RelyingPartyError {
  if (error instanceof errors.JWTExpired) {
    const expiredAt = typeof error.payload.exp === 'number' ? error.payload.exp : 0
    const failure = { kind: 'token_expired', expiredAt } as const
    return new RelyingPartyError(`The ${name} expired at ${expiredAt}.`, failure, { cause: safeCause(error) })
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    return invalidToken(claimSentence(error, name), error.claim, error.reason, error)
  }
  const [part, sentence] = wrongPart(error)
  return invalidToken(`The ${name} is not to be believed: ${sentence}.`, part, 'check_failed', error)
}

const HINTS: Readonly<Record<string, string>> = {
  iss: 'another issuer made it',
  aud: 'it is not for this audience',
  nbf: "it isn't valid yet; do the clocks agree?",
}

function claimSentence({ claim, reason }: errors.JWTClaimValidationFailed, name: string): string {
  if (reason === 'missing') return `The ${name} has no ${claim}.`
  const hint = HINTS[claim]
  return `The ${name} has a wrong ${claim}${hint === undefined ? '' : `: ${hint}`}.`
}

function wrongPart(error: unknown): readonly [part: string, sentence: string] {
  if (error instanceof errors.JWSSignatureVerificationFailed) return ['signature', 'its signature is wrong']
  if (error instanceof errors.JOSEAlgNotAllowed) return ['alg', 'its algorithm is not allowed (`algorithms`)']
  if (error instanceof errors.JWKSNoMatchingKey) return ['kid', 'the issuer has no key that fits it']
  if (error instanceof errors.JWKSMultipleMatchingKeys) return ['kid', 'it names none of several keys']
  if (error instanceof errors.JOSENotSupported) return ['header', 'it asks for something unknown']
  return ['token', 'it is no signed JWT']
}
