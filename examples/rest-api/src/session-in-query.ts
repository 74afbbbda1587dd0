/**
 * The tutorial's way, for learning: the session's id goes through the address, as `?cookie=`, so that curl can use what a
 * browser got, and a login may begin in one and end in the other. Every log, history and Referer shows the id, and nothing
 * binds a login to who began it; the configuration refuses it in production.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'

const PARAMETER = 'cookie'
const SESSION_COOKIE = /^(?:__Host-)?session=([^;]+)/
const LOGIN_COOKIE = /^((?:__Host-)?login-[^=]+=[^;]+)/
/** Logins on their way; beyond it the oldest is forgotten. */
const MOST_LOGINS = 1_000

export function sessionInQuery(app: FastifyInstance): void {
  /** By their state: what a browser would have kept. */
  const logins = new Map<string, string>()

  app.addHook('onRequest', async (request) => {
    const brought = (request.headers.cookie ?? '').split(/; */).filter((cookie) => !SESSION_COOKIE.test(cookie))
    const cookies = [sessionOf(request), logins.get(stateIn(request.url) ?? '') ?? '', ...brought]
    request.headers.cookie = cookies.filter(Boolean).join('; ')
    // not a page address to come back to after login
    if (request.raw.url) request.raw.url = withoutParameter(request.raw.url)
  })
  app.addHook('onSend', async (_request, reply) => {
    const cookies = [reply.getHeader('set-cookie') ?? []].flat().map(String)
    reply.removeHeader('set-cookie')
    for (const cookie of cookies) if (!SESSION_COOKIE.test(cookie)) reply.header('set-cookie', cookie)
    const location = String(reply.getHeader('location') ?? '')
    const [login] = cookies.flatMap((cookie) => LOGIN_COOKIE.exec(cookie)?.[1] ?? [])
    const state = stateIn(location)
    if (login !== undefined && state !== undefined) keep(logins, state, login)
    const [id] = cookies.flatMap((cookie) => SESSION_COOKIE.exec(cookie)?.[1] ?? [])
    if (id !== undefined && location.startsWith('/')) reply.header('location', withParameter(location, id))
  })
}

function sessionOf({ query }: FastifyRequest): string {
  const id = (query as Record<string, unknown>)[PARAMETER]
  return typeof id === 'string' && /^[\w-]{1,100}$/.test(id) ? `session=${id}` : ''
}

function keep(logins: Map<string, string>, state: string, login: string): void {
  logins.set(state, login)
  const [oldest] = logins.keys()
  if (logins.size > MOST_LOGINS && oldest !== undefined) logins.delete(oldest)
}

function stateIn(address: string): string | undefined {
  return URL.parse(address, 'http://localhost')?.searchParams.get('state') ?? undefined
}

function withParameter(path: string, id: string): string {
  const url = new URL(path, 'http://localhost')
  url.searchParams.set(PARAMETER, id)
  return `${url.pathname}${url.search}`
}

function withoutParameter(path: string): string {
  const url = URL.parse(path, 'http://localhost')
  if (!url?.searchParams.has(PARAMETER)) return path
  url.searchParams.delete(PARAMETER)
  return `${url.pathname}${url.search}`
}
