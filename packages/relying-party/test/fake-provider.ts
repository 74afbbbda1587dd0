/**
 * A small OpenID Provider that does what a test tells it, also wrong. It behaves well by default: single-use codes with
 * PKCE, rotating refresh tokens, ES256 signatures. A test changes `metadata`, or puts an own answer on an endpoint.
 */
import { createHash, randomUUID } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import type { ClientOptions } from '../src/client/client.ts'

export const CLIENT_ID = 'shop'
export const CLIENT_SECRET = 'a secret: with + & signs'
export const REDIRECT_URI = 'https://shop.example/callback'
export const SUBJECT = 'f3b1-alice'
/** Far from the real time, so that a forgotten clock shows. */
export const START = 2_000_000_000

export type Endpoint =
  | 'discovery'
  | 'jwks'
  | 'token'
  | 'userinfo'
  | 'introspection'
  | 'revocation'
  | 'par'
  | 'elsewhere'

export interface Received {
  readonly endpoint: Endpoint
  readonly headers: http.IncomingHttpHeaders
  readonly form: URLSearchParams
}

export interface Answer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** An object is sent as JSON, a text as it is; `hang` sends nothing at all, `cut` breaks the connection. */
  readonly body?: object | string
  readonly fault?: 'hang' | 'cut'
}

export interface SigningKey {
  readonly kid: string
  readonly alg: string
  readonly privateKey: CryptoKey
  readonly publicJwk: JWK
}
type CryptoKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey']

export interface FakeProvider {
  readonly issuer: string
  readonly clock: { now: number }
  /** Published at the well-known place; changed by a test before the client asks. */
  readonly metadata: Record<string, unknown>
  readonly received: Received[]
  /** Published keys; the first signs. */
  keys: SigningKey[]
  /** Claims that are added to, or with `undefined` taken from, the ID tokens of the token endpoint. */
  idTokenClaims: Record<string, unknown>
  /** Members that are added to the token endpoint's good answers. */
  tokenAnswer: Record<string, unknown>
  /** Client options that fit, with the provider's clock. */
  options(changes?: Partial<ClientOptions>): ClientOptions
  /** Answers an endpoint in another way; `undefined` from the function means the usual way. */
  answer(endpoint: Endpoint, how: (received: Received) => Answer | undefined): void
  /** Does what a browser and a user who agrees would do. */
  login(authorizationUrl: URL): URL
  count(endpoint: Endpoint): number
  sign(claims: Record<string, unknown>, header?: Record<string, unknown>, key?: SigningKey): Promise<string>
  idToken(changes?: Record<string, unknown>, header?: Record<string, unknown>): Promise<string>
  accessToken(changes?: Record<string, unknown>, header?: Record<string, unknown>): Promise<string>
  logoutToken(changes?: Record<string, unknown>, header?: Record<string, unknown>): Promise<string>
  close(): Promise<void>
}

export async function newSigningKey(alg = 'ES256', kid: string = randomUUID()): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  return { kid, alg, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } }
}

interface Grant {
  readonly nonce: string | undefined
  readonly challenge: string | undefined
  readonly redirectUri: string | undefined
}

