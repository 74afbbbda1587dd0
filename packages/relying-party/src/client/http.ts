import { RelyingPartyError } from '../errors.ts'
import type { ResolvedOptions } from './resolve-options.ts'
import { safeCause } from './safe-cause.ts'
import { isSafeUrl } from './safe-url.ts'

/** Beyond this, an answer is no metadata, key set or token. */
const MAX_RESPONSE_BYTES = 1024 * 1024
const TOO_MANY_REQUESTS = 429

/** What is asked; how it is asked is not the caller's to say. */
export interface ProviderRequest {
  readonly method?: 'GET' | 'POST'
  readonly headers: Record<string, string>
  readonly body?: URLSearchParams | null | undefined
}

type HttpOptions = Pick<ResolvedOptions, 'fetch' | 'timeoutMs' | 'allowInsecureRequests'>

/**
 * The only way to the provider: https (or this machine), no redirect followed, an answer of bounded size in bounded time,
 * read to its end.
 *
 * @returns the answer, unless it is one that says nothing but "not now".
 * @throws {RelyingPartyError} `server_unreachable` without an answer or with a 5xx, 429 or redirect;
 *   `invalid_configuration` when the URL is plain http to another machine.
 */
export async function requestProvider(options: HttpOptions, input: string, init: ProviderRequest): Promise<Response> {
  const url = new URL(input)
  const endpoint = `${url.origin}${url.pathname}`
  if (!isSafeUrl(url, options.allowInsecureRequests)) {
    throw new RelyingPartyError(`${endpoint} is not https, and plain http is for this machine only.`, {
      kind: 'invalid_configuration',
      setting: 'allowInsecureRequests',
    })
  }
  const response = await send(options, url, init, endpoint)
  if (response.status >= 300 && response.status < 400) {
    throw unreachable(`${endpoint} answered with a redirect, which is not followed.`, endpoint, response.status)
  }
  if (response.status >= 500 || response.status === TOO_MANY_REQUESTS) {
    throw unreachable(
      `${endpoint} answered with status ${response.status}: it may work later.`,
      endpoint,
      response.status,
    )
  }
  return response
}

/** For an answer that isn't the provider's word on the matter. @param endpoint - a URL without query. */
export function unreachable(message: string, endpoint: string, status?: number, cause?: unknown): RelyingPartyError {
  return new RelyingPartyError(
    message,
    { kind: 'server_unreachable', endpoint, ...(status !== undefined && { status }) },
    cause === undefined ? undefined : { cause: safeCause(cause) },
  )
}

async function send(options: HttpOptions, url: URL, init: ProviderRequest, endpoint: string): Promise<Response> {
  const signal = AbortSignal.timeout(options.timeoutMs)
  try {
    const response = await options.fetch(url.href, {
      method: init.method ?? 'GET',
      headers: init.headers,
      redirect: 'manual',
      signal,
      ...(init.body && { body: init.body }),
    })
    const body = await readBounded(response)
    if (body === undefined) {
      throw unreachable(`${endpoint} answered with more than ${MAX_RESPONSE_BYTES} bytes.`, endpoint, response.status)
    }
    const { status, headers } = response
    return new Response(body.byteLength === 0 ? null : body, { status, headers })
  } catch (error) {
    if (error instanceof RelyingPartyError) throw error
    const what = signal.aborted ? `gave no answer within ${options.timeoutMs} ms` : "can't be reached"
    throw unreachable(`${endpoint} ${what}.`, endpoint, undefined, error)
  }
}

/** @returns `undefined` when there is more than allowed; the rest is not read. */
async function readBounded(response: Response): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (!response.body) return new Uint8Array(0)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body) {
    size += chunk.byteLength
    if (size > MAX_RESPONSE_BYTES) return undefined // leaving the loop cancels the stream
    chunks.push(chunk)
  }
  const body = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    body.set(chunk, offset)
    offset += chunk.byteLength
  }
  return body
}
