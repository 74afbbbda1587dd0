import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { DIRECT_CLIENT, OIDC, REALM, startServer, type TestServer } from '../../support/server.ts'

const own = 'http://localhost:1234'
const evil = 'http://evil.example'

describe('Fetch standard: cross-origin calls', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
  })
  after(() => server.close())

  const form = { grant_type: 'password', username: 'alice', password: 'alice-pass', scope: 'openid', ...DIRECT_CLIENT }

  it('a preflight of the token endpoint allows POST with the usual headers', async () => {
    const { status, headers } = await server.call({
      method: 'OPTIONS',
      url: `${OIDC}/token`,
      headers: { origin: own, 'access-control-request-method': 'POST' },
    })
    assert.equal(status, 200)
    assert.equal(headers['access-control-allow-origin'], own)
    assert.equal(headers['access-control-allow-credentials'], 'true')
    assert.match(String(headers['access-control-allow-headers']), /Authorization/)
  })

  for (const [what, more, status] of [
    ['a success', {}, 200],
    ['a wrong password', { password: 'x' }, 400],
    ['a wrong secret', { client_secret: 'x' }, 401],
  ] as const) {
    it(`the client’s origin may read ${what}`, async () => {
      const answer = await server.token({ ...form, ...more }, { origin: own })
      assert.equal(answer.status, status)
      assert.equal(answer.headers['access-control-allow-origin'], own)
    })
    it(`a foreign origin may not read ${what}`, async () => {
      const answer = await server.token({ ...form, ...more }, { origin: evil })
      assert.equal(answer.headers['access-control-allow-origin'], undefined)
      assert.ok(answer.status >= 400)
    })
  }

  it('a foreign origin gets no tokens at all', async () => {
    const answer = await server.token(form, { origin: evil })
    assert.equal(answer.status, 403)
    assert.deepEqual(answer.json(), { error: 'Invalid origin' })
  })

  it('attack case 63: userinfo takes the origin from a verified token only', async () => {
    const { access_token } = (await server.token(form)).json()
    const ask = (origin: string, token: unknown) =>
      server.call({ url: `${OIDC}/userinfo`, headers: { origin, authorization: `Bearer ${String(token)}` } })
    assert.equal((await ask(own, access_token)).headers['access-control-allow-origin'], own)
    const refused = await ask(evil, access_token)
    assert.equal(refused.status, 403)
    assert.equal(refused.headers['access-control-allow-origin'], undefined)
  })

  it('public documents may be read from everywhere', async () => {
    for (const path of ['/.well-known/openid-configuration', '/protocol/openid-connect/certs', '']) {
      const { headers } = await server.call({ url: REALM + path, headers: { origin: evil } })
      assert.equal(headers['access-control-allow-origin'], evil)
    }
  })
})
