/** The session layer as Express middleware: its routes, a guard for yours, and the user of a request. */
import type { Request as ExpressRequest, Response as ExpressResponse, NextFunction, RequestHandler } from 'express'
import type { Requirement } from '../session/requirement.ts'
import type { AuthenticatedUser } from '../session/user.ts'
import { LONGEST_BODY, type RelyingPartyOptions, routesOf, toHead, toRequest } from './routes.ts'

const users = new WeakMap<ExpressRequest, AuthenticatedUser>()

/** Whom the route's {@link guard} let in; `undefined` on a route without one. */
export function userOf(request: ExpressRequest): AuthenticatedUser | undefined {
  return users.get(request)
}

/** Answers the session layer's own paths and leaves the others alone. Use it before parsers of request bodies. */
export function relyingParty(options: RelyingPartyOptions): RequestHandler {
  const answers = new Map(routesOf(options).map((route) => [`${route.method} ${route.path}`, route]))
  return caught(async (request, response, next) => {
    const route = answers.get(`${request.method} ${request.path}`)
    if (!route) return next()
    const body = request.method === 'POST' ? await bodyOf(request) : undefined
    await send(response, await route.answer(toRequest(nodeRequest(request), options.origin, body)))
  })
}

/** Lets a request pass that meets the requirement, and answers others. */
export function guard(
  { sessions, origin }: Pick<RelyingPartyOptions, 'sessions' | 'origin'>,
  requirement: Requirement,
): RequestHandler {
  return caught(async (request, response, next) => {
    const outcome = await sessions.check(toHead(nodeRequest(request), origin), requirement)
    if (!outcome.ok) return send(response, outcome.response)
    users.set(request, outcome.user)
    if (outcome.setCookies.length > 0) {
      response.append('set-cookie', [...outcome.setCookies]).setHeader('cache-control', 'no-store')
    }
    next()
  })
}

type Handler = (request: ExpressRequest, response: ExpressResponse, next: NextFunction) => Promise<void>

/** Express 4 doesn't wait for promises. */
function caught(handler: Handler): RequestHandler {
  return (request, response, next) => {
    handler(request, response, next).catch(next)
  }
}

/** @returns what was sent: nothing when it is too much or another middleware has read it. */
async function bodyOf(request: ExpressRequest): Promise<string> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length
    if (length <= LONGEST_BODY) parts.push(part)
  }
  return length > LONGEST_BODY ? '' : Buffer.concat(parts).toString('utf8')
}

function nodeRequest({ method, originalUrl, headers }: ExpressRequest) {
  return { method, url: originalUrl, headers }
}

async function send(response: ExpressResponse, answer: Response): Promise<void> {
  response.status(answer.status)
  for (const [name, value] of answer.headers) if (name !== 'set-cookie') response.setHeader(name, value)
  const cookies = answer.headers.getSetCookie()
  if (cookies.length > 0) response.append('set-cookie', cookies)
  response.end(await answer.text())
}
