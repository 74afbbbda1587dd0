/**
 * The authorization request (RFC 6749 §4.1.1, OpenID Connect Core §3.1.2.1) read once, and the checks it passes, in
 * the order in which Keycloak makes them. Client and redirect URI come first: before them no redirect is safe.
 */
import type { Client } from '../../model/client.ts'
import type { Realm } from '../../model/realm.ts'
import { invalidRequest, OAuthError, unauthorizedClient } from '../../protocol/oauth-error.ts'
import { challengeOf } from '../../protocol/pkce.ts'
import type { ResponseMode } from '../../protocol/response-mode.ts'
import type { Reason } from '../../protocol/rules.ts'
import { scopesFor } from '../../protocol/scopes.ts'
import type { Parameters } from '../parameters.ts'

/** One check: throws the refusal, or lets pass. */
interface Check {
  /** What the trace names it with. */
  readonly name: string
  check(request: { readonly realm: Realm; readonly client: Client; readonly parameters: Parameters }): void
}

/** Read from top to bottom: the first refusal is the one the client gets. */
export const CHECKS: readonly Check[] = [
  { name: 'response_type', check: checkResponseType },
  { name: 'response_mode', check: checkResponseMode },
  { name: 'flow_enabled', check: checkFlowEnabled },
  { name: 'pushed_request', check: checkPushedRequest },
  { name: 'request_object', check: checkRequestObject },
  { name: 'scope', check: ({ realm, client, parameters }) => void scopesFor(client, realm, parameters.get('scope')) },
  { name: 'pkce', check: checkChallenge },
  { name: 'claims', check: checkClaims },
]

function checkChallenge({ client, parameters }: { client: Client; parameters: Parameters }): void {
  challengeOf(
    parameters.get('code_challenge'),
    parameters.get('code_challenge_method'),
    client.attributes['pkce.code.challenge.method'],
  )
}

function checkClaims({ parameters }: { parameters: Parameters }): void {
  const claims = parameters.get('claims')
  if (claims === undefined || jsonObject(claims) !== undefined) return
  throw invalidRequest('Invalid parameter: claims', { kind: 'claims_invalid', came: 'not a JSON object' })
}

function checkResponseType({ parameters }: { parameters: Parameters }): void {
  const responseType = parameters.get('response_type')
  if (responseType === undefined) {
    throw invalidRequest('Missing parameter: response_type', { kind: 'response_type_missing', expected: 'code' })
  }
  const wanted = new Set(responseType.split(' '))
  if (wanted.size !== 1 || !wanted.has('code')) {
    throw new OAuthError('unsupported_response_type', undefined, {
      kind: 'response_type_unsupported',
      came: responseType.slice(0, 100),
      expected: 'code',
    })
  }
}

function checkResponseMode({ parameters }: { parameters: Parameters }): void {
  const mode = parameters.get('response_mode')
  if (mode === undefined || isResponseMode(mode)) return
  throw invalidRequest('Invalid parameter: response_mode', {
    kind: 'response_mode_invalid',
    came: mode.slice(0, 100),
    expected: RESPONSE_MODES,
  })
}

export const RESPONSE_MODES: readonly ResponseMode[] = ['query', 'fragment', 'form_post']

export function isResponseMode(mode: string): mode is ResponseMode {
  return RESPONSE_MODES.some((known) => known === mode)
}

function checkFlowEnabled({ client }: { client: Client }): void {
  if (client.standardFlowEnabled) return
  throw unauthorizedClient(
    'Client is not allowed to initiate browser login with given response_type. Standard flow is disabled for the client.',
    { kind: 'standard_flow_disabled', came: client.clientId },
  )
}

/** A client that must push its requests is not let in by another door because this one is not built yet (RFC 9126 §5). */
function checkPushedRequest({ client }: { client: Client }): void {
  if (client.attributes['require.pushed.authorization.requests'] !== 'true') return
  throw invalidRequest('Pushed Authorization Request is only allowed.', { kind: 'pushed_request_required' })
}

function checkRequestObject({ parameters }: { parameters: Parameters }): void {
  if (parameters.has('request')) {
    throw new OAuthError('request_not_supported', undefined, { kind: 'request_object_unsupported', came: 'request' })
  }
  if (parameters.has('request_uri')) {
    throw new OAuthError('request_uri_not_supported', undefined, {
      kind: 'request_object_unsupported',
      came: 'request_uri',
    })
  }
}

/**
 * An essential `acr` that no login here can reach is refused before anybody types a password (OpenID Connect Core
 * §5.5.1.1). Other claims are given by the client's scopes, whatever is asked for.
 */
export function essentialAcrFault(claims: string | undefined): Reason | undefined {
  const asked = claims === undefined ? undefined : jsonObject(claims)
  const idToken = asked?.['id_token']
  const acr = typeof idToken === 'object' && idToken !== null ? Reflect.get(idToken, 'acr') : undefined
  if (typeof acr !== 'object' || acr === null || Reflect.get(acr, 'essential') !== true) return undefined
  const values: unknown = Reflect.get(acr, 'values') ?? [Reflect.get(acr, 'value')]
  const reachable =
    Array.isArray(values) && values.some((value) => value === '0' || value === '1' || value === undefined)
  return reachable ? undefined : { kind: 'claims_invalid', came: 'an essential acr', expected: ['0', '1'] }
}

function jsonObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
