/**
 * The session layer: what stands between a browser and a service so that tokens never reach the browser
 * (backend for frontend). It speaks the web's own `Request` and `Response`, so any framework can carry it; the adapters
 * are for comfort. State is in the store and in cookies; nothing about users is kept here.
 */
import { authenticate, type Outcome } from './authenticate.ts'
import { type SessionsOptions, sessionContext } from './context.ts'
import { beginLogin, finishLogin, type LoginOptions } from './login.ts'
import { backChannelLogout, frontChannelLogout, logout } from './logout.ts'
import { Refresher } from './refreshing.ts'
import { type Requirement, requireSession } from './requirement.ts'
import type { AuthenticatedUser } from './user.ts'

export interface Sessions {
  /** Sends the browser to the provider's login page. */
  login(request: Request, options?: LoginOptions): Promise<Response>
  /** Answers the client's redirect URI: makes the session and sends the browser to where it was. */
  callback(request: Request): Promise<Response>
  /** Answers a POST: ends the session here and, by way of the browser, at the provider. */
  logout(request: Request): Promise<Response>
  /** Who is signed in; `undefined` for nobody. Asks nothing of the request, so let it change nothing. */
  session(request: Request): Promise<AuthenticatedUser | undefined>
  /** Whether a request meets a requirement, and the answer it gets when it doesn't. */
  check(request: Request, requirement: Requirement): Promise<Outcome>
  /** Answers the client's back-channel logout URL. */
  backChannelLogout(request: Request): Promise<Response>
  /** Answers the client's front-channel logout URL. */
  frontChannelLogout(request: Request): Promise<Response>
}

/**
 * @throws {RelyingPartyError} `invalid_configuration` when a setting can't work. The operations of the result throw only
 *   what is a fault of the store or of this program; what the provider or the caller does wrong is an answer.
 */
export function createSessions(options: SessionsOptions): Sessions {
  const context = sessionContext(options)
  const refresher = new Refresher(context)
  return {
    login: (request, login) => beginLogin(context, request, login),
    callback: (request) => finishLogin(context, request),
    logout: (request) => logout(context, request),
    async session(request) {
      const outcome = await authenticate(context, refresher, request, requireSession({ onMissing: 'problem' }))
      return outcome.ok ? outcome.user : undefined
    },
    check: (request, requirement) => authenticate(context, refresher, request, requirement),
    backChannelLogout: (request) => backChannelLogout(context, request),
    frontChannelLogout: (request) => frontChannelLogout(context, request),
  }
}
