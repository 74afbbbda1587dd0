/**
 * The session layer: what stands between a browser and a service so that tokens never reach the browser
 * (backend for frontend). It speaks the web's own `Request` and `Response`, so any framework can carry it; the adapters
 * are for comfort. State is in the store and in cookies; nothing about users is kept here.
 */
import { authenticate, userOf } from './authenticate.ts'
import type { SessionContext, SessionsOptions } from './context.ts'
import { findSession } from './held-session.ts'
import { beginLogin, finishLogin, type LoginOptions, withCookies } from './login.ts'
import { backChannelLogout, frontChannelLogout, logout } from './logout.ts'
import { type Problem, problemResponse, titleOf } from './problem.ts'
import { Refresher } from './refreshing.ts'
import { requestContexts } from './request-context.ts'
import type { RequestHead } from './request-head.ts'
import { type Requirement, requireSession } from './requirement.ts'
import type { AuthenticatedUser } from './user.ts'

/** Whether a request may go on, or the answer it gets instead. */
export type Outcome =
  | {
      readonly ok: true
      readonly user: AuthenticatedUser
      /** `Set-Cookie` values for the route's own answer; there are none unless sessions are kept in cookies. */
      readonly setCookies: readonly string[]
    }
  | { readonly ok: false; readonly response: Response }

export interface Sessions {
  /** Sends the browser to the provider's login page. */
  login(request: RequestHead, options?: LoginOptions): Promise<Response>
  /** Answers the client's redirect URI: makes the session and sends the browser to where it was. */
  callback(request: RequestHead): Promise<Response>
  /** Answers a POST: ends the session here and, by way of the browser, at the provider. */
  logout(request: RequestHead): Promise<Response>
  /**
   * Who is signed in; `undefined` for nobody. Asks nothing of the request, so let it change nothing. With sessions in
   * cookies nothing is renewed, because there is no answer to put them into.
   */
  session(request: RequestHead): Promise<AuthenticatedUser | undefined>
  /** Whether a request meets a requirement, and the answer it gets when it doesn't. */
  check(request: RequestHead, requirement: Requirement): Promise<Outcome>
  /** Answers the client's back-channel logout URL. */
  backChannelLogout(request: Request): Promise<Response>
  /** Answers the client's front-channel logout URL. */
  frontChannelLogout(request: RequestHead): Promise<Response>
}

/**
 * @throws {RelyingPartyError} `invalid_configuration` when a setting can't work. The operations of the result throw only
 *   what is a fault of the store or of this program; what the provider or the caller does wrong is an answer.
 */
export function createSessions(options: SessionsOptions): Sessions {
  const contextOf = requestContexts(options)
  const refresher = new Refresher()
  const carried = 'carried' in options.store

  async function answer<R extends RequestHead>(
    request: R,
    act: (context: SessionContext, request: R) => Promise<Response>,
  ): Promise<Response> {
    const { context, setCookies } = contextOf(request)
    return withCookies(told(context, await act(context, request)), setCookies())
  }

  async function check(request: RequestHead, requirement: Requirement): Promise<Outcome> {
    const { context, setCookies } = contextOf(request)
    const judged = await authenticate(context, refresher, request, requirement)
    return judged.ok
      ? { ...judged, setCookies: setCookies() }
      : { ok: false, response: withCookies(told(context, judged.response), setCookies()) }
  }

  return {
    login: (request, login) => answer(request, (context) => beginLogin(context, request, login)),
    callback: (request) => answer(request, finishLogin),
    logout: (request) => answer(request, logout),
    async session(request) {
      if (carried) {
        const held = await findSession(contextOf(request).context, request)
        return held && userOf(held)
      }
      const outcome = await check(request, requireSession({ onMissing: 'problem' }))
      return outcome.ok ? outcome.user : undefined
    },
    check,
    backChannelLogout: (request) =>
      carried ? Promise.resolve(problemResponse(NOT_FINDABLE)) : answer(request, backChannelLogout),
    frontChannelLogout: (request) =>
      carried ? Promise.resolve(problemResponse(NOT_FINDABLE)) : answer(request, frontChannelLogout),
  }
}

/** Tells of an answer that is a refusal. */
function told(context: SessionContext, response: Response): Response {
  const kind = titleOf(response)
  if (kind !== undefined) context.tell('request_refused', { kind })
  return response
}

const NOT_FINDABLE: Problem = {
  status: 501,
  title: 'LogoutNotSupported',
  detail: 'Sessions are kept in cookies here, where nobody else can find them.',
}
