import { RelyingPartyError } from '../errors.ts'
import { refused } from './answer.ts'
import type { LoginState, ServerMetadata } from './client.ts'
import { equalInConstantTime } from './constant-time.ts'

const PARAMETERS = ['code', 'state', 'iss', 'error', 'error_description', 'error_uri', 'response', 'id_token']

/**
 * Reads the answer of the authorization endpoint. It comes through a browser, so nothing in it counts before `state` shows
 * that it belongs to the login that this browser began, and `iss` that it comes from the server that was asked.
 *
 * @returns the code.
 * @throws {RelyingPartyError} `invalid_callback`, or `refused` when the server said no to this very login.
 * @see RFC 6749 §4.1.2, RFC 9207 §2.4, RFC 9700 §4.4 (mix-up), §4.7 (login CSRF)
 */
export function readCallback(parameters: URLSearchParams, login: LoginState, metadata: ServerMetadata): string {
  const repeated = PARAMETERS.find((name) => parameters.getAll(name).length > 1)
  if (repeated !== undefined) throw invalid('duplicate_parameter', `The callback has ${repeated} more than once.`)
  const state = parameters.get('state')
  if (state === null || login.state === '' || !equalInConstantTime(state, login.state)) {
    throw invalid('state_mismatch', 'The callback has the state of another login: another tab, or not begun here.')
  }
  checkIssuer(parameters.get('iss'), metadata)
  const error = parameters.get('error')
  if (error !== null) throw refused(error, parameters.get('error_description'))
  const code = parameters.get('code')
  if (!code) throw invalid('code_missing', 'The callback has neither a code nor an error.')
  return code
}

function checkIssuer(iss: string | null, metadata: ServerMetadata): void {
  if (iss === null && metadata.authorization_response_iss_parameter_supported !== true) return
  if (iss !== metadata.issuer) {
    throw invalid('issuer_mismatch', `The callback doesn't say that it comes from ${metadata.issuer} (iss).`)
  }
}

type Reason = Extract<RelyingPartyError['failure'], { kind: 'invalid_callback' }>['reason']

function invalid(reason: Reason, message: string): RelyingPartyError {
  return new RelyingPartyError(message, { kind: 'invalid_callback', reason })
}
