/** How OpenID Connect begins and ends a login: the parameters of the request it keeps, and the code it answers with. */

import type { Client } from '../../model/client.ts'
import type { AuthorizationCode, LoginSession } from '../../model/session.ts'
import type { OAuthErrorCode } from '../../protocol/oauth-error.ts'
import { matchesRedirectUri } from '../../protocol/redirect-uri.ts'
import type { ResponseMode } from '../../protocol/response-mode.ts'
import type { Response } from '../exchange.ts'
import { type LoginProtocol, type LoginRefusal, SINGLE_SIGN_ON_NOTE } from '../login/login-protocol.ts'
import { eventOf, type RealmContext } from '../realm-endpoint.ts'
import { ACR_NOTE } from '../token/claims-for.ts'
import { authorizationResponse } from './authorization-response.ts'

/** Parameters of the request that are needed until its end; others are dropped (attack case 57). */
export const KEPT_PARAMETERS = [
  'scope',
  'state',
  'nonce',
  'response_type',
  'response_mode',
  'redirect_uri',
  'prompt',
  'max_age',
  'login_hint',
  'code_challenge',
  'code_challenge_method',
  'kc_action',
  'ui_locales',
  'kc_locale',
] as const

const REFUSALS: Readonly<Record<LoginRefusal, OAuthErrorCode>> = {
  login_required: 'login_required',
  interaction_required: 'interaction_required',
  access_denied: 'access_denied',
  consent_unsupported: 'access_denied',
}

/** Keycloak's level of a user who was known already and proved nothing for this client. */
const SINGLE_SIGN_ON_ACR = '0'

/** Keycloak's short names of what an expired page needs to find the way back. */
const CLIENT_DATA = [
  ['ru', (login: LoginSession) => login.redirectUri],
  ['rt', (login: LoginSession) => login.request['response_type']],
  ['rm', (login: LoginSession) => login.request['response_mode']],
  ['st', (login: LoginSession) => login.request['state']],
] as const

export const oidcLogin: LoginProtocol = {
  clientSession(login, session, { authTime, now }) {
    return {
      userSessionId: session.id,
      clientUuid: login.clientUuid,
      offline: false,
      started: now,
      lastRefresh: now,
      redirectUri: login.redirectUri,
      scope: login.request['scope'] ?? '',
      authTime,
      notes: login.notes[SINGLE_SIGN_ON_NOTE] === 'true' ? { [ACR_NOTE]: SINGLE_SIGN_ON_ACR } : {},
    }
  },

  async complete(context, client, login, session) {
    const { realm, services, now } = context
    const code: AuthorizationCode = {
      id: services.random.uuid(),
      userSessionId: session.id,
      clientUuid: client.id,
      redirectUri: login.redirectUri,
      redirectUriParameter: login.request['redirect_uri'],
      scope: login.request['scope'] ?? '',
      nonce: login.request['nonce'],
      codeChallenge: login.request['code_challenge'],
      codeChallengeMethod: methodOf(login),
      expiresAt: now + realm.lifespans.accessCode,
    }
    await services.stores.authorizationCodes.put(realm.id, code)
    return answer(context, client, login, {
      session_state: session.id,
      iss: context.issuer,
      ...actionStatus(login),
      code: `${code.id}.${session.id}.${client.id}`,
    })
  },

  details({ redirectUri, request }, isDone = false) {
    const details = { auth_method: 'openid-connect', auth_type: 'code', redirect_uri: redirectUri }
    if (!isDone) return details
    const { response_type, response_mode = 'query' } = request
    return { ...details, response_type, response_mode, consent: 'no_consent_required' }
  },

  async refuse(context, client, login, refusal) {
    context.services.recorder.refused({
      ...eventOf(context, 'LOGIN_ERROR', { clientId: client.clientId }),
      reason: { kind: refusal },
    })
    return answer(context, client, login, { error: REFUSALS[refusal], iss: context.issuer })
  },

  mayAnswerAt: ({ request }, client, redirectUri) => matchesRedirectUri(client, redirectUri, request.base),

  passive: (login) => promptOf(login).has('none'),

  mustReauthenticate(login, authTime, now) {
    if (promptOf(login).has('login')) return true
    const maxAge = login.request['max_age']
    return maxAge !== undefined && now - authTime >= Number(maxAge)
  },

  loginHint: (login) => login.request['login_hint'],

  clientData(login) {
    const data = Object.fromEntries(CLIENT_DATA.map(([name, value]) => [name, value(login)]))
    return Buffer.from(JSON.stringify(data)).toString('base64url')
  },
}

function answer(
  context: RealmContext,
  client: Client,
  login: LoginSession,
  parameters: Readonly<Record<string, string>>,
): Response {
  const { state } = login.request
  const mode = (login.request['response_mode'] ?? 'query') as ResponseMode // checked by the authorization request
  return authorizationResponse(context, client, login.redirectUri, mode, {
    ...(state !== undefined && { state }),
    ...parameters,
  })
}

function methodOf({ request }: LoginSession): 'S256' | 'plain' | undefined {
  if (request['code_challenge'] === undefined) return undefined
  return request['code_challenge_method'] === 'S256' ? 'S256' : 'plain'
}

/** Tells the application what became of the action it asked for (Keycloak's application-initiated actions). */
function actionStatus({ notes }: LoginSession): Readonly<Record<string, string>> {
  const { actionDone, actionStatus: status } = notes
  if (status === undefined) return {}
  return { ...(actionDone && { kc_action: actionDone }), kc_action_status: status }
}

function promptOf({ request }: LoginSession): ReadonlySet<string> {
  return new Set(request['prompt']?.split(' '))
}
