/**
 * The authorization endpoint (RFC 6749 §3.1): finds the client and where it may be answered, runs the table of checks,
 * and begins a login. A refusal before the redirect URI is known to be the client's is a page (RFC 6749 §4.1.2.1); after
 * that it is a redirect, in the response mode that was asked for.
 */
import type { Client } from '../../model/client.ts'
import type { LoginSession } from '../../model/session.ts'
import { OAuthError } from '../../protocol/oauth-error.ts'
import { matchesRedirectUri, onlyRedirectUri, registeredRedirectUris } from '../../protocol/redirect-uri.ts'
import type { ResponseMode } from '../../protocol/response-mode.ts'
import type { Response } from '../exchange.ts'
import { startLogin } from '../login/login.ts'
import { type ErrorPage, errorPage } from '../login/pages.ts'
import { requiredActions } from '../login/required-actions.ts'
import { type Parameters, parametersOf, shortened } from '../parameters.ts'
import { eventOf, type RealmContext } from '../realm-endpoint.ts'
import { TOKEN_ALGORITHMS } from '../token/token-algorithms.ts'
import { CHECKS, essentialAcrFault, isResponseMode } from './authorization-request.ts'
import { authorizationResponse } from './authorization-response.ts'
import { KEPT_PARAMETERS, oidcLogin } from './oidc-login.ts'

/** Where a refusal may be sent once the redirect URI is known to be the client's. */
interface ReturnAddress {
  readonly client: Client
  readonly redirectUri: string
  readonly responseMode: ResponseMode
  readonly state: string | undefined
}

export async function authorizeEndpoint(context: RealmContext): Promise<Response> {
  const { request } = context
  const sent = request.method === 'POST' ? request.form : request.query
  const found = await returnAddress(context, sent)
  if ('message' in found) return errorPage(context, found)
  try {
    const parameters = parametersOf(sent)
    for (const { check } of CHECKS) check({ realm: context.realm, client: found.client, parameters })
    const fault = pageFault(parameters, found.client)
    if (fault !== undefined) return errorPage(context, fault)
    const draft = draftOf(context, found, parameters)
    const expectedUserId = await hintedUser(context, parameters.get('id_token_hint'))
    const notes = { ...draft.notes, ...(expectedUserId !== undefined && { expectedUserId }) }
    return await startLogin(context, oidcLogin, found.client, { ...draft, notes })
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error
    return refuse(context, found, error)
  }
}

/** First the client, then the redirect URI: the only refusals that can't be sent back. */
async function returnAddress(context: RealmContext, sent: URLSearchParams): Promise<ReturnAddress | ErrorPage> {
  const { realm, services } = context
  const clientId = sent.get('client_id')
  if (!clientId) return { message: 'invalidRequestMessage', status: 400, reason: { kind: 'client_id_missing' } }
  const client = await services.stores.clients.findByClientId(realm.id, clientId)
  if (client === undefined || client.protocol !== 'openid-connect') {
    return {
      message: 'clientNotFoundMessage',
      status: 400,
      reason: { kind: 'client_not_found', came: shortened(clientId) },
    }
  }
  if (!client.enabled)
    return { message: 'clientDisabledMessage', status: 400, reason: { kind: 'client_disabled' }, client }
  if (client.bearerOnly)
    return { message: 'bearerOnlyMessage', status: 403, reason: { kind: 'bearer_only_client' }, client }
  const redirectUri = redirectUriOf(client, sent, context.request.base)
  if (redirectUri === undefined) {
    const came = sent.get('redirect_uri')
    const reason = {
      kind: 'invalid_redirect_uri',
      came: came === null ? 'no redirect_uri' : came.slice(0, 2000),
      expected: registeredRedirectUris(client, context.request.base),
    } as const
    return { message: { key: 'invalidParameterMessage', values: ['redirect_uri'] }, status: 400, reason, client }
  }
  const mode = sent.get('response_mode') ?? 'query'
  return {
    client,
    redirectUri,
    responseMode: isResponseMode(mode) ? mode : 'query',
    state: sent.get('state') ?? undefined,
  }
}

/** Without `redirect_uri` the only registered one is meant, but not in OpenID Connect, which requires it (§3.1.2.1). */
function redirectUriOf(client: Client, sent: URLSearchParams, base: string): string | undefined {
  const requested = sent.get('redirect_uri')
  if (requested !== null) return matchesRedirectUri(client, requested, base) ? requested : undefined
  const openid = sent.get('scope')?.split(' ').includes('openid') ?? false
  return openid ? undefined : onlyRedirectUri(client, base)
}

/** What Keycloak answers with a page although a redirect would be safe. */
function pageFault(parameters: Parameters, client: Client): ErrorPage | undefined {
  const maxAge = parameters.get('max_age')
  if (maxAge !== undefined && !/^-?\d{1,10}$/.test(maxAge)) {
    const reason = { kind: 'max_age_invalid', came: shortened(maxAge) } as const
    return { message: 'invalidRequestMessage', status: 400, reason, client }
  }
  const claims = essentialAcrFault(parameters.get('claims'))
  if (claims !== undefined)
    return { message: { key: 'invalidParameterMessage', values: ['claims'] }, status: 400, reason: claims, client }
  if (parameters.get('prompt')?.split(' ').includes('create')) {
    return { message: 'registrationNotAllowedMessage', status: 400, reason: { kind: 'registration_disabled' }, client }
  }
  return undefined
}

function draftOf({ realm }: RealmContext, { client, redirectUri }: ReturnAddress, parameters: Parameters) {
  const kept = KEPT_PARAMETERS.flatMap((name) => {
    const value = parameters.get(name)
    return value === undefined ? [] : [[name, value]]
  })
  const action = parameters.get('kc_action')
  const known =
    action !== undefined &&
    requiredActions.has(action) &&
    realm.requiredActions.some((one) => one.alias === action && one.enabled)
  return {
    clientUuid: client.id,
    protocol: 'openid-connect',
    redirectUri,
    request: Object.fromEntries(kept),
    notes: action === undefined ? {} : known ? { action } : { actionStatus: 'error' },
  } satisfies Partial<LoginSession>
}

/** Whom the client believes to be signed in (OpenID Connect Core §3.1.2.1); a hint of ours only, and an expired one too. */
async function hintedUser({ keys, issuer }: RealmContext, hint: string | undefined): Promise<string | undefined> {
  const claims = hint === undefined ? undefined : (await keys.verify(hint, TOKEN_ALGORITHMS))?.claims
  return claims?.['typ'] === 'ID' && claims['iss'] === issuer && typeof claims['sub'] === 'string'
    ? claims['sub']
    : undefined
}

function refuse(context: RealmContext, to: ReturnAddress, error: OAuthError): Response {
  const { recorder } = context.services
  const details = { redirect_uri: to.redirectUri, reason: error.description }
  recorder.refused({
    ...eventOf(context, 'LOGIN_ERROR', { clientId: to.client.clientId, details }),
    reason: error.reason,
  })
  return authorizationResponse(context, to.client, to.redirectUri, to.responseMode, {
    error: error.code,
    ...(error.description !== undefined && { error_description: error.description }),
    ...(to.state !== undefined && { state: to.state }),
    iss: context.issuer,
  })
}
