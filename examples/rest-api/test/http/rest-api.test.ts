import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { LightMyRequestResponse } from 'fastify'
import { type Answer, SUBJECT } from '../../../../packages/relying-party/test/fake-provider.ts'
import type { openApiDocument } from '../../src/openapi.ts'
import { ALICE, type FakeService, ORIGIN, startFakeService, Visitor } from './fake-service.ts'

const SCRIPT = { 'sec-fetch-mode': 'cors' }

describe('the tutorial’s REST API', () => {
  let service: FakeService
  let visitor: Visitor
  before(async () => {
    service = await startFakeService()
  })
  after(() => service.close())
  beforeEach(() => {
    const { provider } = service
    provider.idTokenClaims = ALICE
    provider.received.length = 0
    provider.answer('token', () => undefined)
    provider.clock.now += 1_000 // beyond any cool-down of the test before
    visitor = new Visitor(service)
  })

  const refreshes = () => service.provider.received.filter(({ form }) => form.get('grant_type') === 'refresh_token')
  const answersTokenWith = (answer: Answer) => service.provider.answer('token', () => answer)
  const refusal = (error: string, status = 400): Answer => ({ status, body: { error } })
  /** @returns status and title of an answer, which must be a problem as RFC 9457 has it. */
  const problemOf = (response: LightMyRequestResponse): readonly [number, string] => {
    assert.match(String(response.headers['content-type']), /^application\/problem\+json/)
    assert.equal(response.headers['cache-control'], 'no-store')
    const { type, title, status } = response.json()
    assert.deepEqual([type, status], ['about:blank', response.statusCode])
    return [status, title]
  }

  describe('GET /v1/self', () => {
    it('sends a person without a session to the login page, with all that protects the login', async () => {
      const response = await visitor.get('/v1/self')
      assert.equal(response.statusCode, 302)
      const { origin, pathname, searchParams } = new URL(String(response.headers.location))
      assert.equal(`${origin}${pathname}`, `${service.provider.issuer}/authorize`)
      assert.equal(searchParams.get('redirect_uri'), `${ORIGIN}/v1/token`)
      assert.equal(searchParams.get('code_challenge_method'), 'S256')
      for (const name of ['state', 'nonce', 'code_challenge']) assert.ok(searchParams.get(name), name)
    })

    it('sends curl there too, which says nothing of itself', async () => {
      const response = await service.app.inject({ url: '/v1/self', headers: { accept: '*/*' } })
      assert.equal(response.statusCode, 302)
    })

    it('tells a script', async () => {
      assert.deepEqual(problemOf(await visitor.get('/v1/self', SCRIPT)), [401, 'SessionMissing'])
    })

    it('answers with the user of the session', async () => {
      await visitor.signIn()
      const response = await visitor.get('/v1/self')
      assert.deepEqual(response.json(), {
        id: SUBJECT,
        email: 'alice@example.org',
        firstname: 'Alice',
        lastname: 'Liddell',
        username: 'alice',
      })
      assert.equal(response.headers['cache-control'], 'no-store')
    })

    it('leaves out what the claims don’t tell', async () => {
      service.provider.idTokenClaims = { preferred_username: 'alice', email: 7 }
      await visitor.signIn()
      assert.deepEqual((await visitor.get('/v1/self')).json(), { id: SUBJECT, username: 'alice' })
    })

    it('renews an access token that has expired, keeps the new tokens and answers', async () => {
      await visitor.signIn()
      service.provider.clock.now += 301
      assert.equal((await visitor.get('/v1/self')).statusCode, 200)
      service.provider.clock.now += 301
      // the provider takes each refresh token once, so the second was the first's answer
      assert.equal((await visitor.get('/v1/self')).statusCode, 200)
      assert.equal(refreshes().length, 2)
    })

    it('renews once for 100 requests at the same time', async () => {
      await visitor.signIn()
      service.provider.clock.now += 301
      const answers = await Promise.all(Array.from({ length: 100 }, () => visitor.get('/v1/self')))
      assert.deepEqual(new Set(answers.map(({ statusCode }) => statusCode)), new Set([200]))
      assert.equal(refreshes().length, 1)
    })

    it('sends back to the login page when the refresh is refused, and tells a script', async () => {
      await visitor.signIn()
      service.provider.clock.now += 301
      answersTokenWith(refusal('invalid_grant'))
      const response = await visitor.get('/v1/self')
      assert.equal(response.statusCode, 302)
      assert.match(String(response.headers.location), /\/authorize\?/)
      assert.equal(visitor.cookies.has('session'), false)
      assert.deepEqual(problemOf(await visitor.get('/v1/self', SCRIPT)), [401, 'SessionMissing'])
    })

    it('keeps the session while the identity server can’t be reached: 503 with Retry-After', async () => {
      await visitor.signIn()
      service.provider.clock.now += 301
      answersTokenWith({ fault: 'cut' })
      const response = await visitor.get('/v1/self')
      assert.deepEqual(problemOf(response), [503, 'IdentityServerUnreachable'])
      assert.equal(response.headers['retry-after'], '5')
      service.provider.answer('token', () => undefined)
      assert.equal((await visitor.get('/v1/self')).statusCode, 200)
    })

    it('answers 502 when the identity server refuses the API itself', async () => {
      await visitor.signIn()
      service.provider.clock.now += 301
      answersTokenWith(refusal('invalid_client', 401))
      assert.deepEqual(problemOf(await visitor.get('/v1/self')), [502, 'IdentityServerRefused'])
    })

    describe('with an access token', () => {
      const ask = async (token: string) => visitor.get('/v1/self', { authorization: `Bearer ${token}` })

      it('answers with its user', async () => {
        const response = await ask(await service.provider.accessToken(ALICE))
        assert.deepEqual([response.statusCode, response.json().username], [200, 'alice'])
      })

      for (const [what, changes] of [
        ['has expired', { exp: 1_000 }],
        ['is of another issuer', { iss: 'https://evil.example' }],
        ['is for somebody else', { aud: 'other', azp: 'other' }],
        ['is an ID token', { typ: 'ID' }],
      ] as const) {
        it(`refuses one that ${what}`, async () => {
          const response = await ask(await service.provider.accessToken(changes))
          assert.deepEqual(problemOf(response), [401, 'TokenNotAccepted'])
          assert.match(String(response.headers['www-authenticate']), /^Bearer error="invalid_token"/)
        })
      }

      it('refuses one that nobody signed, and one that was changed', async () => {
        const [header, payload, signature] = (await service.provider.accessToken()).split('.')
        const none = Buffer.from('{"alg":"none"}').toString('base64url')
        const other = Buffer.from(JSON.stringify({ ...ALICE, iss: service.provider.issuer })).toString('base64url')
        for (const token of [`${none}.${payload}.`, `${header}.${other}.${signature}`]) {
          assert.equal((await ask(token)).statusCode, 401)
        }
      })
    })
  })

  describe('GET /v1/token', () => {
    it('goes back to where the user was, under a new session id each time', async () => {
      const first = await visitor.signIn('/v1/session')
      assert.deepEqual([first.statusCode, first.headers.location], [302, '/v1/session'])
      const id = visitor.cookies.get('session')
      await visitor.post('/v1/logout')
      await visitor.signIn()
      assert.notEqual(visitor.cookies.get('session'), id)
    })

    it('tells that the code is missing', async () => {
      assert.deepEqual(problemOf(await visitor.get('/v1/token')), [400, 'CodeNotFound'])
      const callback = new URL(await visitor.begin(), ORIGIN)
      callback.searchParams.delete('code')
      assert.deepEqual(problemOf(await visitor.get(`/v1/token${callback.search}`)), [400, 'CodeNotFound'])
    })

    for (const [error, status, title] of [
      ['access_denied', 403, 'AccessDenied'],
      ['login_required', 401, 'LoginRequired'],
      ['temporarily_unavailable', 503, 'IdentityServerUnreachable'],
      ['server_error', 502, 'IdentityServerError'],
      ['<script>alert(1)</script>', 502, 'IdentityServerRefused'],
    ] as const) {
      it(`tells what ${error} means, without a stack trace`, async () => {
        const callback = new URL(await visitor.begin(), ORIGIN)
        callback.searchParams.delete('code')
        callback.searchParams.set('error', error)
        callback.searchParams.set('error_description', '<b>words</b> of the address')
        const response = await visitor.get(`/v1/token${callback.search}`)
        assert.deepEqual(problemOf(response), [status, title])
        assert.doesNotMatch(response.body, /\bat .*\.ts|<|words/)
      })
    }

    it('refuses a state that this browser didn’t begin: foreign, made up, of another tab’s cookie', async () => {
      const victim = new Visitor(service)
      const callback = await visitor.begin()
      assert.deepEqual(problemOf(await victim.get(callback)), [400, 'UnknownLogin'])
      assert.deepEqual(problemOf(await visitor.get('/v1/token?code=c&state=made-up')), [400, 'UnknownLogin'])
      assert.equal(service.provider.count('token'), 0)
    })

    it('refuses a second use, and the code with another login’s state', async () => {
      const callback = await visitor.begin()
      await visitor.get(callback)
      assert.deepEqual(problemOf(await visitor.get(callback)), [400, 'UnknownLogin'])
      visitor.cookies.clear()
      const mine = new URL(await visitor.begin(), ORIGIN)
      const foreign = new URL(await new Visitor(service).begin(), ORIGIN)
      mine.searchParams.set('code', foreign.searchParams.get('code') ?? '')
      assert.deepEqual(problemOf(await visitor.get(`/v1/token${mine.search}`)), [400, 'CodeNotAccepted'])
    })

    it('tells that the identity server doesn’t answer', async () => {
      const callback = await visitor.begin()
      answersTokenWith({ status: 502, body: 'proxy' })
      assert.deepEqual(problemOf(await visitor.get(callback)), [503, 'IdentityServerUnreachable'])
    })
  })

  it('GET /v1/session tells who and until when, and never a token', async () => {
    assert.deepEqual(problemOf(await visitor.get('/v1/session', SCRIPT)), [401, 'SessionMissing'])
    await visitor.signIn()
    const session = (await visitor.get('/v1/session')).json()
    const { now } = service.provider.clock
    const at = (seconds: number) => new Date(seconds * 1000).toISOString()
    assert.deepEqual(session, {
      username: 'alice',
      createdAt: at(now),
      expiresAt: at(now + 36_000),
      accessTokenExpiresAt: at(now + 300),
    })
  })

  it('GET /v1/admin/report needs the realm role admin', async () => {
    const { provider } = service
    assert.equal((await visitor.get('/v1/admin/report')).statusCode, 302)
    const report = async (claims: object) =>
      visitor.get('/v1/admin/report', {
        authorization: `Bearer ${await provider.accessToken({ ...ALICE, ...claims })}`,
      })
    assert.deepEqual(problemOf(await report({ realm_access: { roles: ['user'] } })), [403, 'Forbidden'])
    assert.deepEqual(problemOf(await report({ aud: 'other', azp: 'other' })), [401, 'TokenNotAccepted'])
    const response = await report({ realm_access: { roles: ['admin'] } })
    assert.deepEqual([response.statusCode, response.json().generatedFor], [200, 'alice'])
  })

  describe('POST /v1/logout', () => {
    it('ends the session and goes on to the identity server', async () => {
      await visitor.signIn()
      const kept = visitor.cookies.get('session') ?? ''
      const response = await visitor.post('/v1/logout')
      assert.equal(response.statusCode, 303)
      assert.match(String(response.headers.location), /\/logout\?.*id_token_hint=/)
      visitor.cookies.set('session', kept)
      assert.equal((await visitor.get('/v1/self')).statusCode, 302)
    })

    it('is not for other sites', async () => {
      await visitor.signIn()
      const foreign = await visitor.post('/v1/logout', { 'sec-fetch-site': 'cross-site' })
      assert.deepEqual(problemOf(foreign), [403, 'CrossSiteRequest'])
      assert.equal((await visitor.get('/v1/self')).statusCode, 200)
    })

    it('is not for links', async () => {
      assert.deepEqual(problemOf(await visitor.get('/v1/logout')), [404, 'NotFound'])
    })
  })

  it('GET / is a page to read the description on, without scripts', async () => {
    const response = await visitor.get('/')
    assert.match(String(response.headers['content-security-policy']), /^default-src 'none'/)
    assert.doesNotMatch(response.body, /<script/)
    for (const path of ['/v1/self', '/v1/token', '/v1/logout']) assert.ok(response.body.includes(path))
  })

  it('is well, and says what it doesn’t know', async () => {
    assert.deepEqual((await visitor.get('/health')).json(), { status: 'UP' })
    assert.deepEqual(problemOf(await visitor.get('/nowhere?code=secret')), [404, 'NotFound'])
    assert.deepEqual(problemOf(await visitor.get('/%zz')), [400, 'BadRequest'])
  })

  /** Last: it looks at all that was answered above. */
  it('does what /openapi.json says: every answer is described, and every description was an answer', async () => {
    const document = (await visitor.get('/openapi.json')).json() as ReturnType<typeof openApiDocument> & {
      paths: Record<string, Record<string, { responses: Record<string, { content?: object }> }>>
    }
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { responses }]) =>
        Object.entries(responses).map(([status, { content = {} }]) =>
          [`${method.toUpperCase()} ${path}`, status, Object.keys(content)[0] ?? ''].join(' '),
        ),
      ),
    )
    const given = service.given
      .filter(({ route }) => described.some((line) => line.startsWith(`${route} `)))
      .map(({ route, status, contentType }) => [route, status, contentType.split(';')[0]].join(' '))
    assert.deepEqual([...new Set(given)].sort(), [...new Set(described)].sort())
  })
})
