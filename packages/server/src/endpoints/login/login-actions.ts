/**
 * The login's own pages: `login-actions/authenticate`, `restart` and `required-action`. Each request must come from the
 * browser that began the login (its signed cookie), name its tab, and, to change anything, carry the session code of the
 * newest page: a form is taken once.
 */
import type { LoginSession } from '../../model/session.ts'
import type { Response } from '../exchange.ts'
import { type Parameters, parametersOf } from '../parameters.ts'
import { eventOf, type RealmContext, type RealmEndpoint } from '../realm-endpoint.ts'
import { modules } from './authenticators.ts'
import { browserOf, restartPayload } from './cookies.ts'
import { afterAuthentication, attemptOf, browserFlowOf, proceed, runFlow, runnerOf, startLogin } from './login.ts'
import type { Login } from './login-in-progress.ts'
import type { LoginProtocol } from './login-protocol.ts'
import { LOGOUT_CONFIRMATION, saveStep, stale } from './login-state.ts'
import { errorPage, requiredActionPage } from './pages.ts'
import { requiredActions } from './required-actions.ts'
import { ssoSessionOf } from './sso-session.ts'
import { loginActionUrl } from './urls.ts'

export type LoginProtocols = Readonly<Record<LoginSession['protocol'], LoginProtocol>>

/** `login-actions/authenticate`: shows the step that is due, and takes its form. */
export function authenticateEndpoint(protocols: LoginProtocols): RealmEndpoint {
  return inLogin(protocols, async (login, query, form) => {
    if (login.session.authTime !== undefined) return stale(login) // this tab is past its login
    const refusal = await refuseStale(login, query)
    if (refusal !== undefined) return refusal
    if (!query.has('session_code') || login.context.request.method !== 'POST') return runFlow(login)
    return answerStep(login, form)
  })
}

/** `login-actions/restart`: the person wants to begin again, as somebody else for example. */
export function restartEndpoint(protocols: LoginProtocols): RealmEndpoint {
  return inLogin(protocols, async (login) => {
    const { action } = login.session.notes
    const next = await saveStep(login, {
      execution: undefined,
      userId: undefined,
      done: [],
      authTime: undefined,
      userSessionId: undefined,
      notes: action === undefined ? {} : { action },
    })
    if (next === undefined) return stale(login)
    return { status: 302, headers: { location: loginActionUrl(next, 'authenticate'), 'cache-control': 'no-store' } }
  })
}

/** `login-actions/required-action`: what the user must do before the application gets its answer. */
export function requiredActionEndpoint(protocols: LoginProtocols): RealmEndpoint {
  return inLogin(protocols, async (login, query, form) => {
    const { context, session } = login
    const { realm, services } = context
    const user = session.userId === undefined ? undefined : await services.stores.users.find(realm.id, session.userId)
    // nobody gets here before the flow is through (attack case 34)
    if (session.authTime === undefined || user === undefined || !user.enabled) return stale(login)
    const refusal = await refuseStale(login, query)
    if (refusal !== undefined) return refusal
    const action = requiredActions.get(session.execution ?? '')
    if (action === undefined) return afterAuthentication(login, user)
    if (!query.has('session_code') || context.request.method !== 'POST') {
      const next = await saveStep(login, {})
      return next === undefined ? stale(login) : requiredActionPage(next, await action.challenge(next, user))
    }
    if (form.has('cancel-aia') && session.notes['action'] === action.alias) {
      return afterAuthentication(withActionStatus(login, 'cancelled'), user)
    }
    const outcome = await action.answer(login, user, form)
    if (outcome.kind === 'challenge') {
      const next = await saveStep(login, {})
      return next === undefined ? stale(login) : requiredActionPage(next, outcome.page)
    }
    services.recorder.happened(
      eventOf(context, action.event, {
        clientId: login.client.clientId,
        userId: user.id,
        details: { ...login.protocol.details(session), username: user.username },
      }),
    )
    const asked = session.notes['action'] === action.alias
    return afterAuthentication(asked ? withActionStatus(login, 'success') : login, outcome.user)
  })
}

async function answerStep(login: Login, form: Parameters): Promise<Response> {
  const runner = runnerOf(login)
  const flow = browserFlowOf(login)
  const execution = runner.find(flow, login.session.execution ?? '')
  const answer = modules.authenticators.get(execution?.authenticator ?? '')?.answer
  if (execution === undefined || answer === undefined) return runFlow(login) // the flow was changed meanwhile
  const attempt = await attemptOf(login)
  const outcome = runner.outcomeOf(attempt, execution, await answer(attempt, form))
  if (outcome.kind === 'waits') {
    const { because = 'invalid_user_credentials', triedUserId, username } = outcome.step.page
    login.context.services.recorder.refused({
      ...eventOf(login.context, 'LOGIN_ERROR', {
        clientId: login.client.clientId,
        userId: attempt.user?.id ?? triedUserId,
        details: { ...login.protocol.details(login.session), username },
      }),
      reason: { kind: because },
    })
    return proceed(login, attempt, outcome)
  }
  return proceed(login, attempt, outcome.kind === 'success' ? await runner.run(attempt, flow) : outcome)
}

