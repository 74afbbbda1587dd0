import { createHash } from 'node:crypto'
import type { AuthorizationCode } from '../model/session.ts'
import { equalInConstantTime } from './equal-in-constant-time.ts'
import { invalidGrant, invalidRequest } from './oauth-error.ts'

/** Challenge and verifier: 43 to 128 unreserved characters (RFC 7636 §4.1 and §4.2). */
const UNRESERVED = /^[A-Za-z0-9\-._~]{43,128}$/

export interface Challenge {
  readonly codeChallenge: string
  readonly codeChallengeMethod: 'S256' | 'plain'
}

/**
 * Judges the PKCE parameters of an authorization request.
 *
 * @param required - the client's `pkce.code.challenge.method`; empty or absent asks for nothing.
 * @returns the challenge the code will be bound to, `undefined` when the request has none and none is required.
 * @throws {OAuthError} `invalid_request` in Keycloak's words.
 * @see RFC 7636 §4.3 and §4.4.1
 */
export function challengeOf(
  codeChallenge: string | undefined,
  method: string | undefined,
  required: string | undefined,
): Challenge | undefined {
  if (required && method === undefined) {
    throw invalidRequest('Missing parameter: code_challenge_method', {
      kind: 'pkce_required',
      came: 'no code_challenge_method',
      expected: required,
    })
  }
  if (codeChallenge === undefined) {
    if (method === undefined) return undefined
    throw invalidRequest('Missing parameter: code_challenge', { kind: 'code_challenge_missing', came: method })
  }
  const chosen = method ?? 'plain' // RFC 7636 §4.3: the default
  if (required && chosen !== required) {
    throw invalidRequest('Invalid parameter: code challenge method is not matching the configured one', {
      kind: 'code_challenge_method_not_allowed',
      came: chosen,
      expected: required,
    })
  }
  if (chosen !== 'S256' && chosen !== 'plain') {
    throw invalidRequest('Invalid parameter: code_challenge_method', {
      kind: 'code_challenge_method_unknown',
      came: chosen,
      expected: ['S256', 'plain'],
    })
  }
  if (!UNRESERVED.test(codeChallenge)) {
    throw invalidRequest('Invalid parameter: code_challenge', {
      kind: 'code_challenge_malformed',
      came: `${codeChallenge.length} characters`,
      expected: '43 to 128 of A-Z a-z 0-9 - . _ ~',
    })
  }
  return { codeChallenge, codeChallengeMethod: chosen }
}

/**
 * Checks the verifier of a code exchange against the code's challenge, in constant time.
 *
 * @throws {OAuthError} `invalid_grant`, also for a verifier without a challenge: the attacker who strips the challenge
 *   from a request is caught here (RFC 9700 §4.8.2).
 * @see RFC 7636 §4.6
 */
export function checkVerifier(
  code: Pick<AuthorizationCode, 'codeChallenge' | 'codeChallengeMethod'>,
  verifier: string | undefined,
): void {
  if (code.codeChallenge === undefined) {
    if (verifier === undefined) return
    throw invalidGrant('PKCE code verifier specified but challenge not present in authorization', {
      kind: 'code_verifier_unexpected',
    })
  }
  if (verifier === undefined) {
    throw invalidGrant('PKCE code verifier not specified', { kind: 'code_verifier_missing' })
  }
  if (!UNRESERVED.test(verifier)) {
    throw invalidGrant('PKCE verification failed: Invalid code verifier', {
      kind: 'invalid_code_verifier',
      came: `${verifier.length} characters`,
      expected: '43 to 128 of A-Z a-z 0-9 - . _ ~',
    })
  }
  const answer = code.codeChallengeMethod === 'S256' ? s256(verifier) : verifier
  if (!equalInConstantTime(answer, code.codeChallenge)) {
    throw invalidGrant('PKCE verification failed: Code mismatch', {
      kind: 'pkce_verification_failed',
      came: `a verifier that does not give the challenge by ${code.codeChallengeMethod ?? 'plain'}`,
    })
  }
}

/** RFC 7636 §4.2: BASE64URL-ENCODE(SHA256(ASCII(code_verifier))). */
export function s256(verifier: string): string {
  return createHash('sha256').update(verifier, 'ascii').digest('base64url')
}
