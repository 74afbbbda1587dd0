/**
 * A person's login, from the request that begins it to the session that ends it: runs the realm's flow, keeps the tab's
 * state between pages, asks required actions, makes or joins the SSO session. It knows neither HTTP nor OAuth: the
 * protocol that wants the login finishes it ({@link LoginProtocol}).
 */
import type { Client } from '../../model/client.ts'
import type { LoginSession } from '../../model/session.ts'
import type { User } from '../../model/user.ts'
import type { Response } from '../exchange.ts'
import { eventOf, type RealmContext } from '../realm-endpoint.ts'
import { LoginAttempt } from './authenticator.ts'
import { modules } from './authenticators.ts'
import { browserCookies, browserOf, hasIdentityCookie, noIdentityCookies, restartCookie } from './cookies.ts'
import { finishLogin } from './finish.ts'
import { type FlowOutcome, FlowRunner } from './flow.ts'
import type { Login } from './login-in-progress.ts'
import { type LoginProtocol, type LoginRefusal, SINGLE_SIGN_ON_NOTE } from './login-protocol.ts'
import { newSessionId, saveStep, stale } from './login-state.ts'
import { challengePage, errorPage } from './pages.ts'
import { actionWantsFreshLogin, nextRequiredAction } from './required-actions.ts'
import { type SsoSession, ssoSessionOf } from './sso-session.ts'
import { loginActionUrl } from './urls.ts'

/** What a protocol knows when it begins a login. */
export type LoginDraft = Pick<LoginSession, 'clientUuid' | 'protocol' | 'redirectUri' | 'request' | 'notes'>

/** Begins a login in a tab of its own. */
export async function startLogin(
  context: RealmContext,
  protocol: LoginProtocol,
  client: Client,
  draft: LoginDraft,
): Promise<Response> {
  const { realm, services, now } = context
  const known = browserOf(context)
  const sameBrowser = known !== undefined && (await services.stores.loginSessions.rootExists(realm.id, known, now))
  const rootId = sameBrowser ? known : newSessionId(context)
  const session: LoginSession = {
    ...draft,
    rootId,
    tabId: services.random.bytes(8).toString('base64url'),
    sessionCode: undefined,
    execution: undefined,
    userId: undefined,
    done: [],
    authTime: undefined,
    userSessionId: undefined,
    createdAt: now,
    expiresAt: now + realm.lifespans.accessCodeLogin,
  }
  const sso = await ssoSessionOf(context)
  const cookies = [
    ...(sso === undefined && hasIdentityCookie(context) ? noIdentityCookies(context) : []),
    ...(sameBrowser ? [] : browserCookies(context, rootId)),
    ...(protocol.passive(session) ? [] : [await restartCookie(context, restartOf(session, client))]),
  ]
  return runFlow({ context, protocol, client, session, sso, cookies, stored: false, onlyTab: !sameBrowser })
}

/** What the restart cookie keeps of a login: enough to begin it again as the client asked for it. */
function restartOf(session: LoginSession, client: Client): object {
  const { protocol, redirectUri, request, notes } = session
  return { clientId: client.clientId, protocol, redirectUri, request, action: notes['action'] }
}

/** Runs the browser flow with what has been proved so far, and shows or does what comes next. */
export async function runFlow(login: Login): Promise<Response> {
  const attempt = await attemptOf(login)
  const outcome = await runnerOf(login).run(attempt, browserFlowOf(login))
  return proceed(login, attempt, outcome)
}

export function runnerOf({ context }: Login): FlowRunner {
  return new FlowRunner(modules, context.realm.flows)
}

/** The client may have a browser flow of its own (`authenticationFlowBindingOverrides`, by flow id). */
export function browserFlowOf({ context, client }: Login): string {
  const override = client.flowOverrides['browser']
  const own = override && [...context.realm.flows.values()].find(({ id }) => id === override)
  return own ? own.alias : context.realm.flowBindings.browser
}

export async function attemptOf({ context, protocol, client, session, sso }: Login): Promise<LoginAttempt> {
  const { realm, now } = context
  const reauthenticate =
    sso !== undefined &&
    (protocol.mustReauthenticate(session, sso.authTime, now) ||
      actionWantsFreshLogin(realm, session, sso.authTime, now))
  const userId = session.userId ?? (reauthenticate ? sso.user.id : undefined)
  return new LoginAttempt({
    context,
    client,
    sso,
    reauthenticate,
    done: session.done,
    notes: session.notes,
    loginHint: protocol.loginHint(session),
    user: userId === undefined ? undefined : await context.services.stores.users.find(context.realm.id, userId),
  })
}

