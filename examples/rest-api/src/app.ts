/** The API itself: which address answers what, and to whom. Sessions and guards are the library's. */
import { relyingParty } from '@latchkey/relying-party/fastify'
import { requireRealmRole, requireSession, requireUser, type Sessions } from '@latchkey/relying-party/session'
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import { apiPage, apiPageHeaders } from './api-page.ts'
import type { Config } from './config.ts'
import { openApiDocument } from './openapi.ts'
import { self } from './self.ts'
import { sessionInQuery } from './session-in-query.ts'

/** The redirect URI's path: registered at the identity server. */
export const CALLBACK_PATH = '/v1/token'

/** What is told here is about one user: no cache may keep it, and it is what it says it is. */
const PRIVATE = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }

/** @param config - as `readConfig` gives it. @returns the application, not yet listening. */
export async function createApp(config: Config, sessions: Sessions): Promise<FastifyInstance> {
  const startedAtMs = performance.now()
  let requests = 0
  const app = fastify({
    logger: false,
    bodyLimit: 16 * 1024,
    // what Fastify can't even find a route for
    frameworkErrors: (error, _request, reply: FastifyReply) => void problem(reply, 400, 'BadRequest', error.message),
  })
  app.addHook('onRequest', async () => {
    requests += 1
  })
  app.addHook('onSend', async (_request, reply) => {
    for (const [name, value] of Object.entries(PRIVATE)) if (!reply.hasHeader(name)) reply.header(name, value)
  })
  if (config.sessionIn === 'query') sessionInQuery(app)
  await app.register(relyingParty, {
    sessions,
    origin: config.baseUrl,
    callbackPath: CALLBACK_PATH,
    logoutPath: '/v1/logout',
    backChannelLogoutPath: '/v1/backchannel-logout',
    frontChannelLogoutPath: '/v1/frontchannel-logout',
  })

  app.get('/v1/self', { preHandler: app.guard(requireUser({ onMissing: 'login' })) }, ({ user }) => user && self(user))
  app.get('/v1/session', { preHandler: app.guard(requireSession({ onMissing: 'login' })) }, ({ user }) => {
    const { createdAt = 0, endsAt = 0, accessTokenExpiresAt = 0 } = user?.session ?? {}
    return {
      username: user?.claims['preferred_username'],
      createdAt: isoTime(createdAt),
      expiresAt: isoTime(endsAt),
      accessTokenExpiresAt: isoTime(accessTokenExpiresAt),
    }
  })
  app.get('/v1/admin/report', { preHandler: app.guard(requireRealmRole('admin')) }, ({ user }) => ({
    generatedFor: user?.claims['preferred_username'],
    uptimeSeconds: Math.floor((performance.now() - startedAtMs) / 1000),
    requests,
  }))
  app.get('/health', () => ({ status: 'UP' }))
  app.get('/openapi.json', () => openApiDocument(config))
  app.get('/', (_request, reply) =>
    reply.type('text/html; charset=utf-8').headers(apiPageHeaders(config)).send(apiPage(config)),
  )

  app.setNotFoundHandler((request, reply) =>
    problem(reply, 404, 'NotFound', `There is no ${request.method} ${request.url.split('?')[0]}.`),
  )
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const { statusCode = 500 } = error
    if (statusCode < 500) return problem(reply, statusCode, 'BadRequest', error.message)
    console.error(error)
    return problem(reply, 500, 'InternalError', 'This is a fault of the service; its log says more.')
  })
  return app
}

function isoTime(epochSeconds: number): string {
  return new Date(epochSeconds * 1000).toISOString()
}

function problem(reply: FastifyReply, status: number, title: string, detail: string) {
  return reply
    .code(status)
    .type('application/problem+json')
    .headers(PRIVATE)
    .send({ type: 'about:blank', title, status, detail })
}
