import type { CookieCarrier } from '../stores/session-store.ts'
import { type SessionContext, type SessionsOptions, type StorelessContext, sessionContext } from './context.ts'
import { cookiesOf } from './cookies.ts'
import type { RequestHead } from './request-head.ts'

/** The context of one request, and the `Set-Cookie` values that its store wants in the answer. */
export interface RequestContext {
  readonly context: SessionContext
  setCookies(): readonly string[]
}

const NONE: readonly string[] = []

/**
 * A store of the server's is the same for all requests; one that travels in cookies is opened for each of them.
 *
 * @throws {RelyingPartyError} `invalid_configuration`
 */
export function requestContexts(options: SessionsOptions): (request: RequestHead) => RequestContext {
  const { store, ...others } = options
  if (!('carried' in store)) {
    const shared = { context: { ...sessionContext(others), store }, setCookies: () => NONE }
    return () => shared
  }
  const base = sessionContext(others)
  return (request) => {
    const jar = cookieJar(base, request)
    return { context: { ...base, store: store.openFor(jar) }, setCookies: () => jar.setCookies() }
  }
}

function cookieJar(
  { cookies, cookieName, sealer }: StorelessContext,
  request: RequestHead,
): CookieCarrier & Pick<RequestContext, 'setCookies'> {
  const brought = cookiesOf(request)
  const written = new Map<string, string | undefined>()
  const fullName = (name: string) => `${cookieName}-${name}`
  return {
    sealer,
    read: (name) => (written.has(name) ? written.get(name) : brought.get(cookies.nameOf(fullName(name)))),
    write: (name, value) => void written.set(name, value),
    setCookies: () =>
      [...written].map(([name, value]) =>
        value === undefined ? cookies.remove(fullName(name)) : cookies.set(fullName(name), value),
      ),
  }
}
