/**
 * The HTTP library lives here and nowhere else: it turns a Fastify request into the endpoints' {@link Request}, writes
 * their {@link Response}, and answers what no endpoint foresaw.
 */
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Endpoint, Request, Response } from '../endpoints/exchange.ts'
import type { Services } from '../endpoints/realm-endpoint.ts'
import type { Method, Route } from '../endpoints/route.ts'
import { resources } from '../pages/resources.ts'
import { baseUrlOf, type HostSettings } from './base-url.ts'
import { serializeCookie } from './cookies.ts'
import { answerFault, type FaultLog, notFound } from './faults.ts'
import { lateRoutes } from './late-routes.ts'
import { reachedOf } from './reached.ts'
import { remoteAddressOf } from './remote-address.ts'
import { requestOf } from './request.ts'
import { methodNotAllowed, optionsOf, routes } from './routes.ts'
import { securityHeaders } from './security-headers.ts'

export interface HttpSettings extends HostSettings {
  /** `''` answers at `/` and at `/auth`; anything else only there. */
  readonly relativePath: string
  /** The largest request body in bytes. Forms are refused far below it. */
  readonly bodyLimit: number
  /** Addresses and blocks whose forwarding headers count; none: whoever connects is believed. */
  readonly trustedProxies?: readonly string[]
}

/** Told after each answer, for metrics. `durationMs` is wall time. */
export type AnswerListener = (answer: {
  readonly route: string
  readonly method: string
  readonly status: number
  readonly durationMs: number
}) => void

declare module 'fastify' {
  interface FastifyRequest {
    /** Path of a route that Fastify doesn't know itself, with its placeholders; empty otherwise. */
    lateRoute: string
  }
}

function noCompiler(): never {
  throw new Error('routes have no schemas here')
}

const LONGEST_FORM_BYTES = 256 * 1024
const METHODS: readonly Method[] = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH']

export function createHttpServer(
  services: Services,
  settings: HttpSettings,
  log: FaultLog,
  onAnswer?: AnswerListener,
): FastifyInstance {
  const app = fastify({
    logger: false, // 30 µs a request; what happens is told to the flow recorder instead
    bodyLimit: settings.bodyLimit,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 255 },
    requestTimeout: 30_000,
    keepAliveTimeout: 72_000,
    exposeHeadRoutes: false,
    return503OnClosing: true,
    // what the router can't read, `/%c0`, gets our answer, too
    frameworkErrors: (error, request, reply) =>
      void send(reply, answerFault(error, faultContext(settings, request), services, log)),
    forceCloseConnections: 'idle',
    // no route has a schema: the two compilers would be a fifth of the start and some megabytes
    schemaController: { compilersFactory: { buildValidator: () => noCompiler, buildSerializer: () => noCompiler } },
  })
  // bodies are read as text, whatever they call themselves: the endpoint knows what it takes
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  app.decorateRequest('lateRoute', '')
  for (const prefix of prefixesOf(settings)) register(app, services, settings, prefix)
  app.setErrorHandler((error, request, reply) =>
    send(reply, answerFault(error, faultContext(settings, request), services, log)),
  )
  app.setNotFoundHandler((request, reply) =>
    send(reply, notFound(request.url, wantsHtml(request), pathBase(settings, request))),
  )
  if (onAnswer !== undefined) {
    app.addHook('onResponse', async (request, reply) => {
      onAnswer({
        route: request.lateRoute || (request.routeOptions.url ?? 'none'),
        method: request.method,
        status: reply.statusCode,
        durationMs: reply.elapsedTime,
      })
    })
  }
  return app
}

/** Both `/` and Keycloak's old `/auth` where no relative path is chosen. */
function prefixesOf({ relativePath }: Pick<HttpSettings, 'relativePath'>): readonly string[] {
  return relativePath === '' ? ['', '/auth'] : [relativePath]
}

function register(app: FastifyInstance, services: Services, settings: HttpSettings, prefix: string): void {
  for (const route of routes(services)) registerRoute(app, settings, prefix, route)
  registerAdmin(app, services, settings, prefix)
  app.get(`${prefix}/resources/*`, (request, reply) => {
    const found = resources.get(decodeURI(request.url.slice(prefix.length).split('?')[0] ?? ''))
    if (found === undefined) return send(reply, notFound(request.url, false, prefix))
    const headers = { 'content-type': found.contentType, 'cache-control': 'public, max-age=31536000, immutable' }
    return send(reply, { status: 200, headers, body: found.body })
  })
}

