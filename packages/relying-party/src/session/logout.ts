import type { LogoutToken, Seconds } from '../client/client.ts'
import { RelyingPartyError } from '../errors.ts'
import { hashed, type SessionContext } from './context.ts'
import { cookiesOf } from './cookies.ts'
import { isOwnRequest } from './csrf.ts'
import { failureProblem } from './failure-problem.ts'
import { endSession, findSession } from './held-session.ts'
import { redirectTo } from './login.ts'
import { problemResponse } from './problem.ts'
import type { RequestHead } from './request-head.ts'

/**
 * Ends the session here and sends the browser to the provider, to end it there too (OpenID Connect RP-Initiated Logout).
 * POST only: a link or an image of another site must sign nobody out.
 */
export async function logout(context: SessionContext, request: RequestHead): Promise<Response> {
  const { cookies, cookieName, origin, afterLogout, operations, client } = context
  if (request.method !== 'POST') {
    return problemResponse({
      status: 405,
      title: 'MethodNotAllowed',
      detail: 'Send a POST.',
      headers: { allow: 'POST' },
    })
  }
  if (!isOwnRequest(request, origin)) return problemResponse({ status: 403, title: 'CrossSiteRequest' })
  const removal = cookiesOf(request).has(cookies.nameOf(cookieName)) ? [cookies.remove(cookieName)] : []
  const held = await findSession(context, request)
  if (!held) return redirectTo(afterLogout, removal, 303)
  await endSession(context, held.key)
  const { idToken } = held.record.tokens
  const postLogoutRedirectUri = new URL(afterLogout, origin).href
  try {
    const url = await operations.endSessionUrl(client, {
      ...(idToken !== undefined && { idTokenHint: idToken }),
      postLogoutRedirectUri,
    })
    return redirectTo(url?.href ?? afterLogout, removal, 303)
  } catch (error) {
    if (!(error instanceof RelyingPartyError)) throw error
    // signed out here is better than not at all
    return redirectTo(afterLogout, removal, 303)
  }
}

/** A jti is refused for so long after it was seen, or as long as its token is good. Seconds. */
const REPLAY_LEASE = 600
const LONGEST_REPLAY_LEASE = 24 * 60 * 60
const LONGEST_LOGOUT_BODY = 64 * 1024

/**
 * The provider tells that a session ended, or all of a user (OpenID Connect Back-Channel Logout §2.5). Called by the
 * provider, not by a browser: no cookie counts, the token is the proof.
 */
export async function backChannelLogout(context: SessionContext, request: Request): Promise<Response> {
  const body = request.method === 'POST' ? await request.text() : ''
  const token = body.length <= LONGEST_LOGOUT_BODY ? new URLSearchParams(body).get('logout_token') : null
  if (!token) return logoutRefusal('A POST with a logout_token is needed.')
  try {
    const logoutToken = await context.operations.verifyLogoutToken(context.client, token)
    const once = await context.store.lease(hashed('jti', logoutToken.jti), replayTime(context, logoutToken))
    if (!once) return logoutRefusal('The token came before.')
    try {
      await endNamed(context, logoutToken)
    } catch (error) {
      await once.release()
      throw error
    }
    return new Response(null, { status: 200, headers: { 'cache-control': 'no-store' } })
  } catch (error) {
    if (!(error instanceof RelyingPartyError)) throw error
    if (error.kind === 'server_unreachable' || error.kind === 'discovery_failed') return failureProblem(error)
    return logoutRefusal(error.message)
  }
}

/**
 * The provider's logout page loads this address in a frame (OpenID Connect Front-Channel Logout §3). The browser sends no
 * cookie into it, so the session is known by `sid`, which nobody else can guess.
 */
export async function frontChannelLogout(context: SessionContext, request: RequestHead): Promise<Response> {
  const { searchParams } = new URL(request.url)
  const sid = searchParams.get('sid')
  if (!sid || searchParams.get('iss') !== context.client.options.issuer) {
    return problemResponse({ status: 400, title: 'InvalidRequest', detail: 'iss and sid of this issuer are needed.' })
  }
  await endAll(context, hashed('sid', sid))
  return new Response(null, { status: 200, headers: { 'cache-control': 'no-store' } })
}

function replayTime({ client, now }: SessionContext, { exp }: LogoutToken): Seconds {
  const good = exp + client.options.clockTolerance - now()
  return Math.min(LONGEST_REPLAY_LEASE, Math.max(REPLAY_LEASE, good))
}

/** With both names the narrower one counts. */
async function endNamed(context: SessionContext, { sid, sub }: LogoutToken): Promise<void> {
  if (sid !== undefined) await endAll(context, hashed('sid', sid))
  else if (sub !== undefined) await endAll(context, hashed('sub', sub))
}

async function endAll(context: SessionContext, index: string): Promise<void> {
  for (const key of await context.store.find(index)) await endSession(context, key)
}

function logoutRefusal(description: string): Response {
  return new Response(JSON.stringify({ error: 'invalid_request', error_description: description }), {
    status: 400,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  })
}
