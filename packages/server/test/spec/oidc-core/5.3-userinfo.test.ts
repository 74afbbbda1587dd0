import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { DIRECT_CLIENT, OIDC, SERVICE_CLIENT, startServer, type TestServer } from '../../support/server.ts'

describe('OpenID Connect Core §5.3 userinfo', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
  })
  after(() => server.close())

  const url = `${OIDC}/userinfo`
  const token = async (form: Record<string, string> = {}) =>
    (
      await server.token({
        grant_type: 'password',
        username: 'alice',
        password: 'alice-pass',
        scope: 'openid',
        ...DIRECT_CLIENT,
        ...form,
      })
    ).json()
  const ask = (authorization: string) => server.call({ url, headers: { authorization } })
  const challenged = async (answer: ReturnType<typeof ask>, status: number, rest: string) => {
    const got = await answer
    assert.equal(got.status, status)
    assert.equal(got.headers['www-authenticate'], `Bearer realm="test"${rest}`)
    assert.equal(got.body, '')
  }
  const invalid = (words: string) => `, error="invalid_token", error_description="${words}"`

  it('tells who the token is about, by GET, by POST, by form', async () => {
    const { access_token } = await token()
    const answers = [
      await ask(`Bearer ${access_token}`),
      await ask(`bearer ${access_token}`),
      await server.call({ method: 'POST', url, headers: { authorization: `Bearer ${access_token}` } }),
      await server.call({ url, form: { access_token: String(access_token) } }),
    ]
    for (const answer of answers) {
      assert.equal(answer.status, 200)
      const { sub, ...claims } = answer.json()
      assert.match(String(sub), /^[0-9a-f-]{36}$/)
      assert.deepEqual(claims, {
        email_verified: true,
        name: 'Alice Liddell',
        preferred_username: 'alice',
        given_name: 'Alice',
        family_name: 'Liddell',
        email: 'alice@example.org',
      })
    }
  })

  it('refuses without a token, and one in the query', async () => {
    await challenged(server.call({ url }), 401, '')
    const { access_token } = await token()
    await challenged(server.call({ url: `${url}?access_token=${String(access_token)}` }), 401, '')
  })

  it('refuses what is no access token of this realm', async () => {
    const tokens = await token()
    const [header, payload] = String(tokens['access_token']).split('.')
    const none = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${payload}.`
    for (const sent of ['garbage', `${header}.${payload}.AAAA`, none, tokens['id_token'], tokens['refresh_token']]) {
      await challenged(ask(`Bearer ${String(sent)}`), 401, invalid('Token verification failed'))
    }
  })

  it('refuses a token that was issued under another address of the realm', async () => {
    const tokenUrl = `${OIDC.replace('/realms', '/auth/realms')}/token`
    const form = { grant_type: 'password', username: 'alice', password: 'alice-pass', scope: 'openid' }
    const { access_token } = (await server.call({ url: tokenUrl, form: { ...form, ...DIRECT_CLIENT } })).json()
    const headers = { authorization: `Bearer ${access_token}` }
    assert.equal((await server.call({ url, headers })).status, 401)
    assert.equal((await server.call({ url: url.replace('/realms', '/auth/realms'), headers })).status, 200)
  })

  it('refuses a token that comes twice', async () => {
    const { access_token } = await token()
    const answer = await server.call({
      url,
      form: { access_token: String(access_token) },
      headers: { authorization: `Bearer ${access_token}` },
    })
    assert.equal(answer.status, 400)
  })

  it('refuses a token without openid, with 403', async () => {
    const { access_token } = await token({ scope: 'email' })
    await challenged(
      ask(`Bearer ${access_token}`),
      403,
      ', error="insufficient_scope", error_description="Missing openid scope"',
    )
  })

  it('refuses a lightweight token', async () => {
    const { access_token } = await token({
      client_id: 'lightweight-client',
      client_secret: 'lightweight-client-secret-000000001',
    })
    await challenged(
      ask(`Bearer ${access_token}`),
      401,
      invalid('Lightweight access token not allowed for userinfo endpoint'),
    )
  })

  it('refuses in the second the token expires', async () => {
    const { access_token } = await token()
    server.clock.advance(299)
    assert.equal((await ask(`Bearer ${access_token}`)).status, 200)
    server.clock.advance(1)
    await challenged(ask(`Bearer ${access_token}`), 401, invalid('Token verification failed'))
  })

  it('refuses after the session has ended', async () => {
    const tokens = await token()
    await server.call({
      url: `${OIDC}/logout`,
      form: { ...DIRECT_CLIENT, refresh_token: String(tokens['refresh_token']) },
    })
    await challenged(ask(`Bearer ${tokens['access_token']}`), 401, invalid('user_session_not_found'))
  })

  it('takes a service account’s token with openid', async () => {
    const { access_token } = (
      await server.token({ grant_type: 'client_credentials', scope: 'openid', ...SERVICE_CLIENT })
    ).json()
    assert.equal((await ask(`Bearer ${access_token}`)).json()['preferred_username'], 'service-account-service-client')
  })

  it('refuses other methods', async () => assert.equal((await server.call({ method: 'PUT', url })).status, 405))
})
