import type { Reason } from './rules.ts'

/** The words of the RFCs that a client's code branches on (RFC 6749 §4.1.2.1 and §5.2, OpenID Connect Core §3.1.2.6). */
export type OAuthErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_scope'
  | 'invalid_token'
  | 'insufficient_scope'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'unsupported_response_type'
  | 'access_denied'
  | 'login_required'
  | 'interaction_required'
  | 'consent_required'
  | 'request_not_supported'
  | 'request_uri_not_supported'
  | 'temporarily_unavailable'
  /** Keycloak's own, where no RFC has a word. */
  | 'not_allowed'
  | 'server_error'

/** A refusal the specification foresees. Anything else that is thrown is our fault: `server_error`. */
export class OAuthError extends Error {
  readonly code: OAuthErrorCode
  /** Keycloak's words, safe to send; absent where Keycloak sends none. */
  readonly description: string | undefined
  readonly reason: Reason
  readonly status: number

  constructor(code: OAuthErrorCode, description: string | undefined, reason: Reason, status = 400) {
    super(`${code}: ${description ?? reason.kind}`)
    this.name = 'OAuthError'
    this.code = code
    this.description = description
    this.reason = reason
    this.status = status
  }
}

export const invalidRequest = (description: string, reason: Reason, status = 400) =>
  new OAuthError('invalid_request', description, reason, status)
export const invalidGrant = (description: string, reason: Reason) =>
  new OAuthError('invalid_grant', description, reason)
export const invalidScope = (description: string, reason: Reason) =>
  new OAuthError('invalid_scope', description, reason)
export const invalidClient = (description: string, reason: Reason, status = 401) =>
  new OAuthError('invalid_client', description, reason, status)
export const unauthorizedClient = (description: string, reason: Reason, status = 400) =>
  new OAuthError('unauthorized_client', description, reason, status)
