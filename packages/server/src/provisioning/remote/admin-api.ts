/** Calls a server's Admin API, whose kind may be Latchkey or Keycloak, as an administrator. */
import { isObject, textOf } from '../../representations/fields.ts'

/** How the administrator proves who he is. */
export type Credentials =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'user'; readonly realm: string; readonly user: string; readonly password: string }
  | { readonly kind: 'client'; readonly realm: string; readonly clientId: string; readonly secret: string }

/** A call that the server refused, or that never reached it. The message has no secret. */
export class AdminApiError extends Error {
  readonly status: number | undefined
  constructor(message: string, status?: number) {
    super(message)
    this.name = 'AdminApiError'
    this.status = status
  }
}

const PATIENCE_MS = 60_000

export class AdminApi {
  readonly #base: string
  readonly #credentials: Credentials
  #token: string | undefined

  /** @param base - `https://login.example.org`, with the path of the server if it has one. */
  constructor(base: string, credentials: Credentials) {
    this.#base = base.replace(/\/+$/, '')
    this.#credentials = credentials
  }

  /** @returns `undefined` when there is no such thing (404). */
  async find(path: string): Promise<unknown> {
    return this.#call('GET', path, undefined, true)
  }

  async get(path: string): Promise<unknown> {
    return this.#call('GET', path, undefined, false)
  }

  async send(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<unknown> {
    return this.#call(method, path, body, false)
  }

  async #call(method: string, path: string, body: unknown, mayBeAbsent: boolean): Promise<unknown> {
    let answer = await this.#ask(method, path, body)
    // tokens live as short as a minute, and many calls take longer
    if (answer.status === 401 && this.#credentials.kind !== 'token') {
      this.#token = undefined
      answer = await this.#ask(method, path, body)
    }
    if (answer.status === 404 && mayBeAbsent) return undefined
    const text = await answer.text()
    if (answer.ok) return text === '' ? undefined : parsed(text)
    throw new AdminApiError(`${method} /admin${path} was answered ${answer.status}${wordsIn(text)}`, answer.status)
  }

  async #ask(method: string, path: string, body: unknown): Promise<Response> {
    this.#token ??= await this.#newToken()
    const headers = {
      authorization: `Bearer ${this.#token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    }
    return this.#fetch(`${this.#base}/admin${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  }

  async #newToken(): Promise<string> {
    const given = this.#credentials
    if (given.kind === 'token') return given.token
    const proof: Record<string, string> =
      given.kind === 'user'
        ? { grant_type: 'password', client_id: 'admin-cli', username: given.user, password: given.password }
        : { grant_type: 'client_credentials', client_id: given.clientId, client_secret: given.secret }
    const path = `/realms/${encodeURIComponent(given.realm)}/protocol/openid-connect/token`
    const answer = await this.#fetch(this.#base + path, { method: 'POST', body: new URLSearchParams(proof) })
    const text = await answer.text()
    const token = textOf(members(parsed(text))['access_token'])
    if (token === undefined) throw new AdminApiError(`Signing in was answered ${answer.status}${wordsIn(text)}`)
    return token
  }

  async #fetch(url: string, options: RequestInit): Promise<Response> {
    try {
      // a redirect would take the token, or the change, to where nobody asked for
      return await fetch(url, { ...options, redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) })
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
      throw new AdminApiError(`${new URL(url).origin} can't be reached (${cause})`)
    }
  }
}

export function members(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {}
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What the server said, as far as it is meant for people. */
function wordsIn(text: string): string {
  const { errorMessage, error_description: description, error } = members(parsed(text))
  const words = textOf(errorMessage) ?? textOf(description) ?? textOf(error)
  return words === undefined ? '' : `: ${words.slice(0, 300)}`
}
