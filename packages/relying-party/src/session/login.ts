import type { AuthorizationUrlOptions } from '../client/authorization-url.ts'
import { RelyingPartyError } from '../errors.ts'
import { hashed, type SessionContext } from './context.ts'
import { failureProblem } from './failure-problem.ts'
import { createSession, endSession, keyOf } from './held-session.ts'
import { type BegunLogin, findLogin, keepLogin } from './login-state.ts'
import { type Problem, problemResponse } from './problem.ts'
import type { RequestHead } from './request-head.ts'
import { safeReturnTo } from './return-to.ts'

/** How to begin one login. */
export interface LoginOptions extends Pick<AuthorizationUrlOptions, 'prompt' | 'maxAge' | 'loginHint' | 'extra'> {
  /** Path of this service to come back to; anything else becomes `/`. The requested page unless told. */
  readonly returnTo?: string
}

/** Sends the browser to the provider. What the callback needs is kept in a cookie of its own, so tabs don't mix. */
export async function beginLogin(
  context: SessionContext,
  request: RequestHead,
  { returnTo, again, ...asked }: LoginOptions & Pick<BegunLogin, 'again'> = {},
): Promise<Response> {
  const { operations, client, origin, scope } = context
  const { pathname, search } = new URL(request.url)
  const here = request.method === 'GET' ? `${pathname}${search}` : '/'
  try {
    const { url, login } = await operations.authorizationUrl(client, { scope, ...asked })
    const begun = { login, returnTo: safeReturnTo(returnTo ?? here, origin), ...(again && { again }) }
    return redirectTo(url.href, keepLogin(context, request, begun))
  } catch (error) {
    return failureProblem(error)
  }
}

/**
 * Where the provider sends the browser back to: makes the session, under a new id, and sends the browser to where it was.
 * The answer must belong to a login that this very browser began, and each login is finished once.
 *
 * @see RFC 9700 §4.7 (login CSRF), RFC 6749 §10.12
 */
export async function finishLogin(context: SessionContext, request: RequestHead): Promise<Response> {
  const { searchParams } = new URL(request.url)
  const state = searchParams.get('state') ?? ''
  if (state === '' && !searchParams.has('code') && !searchParams.has('error')) return problemResponse(CODE_NOT_FOUND)
  const found = state.length <= 200 ? findLogin(context, request, state) : undefined
  if (!found) return problemResponse(FOREIGN_LOGIN)
  const removal = context.cookies.remove(found.cookie)
  // never released: whoever comes a second time with this state is refused for as long as the cookie could be good
  const once = await context.store.lease(hashed('login', state), context.loginLifetime)
  if (!once) return withCookies(problemResponse(FOREIGN_LOGIN), [removal])
  try {
    const tokens = await context.operations.exchangeCode(context.client, searchParams, found.begun.login)
    const previous = keyOf(context, request)
    if (previous !== undefined) await endSession(context, previous)
    return redirectTo(found.begun.returnTo, [removal, await createSession(context, tokens)])
  } catch (error) {
    const response = isTooOld(error, found.begun)
      ? await beginAgain(context, request, found.begun)
      : failureProblem(error)
    return withCookies(response, [removal])
  }
}

/**
 * Keycloak's word for a login page whose browser has signed in meanwhile, in another tab, or that was left open too long.
 * The provider is well, and asking again gets an answer at once or a fresh page.
 */
function isTooOld(error: unknown, { again }: BegunLogin): boolean {
  if (again || !(error instanceof RelyingPartyError) || error.failure.kind !== 'refused') return false
  const { error: code, errorDescription } = error.failure
  return code === 'temporarily_unavailable' && errorDescription === 'authentication_expired'
}

async function beginAgain(
  context: SessionContext,
  request: RequestHead,
  { login, returnTo }: BegunLogin,
): Promise<Response> {
  const { maxAge } = login
  return beginLogin(context, request, { returnTo, again: true, ...(maxAge !== undefined && { maxAge }) })
}

const CODE_NOT_FOUND: Problem = {
  status: 400,
  title: 'CodeNotFound',
  detail: 'This address is where the identity server sends the browser back to, with a code. It came without one.',
}

const FOREIGN_LOGIN: Problem = {
  status: 400,
  title: 'UnknownLogin',
  detail:
    'This answer belongs to no login that this browser has begun, or to one that is finished or too old. Sign in again.',
}

/** To be followed with GET, never kept. */
export function redirectTo(location: string, setCookies: readonly string[] = [], status: 302 | 303 = 302): Response {
  return withCookies(new Response(null, { status, headers: { location, 'cache-control': 'no-store' } }), setCookies)
}

export function withCookies(response: Response, setCookies: readonly string[]): Response {
  for (const cookie of setCookies) response.headers.append('set-cookie', cookie)
  return response
}
