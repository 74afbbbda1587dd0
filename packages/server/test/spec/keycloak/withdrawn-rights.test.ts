import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { authorizationUrl, DIRECT_CLIENT, signIn, startServer, type TestServer } from '../../support/server.ts'

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
