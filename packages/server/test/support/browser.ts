import assert from 'node:assert/strict'
import type { FastifyInstance } from 'fastify'

/** One answer, as a test looks at it. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
  readonly location: URL
  json(): Record<string, unknown>
}

/** A browser without a screen: keeps cookies by path, fills forms in, follows nothing by itself. */
export class Browser {
  readonly #app: FastifyInstance
  readonly #cookies = new Map<string, { value: string; path: string }>()

  constructor(app: FastifyInstance) {
    this.#app = app
  }

  async get(url: string): Promise<Answer> {
    return this.#request('GET', url)
  }

  async post(url: string, form: Readonly<Record<string, string>>): Promise<Answer> {
    return this.#request('POST', url, form)
  }

  /** Sends the page's form with these fields over its hidden ones. */
  async submit(page: Answer, fields: Readonly<Record<string, string>>): Promise<Answer> {
    return this.post(formAction(page), { ...hiddenFields(page), ...fields })
  }

  /** A second browser that took all cookies along, as a thief or another window would. */
  copy(): Browser {
    const other = new Browser(this.#app)
    for (const [name, cookie] of this.#cookies) other.#cookies.set(name, cookie)
    return other
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name)?.value
  }

  setCookie(name: string, value: string, path = '/'): void {
    this.#cookies.set(name, { value, path })
  }

  forget(name: string): void {
    this.#cookies.delete(name)
  }

  async #request(method: 'GET' | 'POST', url: string, form?: Readonly<Record<string, string>>): Promise<Answer> {
    const target = new URL(url, 'http://localhost:8080')
    const response = await this.#app.inject({
      method,
      url: target.pathname + target.search,
      headers: {
        host: target.host,
        accept: 'text/html,application/xhtml+xml',
        cookie: [...this.#cookies]
          .filter(([, { path }]) => target.pathname.startsWith(path))
          .map(([name, { value }]) => `${name}=${value}`)
          .join('; '),
        ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(form && { payload: new URLSearchParams(form).toString() }),
    })
    for (const cookie of response.cookies) {
      if (cookie.maxAge === 0) this.#cookies.delete(cookie.name)
      else this.#cookies.set(cookie.name, { value: cookie.value, path: cookie.path ?? '/' })
    }
    return answerOf(response)
  }
}

export function answerOf(response: {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}): Answer {
  return {
    status: response.statusCode,
    headers: response.headers,
    body: response.body,
    get location() {
      assert.ok(response.headers['location'], `no redirect but ${response.statusCode}: ${response.body.slice(0, 300)}`)
      return new URL(String(response.headers['location']), 'http://localhost:8080')
    },
    json: () => JSON.parse(response.body),
  }
}

export function formAction({ body }: Answer): string {
  const [, action] = /<form[^>]*\saction="([^"]+)"/.exec(body) ?? []
  assert.ok(action, `no form on the page: ${body.slice(0, 300)}`)
  return unescaped(action)
}

function hiddenFields({ body }: Answer): Record<string, string> {
  const inputs = body.match(/<input[^>]*type="hidden"[^>]*>/g) ?? []
  return Object.fromEntries(
    inputs.map((input) => [
      /name="([^"]*)"/.exec(input)?.[1] ?? '',
      unescaped(/value="([^"]*)"/.exec(input)?.[1] ?? ''),
    ]),
  )
}

function unescaped(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
