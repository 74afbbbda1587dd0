/** What went wrong, told to the caller as `application/problem+json` (RFC 9457). No detail holds a token, code or secret. */
export interface Problem {
  readonly status: number
  /** The same for every problem of this kind. */
  readonly title: string
  /** What to do about this one. */
  readonly detail?: string
  readonly headers?: Readonly<Record<string, string>>
}

const titles = new WeakMap<Response, string>()

/** @returns `undefined` for an answer that is no problem. */
export function titleOf(response: Response): string | undefined {
  return titles.get(response)
}

/** A problem as an answer that no cache keeps. */
export function problemResponse({ status, title, detail, headers }: Problem): Response {
  const body = JSON.stringify({ type: 'about:blank', title, status, ...(detail !== undefined && { detail }) })
  const response = new Response(body, {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  })
  titles.set(response, title)
  return response
}
