/** What the adapters have in common: which paths the session layer answers, and how a Node request becomes a `Request`. */
import type { IncomingHttpHeaders } from 'node:http'
import type { RequestHead } from '../session/request-head.ts'
import type { Sessions } from '../session/sessions.ts'

/** Settings of the adapters. A path that is not given is not served. */
export interface RelyingPartyOptions {
  readonly sessions: Sessions
  /** Scheme, host and port, as given to `createSessions`: no header of a request can change where it came to. */
  readonly origin: string
  /** Of the client's redirect URI. */
  readonly callbackPath: string
  /** `?return_to=` names the page to come back to. */
  readonly loginPath?: string
  /** POST. */
  readonly logoutPath?: string
  readonly backChannelLogoutPath?: string
  readonly frontChannelLogoutPath?: string
}

/** One path of the session layer. */
export interface SessionRoute {
  readonly method: 'GET' | 'POST'
  readonly path: string
  answer(request: Request): Promise<Response>
}

/** The largest body that is read; a logout token is a few kilobytes. */
export const LONGEST_BODY = 64 * 1024

export function routesOf({ sessions, ...paths }: RelyingPartyOptions): readonly SessionRoute[] {
  const route = (method: SessionRoute['method'], path: string | undefined, answer: SessionRoute['answer']) =>
    path === undefined ? [] : [{ method, path, answer }]
  return [
    ...route('GET', paths.callbackPath, (request) => sessions.callback(request)),
    ...route('GET', paths.loginPath, (request) => {
      const returnTo = new URL(request.url).searchParams.get('return_to') ?? '/'
      return sessions.login(request, { returnTo })
    }),
    ...route('POST', paths.logoutPath, (request) => sessions.logout(request)),
    ...route('POST', paths.backChannelLogoutPath, (request) => sessions.backChannelLogout(request)),
    ...route('GET', paths.frontChannelLogoutPath, (request) => sessions.frontChannelLogout(request)),
  ]
}

interface NodeRequest {
  readonly method: string
  /** As it stands in the request line; whatever host it may name, the origin stays ours. */
  readonly url: string
  readonly headers: IncomingHttpHeaders
}

/** What a guard needs to know of a request. */
export function toHead({ method, url, headers }: NodeRequest, origin: string): RequestHead {
  const get = (name: string) => {
    const value = headers[name]
    return typeof value === 'string' ? value : (value?.join(', ') ?? null)
  }
  return { method, url: absolute(url, origin), headers: { get, has: (name) => headers[name] !== undefined } }
}

export function toRequest({ method, url, headers }: NodeRequest, origin: string, body?: string): Request {
  const copied = new Headers()
  for (const [name, value] of Object.entries(headers)) {
    for (const one of [value ?? []].flat()) copied.append(name, one)
  }
  return new Request(absolute(url, origin), { method, headers: copied, ...(body !== undefined && { body }) })
}

function absolute(url: string, origin: string): string {
  return `${origin}${url.startsWith('/') ? url : '/'}`
}
