import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Answer } from '../../support/browser.ts'
import { DIRECT_CLIENT, signIn, startServer, type TestServer } from '../../support/server.ts'

/** All that is told of a key that was made here. */
const isNotOpen = (setting: string) => !['algorithm', 'priority'].includes(setting)

const ADMIN = 'http://localhost:8080/admin/realms'

describe('Keycloak: the Admin REST routes that set a realm up', () => {
  let server: TestServer
  let admin: string
  before(async () => {
    server = await startServer()
    const answer = await server.call({
      url: 'http://localhost:8080/realms/master/protocol/openid-connect/token',
      form: { grant_type: 'password', client_id: 'admin-cli', username: 'admin', password: 'admin' },
    })
    assert.equal(answer.status, 200, answer.body)
    admin = String(answer.json()['access_token'])
  })
  after(() => server.close())

  const call = (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    json?: unknown,
    token = admin,
  ): Promise<Answer> =>
    server.call({
      method,
      url: ADMIN + path,
      ...(json !== undefined && { json }),
      headers: { authorization: `Bearer ${token}` },
    })
  const list = async (path: string) => JSON.parse((await call('GET', path)).body) as Record<string, unknown>[]
  const alicesToken = async () =>
    String(
      (
        await server.token({
          grant_type: 'password',
          username: 'alice',
          password: 'alice-pass',
          scope: 'openid',
          ...DIRECT_CLIENT,
        })
      ).json()['access_token'],
    )

  describe('attack case 48: denied unless allowed', () => {
    const routes = [
      ['GET', ''],
      ['POST', ''],
      ['GET', '/test'],
      ['PUT', '/test'],
      ['DELETE', '/test'],
      ['GET', '/test/clients'],
      ['GET', '/test/clients/x'],
      ['PUT', '/test/clients/x'],
      ['GET', '/test/clients/x/roles'],
      ['GET', '/test/clients/x/service-account-user'],
      ['GET', '/test/users'],
      ['POST', '/test/users'],
      ['GET', '/test/users/x'],
      ['PUT', '/test/users/x'],
      ['DELETE', '/test/users/x'],
      ['PUT', '/test/users/x/reset-password'],
      ['POST', '/test/users/x/logout'],
      ['GET', '/test/roles'],
      ['GET', '/test/groups'],
      ['GET', '/test/client-scopes'],
      ['GET', '/test/keys'],
      ['GET', '/test/components'],
      ['GET', '/test/authentication/flows'],
      ['GET', '/master/users'],
    ] as const
    for (const [method, path] of routes) {
      it(`${method} ${path || '/'} without a token, with a bad one and with a plain user's`, async () => {
        const body = method === 'GET' || method === 'DELETE' ? undefined : {}
        const without = await server.call({ method, url: ADMIN + path, ...(body && { json: body }) })
        assert.equal(without.status, 401)
        assert.equal((await call(method, path, body, 'garbage')).status, 401)
        assert.equal((await call(method, path, body, await alicesToken())).status, 403)
      })
    }

    it('takes no ID token', async () => {
      const tokens = await server.token({
        grant_type: 'password',
        username: 'alice',
        password: 'alice-pass',
        scope: 'openid',
        ...DIRECT_CLIENT,
      })
      assert.equal((await call('GET', '/test', undefined, String(tokens.json()['id_token']))).status, 401)
    })
  })

  it('makes, reads, changes and deletes a realm', async () => {
    const made = await call('POST', '', { realm: 'fresh', enabled: true, displayName: 'Fresh' })
    assert.equal(made.status, 201)
    assert.equal(made.headers['location'], `${ADMIN}/fresh`)
    assert.equal((await call('POST', '', { realm: 'fresh', enabled: true })).status, 409)
    assert.equal((await call('PUT', '/fresh', { accessTokenLifespan: 120 })).status, 204)
    const read = (await call('GET', '/fresh')).json()
    assert.equal(read['accessTokenLifespan'], 120)
    assert.equal(read['displayName'], 'Fresh')
    assert.equal((await call('PUT', '/fresh', { accessTokenLifespan: 'abc' })).status, 400)
    assert.equal((await call('DELETE', '/fresh')).status, 204)
    assert.equal((await call('GET', '/fresh')).status, 404)
    assert.equal((await call('DELETE', '/fresh')).status, 404)
  })

  for (const [what, body] of [
    ['without a name', { enabled: true }],
    ['that is empty', {}],
    ['with a slash in its name', { realm: 'bad/name' }],
    ['that is no object', []],
    ['with a client of the wrong type', { realm: 'wrong-type', clients: [{ clientId: {} }] }],
    [
      'whose composite names a role that is not there',
      { realm: 'dangling', roles: { realm: [{ name: 'a', composite: true, composites: { realm: ['no-such'] } }] } },
    ],
  ] as const) {
    it(`refuses a realm ${what}, and makes nothing`, async () => {
      const before = (await list('')).length
      assert.equal((await call('POST', '', body)).status, 400)
      assert.equal((await list('')).length, before)
    })
  }

  it('does not delete the master realm', async () => {
    assert.equal((await call('DELETE', '/master')).status, 400)
    assert.equal((await call('GET', '/master')).status, 200)
  })

  it('finds a client by clientId, changes it, and the change counts at once', async () => {
    const [client] = await list('/test/clients?clientId=my-test-client')
    assert.ok(client)
    const changed = { ...client, directAccessGrantsEnabled: true, attributes: { 'access.token.lifespan': '60' } }
    assert.equal((await call('PUT', `/test/clients/${String(client['id'])}`, changed)).status, 204)
    const tokens = await server.token({
      grant_type: 'password',
      username: 'alice',
      password: 'alice-pass',
      client_id: 'my-test-client',
      client_secret: 'my-test-client-secret-000000000001',
    })
    assert.equal(tokens.json()['expires_in'], 60)
    await call('PUT', `/test/clients/${String(client['id'])}`, {
      directAccessGrantsEnabled: false,
      attributes: { 'access.token.lifespan': '' },
    })
    const after = (await call('GET', `/test/clients/${String(client['id'])}`)).json()
    assert.equal(after['directAccessGrantsEnabled'], false)
    assert.equal(Object.hasOwn(after['attributes'] as object, 'access.token.lifespan'), false)
  })

  it('refuses a redirect URI that executes (attack case 5)', async () => {
    const [client] = await list('/test/clients?clientId=my-test-client')
    assert.equal(
      (await call('PUT', `/test/clients/${String(client?.['id'])}`, { redirectUris: ['javascript:alert(1)'] })).status,
      400,
    )
  })

  it('finds a user by exact name, makes, changes and deletes one', async () => {
    assert.deepEqual((await list('/test/users?exact=true&username=alic')).length, 0)
    assert.deepEqual(
      (await list('/test/users?exact=true&username=ALICE')).map(({ username }) => username),
      ['alice'],
    )
    const made = await call('POST', '/test/users', {
      username: 'Frank',
      email: 'frank@example.org',
      enabled: true,
      firstName: 'F',
      lastName: 'G',
      credentials: [{ type: 'password', value: 'frank-pass' }],
    })
    assert.equal(made.status, 201)
    const id = String(made.headers['location']).split('/').at(-1)
    assert.ok((await signIn(server.browser(), { user: 'frank' })).get('code'))
    assert.equal(
      (await call('POST', '/test/users', { username: 'frank' })).json()['errorMessage'],
      'User exists with same username',
    )
    assert.equal(
      (await call('POST', '/test/users', { username: 'frank2', email: 'FRANK@example.org' })).json()['errorMessage'],
      'User exists with same email',
    )
    assert.equal((await call('PUT', `/test/users/${id}`, { enabled: false })).status, 204)
    assert.equal((await call('GET', `/test/users/${id}`)).json()['firstName'], 'F')
    assert.equal((await call('DELETE', `/test/users/${id}`)).status, 204)
    assert.equal((await call('GET', `/test/users/${id}`)).status, 404)
  })

  it('sets a password, lasting or temporary', async () => {
    const [bob] = await list('/test/users?exact=true&username=bob')
    const path = `/test/users/${String(bob?.['id'])}/reset-password`
    assert.equal((await call('PUT', path, { type: 'password', value: 'new-pass', temporary: true })).status, 204)
    const grant = () =>
      server.token({ grant_type: 'password', username: 'bob', password: 'new-pass', ...DIRECT_CLIENT })
    assert.equal((await grant()).json()['error_description'], 'Account is not fully set up')
    assert.equal((await call('PUT', path, { type: 'password', value: 'new-pass', temporary: false })).status, 204)
    assert.equal((await grant()).status, 200)
    assert.equal((await call('PUT', path, { type: 'password', value: '' })).status, 400)
    await call('PUT', path, { type: 'password', value: 'bob-pass', temporary: false })
  })

  it('shows neither private keys nor other secrets of components (attack case 52)', async () => {
    const components = await list('/test/components?type=org.keycloak.keys.KeyProvider')
    assert.equal(components.length, 4)
    for (const { config } of components)
      assert.deepEqual(
        Object.keys(config as object)
          .sort()
          .filter(isNotOpen),
        [],
      )
  })

  it('manage-users is no way to stronger roles', async () => {
    const { stores } = server.latchkey
    const realm = await stores.realms.findByName('test')
    assert.ok(realm)
    const role = [...realm.roles.values()].find(
      ({ name, client }) => name === 'manage-users' && client?.clientId === 'realm-management',
    )
    const strong = [...realm.roles.values()].find(
      ({ name, client }) => name === 'manage-realm' && client?.clientId === 'realm-management',
    )
    assert.ok(role && strong)
    const make = async (username: string, roleId: string) => {
      const made = await call('POST', '/test/users', {
        username,
        email: `${username}@example.org`,
        firstName: 'A',
        lastName: 'B',
        enabled: true,
        credentials: [{ type: 'password', value: 'pass' }],
      })
      const id = String(made.headers['location']).split('/').at(-1) ?? ''
      const record = await stores.users.findRecord(realm.id, id)
      assert.ok(record)
      await stores.users.delete(realm.id, id)
      await stores.users.create(realm.id, [{ ...record, roleIds: [...record.roleIds, roleId] }])
      return id
    }
    await make('user-manager', role.id)
    const stronger = await make('realm-manager', strong.id)
    const tokens = await server.token({
      grant_type: 'password',
      username: 'user-manager',
      password: 'pass',
      ...DIRECT_CLIENT,
    })
    const token = String(tokens.json()['access_token'])
    const reset = (id: unknown) =>
      call('PUT', `/test/users/${String(id)}/reset-password`, { type: 'password', value: 'mine' }, token)
    const [alice] = await list('/test/users?exact=true&username=alice')
    assert.equal((await reset(stronger)).status, 403)
    assert.equal((await call('DELETE', `/test/users/${stronger}`, undefined, token)).status, 403)
    assert.equal((await call('PUT', `/test/users/${stronger}`, { email: 'mine@example.org' }, token)).status, 403)
    assert.equal((await call('POST', `/test/users/${stronger}/logout`, undefined, token)).status, 403)
    assert.equal((await reset(alice?.['id'])).status, 204)
    assert.equal((await call('GET', '/test/clients', undefined, token)).status, 403)
    assert.equal((await call('GET', '/master/users', undefined, token)).status, 403)
    await call('PUT', `/test/users/${String(alice?.['id'])}/reset-password`, { type: 'password', value: 'alice-pass' })
  })

  it('a realm’s administrator is nobody in another realm (attack case 51)', async () => {
    const [user] = await list('/test/users?exact=true&username=alice')
    assert.equal((await call('GET', `/master/users/${String(user?.['id'])}`)).status, 404)
  })
})
