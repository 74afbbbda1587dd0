/** Answers for what no endpoint answered: unknown paths, malformed requests, an unreachable database, our own mistakes. */
import { AdminError } from '../endpoints/admin/admin-error.ts'
import type { Response } from '../endpoints/exchange.ts'
import { RealmNotFound, type Services } from '../endpoints/realm-endpoint.ts'
import { HasherOverloaded } from '../keys/password-hasher.ts'
import { OAuthError } from '../protocol/oauth-error.ts'
import { StoreUnavailable } from '../store/ports.ts'
import { HostNotAllowed } from './base-url.ts'
import { plainErrorPage } from './plain-error-page.ts'
import { MalformedRequest } from './request.ts'

/** Where our own mistakes are told, without anything of the request's content. */
export interface FaultLog {
  error(facts: { readonly err: unknown; readonly method?: string; readonly route?: string }, message: string): void
  warn(facts: object, message: string): void
}

interface FaultContext {
  /** Prefix of the URLs of pages' resources. */
  readonly base: string
  readonly url: string
  readonly method: string
  readonly wantsHtml: boolean
}

const RETRY_AFTER = { 'retry-after': '2' } as const

export function answerFault(
  error: unknown,
  { url, method, wantsHtml, base }: FaultContext,
  services: Services,
  log: FaultLog,
): Response {
  if (error instanceof RealmNotFound) {
    services.recorder.refused({
      type: 'REALM_NOT_FOUND',
      realm: error.realm.slice(0, 100),
      reason: { kind: 'realm_not_found' },
    })
    return wantsHtml
      ? plainErrorPage(404, 'pageNotFoundMessage', base)
      : { status: 404, body: { error: 'Realm does not exist' } }
  }
  if (error instanceof OAuthError) {
    services.recorder.refused({ type: 'REQUEST_ERROR', realm: '', reason: error.reason })
    if (wantsHtml) {
      const disabled = error.reason.kind === 'realm_disabled'
      return plainErrorPage(error.status, disabled ? 'realmDisabledMessage' : 'invalidRequestMessage', base)
    }
    return { status: error.status, body: { error: error.code, error_description: error.description } }
  }
  if (error instanceof AdminError) return { status: error.status, body: error.body }
  if (error instanceof MalformedRequest) return malformed(error.message, wantsHtml, base)
  if (error instanceof HostNotAllowed) {
    log.warn({ host: error.host }, error.message)
    return { status: 400, body: { error: 'invalid_request', error_description: error.message } }
  }
  if (error instanceof HasherOverloaded || error instanceof StoreUnavailable) {
    log.warn({ reason: error.message }, 'answered 503')
    return { status: 503, headers: RETRY_AFTER, body: { error: 'temporarily_unavailable' } }
  }
  const status = statusOf(error)
  if (status !== undefined)
    return malformed(status === 413 ? 'The body is too large' : 'The request is malformed', wantsHtml, base, status)
  log.error({ err: error, method, route: url.split('?')[0] ?? '' }, 'a request failed')
  return wantsHtml
    ? plainErrorPage(500, 'unexpectedErrorHandlingRequestMessage', base)
    : { status: 500, body: { error: 'server_error' } }
}

/** @param url - as it came, with prefix and query. */
export function notFound(url: string, wantsHtml: boolean, base: string): Response {
  const path = url.split('?')[0] ?? ''
  if (/\/realms\//.test(path)) {
    if (wantsHtml) return plainErrorPage(404, 'pageNotFoundMessage', base)
    const [, protocol] = /\/realms\/[^/]+\/protocol\/([^/]+)/.exec(path) ?? []
    const known = protocol === undefined || protocol === 'openid-connect'
    return { status: 404, body: { error: known ? 'HTTP 404 Not Found' : 'Protocol not found' } }
  }
  return { status: 404, body: { error: 'Unable to find matching target resource method' } }
}

function malformed(description: string, wantsHtml: boolean, base: string, status = 400): Response {
  if (wantsHtml) return plainErrorPage(status, 'invalidRequestMessage', base)
  return { status, body: { error: 'invalid_request', error_description: description } }
}

/** Fastify's own refusals (body too large, bad content length) carry a status below 500. */
function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return undefined
  const { statusCode } = error
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500 ? statusCode : undefined
}
