import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { changeClient, changeRealm, during } from '../../support/change.ts'
import {
  authorizationUrl,
  DIRECT_CLIENT,
  OIDC,
  SERVICE_CLIENT,
  signIn,
  startServer,
  type TestServer,
} from '../../support/server.ts'

describe('attack case 31: what was withdrawn ends what it had given', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
  })
  after(() => server.close())

  const change = async (settings: object) => {
    const { realms } = server.latchkey.stores
    const realm = await realms.findByName('test')
    assert.ok(realm)
    await realms.change(realm.id, () => ({ ...realm.representation, ...settings }))
  }

  it('remember me: turned off, who was remembered signs in again', async () => {
    await change({
      rememberMe: true,
      ssoSessionIdleTimeoutRememberMe: 100_000,
      ssoSessionMaxLifespanRememberMe: 100_000,
    })
    const browser = server.browser()
    const page = await browser.get(authorizationUrl())
    await browser.submit(page, { username: 'alice', password: 'alice-pass', rememberMe: 'on' })
    server.clock.advance(40_000)
    assert.ok((await signIn(browser, { parameters: { prompt: 'none' } })).get('code'))
    await change({ rememberMe: false })
    assert.equal((await signIn(browser, { parameters: { prompt: 'none' } })).get('error'), 'login_required')
  })

  it('a realm’s not-before time: sessions from before it sign nobody in', async () => {
    const browser = server.browser()
    await signIn(browser)
    const silent = async () => (await signIn(browser, { parameters: { prompt: 'none' } })).get('error')
    await change({ notBefore: server.clock.now() })
    assert.equal(await silent(), null)
    await change({ notBefore: server.clock.now() + 1 })
    assert.equal(await silent(), 'login_required')
    await change({ notBefore: 0 })
  })

  describe('tokens are worth nothing any more', () => {
    const issued = async () => {
      const form = { grant_type: 'password', username: 'alice', password: 'alice-pass', scope: 'openid' }
      return (await server.token({ ...form, ...DIRECT_CLIENT })).json()
    }
    const worth = async (tokens: Record<string, unknown>) => {
      const headers = { authorization: `Bearer ${tokens['access_token']}` }
      const refresh = { grant_type: 'refresh_token', refresh_token: String(tokens['refresh_token']), ...DIRECT_CLIENT }
      return [(await server.call({ url: `${OIDC}/userinfo`, headers })).status, (await server.token(refresh)).status]
    }

    for (const [what, change, refused] of [
      ['the realm’s idle time was shortened', () => changeRealm(server, { ssoSessionIdleTimeout: 50 }), [401, 400]],
      ['the realm’s longest life was shortened', () => changeRealm(server, { ssoSessionMaxLifespan: 50 }), [401, 400]],
      ['the client’s idle time was shortened', () => attribute('client.session.idle.timeout', '50'), [401, 400]],
      ['the client’s longest life was shortened', () => attribute('client.session.max.lifespan', '50'), [401, 400]],
      ['the client is disabled', () => changeClient(server, 'direct-client', { enabled: false }), [401, 401]],
      [
        'the realm’s not-before time was moved',
        () => changeRealm(server, { notBefore: server.clock.now() }),
        [401, 400],
      ],
    ] as const) {
      it(`when ${what}`, async () => {
        const tokens = await issued()
        server.clock.advance(50)
        await during(change(), async () => assert.deepEqual(await worth(tokens), refused))
        assert.deepEqual(await worth(await issued()), [200, 200])
      })
    }

    const attribute = (name: string, value: string) =>
      changeClient(server, 'direct-client', { attributes: { [name]: value } })
  })

  it('a client whose tokens must be bound to its key gets no others', async () => {
    const attributes = { 'dpop.bound.access.tokens': 'true' }
    await during(changeClient(server, 'service-client', { attributes }), async () => {
      const answer = await server.token({ grant_type: 'client_credentials', ...SERVICE_CLIENT })
      assert.deepEqual([answer.status, answer.json()['error_description']], [400, 'DPoP proof is missing'])
    })
  })

  it('remember me is not given where the realm does not offer it', async () => {
    const browser = server.browser()
    const page = await browser.get(authorizationUrl())
    assert.doesNotMatch(page.body, /name="rememberMe"/)
    const answer = await browser.submit(page, { username: 'alice', password: 'alice-pass', rememberMe: 'on' })
    const cookies = [answer.headers['set-cookie']].flat().map(String)
    assert.doesNotMatch(cookies.find((cookie) => cookie.startsWith('KEYCLOAK_IDENTITY=')) ?? '', /Max-Age/)
  })

  it('offline_access: taken from the user, his offline tokens are worth nothing', async () => {
    const { stores } = server.latchkey
    const tokens = await server.token({
      grant_type: 'password',
      username: 'alice',
      password: 'alice-pass',
      scope: 'openid offline_access',
      ...DIRECT_CLIENT,
    })
    const refresh = () =>
      server.token({
        grant_type: 'refresh_token',
        refresh_token: String(tokens.json()['refresh_token']),
        ...DIRECT_CLIENT,
      })
    assert.equal((await refresh()).status, 200)
    const realm = await stores.realms.findByName('test')
    const user = realm && (await stores.users.findByUsername(realm.id, 'alice'))
    const record = user && (await stores.users.findRecord(realm.id, user.id))
    assert.ok(realm && record)
    const offlineRole = [...realm.roles.values()].find(({ name, client }) => name === 'offline_access' && !client)
    const withRole = (id: string) =>
      id === offlineRole?.id || realm.roles.get(id)?.composites.includes(offlineRole?.id ?? '')
    const sessions = await stores.userSessions.listByUser(realm.id, record.id, true)
    await stores.users.delete(realm.id, record.id)
    await stores.users.create(realm.id, [{ ...record, roleIds: record.roleIds.filter((id) => !withRole(id)) }])
    for (const session of sessions) await stores.userSessions.create(realm.id, session.user, session.client)
    const refused = await refresh()
    assert.equal(refused.status, 400)
    assert.equal(refused.json()['error'], 'not_allowed')
  })
})
