import { RelyingPartyError } from '../errors.ts'
import type { SessionContext } from './context.ts'
import { cookiesOf } from './cookies.ts'
import { isOwnRequest } from './csrf.ts'
import { failureProblem, UNREACHABLE } from './failure-problem.ts'
import { findSession, type HeldSession, touchSession } from './held-session.ts'
import { beginLogin, withCookies } from './login.ts'
import { type Problem, problemResponse } from './problem.ts'
import type { Refresher } from './refreshing.ts'
import type { RequestHead } from './request-head.ts'
import type { Requirement } from './requirement.ts'
import { type AuthenticatedUser, authenticatedUser } from './user.ts'

/** Whether a request may go on, or the answer it gets instead. */
export type Judgement =
  | { readonly ok: true; readonly user: AuthenticatedUser }
  | { readonly ok: false; readonly response: Response }

/**
 * Judges one request: finds out who sends it, renews the session's access token if need be, and compares with what the
 * route requires. A bearer token counts before a cookie: a bad one is refused and never made good by a session.
 */
export async function authenticate(
  context: SessionContext,
  refresher: Refresher,
  request: RequestHead,
  requirement: Requirement,
): Promise<Judgement> {
  const { accept = 'both' } = requirement
  const authorization = request.headers.get('authorization')
  const outcome =
    accept === 'bearer' || (accept === 'both' && authorization !== null)
      ? await byBearer(context, authorization)
      : await bySession(context, refresher, request, requirement)
  return outcome.ok ? withRight(outcome.user, requirement) : outcome
}

/** RFC 6750 §2.1: a token in the header; in the query or a form it would end up in logs. */
async function byBearer({ client, operations }: SessionContext, authorization: string | null): Promise<Judgement> {
  if (authorization === null) return refused({ status: 401, title: 'TokenMissing', headers: challenge() })
  const [, token] = /^bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(authorization) ?? []
  if (token === undefined) {
    return refused({ status: 401, title: 'TokenMissing', detail: 'A bearer token is needed.', headers: challenge() })
  }
  try {
    const claims = await operations.validateAccessToken(client, token)
    const facts = { via: 'bearer', claims, accessToken: token, session: undefined } as const
    return { ok: true, user: authenticatedUser(facts, claims) }
  } catch (error) {
    if (!(error instanceof RelyingPartyError)) throw error
    if (error.kind === 'invalid_token' || error.kind === 'token_expired') {
      const headers = challenge('invalid_token', error.message)
      return refused({ status: 401, title: 'TokenNotAccepted', detail: error.message, headers })
    }
    return { ok: false, response: failureProblem(error) }
  }
}

async function bySession(
  context: SessionContext,
  refresher: Refresher,
  request: RequestHead,
  requirement: Requirement,
): Promise<Judgement> {
  const held = await findSession(context, request)
  if (!held) return { ok: false, response: await withoutSession(context, request, requirement) }
  if (!isOwnRequest(request, context.origin)) return refused(CROSS_SITE)
  const freshness = await refresher.fresh(context, held)
  switch (freshness.kind) {
    case 'fresh': {
      await touchSession(context, freshness.session)
      return { ok: true, user: userOf(freshness.session) }
    }
    case 'ended':
      return { ok: false, response: await withoutSession(context, request, requirement) }
    case 'unreachable':
      return refused(UNREACHABLE)
    case 'refused':
      return { ok: false, response: failureProblem(freshness.error) }
  }
}

/** Who a session is about. */
export function userOf({ record }: HeldSession): AuthenticatedUser {
  const { tokens, accessClaims, createdAt, endsAt } = record
  const session = { createdAt, endsAt, accessTokenExpiresAt: tokens.expiresAt }
  const facts = { via: 'session', claims: tokens.claims ?? {}, accessToken: tokens.accessToken, session } as const
  return authenticatedUser(facts, accessClaims)
}

function withRight(user: AuthenticatedUser, { right }: Requirement): Judgement {
  if (!right || right.held(user)) return { ok: true, user }
  const detail = `The ${right.name} is needed.`
  return refused({
    status: 403,
    title: 'Forbidden',
    detail,
    ...(user.via === 'bearer' && { headers: challenge('insufficient_scope', detail, right.scope) }),
  })
}

/** To the login page, or told that there is none for a script; the cookie of an ended session goes. */
async function withoutSession(
  context: SessionContext,
  request: RequestHead,
  { onMissing = 'auto' }: Requirement,
): Promise<Response> {
  const { cookies, cookieName } = context
  const response = isSentToLogin(request, onMissing)
    ? await beginLogin(context, request)
    : problemResponse({ status: 401, title: 'SessionMissing', detail: 'Sign in first.', headers: challenge() })
  return cookiesOf(request).has(cookies.nameOf(cookieName))
    ? withCookies(response, [cookies.remove(cookieName)])
    : response
}

function isSentToLogin(request: RequestHead, onMissing: NonNullable<Requirement['onMissing']>): boolean {
  if (onMissing === 'problem' || (request.method !== 'GET' && request.method !== 'HEAD')) return false
  const mode = request.headers.get('sec-fetch-mode')
  // a script can't follow to another origin's login page, whatever the route would like
  if (mode !== null) return mode === 'navigate'
  return onMissing === 'login' || (request.headers.get('accept') ?? '').includes('text/html')
}

const CROSS_SITE: Problem = {
  status: 403,
  title: 'CrossSiteRequest',
  detail: 'Another site caused this request, or it does not say where it comes from (Origin, X-Requested-With).',
}

/** RFC 6750 §3. Quotation marks and control characters can't stand in it. */
function challenge(error?: string, description?: string, scope?: string): Readonly<Record<string, string>> {
  const plain = (text: string) => text.replaceAll(/[^\x20\x21\x23-\x5b\x5d-\x7e]/g, "'")
  const parameters = Object.entries({ error, error_description: description, scope })
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(([name, value]) => `${name}="${plain(value)}"`)
  return { 'www-authenticate': ['Bearer', parameters.join(', ')].filter(Boolean).join(' ') }
}

function refused(problem: Problem): Judgement {
  return { ok: false, response: problemResponse(problem) }
}
