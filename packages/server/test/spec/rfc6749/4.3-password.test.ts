import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { adminCaller, listIn } from '../../support/admin.ts'
import {
  claimsOf,
  DIRECT_CLIENT,
  SERVICE_CLIENT,
  startServer,
  type TestServer,
  TUTORIAL_CLIENT,
} from '../../support/server.ts'

describe('RFC 6749 §4.3 password grant (direct access)', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
  })
  after(() => server.close())

  const grant = (form: Record<string, string>) => server.token({ grant_type: 'password', ...DIRECT_CLIENT, ...form })
  const alice = { username: 'alice', password: 'alice-pass' }

  it('gives tokens of a session of its own', async () => {
    const [one, two] = [await grant({ ...alice, scope: 'openid' }), await grant({ ...alice, scope: 'openid' })]
    assert.equal(one.status, 200)
    assert.notEqual(one.json()['session_state'], two.json()['session_state'])
    assert.equal(claimsOf(one.json()['access_token'])['auth_time'], undefined)
  })

  describe('with offline_access', () => {
    const offline = (username: string) =>
      grant({ username, password: `${username}-pass`, scope: 'openid offline_access' })
    const sessionsOf = async (username: string) => {
      const { realms, userSessions, users } = server.latchkey.stores
      const realm = await realms.findByName('test')
      const user = realm && (await users.findByUsername(realm.id, username))
      assert.ok(realm && user)
      const ids = async (kept: boolean) =>
        (await userSessions.listByUser(realm.id, user.id, kept)).map((session) => session.user.id)
      return { online: await ids(false), offline: await ids(true) }
    }
    before(async () => {
      const call = await adminCaller(server)
      const json = { username: 'olga', enabled: true, firstName: 'Olga', lastName: 'O', email: 'olga@example.org' }
      await call('POST', '/test/users', { ...json, credentials: [{ type: 'password', value: 'olga-pass' }] })
      const [olga] = listIn(await call('GET', '/test/users?username=olga&exact=true'))
      const roles = `/test/users/${olga?.['id']}/role-mappings/realm`
      const taken = await call('DELETE', roles, listIn(await call('GET', roles)))
      assert.equal(taken.status, 204, taken.body)
    })

    it('makes the offline session only, whose access token is good', async () => {
      const known = await sessionsOf('bob')
      const tokens = (await offline('bob')).json()
      assert.deepEqual(await sessionsOf('bob'), {
        online: known.online,
        offline: [...known.offline, tokens['session_state']],
      })
      const userinfo = await server.call({
        url: 'http://localhost:8080/realms/test/protocol/openid-connect/userinfo',
        headers: { authorization: `Bearer ${tokens['access_token']}` },
      })
      assert.equal(userinfo.status, 200, userinfo.body)
    })

    it('makes no session when the user may not have an offline token', async () => {
      const refused = await offline('olga')
      assert.equal(refused.json()['error'], 'not_allowed', refused.body)
      assert.deepEqual(await sessionsOf('olga'), { online: [], offline: [] })
    })
  })

  it('gives no ID token without openid', async () => {
    const tokens = (await grant(alice)).json()
    assert.equal(tokens['id_token'], undefined)
    assert.equal(String(tokens['scope']).split(' ').sort().join(' '), 'email profile')
  })

  it('finds the user by e-mail and without regard to case', async () => {
    assert.equal((await grant({ ...alice, username: 'Alice@Example.ORG' })).status, 200)
    assert.equal((await grant({ ...alice, username: 'ALICE' })).status, 200)
  })

  for (const [what, form, status, error, description] of [
    [
      'a client with Direct Access Grants off',
      { ...alice, ...TUTORIAL_CLIENT },
      400,
      'unauthorized_client',
      'Client not allowed for direct access grants',
    ],
    [
      'that client with a wrong password, in the same words',
      { ...alice, password: 'x', ...TUTORIAL_CLIENT },
      400,
      'unauthorized_client',
      'Client not allowed for direct access grants',
    ],
    ['a wrong password', { ...alice, password: 'wrong' }, 400, 'invalid_grant', 'Invalid user credentials'],
    [
      'an unknown user, in the same words',
      { ...alice, username: 'nobody' },
      400,
      'invalid_grant',
      'Invalid user credentials',
    ],
    ['an empty password', { ...alice, password: '' }, 400, 'invalid_grant', 'Invalid user credentials'],
    ['no password', { username: 'alice' }, 400, 'invalid_grant', 'Invalid user credentials'],
    ['no user name', { password: 'alice-pass' }, 401, 'invalid_request', 'Missing parameter: username'],
    [
      'a user name of 10,000 characters',
      { ...alice, username: 'a'.repeat(10_000) },
      400,
      'invalid_grant',
      'Invalid user credentials',
    ],
    [
      'a password of 10,000 characters',
      { ...alice, password: 'a'.repeat(10_000) },
      400,
      'invalid_grant',
      'Invalid user credentials',
    ],
    [
      'a disabled user with the right password',
      { username: 'carol-disabled', password: 'carol-pass' },
      400,
      'invalid_grant',
      'Account disabled',
    ],
    [
      'a disabled user with a wrong password, telling nothing',
      { username: 'carol-disabled', password: 'x' },
      400,
      'invalid_grant',
      'Invalid user credentials',
    ],
    [
      'a temporary password',
      { username: 'dave-temporary', password: 'dave-pass' },
      400,
      'invalid_grant',
      'Account is not fully set up',
    ],
    [
      'an incomplete profile',
      { username: 'erin-incomplete', password: 'erin-pass' },
      400,
      'invalid_grant',
      'Account is not fully set up',
    ],
    [
      'a service account',
      { username: 'service-account-service-client', password: 'x' },
      400,
      'invalid_grant',
      'Invalid user credentials',
    ],
    ['an unknown scope', { ...alice, scope: 'openid no-such' }, 400, 'invalid_scope', 'Invalid scopes: openid no-such'],
    [
      'a client that asks for consent',
      { ...alice, client_id: 'consent-client', client_secret: 'consent-client-secret-0000000000001' },
      400,
      'invalid_client',
      'Client requires user consent',
    ],
    [
      'a service client',
      { ...alice, ...SERVICE_CLIENT },
      400,
      'unauthorized_client',
      'Client not allowed for direct access grants',
    ],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const answer = await grant(form)
      assert.equal(answer.status, status)
      assert.deepEqual(answer.json(), { error, error_description: description })
    })
  }

  it('keeps nothing of a request that is refused for its scope', async () => {
    const { stores } = server.latchkey
    const realm = await stores.realms.findByName('test')
    const user = realm && (await stores.users.findByUsername(realm.id, 'bob'))
    assert.ok(realm && user)
    await grant({ username: 'bob', password: 'bob-pass', scope: 'no-such' })
    assert.deepEqual(await stores.userSessions.listByUser(realm.id, user.id, false), [])
  })
})
