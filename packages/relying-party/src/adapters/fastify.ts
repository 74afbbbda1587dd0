/** The session layer as a Fastify plugin: its routes, a guard for yours, and the user on the request. */
import type { FastifyInstance, FastifyReply, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify'
import type { Requirement } from '../session/requirement.ts'
import type { AuthenticatedUser } from '../session/user.ts'
import { LONGEST_BODY, type RelyingPartyOptions, routesOf, toHead, toRequest } from './routes.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Whom the route's guard let in; `undefined` on a route without one. */
    user: AuthenticatedUser | undefined
  }
  interface FastifyInstance {
    /** Lets a request pass that meets the requirement, and answers others: `{ preHandler: app.guard(requireUser()) }`. */
    guard(requirement: Requirement): preHandlerAsyncHookHandler
  }
}

/** Register it with `await`, before the routes that use `app.guard`. */
export async function relyingParty(app: FastifyInstance, options: RelyingPartyOptions): Promise<void> {
  const { sessions, origin } = options
  app.decorateRequest('user', undefined)
  app.decorate(
    'guard',
    (requirement: Requirement): preHandlerAsyncHookHandler =>
      async (request, reply) => {
        const outcome = await sessions.check(toHead(nodeRequest(request), origin), requirement)
        if (!outcome.ok) return send(reply, outcome.response)
        request.user = outcome.user
        for (const cookie of outcome.setCookies) reply.header('set-cookie', cookie)
        if (outcome.setCookies.length > 0) reply.header('cache-control', 'no-store')
      },
  )
  await app.register(async (scope) => {
    // Bodies are read as text here, whatever they call themselves; the service's own parsers stay as they are.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: LONGEST_BODY }, (_request, body, done) => {
      done(null, body)
    })
    for (const { method, path, answer } of routesOf(options)) {
      scope.route({
        method,
        url: path,
        async handler(request, reply) {
          const body = typeof request.body === 'string' ? request.body : undefined
          return send(reply, await answer(toRequest(nodeRequest(request), origin, body)))
        },
      })
    }
  })
}
// What it decorates is for the routes beside it, not only for those below it.
Object.assign(relyingParty, {
  [Symbol.for('skip-override')]: true,
  [Symbol.for('fastify.display-name')]: 'relyingParty',
})

function nodeRequest({ method, raw, headers }: FastifyRequest) {
  return { method, url: raw.url ?? '/', headers }
}

async function send(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  reply.code(response.status)
  for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value)
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie)
  // an empty text would be called text/plain
  return reply.send((await response.text()) || undefined)
}
