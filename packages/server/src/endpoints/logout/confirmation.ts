/** The question whether to sign out, for requests that nobody vouches for: a foreign page can ask, only the person can answer. */
import type { LoginSession } from '../../model/session.ts'
import type { Response } from '../exchange.ts'
import { browserCookie, browserOf, identityOf } from '../login/cookies.ts'
import { LOGOUT_CONFIRMATION, MOST_TABS, newSessionId } from '../login/login-state.ts'
import { errorPage, logoutConfirmPage } from '../login/pages.ts'
import { parametersOf } from '../parameters.ts'
import type { RealmContext } from '../realm-endpoint.ts'
import type { LogoutRequest } from './logout-request.ts'
import { signOut } from './sign-out.ts'

/** The client that a logout without one is counted for, as in Keycloak. */
const NOBODYS_CLIENT = 'account'

export async function askToConfirm(
  context: RealmContext,
  { client, returnTo, state }: LogoutRequest,
): Promise<Response> {
  const { realm, services, now, issuer } = context
  const owner = client ?? (await services.stores.clients.findByClientId(realm.id, NOBODYS_CLIENT))
  const rootId = browserOf(context) ?? newSessionId(context)
  const tab: LoginSession = {
    rootId,
    tabId: services.random.bytes(8).toString('base64url'),
    clientUuid: owner?.id ?? '',
    protocol: 'openid-connect',
    redirectUri: returnTo ?? '',
    request: state === undefined ? {} : { state },
    sessionCode: services.random.bytes(32).toString('base64url'),
    execution: LOGOUT_CONFIRMATION,
    userId: undefined,
    done: [],
    authTime: undefined,
    userSessionId: undefined,
    notes: {},
    createdAt: now,
    expiresAt: now + realm.lifespans.accessCodeUserAction,
  }
  await services.stores.loginSessions.put(realm.id, tab, MOST_TABS)
  const query = new URLSearchParams({ client_id: owner?.clientId ?? '', tab_id: tab.tabId })
  return logoutConfirmPage(context, {
    action: `${new URL(issuer).pathname}/protocol/openid-connect/logout/logout-confirm?${query}`,
    sessionCode: tab.sessionCode ?? '',
    client,
    cookies: [browserCookie(context, rootId)],
  })
}

/** `logout/logout-confirm`: the person said yes. */
export async function logoutConfirmEndpoint(context: RealmContext): Promise<Response> {
  const { realm, services, request, now } = context
  const query = parametersOf(request.query)
  const form = parametersOf(request.form)
  const rootId = browserOf(context)
  const tab =
    rootId === undefined
      ? undefined
      : await services.stores.loginSessions.find(realm.id, rootId, query.get('tab_id') ?? '')
  const asked = tab !== undefined && tab.execution === LOGOUT_CONFIRMATION && tab.expiresAt > now
  if (!asked || tab.sessionCode === undefined || form.get('session_code') !== tab.sessionCode) {
    return errorPage(context, {
      message: 'loginSessionEndedMessage',
      status: 400,
      reason: { kind: 'session_code_stale' },
    })
  }
  if (!(await services.stores.loginSessions.finish(realm.id, tab.rootId, tab.tabId))) {
    return errorPage(context, {
      message: 'loginSessionEndedMessage',
      status: 400,
      reason: { kind: 'session_code_stale' },
    })
  }
  const client = await services.stores.clients.find(realm.id, tab.clientUuid)
  const identity = await identityOf(context)
  const returnTo = tab.redirectUri === '' ? undefined : tab.redirectUri
  return signOut(context, { client, returnTo, state: tab.request['state'] }, identity?.sid, true)
}
