/**
 * A route of the Admin REST API as data: what it is called, who may call it, what it takes, what it changes. From one
 * such value come the answer, the refusals, the admin event and the OpenAPI document, so that none can be forgotten.
 * Denied unless allowed: a route must name the permission it needs.
 */
import type { Realm } from '../../model/realm.ts'
import type { Shape } from '../../representations/json-shape.ts'
import { Cors } from '../cors.ts'
import type { Endpoint, Request, Response } from '../exchange.ts'
import type { Services } from '../realm-endpoint.ts'
import type { Method } from '../route.ts'
import { AdminError, forbidden, notFound } from './admin-error.ts'
import type { AdminChange, ResourceType } from './admin-event.ts'
import { administratorOf } from './administrator.ts'
import { type Administrator, may, type Permission } from './permissions.ts'
import { type QueryFields, type QueryOf, readBody, readQuery } from './read-request.ts'

const REALM_PATH = '/admin/realms/:realm'

/** A request of an administrator, read. */
export interface ServerCall<Body = undefined, Query = unknown> {
  readonly services: Services
  readonly request: Request
  readonly admin: Administrator
  readonly body: Body
  readonly query: Query
}

/** The same below `/admin/realms/{realm}`, with the realm in question. */
export interface AdminContext<Body = undefined, Query = unknown> extends ServerCall<Body, Query> {
  readonly realm: Realm
}

/** An answer, with what it changed where that does not follow from the route. */
export interface AdminResponse extends Response {
  /** In place of the one change that the route's `changes`, its method and its path tell. Empty: nothing was changed. */
  readonly changes?: readonly AdminChange[]
  /** What the change is shown with, in place of the body that was sent; `undefined` for what is nobody's business. */
  readonly changed?: unknown
  /** What the change is, where that doesn't follow from the method and the route. */
  readonly changedAs?: Partial<Omit<AdminChange, 'representation'>>
}

interface RouteWords<Body, Fields extends QueryFields> {
  readonly method: Exclude<Method, 'PATCH'>
  /** One line for the reference page. */
  readonly summary: string
  readonly query?: Fields
  readonly body?: Shape<Body>
  /** Whether a call may come without its body, which is `undefined` then. */
  readonly bodyMayLack?: boolean
}

interface RealmRoute<Body, Fields extends QueryFields> extends RouteWords<Body, Fields> {
  /** Below `/admin/realms/{realm}`; `:name` stands for one segment, a `*` at the end for the rest. */
  readonly path: string
  /** One of these is enough to get in; what more it takes, the answer decides. */
  readonly needs: Permission | readonly Permission[]
  /** What kind of thing a call changes. Required of all but GET; `nothing` for a call that only asks. */
  readonly changes?: ResourceType | 'nothing'
  answer(context: AdminContext<Body, QueryOf<Fields>>): Promise<AdminResponse>
}

interface ServerRoute<Body, Fields extends QueryFields> extends RouteWords<Body, Fields> {
  /** Below the server's base. */
  readonly path: string
  /** Decides itself who may: the call is of no realm. */
  answer(call: ServerCall<Body, QueryOf<Fields>>): Promise<Response>
}

export interface AdminRoute {
  readonly method: Exclude<Method, 'PATCH'>
  readonly path: string
  readonly summary: string
  /** Empty where the answer itself decides. */
  readonly needs: readonly Permission[]
  readonly query: QueryFields
  readonly body: Shape<unknown> | undefined
  endpoint(services: Services): Endpoint
}