/** The Admin API and its console: hundreds of paths, which a start must not pay for. */
function registerAdmin(app: FastifyInstance, services: Services, settings: HttpSettings, prefix: string): void {
  const find = lateRoutes(async () => [
    ...(await import('../endpoints/admin/routes.ts')).adminRoutes(services),
    ...(await import('../endpoints/console/console-page.ts')).consoleRoutes(services),
  ])
  app.all(`${prefix}/admin/*`, async (request, reply) => {
    const path = request.url.slice(prefix.length).split('?')[0] ?? ''
    const found = await find(request.method, path)
    if (found === undefined) return send(reply, notFound(request.url, wantsHtml(request), prefix))
    request.lateRoute = prefix + found.path
    return send(reply, await found.endpoint(requestIn(request, settings, prefix, found.params)))
  })
}

function registerRoute(app: FastifyInstance, settings: HttpSettings, prefix: string, route: Route): void {
  const url = `${prefix}${route.path}`
  for (const method of METHODS) {
    const endpoint = route.answers[method]
    if (endpoint !== undefined) {
      app.route({ method, url, handler: handlerOf(endpoint, settings, prefix) })
      if (method === 'GET') app.route({ method: 'HEAD', url, handler: handlerOf(endpoint, settings, prefix) })
    } else {
      app.route({ method, url, handler: handlerOf(methodNotAllowed, settings, prefix) })
    }
  }
  if (route.answers.GET === undefined) {
    app.route({ method: 'HEAD', url, handler: handlerOf(methodNotAllowed, settings, prefix) })
  }
  app.route({ method: 'OPTIONS', url, handler: handlerOf(optionsOf(route), settings, prefix) })
}

function handlerOf(endpoint: Endpoint, settings: HttpSettings, prefix: string) {
  return async (request: FastifyRequest, reply: FastifyReply) =>
    send(reply, await endpoint(requestIn(request, settings, prefix)))
}

function requestIn(
  request: FastifyRequest,
  settings: HttpSettings,
  prefix: string,
  params = request.params as Readonly<Record<string, string>>, // Fastify's router gives text for each placeholder
): Request {
  return requestOf(request, {
    prefix,
    params,
    base: baseUrlOf(settings, hostHeaders(request), prefix),
    formLimit: LONGEST_FORM_BYTES,
    remoteAddress: remoteAddressOf(
      settings.proxyHeaders,
      (name) => headerOf(request, name),
      request.socket.remoteAddress,
    ),
    reached: () => reachedOf(settings, hostHeaders(request), sentHeaders(request.raw.rawHeaders)),
  })
}

/** As they came: of a proxy that is not trusted nothing is left in the request. */
function sentHeaders(raw: readonly string[]): ReadonlyMap<string, string> {
  const pairs = raw.flatMap((name, index) =>
    index % 2 === 0 ? [[name.toLowerCase(), raw[index + 1] ?? ''] as const] : [],
  )
  return new Map(pairs)
}

function hostHeaders(request: FastifyRequest) {
  return {
    protocol: 'encrypted' in request.socket ? ('https' as const) : ('http' as const),
    host: request.headers.host,
    header: (name: string) => headerOf(request, name),
  }
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value.join(',') : value
}

function faultContext(settings: HttpSettings, request: FastifyRequest) {
  const { url, method } = request
  return { url, method, wantsHtml: wantsHtml(request), base: pathBase(settings, request) }
}

/** The prefix a request came under, for the resources of pages that belong to no realm. */
function pathBase(settings: HttpSettings, request: FastifyRequest): string {
  return prefixesOf(settings).findLast((prefix) => request.url.startsWith(prefix)) ?? ''
}

function wantsHtml(request: FastifyRequest): boolean {
  return request.headers.accept?.includes('text/html') ?? false
}

function send(reply: FastifyReply, response: Response): FastifyReply {
  reply.code(response.status)
  const isPage = response.headers?.['content-type']?.startsWith('text/html') ?? false
  reply.headers(securityHeaders(isPage))
  if (response.headers !== undefined) reply.headers(response.headers)
  if (response.cookies !== undefined) reply.header('set-cookie', response.cookies.map(serializeCookie))
  const { body, bytes } = response
  if (bytes !== undefined) return reply.send(bytes)
  if (typeof body === 'object') {
    if (!reply.hasHeader('content-type')) reply.header('content-type', 'application/json')
    // as bytes: to a text Fastify would add a charset, which JSON has not (RFC 8259 §11)
    return reply.send(Buffer.from(JSON.stringify(body)))
  }
  return reply.send(body) // nothing at all, not an empty text, which would get a content type
}
