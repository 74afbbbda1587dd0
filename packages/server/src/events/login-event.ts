import type { LoginEvent } from '../model/event.ts'
import { EVENT_TYPES } from '../model/event-types.ts'
import type { Reason, ReasonKind } from '../protocol/rules.ts'
import type { FlowEvent } from '../trace/recorder.ts'

/** What the recorder was told, of a success or of a refusal. */
export type Told = FlowEvent & { readonly reason?: Reason }

/** What a stranger sent must not fill the database. */
const LONGEST_TEXT = 1_000

/**
 * Makes Keycloak's event of what the recorder was told.
 *
 * @returns `undefined` for what is no event of Keycloak's: steps within a login, and refusals in silence that an
 *   application asked for (`prompt=none`).
 */
export function loginEventOf(told: Told, id: string, timeMs: number): LoginEvent | undefined {
  const { type, clientId, userId, sessionId, ipAddress, details, reason } = told
  if (!EVENT_TYPES.has(type) || (reason !== undefined && SILENT.has(reason.kind))) return undefined
  const error = reason && errorOf(reason.kind)
  return {
    id,
    timeMs,
    type,
    clientId: bounded(clientId ?? (reason?.kind === 'client_not_found' ? reason.came : undefined)),
    userId: userId ?? reason?.who?.userId,
    sessionId,
    ipAddress,
    error,
    details: detailsOf({
      ...details,
      ...(reason?.who !== undefined && { username: reason.who.username }),
      ...(reason?.kind === 'invalid_redirect_uri' && { redirect_uri: reason.came }),
      // the words add nothing to an error that says it all
      reason: error !== undefined && GENERAL.has(error) ? details?.['reason'] : undefined,
    }),
  }
}

function detailsOf(details: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(details).flatMap(([name, value]) => (value === undefined ? [] : [[name, bounded(value)]])),
  )
}

function bounded<Text extends string | undefined>(text: Text): Text
function bounded(text: string | undefined): string | undefined {
  return text === undefined || text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT)}…`
}

const SILENT: ReadonlySet<ReasonKind> = new Set<ReasonKind>(['login_required', 'interaction_required'])

/** Keycloak's errors that stand for many reasons: its words in `reason` tell which. */
const GENERAL: ReadonlySet<string> = new Set([
  'invalid_client',
  'invalid_request',
  'invalid_token',
  'not_allowed',
  'consent_denied',
])

/** Keycloak's error, where our reason is finer than it or has a name of its own. */
const ERRORS: Readonly<Partial<Record<ReasonKind, string>>> = {
  client_authentication_missing: 'invalid_client_credentials',
  client_authentication_contradictory: 'invalid_client_credentials',
  client_authenticator_unsupported: 'invalid_client_credentials',
  client_secret_expired: 'invalid_client_credentials',
  rotated_secret_expired: 'invalid_client_credentials',
  client_protocol_wrong: 'invalid_client',
  service_accounts_disabled: 'invalid_client',
  public_client_service_account: 'invalid_client',
  client_requires_consent: 'consent_denied',
  bearer_only_client: 'not_allowed',
  standard_flow_disabled: 'not_allowed',
  implicit_flow_disabled: 'not_allowed',
  direct_grants_disabled: 'not_allowed',
  offline_access_not_allowed: 'not_allowed',
  origin_not_allowed: 'not_allowed',
  code_missing: 'invalid_code',
  code_reused: 'invalid_code',
  code_of_other_client: 'invalid_code',
  redirect_uri_mismatch: 'invalid_code',
  session_code_stale: 'expired_code',
  refresh_token_missing: 'invalid_token',
  refresh_token_invalid: 'invalid_token',
  refresh_token_expired: 'invalid_token',
  refresh_token_client_mismatch: 'invalid_token',
  refresh_token_reused: 'invalid_token',
  token_revoked_by_not_before: 'invalid_token',
  session_not_active: 'invalid_token',
  client_session_missing: 'invalid_token',
  access_token_missing: 'invalid_token',
  access_token_invalid: 'invalid_token',
  id_token_hint_invalid: 'invalid_token',
  id_token_hint_missing: 'invalid_token',
  invalid_post_logout_redirect_uri: 'invalid_redirect_uri',
  access_denied: 'rejected_by_user',
  client_id_missing: 'invalid_request',
  duplicated_parameter: 'invalid_request',
  response_type_missing: 'invalid_request',
  response_type_unsupported: 'invalid_request',
  response_mode_invalid: 'invalid_request',
  request_object_unsupported: 'invalid_request',
  pushed_request_required: 'invalid_request',
  dpop_required: 'invalid_request',
  max_age_invalid: 'invalid_request',
  claims_invalid: 'invalid_request',
  nonce_missing: 'invalid_request',
  parameter_too_long: 'invalid_request',
  pkce_required: 'invalid_request',
  code_challenge_missing: 'invalid_request',
  code_challenge_malformed: 'invalid_request',
  code_challenge_method_unknown: 'invalid_request',
  code_challenge_method_not_allowed: 'invalid_request',
  username_missing: 'invalid_request',
  request_malformed: 'invalid_request',
  invalid_scope: 'invalid_request',
}

function errorOf(kind: ReasonKind): string {
  return ERRORS[kind] ?? kind
}