/** Turns the flow's outcome into an answer. */
export async function proceed(login: Login, attempt: LoginAttempt, outcome: FlowOutcome): Promise<Response> {
  const { context, protocol, session } = login
  switch (outcome.kind) {
    case 'success': {
      const { user } = attempt
      if (user === undefined) throw new Error('the flow succeeded without a user')
      return authenticated(login, attempt, user)
    }
    case 'waits':
      if (protocol.passive(session)) return refused(login, 'login_required')
      return showChallenge(login, attempt, outcome)
    default:
      if (protocol.passive(session)) return refused(login, 'login_required')
      return errorPage(context, {
        message: 'accessDeniedMessage',
        status: 400,
        reason: {
          kind: 'authenticator_unsupported',
          came: outcome.kind === 'unsupported' ? outcome.providerId : browserFlowOf(login),
        },
        client: login.client,
      })
  }
}

async function showChallenge(
  login: Login,
  attempt: LoginAttempt,
  { execution, step }: Extract<FlowOutcome, { kind: 'waits' }>,
): Promise<Response> {
  const { expired, ...notes } = attempt.notes // what a form of an older page left behind: told once
  const next = await saveStep(login, {
    execution: execution.id,
    userId: attempt.user?.id,
    done: [...attempt.done],
    notes,
  })
  return next === undefined ? stale(login) : challengePage(next, step.page, expired === 'true')
}

/** The flow is through: the user is who he says. What is left are required actions, then the protocol. */
async function authenticated(login: Login, attempt: LoginAttempt, user: User): Promise<Response> {
  const { context } = login
  const { joined } = attempt
  const authTime = joined?.authTime ?? context.now
  const session: LoginSession = {
    ...login.session,
    userId: user.id,
    authTime,
    userSessionId: joined?.session.id ?? sessionOfSameUser(attempt.sso, user),
    done: [...attempt.done],
    notes: { ...attempt.notes, [SINGLE_SIGN_ON_NOTE]: String(joined !== undefined) },
  }
  const { expectedUserId = user.id } = session.notes
  // an application that asked in silence for one person's session is not given another's
  if (login.protocol.passive(session) && expectedUserId !== user.id) return refused(login, 'login_required')
  if (joined === undefined) {
    context.services.recorder.happened(
      eventOf(context, 'AUTHENTICATED', { clientId: login.client.clientId, userId: user.id }),
    )
  }
  return afterAuthentication({ ...login, session }, user)
}

/** Asks the next required action, or finishes. Meanwhile another tab may have signed somebody else in. */
export async function afterAuthentication(login: Login, user: User): Promise<Response> {
  const { context, protocol, client, session, sso } = login
  if (sso !== undefined && sso.user.id !== user.id) return otherUser(login, sso)
  const action = nextRequiredAction(context.realm, user, session)
  if (action !== undefined) {
    if (protocol.passive(session)) return refused(login, 'interaction_required')
    const next = await saveStep(login, { execution: action })
    if (next === undefined) return stale(login)
    return {
      status: 302,
      headers: {
        location: loginActionUrl(next, 'required-action', { execution: action }),
        'cache-control': 'no-store',
      },
      cookies: login.cookies,
    }
  }
  if (client.consentRequired) return consentUnsupported(login)
  return finishLogin(login, user)
}

function sessionOfSameUser(sso: SsoSession | undefined, user: User): string | undefined {
  return sso?.user.id === user.id ? sso.session.id : undefined
}

function otherUser(login: Login, sso: SsoSession): Promise<Response> {
  return errorPage(login.context, {
    message: { key: 'differentUserAuthenticated', values: [sso.user.username] },
    status: 400,
    reason: { kind: 'different_user_authenticated', expected: sso.user.username },
    client: login.client,
  })
}

/** Tells the client through the protocol, with the cookies that this request sets. */
async function refused(login: Login, refusal: LoginRefusal): Promise<Response> {
  const answer = await login.protocol.refuse(login.context, login.client, login.session, refusal)
  return { ...answer, cookies: [...login.cookies, ...(answer.cookies ?? [])] }
}

function consentUnsupported(login: Login): Promise<Response> {
  const { context, protocol, client, session } = login
  if (protocol.passive(session)) return refused(login, 'interaction_required')
  return errorPage(context, {
    message: 'accessDeniedMessage',
    status: 400,
    reason: { kind: 'consent_unsupported', came: client.clientId },
    client,
  })
}
