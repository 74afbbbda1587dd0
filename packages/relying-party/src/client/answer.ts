import { RelyingPartyError } from '../errors.ts'
import { unreachable } from './http.ts'

export type JsonObject = Readonly<Record<string, unknown>>

const MAX_WORDS = 500

/**
 * The JSON object of an answer with a good status.
 *
 * @param endpoint - whose answer it is, a URL without query.
 * @throws {RelyingPartyError} `refused` when the server says no with an OAuth error, `server_unreachable` when what came
 *   isn't an OAuth answer at all.
 */
export async function jsonAnswer(response: Response, endpoint: string): Promise<JsonObject> {
  const json = isJson(response) ? parseObject(await response.text()) : undefined
  if (!response.ok) throw refusal(response, json) ?? strange(response, endpoint)
  if (!json) throw strange(response, endpoint)
  return json
}

/** As {@link jsonAnswer} for an endpoint whose good answer has no body (RFC 7009 §2.2). */
export async function emptyAnswer(response: Response, endpoint: string): Promise<void> {
  if (response.ok) return
  const json = isJson(response) ? parseObject(await response.text()) : undefined
  throw refusal(response, json) ?? strange(response, endpoint)
}

/** A refusal in the server's words, tidied: they go into logs and pages of whoever uses this. */
export function refused(error: string, description: unknown, status?: number): RelyingPartyError {
  const code = tidy(error)
  const words = typeof description === 'string' ? tidy(description) : undefined
  return new RelyingPartyError(`The server refused: ${code}${words ? ` (${words})` : ''}.`, {
    kind: 'refused',
    error: code,
    ...(words !== undefined && { errorDescription: words }),
    ...(status !== undefined && { status }),
  })
}

/** @returns `undefined` for anything but an object. */
export function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined
  } catch {
    return undefined
  }
}

export function contentType(response: Response): string {
  return (response.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
}

function isJson(response: Response): boolean {
  return /^application\/([\w.-]+\+)?json$/.test(contentType(response))
}

/** The error of the body (RFC 6749 §5.2), or of the challenge (RFC 6750 §3). */
function refusal(response: Response, json: JsonObject | undefined): RelyingPartyError | undefined {
  if (typeof json?.['error'] === 'string' && json['error'] !== '') {
    return refused(json['error'], json['error_description'], response.status)
  }
  const challenge = response.headers.get('www-authenticate') ?? ''
  const error = quoted(challenge, 'error')
  return error ? refused(error, quoted(challenge, 'error_description'), response.status) : undefined
}

function quoted(challenge: string, name: string): string | undefined {
  return new RegExp(`(?:^|[\\s,])${name}\\s*=\\s*"([^"\\\\]*)"`, 'i').exec(challenge)?.[1]
}

function strange(response: Response, endpoint: string): RelyingPartyError {
  const message = `${endpoint} answered with status ${response.status} and no OAuth answer: is a proxy in between?`
  return unreachable(message, endpoint, response.status)
}

function tidy(words: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what has to go
  return words.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').slice(0, MAX_WORDS)
}
