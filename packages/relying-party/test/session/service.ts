/** A service with sessions, a provider that does as it is told, and browsers: all in this process, on a clock of ours. */
import { randomUUID } from 'node:crypto'
import type { AccessTokenClaims, LoginState, TokenSet } from '../../src/client/client.ts'
import { createClient } from '../../src/client/client.ts'
import { RelyingPartyError } from '../../src/errors.ts'
import type { Operations, SessionsOptions } from '../../src/session/context.ts'
import { type Requirement, requireUser } from '../../src/session/requirement.ts'
import { createSessions, type Sessions } from '../../src/session/sessions.ts'
import { memoryStore } from '../../src/stores/memory.ts'
import type { SessionStore } from '../../src/stores/session-store.ts'

export const ORIGIN = 'https://app.example'
export const ISSUER = 'https://id.example/realms/shop'
export const KEY = new Uint8Array(32).fill(1)
export const OTHER_KEY = new Uint8Array(32).fill(2)

export class TestClock {
  seconds = 1_790_000_000
  advance(seconds: number): void {
    this.seconds += seconds
  }
}

/** What the provider would say; tests change it. */
export class TestProvider {
  readonly clock: TestClock
  lifespan = 300
  user = 'alice'
  roles: readonly string[] = ['user']
  refreshes = 0
  exchanges = 0
  /** Thrown by the next operations until it is taken away. */
  failure: RelyingPartyError | undefined
  keysUnreachable = false
  /** Waited for in the middle of a refresh. */
  pause: Promise<void> | undefined
  /** The refresh token that is good: each is good once. */
  #current: string | undefined

  constructor(clock: TestClock) {
    this.clock = clock
  }

  tokens(): TokenSet {
    this.#current = `refresh-${randomUUID()}`
    return {
      accessToken: `access-${this.user}-${randomUUID()}`,
      expiresAt: this.clock.seconds + this.lifespan,
      refreshToken: this.#current,
      idToken: `id-${this.user}`,
      claims: { sub: this.user, sid: `sid-of-${this.user}`, preferred_username: this.user },
      scope: 'openid profile',
      tokenType: 'Bearer',
    }
  }

  /** The user signed out somewhere else, or was signed out. */
  endSession(): void {
    this.#current = undefined
  }

  readonly operations: Operations = {
    authorizationUrl: async (_client, asked = {}) => {
      this.#fail()
      const state = randomUUID()
      const login: LoginState = { state, nonce: 'n', codeVerifier: 'v', redirectUri: `${ORIGIN}/callback` }
      const url = new URL(`${ISSUER}/auth`)
      url.searchParams.set('state', state)
      if (asked.prompt) url.searchParams.set('prompt', String(asked.prompt))
      return { url, login }
    },
    exchangeCode: async (_client, callback, login) => {
      this.#fail()
      this.exchanges += 1
      const parameters = callback instanceof URL ? callback.searchParams : callback
      if (parameters.get('state') !== login.state) throw new Error('the session layer mixed two logins up')
      const error = parameters.get('error')
      if (error) throw refusal(error, parameters.get('error_description') ?? undefined)
      if (!parameters.get('code')) {
        throw new RelyingPartyError('no code', { kind: 'invalid_callback', reason: 'code_missing' })
      }
      return this.tokens()
    },
    refresh: async (_client, token) => {
      this.refreshes += 1
      await this.pause
      this.#fail()
      if (token !== this.#current) throw refusal('invalid_grant')
      return this.tokens()
    },
    validateAccessToken: async (_client, token) => {
      if (this.keysUnreachable) throw unreachable()
      const [, user] = /^access-(\w+)/.exec(token) ?? []
      if (user === undefined)
        throw new RelyingPartyError('It is "wrong".', { kind: 'invalid_token', part: 'aud', reason: 'x' })
      const claims: AccessTokenClaims = {
        iss: ISSUER,
        sub: user,
        exp: this.clock.seconds + this.lifespan,
        scope: 'openid profile',
        realm_access: { roles: this.roles },
        resource_access: { shop: { roles: ['buyer'] } },
      }
      return claims
    },
    endSessionUrl: async (_client, options = {}) => {
      this.#fail()
      const url = new URL(`${ISSUER}/logout`)
      url.searchParams.set('id_token_hint', options.idTokenHint ?? '')
      url.searchParams.set('post_logout_redirect_uri', options.postLogoutRedirectUri ?? '')
      return url
    },
    verifyLogoutToken: async (_client, token) => {
      this.#fail()
      if (!token.startsWith('logout ')) {
        throw new RelyingPartyError('It is forged.', { kind: 'invalid_token', part: 'signature', reason: 'x' })
      }
      const { exp, ...parts } = Object.fromEntries(new URLSearchParams(token.slice('logout '.length)))
      const now = this.clock.seconds
      return { iat: now, exp: exp ? Number(exp) : now + 60, jti: parts['jti'] ?? randomUUID(), ...parts }
    },
  }

  #fail(): void {
    if (this.failure) throw this.failure
  }
}