export async function startFakeProvider(): Promise<FakeProvider> {
  const server = http.createServer((request, response) => {
    void receive(request).then((received) => respond(received, response))
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const issuer = `${origin}/realms/fake`
  const codes = new Map<string, Grant>()
  const pushed = new Map<string, URLSearchParams>()
  const refreshTokens = new Set<string>()
  const overrides = new Map<Endpoint, (received: Received) => Answer | undefined>()

  const provider: FakeProvider = {
    issuer,
    clock: { now: START },
    metadata: {
      issuer,
      authorization_endpoint: `${issuer}/authorize?theme=plain`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      userinfo_endpoint: `${issuer}/userinfo`,
      introspection_endpoint: `${issuer}/introspection`,
      revocation_endpoint: `${issuer}/revocation`,
      end_session_endpoint: `${issuer}/logout`,
      authorization_response_iss_parameter_supported: true,
    },
    received: [],
    keys: [await newSigningKey()],
    idTokenClaims: {},
    tokenAnswer: {},
    options: (changes) => ({
      issuer,
      clientId: CLIENT_ID,
      authentication: { method: 'client_secret_basic', secret: CLIENT_SECRET },
      redirectUri: REDIRECT_URI,
      clock: () => provider.clock.now,
      ...changes,
    }),
    answer: (endpoint, how) => overrides.set(endpoint, how),
    login(authorizationUrl) {
      const asked = authorizationUrl.searchParams
      const query = pushed.get(asked.get('request_uri') ?? '') ?? asked
      const code = randomUUID()
      codes.set(code, {
        nonce: query.get('nonce') ?? undefined,
        challenge: query.get('code_challenge') ?? undefined,
        redirectUri: query.get('redirect_uri') ?? undefined,
      })
      const back = new URL(query.get('redirect_uri') ?? '')
      back.search = new URLSearchParams({ code, state: query.get('state') ?? '', iss: issuer }).toString()
      return back
    },
    count: (endpoint) => provider.received.filter((received) => received.endpoint === endpoint).length,
    async sign(claims, header = {}, key = provider.keys[0]!) {
      return new SignJWT(claims)
        .setProtectedHeader({ alg: key.alg, kid: key.kid, typ: 'JWT', ...header })
        .sign(key.privateKey)
    },
    idToken: (changes, header) =>
      provider.sign({ ...common(), typ: 'ID', aud: CLIENT_ID, azp: CLIENT_ID, ...changes }, header),
    accessToken: (changes, header) =>
      provider.sign(
        { ...common(), typ: 'Bearer', aud: [CLIENT_ID, 'account'], azp: CLIENT_ID, scope: 'openid', ...changes },
        header,
      ),
    logoutToken: (changes, header) =>
      provider.sign(
        {
          ...common(),
          aud: CLIENT_ID,
          sid: 'session-1',
          events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
          ...changes,
        },
        { typ: 'logout+jwt', ...header },
      ),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }

  function common() {
    const { now } = provider.clock
    return { iss: issuer, sub: SUBJECT, iat: now, exp: now + 300, jti: randomUUID() }
  }

  async function receive(request: http.IncomingMessage): Promise<Received> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
    const received = { endpoint: endpointOf(request.url ?? ''), headers: request.headers, form }
    provider.received.push(received)
    return received
  }

  async function respond(received: Received, response: http.ServerResponse): Promise<void> {
    const answer = overrides.get(received.endpoint)?.(received) ?? (await usual(received))
    if (answer.fault === 'hang') return
    if (answer.fault === 'cut') return void response.destroy()
    const isText = typeof answer.body === 'string'
    const body = isText ? (answer.body as string) : answer.body === undefined ? '' : JSON.stringify(answer.body)
    const type: Record<string, string> =
      isText || answer.body === undefined ? {} : { 'content-type': 'application/json' }
    response.writeHead(answer.status ?? 200, { ...type, ...answer.headers }).end(body)
  }

  async function usual(received: Received): Promise<Answer> {
    switch (received.endpoint) {
      case 'discovery':
        return { body: provider.metadata }
      case 'jwks':
        return { body: { keys: provider.keys.map((key) => key.publicJwk) } }
      case 'token':
        return token(received.form)
      case 'userinfo':
        return { body: { sub: SUBJECT, email: 'alice@example.org' } }
      case 'introspection':
        return { body: { active: true, iss: issuer, sub: SUBJECT, scope: 'openid', exp: provider.clock.now + 60 } }
      case 'revocation':
        return {}
      case 'par': {
        const requestUri = `urn:ietf:params:oauth:request_uri:${randomUUID()}`
        pushed.set(requestUri, received.form)
        return { status: 201, body: { request_uri: requestUri, expires_in: 60 } }
      }
      case 'elsewhere':
        return { status: 404, body: 'not found' }
    }
  }

  async function token(form: URLSearchParams): Promise<Answer> {
    const invalidGrant = { status: 400, body: { error: 'invalid_grant', error_description: 'Code not valid' } }
    if (form.get('grant_type') === 'refresh_token') {
      return refreshTokens.delete(form.get('refresh_token') ?? '') ? tokens(undefined) : invalidGrant
    }
    const code = form.get('code') ?? ''
    const grant = codes.get(code)
    codes.delete(code)
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    if (!grant || grant.challenge !== challenge || grant.redirectUri !== form.get('redirect_uri')) return invalidGrant
    return tokens(grant.nonce)
  }

  async function tokens(nonce: string | undefined): Promise<Answer> {
    const refreshToken = randomUUID()
    refreshTokens.add(refreshToken)
    const accessToken = await provider.accessToken()
    const atHash = createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url')
    const claims = { auth_time: provider.clock.now, at_hash: atHash, sid: 'session-1', ...(nonce && { nonce }) }
    return {
      body: {
        access_token: accessToken,
        token_type: 'Bearer',
        expires_in: 300,
        refresh_token: refreshToken,
        refresh_expires_in: 1800,
        id_token: await provider.idToken({ ...claims, ...provider.idTokenClaims }),
        scope: 'openid',
        ...provider.tokenAnswer,
      },
    }
  }

  return provider
}

function endpointOf(url: string): Endpoint {
  const { pathname } = new URL(url, 'http://fake')
  if (pathname.endsWith('/.well-known/openid-configuration')) return 'discovery'
  const last = pathname.split('/').at(-1) ?? ''
  return (
    (['jwks', 'token', 'userinfo', 'introspection', 'revocation', 'par'] as const).find((name) => name === last) ??
    'elsewhere'
  )
}
