import type { LoginSession } from '../../model/session.ts'
import type { Response } from '../exchange.ts'
import type { RealmContext } from '../realm-endpoint.ts'
import type { Login } from './login-in-progress.ts'
import { loginActionUrl } from './urls.ts'

/** Tabs of one browser that may be at a login at the same time; the oldest gives way (attack case 57). */
export const MOST_TABS = 300

/** The `execution` of a tab that asks whether to sign out: no login goes on there. */
export const LOGOUT_CONFIRMATION = 'LOGOUT'

/**
 * Stores the state of this tab after a step, with a fresh session code for the next form.
 *
 * @returns the login as it now is, `undefined` when another request of the same tab was quicker.
 */
export async function saveStep(login: Login, step: Partial<LoginSession>): Promise<Login | undefined> {
  const { realm, services } = login.context
  const { loginSessions } = services.stores
  const session: LoginSession = {
    ...login.session,
    ...step,
    sessionCode: services.random.bytes(32).toString('base64url'),
  }
  if (!login.stored) await loginSessions.put(realm.id, session, MOST_TABS)
  else if (!(await loginSessions.advance(realm.id, login.session.sessionCode, session))) return undefined
  return { ...login, session, stored: true }
}

/** A form from an older page, or sent twice: the newest page is shown, which tells so. */
export function stale(login: Login): Response {
  const { session } = login
  const execution = session.execution === undefined ? {} : { execution: session.execution }
  const action = session.authTime === undefined ? 'authenticate' : 'required-action'
  return {
    status: 302,
    headers: { location: loginActionUrl(login, action, execution), 'cache-control': 'no-store' },
    cookies: login.cookies,
  }
}

export function newSessionId({ services }: RealmContext): string {
  return services.random.bytes(18).toString('base64url')
}
