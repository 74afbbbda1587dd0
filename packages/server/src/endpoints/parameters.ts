import { invalidRequest } from '../protocol/oauth-error.ts'

/** Parameters of a request after the check that each came once. Absent and empty stay apart, as Keycloak keeps them. */
export type Parameters = ReadonlyMap<string, string>

/** More than any standard parameter needs; a JWT of many roles still fits. */
const LONGEST_PARAMETER = 16_384

/**
 * @throws {OAuthError} `invalid_request` when a parameter came twice (RFC 6749 §3.1) or is longer than 16,384 characters.
 */
export function parametersOf(from: URLSearchParams): Parameters {
  const parameters = new Map<string, string>()
  for (const [name, value] of from) {
    if (parameters.has(name)) {
      throw invalidRequest('duplicated parameter', { kind: 'duplicated_parameter', came: `${shortened(name)} twice` })
    }
    if (value.length > LONGEST_PARAMETER) {
      throw invalidRequest('Parameter too long', {
        kind: 'parameter_too_long',
        came: `${shortened(name)} of ${value.length} characters`,
        expected: `at most ${LONGEST_PARAMETER}`,
      })
    }
    parameters.set(name, value)
  }
  return parameters
}

/** A name from outside, short enough for a log line. */
export function shortened(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text
}