export function refusal(error: string, errorDescription?: string): RelyingPartyError {
  const words = errorDescription === undefined ? {} : { errorDescription }
  return new RelyingPartyError(`refused with ${error}`, { kind: 'refused', error, ...words })
}

export function unreachable(): RelyingPartyError {
  return new RelyingPartyError('no answer', { kind: 'server_unreachable', endpoint: ISSUER })
}

export interface TestService {
  readonly sessions: Sessions
  readonly store: SessionStore
  readonly provider: TestProvider
  readonly clock: TestClock
  /** Another process on the same store. */
  another(options?: Partial<SessionsOptions>): Sessions
}

export function service({ store: given, ...options }: Partial<SessionsOptions> = {}): TestService {
  const clock = new TestClock()
  const provider = new TestProvider(clock)
  const now = () => clock.seconds
  const shared = memoryStore({ clock: now })
  const another = (more: Partial<SessionsOptions> = {}) =>
    createSessions({
      client: createClient({
        issuer: ISSUER,
        clientId: 'app',
        authentication: { method: 'none' },
        redirectUri: `${ORIGIN}/callback`,
        clock: now,
      }),
      store: given ?? shared,
      keys: [KEY],
      origin: ORIGIN,
      operations: provider.operations,
      wait: () => new Promise((resolve) => setImmediate(resolve)),
      ...options,
      ...more,
    })
  return { sessions: another(), store: given && !('carried' in given) ? given : shared, provider, clock, another }
}

/** Keeps cookies as a browser does, and says what browsers say. */
export class TestBrowser {
  readonly cookies = new Map<string, string>()

  request(path: string, init: { method?: string; headers?: Record<string, string>; body?: string } = {}): Request {
    return new Request(`${ORIGIN}${path}`, {
      ...init,
      headers: {
        accept: 'text/html',
        'sec-fetch-mode': 'navigate',
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...init.headers,
      },
    })
  }

  /** Takes the answer's cookies. */
  took(response: Response): Response {
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      const name = pair.slice(0, pair.indexOf('='))
      if (/Max-Age=0(;|$)/.test(cookie)) this.cookies.delete(name)
      else this.cookies.set(name, pair.slice(pair.indexOf('=') + 1))
    }
    return response
  }

  /** @returns the state that the provider was sent. */
  async begin(sessions: Sessions, path = '/page'): Promise<string> {
    const response = this.took(await sessions.login(this.request(path)))
    return new URL(response.headers.get('location') ?? '').searchParams.get('state') ?? ''
  }

  async finish(sessions: Sessions, state: string, more = 'code=c'): Promise<Response> {
    return this.took(await sessions.callback(this.request(`/callback?state=${state}&${more}`)))
  }

  async signIn(sessions: Sessions): Promise<void> {
    const response = await this.finish(sessions, await this.begin(sessions))
    if (response.status !== 302) throw new Error(`not signed in: ${response.status} ${await response.text()}`)
  }

  /** @returns the user's name, or the status of the answer. */
  async visit(
    sessions: Sessions,
    requirement: Requirement = requireUser(),
    init: Parameters<TestBrowser['request']>[1] = {},
  ): Promise<string | number> {
    const outcome = await sessions.check(this.request('/page?a=1', init), requirement)
    if (outcome.ok) return String(outcome.user.claims['sub'])
    return this.took(outcome.response).status
  }
}