/** A route of a realm: 401 without a good token, 404 for an unknown realm, 403 without the role. */
export function realmRoute<Body = undefined, const Fields extends QueryFields = Record<never, never>>(
  route: RealmRoute<Body, Fields> & (Body extends undefined ? unknown : { readonly body: Shape<Body> }),
): AdminRoute {
  const needs: readonly Permission[] = typeof route.needs === 'string' ? [route.needs] : route.needs
  if (route.method !== 'GET' && route.changes === undefined) {
    throw new Error(`${route.method} ${route.path} does not say what it changes`)
  }
  return {
    ...wordsOf(route, REALM_PATH + route.path, needs),
    endpoint: (services) =>
      answering(services, async (admin, request) => {
        const realm = await services.stores.realms.findByName(request.params['realm'] ?? '')
        if (realm === undefined) throw notFound('Realm not found.')
        if (!needs.some((permission) => may(admin, permission, realm))) throw forbidden()
        const call = readCall(route, services, request, admin)
        const answer = await route.answer({ ...call, realm })
        const { changes, changed, changedAs, ...response } = answer
        const representation = 'changed' in answer ? changed : call.body
        const told = changes ?? changeOf(route, request, response, { representation, ...changedAs })
        if (told.length > 0) {
          await services.adminEvents.record({ ...admin, ipAddress: request.remoteAddress }, realm, told)
        }
        return response
      }),
  }
}

/** A route of the whole server, such as the list of realms. */
export function serverRoute<Body = undefined, const Fields extends QueryFields = Record<never, never>>(
  route: ServerRoute<Body, Fields> & (Body extends undefined ? unknown : { readonly body: Shape<Body> }),
): AdminRoute {
  return {
    ...wordsOf(route, route.path, []),
    endpoint: (services) =>
      answering(services, async (admin, request) => route.answer(readCall(route, services, request, admin))),
  }
}

function wordsOf<Body, Fields extends QueryFields>(
  { method, summary, query, body }: RouteWords<Body, Fields>,
  path: string,
  needs: readonly Permission[],
) {
  return { method, path, summary, needs, query: query ?? {}, body }
}

function readCall<Body, Fields extends QueryFields>(
  route: RouteWords<Body, Fields>,
  services: Services,
  request: Request,
  admin: Administrator,
): ServerCall<Body, QueryOf<Fields>> {
  const query = readQuery(request, route.query ?? ({} as Fields)) // a route without fields has none to read
  // without a shape the body is `undefined`, which is then its type
  const lacks = route.body === undefined || (route.bodyMayLack === true && request.json === undefined)
  const body = lacks || route.body === undefined ? (undefined as Body) : readBody(request, route.body)
  return { services, request, admin, query, body }
}

/** Refusals too may be read by the administrator's page, wherever it comes from. */
function answering(
  services: Services,
  answer: (admin: Administrator, request: Request) => Promise<Response>,
): Endpoint {
  return async (request) => {
    let admin: Administrator | undefined
    try {
      admin = await administratorOf(services, request)
      return admin.cors.apply(await answer(admin, request))
    } catch (error) {
      if (!(error instanceof AdminError)) throw error
      const refusal = { status: error.status, body: error.body }
      if (admin !== undefined) return admin.cors.apply(refusal)
      // whoever isn't known is told that from anywhere; an origin that is not his client's is told nothing
      return error.status === 401 ? new Cors(request).apply(refusal) : refusal
    }
  }
}

const OPERATION = { POST: 'ACTION', PUT: 'UPDATE', DELETE: 'DELETE' } as const

/** The change that most calls make: a new thing where the answer says it is, or the thing at the path. */
function changeOf<Body, Fields extends QueryFields>(
  { method, changes }: RealmRoute<Body, Fields>,
  request: Request,
  { status, headers }: Response,
  told: Partial<AdminChange>,
): readonly AdminChange[] {
  if (method === 'GET' || changes === undefined || changes === 'nothing' || status >= 400) return []
  const location = status === 201 ? headers?.['location'] : undefined
  const change = {
    operation: location === undefined ? OPERATION[method] : 'CREATE',
    resource: changes,
    path: pathBelowRealm(location === undefined ? request.path : new URL(location).pathname),
  } as const
  const { representation, ...as } = told
  return [{ ...change, ...as, ...(representation !== undefined && { representation }) }]
}

/** `…/admin/realms/NAME/roles/two%20words` is `roles/two words`. */
function pathBelowRealm(path: string): string {
  return decodeURIComponent(/\/admin\/realms\/[^/]+\/?(.*)$/.exec(path)?.[1] ?? '')
}
