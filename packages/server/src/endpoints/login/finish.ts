import type { UserSession } from '../../model/session.ts'
import type { EpochSeconds } from '../../model/time.ts'
import type { User } from '../../model/user.ts'
import { sessionExpiry } from '../../protocol/lifespans.ts'
import type { Response } from '../exchange.ts'
import { eventOf } from '../realm-endpoint.ts'
import { dropRestartCookie, identityCookies } from './cookies.ts'
import type { Login } from './login-in-progress.ts'
import { newSessionId, stale } from './login-state.ts'
import { AUTH_TIME_NOTE } from './sso-session.ts'

/** The login is done: makes or joins the SSO session, signs the browser in and lets the protocol answer the client. */
export async function finishLogin(login: Login, user: User): Promise<Response> {
  const { context, protocol, client, session } = login
  const { realm, services } = context
  // of two tabs' or clicks' requests with one login, exactly one goes on
  if (login.stored && !(await services.stores.loginSessions.finish(realm.id, session.rootId, session.tabId))) {
    return stale(login)
  }
  const authTime = session.authTime ?? context.now
  const userSession = await joinedSession(login, user, authTime)
  services.recorder.happened(
    eventOf(context, 'LOGIN', {
      clientId: client.clientId,
      userId: user.id,
      sessionId: userSession.id,
      details: {
        ...protocol.details(session, true),
        code_id: userSession.id,
        username: user.username,
        ...(userSession.rememberMe && { remember_me: 'true' }),
      },
    }),
  )
  const answer = await protocol.complete(context, client, session, userSession)
  // the whole lifespan from now, as Keycloak has it: whether the session still is one is judged by the store
  const lifespan = sessionExpiry(userSession, realm) - userSession.started
  const cookies = await identityCookies(context, userSession, context.now + lifespan)
  return {
    ...answer,
    cookies: [
      ...login.cookies,
      ...(login.onlyTab ? dropRestartCookie(context) : []),
      ...cookies,
      ...(answer.cookies ?? []),
    ],
  }
}

async function joinedSession(login: Login, user: User, authTime: EpochSeconds): Promise<UserSession> {
  const { context, protocol, session } = login
  const { userSessions } = context.services.stores
  const { id: realmId } = context.realm
  if (session.userSessionId !== undefined) {
    const existing = await userSessions.find(realmId, session.userSessionId, false)
    if (existing !== undefined && existing.userId === user.id) {
      const joined = withAuthTime(existing, authTime)
      const part = protocol.clientSession(session, joined, { authTime, now: context.now })
      if (await userSessions.joinClient(realmId, part, context.now, joined.notes)) return joined
    }
  }
  const made = newUserSession(login, user, authTime)
  await userSessions.create(realmId, made, protocol.clientSession(session, made, { authTime, now: context.now }))
  return made
}

/** A session of its own id: never the one the browser had before the login (attack case 30). */
function newUserSession({ context, session }: Login, user: User, authTime: EpochSeconds): UserSession {
  return {
    id: newSessionId(context),
    userId: user.id,
    username: user.username,
    ipAddress: context.request.remoteAddress,
    authMethod: session.protocol,
    rememberMe: session.notes['rememberMe'] === 'true',
    offline: false,
    started: context.now,
    lastRefresh: context.now,
    notes: { [AUTH_TIME_NOTE]: String(authTime) },
  }
}

function withAuthTime(session: UserSession, authTime: EpochSeconds): UserSession {
  return { ...session, notes: { ...session.notes, [AUTH_TIME_NOTE]: String(authTime) } }
}
