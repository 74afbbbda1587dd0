/** Routes that are loaded and learnt with the first request for one of them. */
import findMyWay from 'find-my-way'
import type { Endpoint } from '../endpoints/exchange.ts'
import type { Method, Route } from '../endpoints/route.ts'
import { methodNotAllowed, optionsOf } from './routes.ts'

interface Found {
  readonly endpoint: Endpoint
  /** The route's path, with its placeholders. */
  readonly path: string
  /** The placeholders' values, percent-decoded. */
  readonly params: Readonly<Record<string, string>>
}

type Router = ReturnType<typeof routerOf>

/** @returns what finds the endpoint of a request; `undefined` for a path that no route has. */
export function lateRoutes(
  load: () => Promise<readonly Route[]>,
): (method: string, path: string) => Promise<Found | undefined> {
  let loading: Promise<Router> | undefined
  return async (method, path) => {
    loading ??= load().then(routerOf)
    const { find, byPath } = await loading
    const found = find(path)
    const route = found && byPath.get(found.store)
    if (!found || !route) return undefined
    return { endpoint: endpointOf(route, method), path: route.path, params: found.params }
  }
}

function routerOf(routes: readonly Route[]) {
  const router = findMyWay({ ignoreTrailingSlash: true, maxParamLength: 1_000 })
  // one method stands for all: that a path exists and that it takes a method are different questions (404 and 405)
  for (const { path } of routes) router.on('GET', path, () => {}, path)
  const byPath = new Map<unknown, Route>(routes.map((route) => [route.path, route]))
  return {
    byPath,
    find(path: string) {
      const found = router.find('GET', path)
      if (found === null) return undefined
      return { store: found.store, params: found.params as Readonly<Record<string, string>> } // the router gives texts
    },
  }
}

function endpointOf(route: Route, method: string): Endpoint {
  if (method === 'OPTIONS') return optionsOf(route)
  const asked = method === 'HEAD' ? 'GET' : method
  return route.answers[asked as Method] ?? methodNotAllowed
}
