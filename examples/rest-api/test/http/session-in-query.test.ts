import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { SUBJECT } from '../../../../packages/relying-party/test/fake-provider.ts'
import { ALICE, type FakeService, ORIGIN, startFakeService, Visitor } from './fake-service.ts'

describe('SESSION_IN=query, the tutorial’s form', () => {
  let service: FakeService
  let visitor: Visitor
  before(async () => {
    service = await startFakeService({ SESSION_IN: 'query' })
  })
  after(() => service.close())
  beforeEach(() => {
    service.provider.idTokenClaims = ALICE
    visitor = new Visitor(service)
  })
  /** As curl does: without a cookie, and saying nothing of itself. */
  const curl = async (url: string, method: 'GET' | 'POST' = 'GET', headers = {}) =>
    service.app.inject({ method, url, headers: { accept: '*/*', ...headers } })

  it('comes back to /v1/self?cookie=…, which is the session for whoever has the address', async () => {
    const { statusCode, headers } = await visitor.signIn()
    assert.equal(statusCode, 302)
    assert.match(String(headers.location), /^\/v1\/self\?cookie=[\w-]{43}$/)
    assert.equal(visitor.cookies.has('session'), false)
    assert.equal((await curl(String(headers.location))).json().id, SUBJECT)
  })

  it('keeps the rest of the address that the user was at', async () => {
    const { headers } = await visitor.signIn('/v1/session?a=1&cookie=old')
    assert.match(String(headers.location), /^\/v1\/session\?a=1&cookie=[\w-]{43}$/)
  })

  it('works step by step with curl and a browser that share nothing, as in the tutorial', async () => {
    const begun = await curl('/v1/self')
    const callback = service.provider.login(new URL(String(begun.headers.location)))
    const back = await curl(`${callback.pathname}${callback.search}`)
    assert.equal((await curl(String(back.headers.location))).statusCode, 200)
    const again = await curl(`${callback.pathname}${callback.search}`)
    assert.deepEqual([again.statusCode, again.json().title], [400, 'UnknownLogin'])
    assert.equal((await curl('/v1/token?code=c&state=made-up')).statusCode, 400)
  })

  it('takes no session from a cookie, and none that is made up', async () => {
    const id = new URL(String((await visitor.signIn()).headers.location), ORIGIN).searchParams.get('cookie')
    assert.equal((await curl('/v1/self', 'GET', { cookie: `session=${id}` })).statusCode, 302)
    for (const made of ['', 'x', 'a;session=b', '../..', 'x'.repeat(500)]) {
      assert.equal((await curl(`/v1/self?cookie=${encodeURIComponent(made)}`)).statusCode, 302)
    }
    assert.equal((await curl(`/v1/self?cookie=${id}&cookie=${id}`)).statusCode, 302)
  })

  it('renews tokens, and signs out', async () => {
    const address = String((await visitor.signIn()).headers.location)
    service.provider.clock.now += 301
    assert.equal((await curl(address)).statusCode, 200)
    const out = address.replace('/v1/self', '/v1/logout')
    assert.equal((await curl(out, 'POST')).statusCode, 403)
    assert.equal((await curl(out, 'POST', { 'x-requested-with': 'curl' })).statusCode, 303)
    assert.equal((await curl(address)).statusCode, 302)
  })

  it('says so in the description', async () => {
    const { components } = (await curl('/openapi.json')).json()
    assert.deepEqual(
      [components.securitySchemes.session.in, components.securitySchemes.session.name],
      ['query', 'cookie'],
    )
  })
})
