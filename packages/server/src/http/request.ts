import { parseCookie } from 'cookie'
import type { FastifyRequest } from 'fastify'
import type { Request } from '../endpoints/exchange.ts'

/** A request that no endpoint should see: answered with 400 and this sentence. */
export class MalformedRequest extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'MalformedRequest'
  }
}

const MOST_PARAMETERS = 200
const LONGEST_QUERY = 32 * 1024
const NO_PARAMETERS = new URLSearchParams()
const BAD_PERCENT = /%(?![0-9a-f]{2})/i

/** Reads everything once. @throws {MalformedRequest} for what is no form, no JSON, or too much. */
export function requestOf(
  request: FastifyRequest,
  at: {
    readonly prefix: string
    readonly base: string
    readonly params: Readonly<Record<string, string>>
    readonly formLimit: number
    readonly remoteAddress: string
    readonly reached: Request['reached']
  },
): Request {
  const [pathname = '', ...search] = request.url.split('?')
  const contentType = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  const body = typeof request.body === 'string' ? request.body : ''
  if (body.includes('\u0000')) throw new MalformedRequest('The body holds a null byte')
  const isForm = contentType === 'application/x-www-form-urlencoded'
  if (isForm && body.length > at.formLimit) throw new MalformedRequest(`The form is larger than ${at.formLimit} bytes`)
  const query = search.join('?')
  if (query.length > LONGEST_QUERY) throw new MalformedRequest(`The query is longer than ${LONGEST_QUERY} characters`)
  return {
    method: request.method,
    path: pathname.slice(at.prefix.length),
    params: at.params,
    query: parametersIn(query),
    form: isForm ? parametersIn(body) : NO_PARAMETERS,
    text: contentType === 'text/plain' ? body : '',
    multipart: contentType === 'multipart/form-data' ? body : '',
    json: jsonOf(contentType, body),
    cookies: cookiesOf(request.headers.cookie),
    base: at.base,
    remoteAddress: at.remoteAddress,
    reached: at.reached,
    wantsHtml: request.headers.accept?.includes('text/html') ?? false,
    header(name) {
      const value = request.headers[name]
      return Array.isArray(value) ? value.join(',') : value
    },
  }
}

function parametersIn(text: string): URLSearchParams {
  if (text === '') return NO_PARAMETERS
  if (BAD_PERCENT.test(text)) throw new MalformedRequest('A % is not followed by two hexadecimal digits')
  if (text.split('&', MOST_PARAMETERS + 1).length > MOST_PARAMETERS) {
    throw new MalformedRequest(`There are more than ${MOST_PARAMETERS} parameters`)
  }
  return new URLSearchParams(text)
}

/** A body that doesn't say what it is may be JSON, as for Keycloak's Admin API; if not, it is nothing. */
function jsonOf(contentType: string | undefined, body: string): unknown {
  if (contentType !== undefined) return contentType.endsWith('json') ? jsonIn(body) : undefined
  try {
    return jsonIn(body)
  } catch (error) {
    if (error instanceof MalformedRequest) return undefined
    throw error
  }
}

/** @returns `undefined` for an empty body: the endpoint says what it misses. */
function jsonIn(text: string): unknown {
  if (text.trim() === '') return undefined
  if (isDeep(text)) throw new MalformedRequest(`The body is nested deeper than ${DEEPEST} levels`)
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new MalformedRequest(
      `The body is not JSON: ${error instanceof Error ? error.message.slice(0, 200) : 'unreadable'}`,
    )
  }
}

/** More than any representation has; what goes through a value step by step must not exhaust the stack. */
const DEEPEST = 500

function isDeep(json: string): boolean {
  let depth = 0
  let inText = false
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at]
    if (inText && character === '\\') at += 1
    else if (character === '"') inText = !inText
    else if (!inText && (character === '[' || character === '{')) depth += 1
    else if (!inText && (character === ']' || character === '}')) depth -= 1
    if (depth > DEEPEST) return true
  }
  return false
}

function cookiesOf(header: string | undefined): ReadonlyMap<string, string> {
  if (header === undefined) return new Map()
  const entries = Object.entries(parseCookie(header)).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return new Map(entries)
}
