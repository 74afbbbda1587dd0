/**
 * Cross-origin answers (Fetch standard, CORS protocol) as Keycloak gives them: any origin while nobody is known yet and
 * nothing is told, the client's web origins as soon as the client is known, errors included.
 */
import type { Client } from '../model/client.ts'
import { resolveWebOrigins } from '../protocol/web-origins.ts'
import { withHeaders } from './answers.ts'
import type { Request, Response } from './exchange.ts'

const REQUEST_HEADERS =
  'Origin, Accept, X-Requested-With, Content-Type, Access-Control-Request-Method, Access-Control-Request-Headers, Authorization, DPoP'

/** Follows one request: which origins may read its answer, as that becomes known. */
export class Cors {
  readonly #origin: string | undefined
  #allowed: boolean
  #client: Client | undefined

  constructor(request: Request) {
    const origin = request.header('origin')
    // A browser names the origin of every POST, also of one that crosses none: the server's own page may always read.
    this.#origin = origin === new URL(request.base).origin ? undefined : origin
    this.#allowed = this.#origin !== undefined
  }

  /** From here on only the client's web origins may read. @returns `false` for a foreign origin. */
  restrictTo(client: Client): boolean {
    this.#client = client
    this.#allowed = this.#origin !== undefined && allowsOrigin(client, this.#origin)
    return this.#origin === undefined || this.#allowed
  }

  get origin(): string | undefined {
    return this.#origin
  }

  get client(): Client | undefined {
    return this.#client
  }

  /** @param exposed - response headers a script may read. */
  apply(response: Response, exposed = 'Access-Control-Allow-Methods'): Response {
    if (!this.#allowed || this.#origin === undefined) return response
    return withHeaders(response, {
      'access-control-allow-origin': this.#origin,
      'access-control-allow-credentials': 'true',
      ...(exposed && { 'access-control-expose-headers': exposed }),
    })
  }
}

function allowsOrigin(client: Client, origin: string): boolean {
  const origins = resolveWebOrigins(client)
  return origins.includes(origin) || origins.includes('*')
}

/** Public documents: every origin may read them. */
export function readableByAll(request: Request, response: Response): Response {
  return new Cors(request).apply(response, '')
}

/** Answers a preflight; without `Origin` it is a plain question for the methods. */
export function preflight(request: Request, methods: string): Response {
  const origin = request.header('origin')
  if (origin === undefined) return { status: 200, headers: {} }
  return {
    status: 200,
    headers: {
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': methods,
      'access-control-allow-headers': REQUEST_HEADERS,
      'access-control-max-age': '3600',
    },
  }
}
