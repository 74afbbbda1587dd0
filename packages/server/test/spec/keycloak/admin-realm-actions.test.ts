import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type AdminCaller, adminCaller, adminOf, listIn, makeRealmWithAdmins } from '../../support/admin.ts'
import {
  authorizationUrl,
  claimsOf,
  DIRECT_CLIENT,
  OIDC,
  signedInTokens,
  startServer,
  type TestServer,
  TUTORIAL_CLIENT,
} from '../../support/server.ts'

const TEXTS = '/test/localization'

describe('Admin REST: what is done to a whole realm', () => {
  let server: TestServer
  let call: AdminCaller
  before(async () => {
    server = await startServer()
    call = await adminCaller(server)
    const people = {
      manager: ['manage-realm'],
      helpdesk: ['manage-users'],
      viewer: ['view-users'],
      boss: ['realm-admin'],
    }
    await makeRealmWithAdmins(call, 'acts', people)
  })
  after(() => server.close())

  const as = (username: string) => adminOf(server, 'acts', username)
  const putText = async (path: string, text: string, token?: string) => {
    const form = { grant_type: 'password', client_id: 'admin-cli', username: 'admin', password: 'admin' }
    const master = await server.call({ url: 'http://localhost:8080/realms/master/protocol/openid-connect/token', form })
    const response = await server.latchkey.http.inject({
      method: 'PUT',
      url: `/admin/realms${path}`,
      headers: {
        host: 'localhost:8080',
        'content-type': 'text/plain',
        authorization: `Bearer ${token ?? String(master.json()['access_token'])}`,
      },
      payload: text,
    })
    return response.statusCode
  }

  it('signs everybody out: refresh tokens and access tokens end, offline sessions go on', async () => {
    const online = await signedInTokens(server)
    const offline = (
      await server.token({
        grant_type: 'password',
        username: 'alice',
        password: 'alice-pass',
        scope: 'openid offline_access',
        ...DIRECT_CLIENT,
      })
    ).json()
    server.clock.advance(1)
    call = await adminCaller(server)
    assert.equal((await call('POST', '/test/logout-all')).status, 200)
    const refresh = { grant_type: 'refresh_token', refresh_token: String(online['refresh_token']) }
    assert.equal((await server.token({ ...refresh, ...TUTORIAL_CLIENT })).status, 400)
    const headers = { authorization: `Bearer ${online['access_token']}` }
    assert.equal((await server.call({ url: `${OIDC}/userinfo`, headers })).status, 401)
    assert.equal(typeof claimsOf(offline['refresh_token'])['sid'], 'string')
    const [stats] = listIn(await call('GET', '/test/client-session-stats'))
    assert.deepEqual({ ...stats, id: '' }, { offline: '1', clientId: 'direct-client', active: '0', id: '' })
  })

  it('ends one session, once, and no session of another realm', async () => {
    const { session_state } = await signedInTokens(server)
    assert.equal((await call('DELETE', `/acts/sessions/${session_state}`)).status, 404)
    assert.equal((await call('DELETE', `/test/sessions/${session_state}?isOffline=true`)).status, 404)
    assert.equal((await call('DELETE', `/test/sessions/${session_state}`)).status, 204)
    const again = await call('DELETE', `/test/sessions/${session_state}`)
    assert.deepEqual([again.status, again.json()], [404, { error: 'Sesssion not found' }])
  })

  it('lets no helpdesk end the session of a stronger administrator', async () => {
    const form = { grant_type: 'password', client_id: 'admin-cli', username: 'boss', password: 'boss' }
    const url = 'http://localhost:8080/realms/acts/protocol/openid-connect/token'
    const { session_state } = (await server.call({ url, form })).json()
    assert.equal((await (await as('helpdesk'))('DELETE', `/acts/sessions/${session_state}`)).status, 403)
    assert.equal((await (await as('boss'))('DELETE', `/acts/sessions/${session_state}`)).status, 204)
  })

  for (const [username, method, path] of [
    ['manager', 'POST', '/acts/logout-all'],
    ['viewer', 'POST', '/acts/logout-all'],
    ['helpdesk', 'POST', '/acts/push-revocation'],
    ['helpdesk', 'POST', '/acts/clear-realm-cache'],
    ['viewer', 'GET', '/acts/client-session-stats'],
    ['viewer', 'GET', '/acts/credential-registrators'],
    ['viewer', 'POST', '/acts/localization/de'],
    ['viewer', 'DELETE', '/acts/localization/de/a'],
    ['manager', 'POST', '/test/localization/de'],
  ] as const) {
    it(`refuses ${username} ${method} ${path}`, async () => {
      assert.equal((await (await as(username))(method, path, method === 'POST' ? {} : undefined)).status, 403)
    })
  }

  it('shows a realm’s own texts on its login page', async () => {
    assert.equal(await putText(`${TEXTS}/en/loginAccountTitle`, 'Welcome <b>home</b>'), 204)
    assert.equal((await call('GET', `${TEXTS}/en/loginAccountTitle`)).body, 'Welcome <b>home</b>')
    const page = await server.browser().get(authorizationUrl())
    assert.match(page.body, /Welcome &lt;b&gt;home&lt;\/b&gt;/)
    assert.equal((await call('DELETE', `${TEXTS}/en`)).status, 204)
    assert.doesNotMatch((await server.browser().get(authorizationUrl())).body, /Welcome &lt;b/)
  })

  it('falls back to the texts of the default locale on demand', async () => {
    await call('PUT', '/test', {
      internationalizationEnabled: true,
      supportedLocales: ['de', 'en'],
      defaultLocale: 'de',
    })
    await call('POST', `${TEXTS}/de`, { a: 'A', b: 'B' })
    await call('POST', `${TEXTS}/fr`, { b: 'b' })
    assert.deepEqual((await call('GET', `${TEXTS}/fr`)).json(), { b: 'b' })
    assert.deepEqual((await call('GET', `${TEXTS}/fr?useRealmDefaultLocaleFallback=true`)).json(), { a: 'A', b: 'b' })
  })

  it('loses no text when many come at once', async () => {
    await Promise.all(Array.from({ length: 10 }, (_, index) => call('POST', `${TEXTS}/it`, { [`k${index}`]: 'x' })))
    assert.equal(Object.keys((await call('GET', `${TEXTS}/it`)).json()).length, 10)
  })

  it('refuses texts that are no texts, or not sent as one', async () => {
    for (const body of [[], { a: { b: 'c' } }, { a: ['x'] }]) {
      assert.equal((await call('POST', `${TEXTS}/de`, body)).status, 400)
    }
    assert.equal((await call('PUT', `${TEXTS}/de/a`, 'text')).status, 415)
    assert.equal(await putText(`${TEXTS}/de/a`, 'x'.repeat(20_001)), 400)
    assert.equal((await call('GET', `${TEXTS}/de/none`)).status, 404)
    assert.equal((await call('DELETE', `${TEXTS}/de/none`)).status, 404)
    assert.equal((await call('DELETE', `${TEXTS}/none`)).status, 404)
  })
})
