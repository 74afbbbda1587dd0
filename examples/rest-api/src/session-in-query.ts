/**
 * The tutorial's way, for learning: the session's id goes through the address, as `?cookie=`, so that curl can use what a
 * browser got. Every log, history and Referer shows it; the configuration refuses it in production.
 */
import type { FastifyInstance } from 'fastify'

const PARAMETER = 'cookie'
const SESSION_COOKIE = /^(?:__Host-)?session=([^;]+)/

export function sessionInQuery(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    const id = (request.query as Record<string, unknown>)[PARAMETER]
    const others = (request.headers.cookie ?? '')
      .split(/; */)
      .filter((cookie) => cookie && !SESSION_COOKIE.test(cookie))
    const own = typeof id === 'string' && /^[\w-]{1,100}$/.test(id) ? [`session=${id}`] : []
    request.headers.cookie = [...own, ...others].join('; ')
    // not a page address to come back to after login
    if (request.raw.url) request.raw.url = withoutParameter(request.raw.url)
  })
  app.addHook('onSend', async (_request, reply) => {
    const cookies = [reply.getHeader('set-cookie') ?? []].flat().map(String)
    const session = cookies.find((cookie) => SESSION_COOKIE.test(cookie))
    if (session === undefined) return
    reply.removeHeader('set-cookie')
    for (const cookie of cookies) if (cookie !== session) reply.header('set-cookie', cookie)
    const id = SESSION_COOKIE.exec(session)?.[1]
    const location = reply.getHeader('location')
    if (id === undefined || typeof location !== 'string' || !location.startsWith('/')) return
    const url = new URL(location, 'http://localhost')
    url.searchParams.set(PARAMETER, id)
    reply.header('location', `${url.pathname}${url.search}`)
  })
}

function withoutParameter(path: string): string {
  const url = new URL(path, 'http://localhost')
  url.searchParams.delete(PARAMETER)
  return `${url.pathname}${url.search}`
}
