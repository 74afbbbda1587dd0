import { createHash } from 'node:crypto'
import type { EpochSeconds, OidcClient, Seconds, ServerMetadata, TokenSet } from './client.ts'
import { equalInConstantTime } from './constant-time.ts'
import { invalidToken, type VerifiedJwt, verifyJwt } from './jwt.ts'

/** Content of a validated ID token. */
export type IdTokenClaims = NonNullable<TokenSet['claims']>

/** What an ID token has to fit. */
export interface IdTokenExpectation {
  /** Came in the same answer, and must hash to `at_hash` when that is there. */
  readonly accessToken: string
  /** Of the login; a refresh has none. */
  readonly nonce?: string
  readonly maxAge?: Seconds
  /** Of the ID token before the refresh. */
  readonly previous?: IdTokenClaims
}

/**
 * Checks an ID token, signature included although it came straight from the provider.
 *
 * @throws {RelyingPartyError} as {@link verifyJwt}.
 * @see OpenID Connect Core §3.1.3.7, §3.1.3.8, §12.2
 */
export async function validateIdToken(
  client: OidcClient,
  metadata: ServerMetadata,
  idToken: string,
  expected: IdTokenExpectation,
): Promise<IdTokenClaims> {
  const { clientId, clock, clockTolerance } = client.options
  const verified = await verifyJwt(client, metadata, idToken, {
    name: 'ID token',
    types: ['jwt'],
    audience: clientId,
    requiredClaims: ['iss', 'sub', 'aud', 'exp', 'iat'],
  })
  return checkIdToken(verified, clientId, expected, clock() - clockTolerance)
}

/**
 * The rules beyond signature, issuer, audience and expiry.
 *
 * @param earliest - epoch seconds: now, less the clock tolerance.
 * @throws {RelyingPartyError} `invalid_token`
 */
function checkIdToken(
  { header, claims }: VerifiedJwt,
  clientId: string,
  expected: IdTokenExpectation,
  earliest: EpochSeconds,
): IdTokenClaims {
  const { sub, sid } = claims
  if (typeof sub !== 'string' || sub === '') throw wrong('sub', 'names nobody')
  if (sid !== undefined && typeof sid !== 'string') throw wrong('sid', 'is not a text')
  // Keycloak says in a claim which of its tokens this is, all with the same header
  if (typeof claims['typ'] === 'string' && claims['typ'] !== 'ID') throw wrong('typ', 'says that it is another token')
  checkAuthorizedParty(claims, clientId)
  if (expected.nonce !== undefined) checkNonce(claims['nonce'], expected.nonce)
  if (expected.maxAge !== undefined) checkAuthTime(claims['auth_time'], earliest - expected.maxAge)
  if (claims['at_hash'] !== undefined && claims['at_hash'] !== tokenHash(expected.accessToken, header.alg)) {
    throw wrong('at_hash', 'belongs to another access token')
  }
  const content: IdTokenClaims = { ...claims, sub, ...(sid !== undefined && { sid }) }
  if (expected.previous) checkContinuity(content, expected.previous)
  return content
}

/** A token for several audiences says which of them asked for it. */
function checkAuthorizedParty(claims: VerifiedJwt['claims'], clientId: string): void {
  if (claims['azp'] === undefined && Array.isArray(claims.aud) && claims.aud.length > 1) {
    throw invalidToken('The ID token has several audiences and no azp.', 'azp', 'missing')
  }
  if (claims['azp'] !== undefined && claims['azp'] !== clientId) throw wrong('azp', 'is another client')
}

function checkNonce(nonce: unknown, expected: string): void {
  if (nonce === undefined) throw invalidToken('The ID token has no nonce, and one was sent.', 'nonce', 'missing')
  if (typeof nonce !== 'string' || !equalInConstantTime(nonce, expected)) throw wrong('nonce', 'is of another login')
}

function checkAuthTime(authTime: unknown, earliest: EpochSeconds): void {
  if (typeof authTime !== 'number') {
    throw invalidToken('The ID token has no auth_time, and max_age was asked for.', 'auth_time', 'missing')
  }
  if (authTime < earliest) throw wrong('auth_time', 'is longer ago than max_age allows')
}

/** A refresh must not turn a session into somebody else's (OpenID Connect Core §12.2). */
function checkContinuity(now: IdTokenClaims, previous: IdTokenClaims): void {
  if (now.sub !== previous.sub) throw wrong('sub', 'is another user than before the refresh')
  if (audiences(now) !== audiences(previous)) throw wrong('aud', 'differs from that before the refresh')
  if (now['azp'] !== previous['azp']) throw wrong('azp', 'differs from that before the refresh')
  const nonces = [now['nonce'], previous['nonce']].filter((nonce) => nonce !== undefined)
  if (new Set(nonces).size > 1) throw wrong('nonce', 'is of another login')
  // auth_time may move on: at Keycloak it is the user session's, and a login again elsewhere renews it
}

function audiences({ aud }: IdTokenClaims): string {
  return JSON.stringify(Array.isArray(aud) ? [...aud].sort() : [aud])
}

/** The left half of the hash that goes with the signature (OpenID Connect Core §3.1.3.6). */
function tokenHash(token: string, algorithm: string): string {
  const bits = algorithm.slice(-3)
  const digest = createHash(bits === '256' || bits === '384' ? `sha${bits}` : 'sha512')
    .update(token)
    .digest()
  return digest.subarray(0, digest.length / 2).toString('base64url')
}

function wrong(claim: string, sentence: string): Error {
  return invalidToken(`The ID token's ${claim} ${sentence}.`, claim, 'check_failed')
}
