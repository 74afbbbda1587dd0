/**
 * A request and an answer as the endpoints see them: plain values, without the HTTP library. `http/` makes the one and
 * writes the other.
 */
import type { Reached } from './reached.ts'

export interface Request {
  readonly method: string
  /** Path below the server's base, with the realm: `/realms/test/protocol/openid-connect/token`. */
  readonly path: string
  /** The values of the route's placeholders, percent-decoded. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** Empty unless the body is `application/x-www-form-urlencoded`. */
  readonly form: URLSearchParams
  /** The body of a `text/plain` request; empty otherwise. */
  readonly text: string
  /** The body of a `multipart/form-data` request as it is; empty otherwise. */
  readonly multipart: string
  /** The parsed body of a JSON request, not validated. */
  readonly json: unknown
  readonly cookies: ReadonlyMap<string, string>
  /** The URL under which the client reaches this server, with the relative path and no slash at the end. */
  readonly base: string
  readonly remoteAddress: string
  /** What {@link base} was made of; found out when it is asked. */
  readonly reached: () => Reached
  /** Whether a browser asks for a page (`Accept` names HTML). */
  readonly wantsHtml: boolean
  header(name: string): string | undefined
}

export interface Response {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly cookies?: readonly Cookie[]
  /** An object is sent as JSON. */
  readonly body?: string | object
  /** A file as it is, in place of a body. */
  readonly bytes?: Uint8Array
}

/** A cookie to set; `maxAge` in seconds, 0 removes it, absent makes it last as long as the browser. */
export interface Cookie {
  readonly name: string
  readonly value: string
  readonly path: string
  readonly maxAge?: number
  /** HttpOnly unless `false`. */
  readonly httpOnly?: boolean
}

export type Endpoint = (request: Request) => Promise<Response>