/** A form or link of an older page changes nothing: the browser is sent to the newest one. */
async function refuseStale(login: Login, query: Parameters): Promise<Response | undefined> {
  const code = query.get('session_code')
  if (code === undefined) return undefined
  const { sessionCode, execution } = login.session
  if (code === sessionCode && query.get('execution') === execution) return undefined
  login.context.services.recorder.refused({
    ...eventOf(login.context, 'LOGIN_ERROR', { clientId: login.client.clientId }),
    reason: { kind: 'session_code_stale' },
  })
  const next = await saveStep(login, { notes: { ...login.session.notes, expired: 'true' } })
  return stale(next ?? login)
}

function withActionStatus(login: Login, status: 'success' | 'cancelled'): Login {
  const { action, ...notes } = login.session.notes
  const done = { ...notes, actionDone: action ?? '', actionStatus: status }
  return { ...login, session: { ...login.session, notes: done } }
}

/** Finds the tab's login and its client, or begins it anew from the restart cookie, or says what is the matter. */
function inLogin(
  protocols: LoginProtocols,
  handle: (login: Login, query: Parameters, form: Parameters) => Promise<Response>,
): RealmEndpoint {
  return async (context) => {
    const query = parametersOf(context.request.query)
    const form = parametersOf(context.request.form)
    const session = await currentSession(context, query)
    if (session === undefined) return restartFromCookie(context, protocols, query)
    const client = await context.services.stores.clients.find(context.realm.id, session.clientUuid)
    if (client === undefined || !client.enabled) {
      return errorPage(context, { message: 'clientDisabledMessage', status: 400, reason: { kind: 'client_disabled' } })
    }
    const protocol = protocols[session.protocol]
    const sso = await ssoSessionOf(context)
    return handle({ context, protocol, client, session, sso, cookies: [], stored: true, onlyTab: true }, query, form)
  }
}

/** Only the browser whose cookie names the login may go on with it (attack case 28), and only until it expires. */
async function currentSession(context: RealmContext, query: Parameters): Promise<LoginSession | undefined> {
  const { realm, services, now } = context
  const rootId = browserOf(context)
  const tabId = query.get('tab_id')
  if (rootId === undefined || !tabId) return undefined
  const session = await services.stores.loginSessions.find(realm.id, rootId, tabId)
  const usable = session !== undefined && session.expiresAt > now && session.execution !== LOGOUT_CONFIRMATION
  return usable ? session : undefined
}

async function restartFromCookie(
  context: RealmContext,
  protocols: LoginProtocols,
  query: Parameters,
): Promise<Response> {
  const payload = restartOf(await restartPayload(context))
  const client = payload && (await context.services.stores.clients.findByClientId(context.realm.id, payload.clientId))
  const sameClient = client?.enabled && (query.get('client_id') ?? client.clientId) === client.clientId
  if (payload !== undefined && client !== undefined && sameClient) {
    const { protocol, redirectUri, request, action } = payload
    if (!protocols[protocol].mayAnswerAt(context, client, redirectUri)) {
      return errorPage(context, {
        message: { key: 'invalidParameterMessage', values: ['redirect_uri'] },
        status: 400,
        reason: { kind: 'invalid_redirect_uri', came: redirectUri, expected: client.redirectUris },
        client,
      })
    }
    const notes = { expired: 'true', ...(action !== undefined && { action }) }
    return startLogin(context, protocols[protocol], client, {
      clientUuid: client.id,
      protocol,
      redirectUri,
      request,
      notes,
    })
  }
  if ((await ssoSessionOf(context)) !== undefined) {
    return errorPage(context, {
      message: 'loginSessionEndedMessage',
      status: 400,
      reason: { kind: 'session_code_stale' },
    })
  }
  return errorPage(context, { message: 'cookieNotFoundMessage', status: 400, reason: { kind: 'cookie_not_found' } })
}

interface Restart {
  readonly clientId: string
  readonly protocol: LoginSession['protocol']
  readonly redirectUri: string
  readonly request: Readonly<Record<string, string>>
  readonly action: string | undefined
}

/** The cookie is encrypted by this realm, so its shape is ours; an older version's may lack what a newer one writes. */
function restartOf(payload: unknown): Restart | undefined {
  if (typeof payload !== 'object' || payload === null) return undefined
  const { clientId, protocol, redirectUri, request, action } = payload as Partial<Restart>
  if (typeof clientId !== 'string' || protocol !== 'openid-connect' || typeof redirectUri !== 'string') return undefined
  return { clientId, protocol, redirectUri, request: request ?? {}, action }
}
