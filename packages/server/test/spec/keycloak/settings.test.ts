import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import {
  authorizationUrl,
  DIRECT_CLIENT,
  OIDC,
  SERVICE_CLIENT,
  signIn,
  startServer,
  type TestServer,
} from '../../support/server.ts'

describe('Keycloak: settings that protect an account, a client or a realm', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
  })
  after(() => server.close())

  const realmId = async () => (await server.latchkey.stores.realms.findByName('test'))?.id ?? ''
  const userRecord = async (username: string) => {
    const { users } = server.latchkey.stores
    const realm = await realmId()
    const user = await users.findByUsername(realm, username)
    const record = user && (await users.findRecord(realm, user.id))
    assert.ok(record)
    return record
  }
  const changeUser = async (username: string, settings: object) => {
    const record = await userRecord(username)
    const representation = { ...record.representation, ...settings }
    const changed = { ...record, enabled: representation.enabled ?? record.enabled, representation }
    await server.latchkey.stores.users.replace(await realmId(), changed)
  }
  const changeClient = async (clientId: string, settings: object) => {
    const { clients } = server.latchkey.stores
    const realm = await realmId()
    const client = await clients.findByClientId(realm, clientId)
    const record = client && (await clients.findRecord(realm, client.id))
    assert.ok(record)
    await clients.change(realm, record.id, () => ({
      ...record,
      representation: { ...record.representation, ...settings },
    }))
    return record.representation
  }
  const refusedFor = async (settings: object) => {
    const before = await changeClient('my-test-client', settings)
    const answer = await server.browser().get(authorizationUrl())
    await changeClient('my-test-client', before)
    return answer.location.searchParams.get('error')
  }
  const aliceTokens = async () => {
    const form = { grant_type: 'password', username: 'alice', password: 'alice-pass', scope: 'openid' }
    return (await server.token({ ...form, ...DIRECT_CLIENT })).json()
  }
  const userInfo = async (token: unknown) =>
    (await server.call({ url: `${OIDC}/userinfo`, headers: { authorization: `Bearer ${token}` } })).status

  it('refuses an unpushed request of a client that must push its requests', async () => {
    const attributes = { 'require.pushed.authorization.requests': 'true' }
    assert.equal(await refusedFor({ attributes }), 'invalid_request')
  })

  it('begins no login for a client of another protocol', async () => {
    const before = await changeClient('my-test-client', { protocol: 'saml' })
    const answer = await server.browser().get(authorizationUrl())
    await changeClient('my-test-client', before)
    assert.equal(answer.status, 400)
    assert.equal(server.records.at(-1)?.reason?.kind, 'client_not_found')
  })

  it('refuses a login for a client whose standard flow is off', async () => {
    assert.equal(await refusedFor({ standardFlowEnabled: false }), 'unauthorized_client')
  })

  it('gives no code to a user who owes an action that protects the account but can’t be asked for', async () => {
    const { realms } = server.latchkey.stores
    const realm = await realms.findByName('test')
    assert.ok(realm)
    const actions = [{ alias: 'CONFIGURE_TOTP', providerId: 'CONFIGURE_TOTP', name: 'OTP', enabled: true, priority: 1 }]
    await realms.change(realm.id, () => ({ ...realm.representation, requiredActions: actions }))
    await changeUser('alice', { requiredActions: ['CONFIGURE_TOTP'] })
    const parameters = await signIn(server.browser())
    await changeUser('alice', { requiredActions: [] })
    await realms.change(realm.id, () => realm.representation)
    assert.equal(parameters.get('code'), null)
  })

  it('a user’s tokens are worth nothing while he is disabled', async () => {
    const { access_token: token } = await aliceTokens()
    await changeUser('alice', { enabled: false })
    const status = await userInfo(token)
    await changeUser('alice', { enabled: true })
    assert.equal(status, 401)
    assert.equal(await userInfo(token), 200)
  })

  it('tokens from before the not-before time of the user or the client are worth nothing', async () => {
    const { access_token: token, refresh_token: refresh } = await aliceTokens()
    const grant = { grant_type: 'refresh_token', refresh_token: String(refresh), ...DIRECT_CLIENT }
    const notBefore = server.clock.now() + 1
    await changeUser('alice', { notBefore })
    const ofUser = [await userInfo(token), (await server.token(grant)).status]
    await changeUser('alice', { notBefore: 0 })
    await changeClient('direct-client', { notBefore })
    const ofClient = [await userInfo(token), (await server.token(grant)).status]
    await changeClient('direct-client', { notBefore: 0 })
    assert.deepEqual(
      [ofUser, ofClient],
      [
        [401, 400],
        [401, 400],
      ],
    )
    assert.equal(await userInfo(token), 200)
  })

  it('a disabled service account gets no token', async () => {
    const ask = async () => (await server.token({ grant_type: 'client_credentials', ...SERVICE_CLIENT })).status
    await changeUser('service-account-service-client', { enabled: false })
    const status = await ask()
    await changeUser('service-account-service-client', { enabled: true })
    assert.equal(status, 400)
    assert.equal(await ask(), 200)
  })

  it('a changed e-mail address is not verified any more', async () => {
    await changeUser('alice', { emailVerified: true, requiredActions: ['UPDATE_PROFILE'] })
    const browser = server.browser()
    const login = await browser.get(authorizationUrl())
    const toAction = await browser.submit(login, { username: 'alice', password: 'alice-pass' })
    const form = await browser.get(toAction.location.href)
    const done = await browser.submit(form, { email: 'mallory@example.org', firstName: 'Alice', lastName: 'A' })
    assert.ok(done.location.searchParams.get('code'))
    assert.equal((await userRecord('alice')).representation.emailVerified, false)
  })

  it('the SMTP password is not shown, and stays when the asterisks come back', async () => {
    const { realms } = server.latchkey.stores
    const realm = await realms.findByName('test')
    assert.ok(realm)
    const smtpServer = { host: 'localhost', password: 'smtp-password-1' }
    await realms.change(realm.id, () => ({ ...realm.representation, smtpServer }))
    const answer = await server.call({
      url: 'http://localhost:8080/realms/master/protocol/openid-connect/token',
      form: { grant_type: 'password', client_id: 'admin-cli', username: 'admin', password: 'admin' },
    })
    const headers = { authorization: `Bearer ${answer.json()['access_token']}` }
    const url = 'http://localhost:8080/admin/realms/test'
    const shown = await server.call({ url, headers })
    assert.doesNotMatch(shown.body, /smtp-password-1/)
    assert.equal((await server.call({ method: 'PUT', url, headers, json: shown.json() })).status, 204)
    assert.deepEqual((await realms.findByName('test'))?.representation['smtpServer'], smtpServer)
  })
})
