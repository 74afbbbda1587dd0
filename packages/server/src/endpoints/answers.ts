import type { Cookie, Response } from './exchange.ts'

/** Nothing that carries tokens, codes or a person's page may be kept by anybody (RFC 6749 §5.1). */
const NO_STORE = { 'cache-control': 'no-store', pragma: 'no-cache' } as const

/** Some of Keycloak's resources say so, and a strict client may compare. */
export const JSON_WITH_CHARSET = { 'content-type': 'application/json;charset=UTF-8' } as const

export function json(body: object, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return { status, headers: { ...NO_STORE, ...headers }, body }
}

export function noContent(headers: Readonly<Record<string, string>> = {}): Response {
  return { status: 204, headers }
}

export function redirect(location: string, cookies: readonly Cookie[] = []): Response {
  return { status: 302, headers: { ...NO_STORE, location }, cookies }
}

export function page(html: string, status = 200, cookies: readonly Cookie[] = []): Response {
  return {
    status,
    headers: { 'content-type': 'text/html;charset=utf-8', 'cache-control': 'no-store, must-revalidate, max-age=0' },
    cookies,
    body: html,
  }
}

/** The same answer with more headers. */
export function withHeaders(response: Response, headers: Readonly<Record<string, string>>): Response {
  return { ...response, headers: { ...response.headers, ...headers } }
}
