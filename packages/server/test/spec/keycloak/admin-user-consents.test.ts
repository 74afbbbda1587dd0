import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type AdminCaller, adminCaller, adminOf, listIn, makeRealmWithAdmins } from '../../support/admin.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000'
const DATES = { createdDate: 1_790_000_000_000, lastUpdatedDate: 1_790_000_001_000 }
const DAY = 86_400

const application = (clientId: string) => ({ clientId, publicClient: true, directAccessGrantsEnabled: true })
const person = (username: string, more: object = {}) => ({
  username,
  enabled: true,
  email: `${username}@example.org`,
  firstName: 'First',
  lastName: 'Last',
  credentials: [{ type: 'password', value: username }],
  realmRoles: ['offline_access'],
  ...more,
})
const AGREED = [
  { clientId: 'shop', grantedClientScopes: ['profile', 'email'], ...DATES },
  { clientId: 'gone', grantedClientScopes: ['email'] },
  { clientId: 'blog' },
  'no consent at all',
]

describe('Admin REST: what a user agreed to, and offline tokens', () => {
  let server: TestServer
  let call: AdminCaller
  before(async () => {
    server = await startServer()
    call = await adminCaller(server)
    await makeRealmWithAdmins(call, 'agreed', { viewer: ['view-users'], manager: ['manage-users'], nobody: [] })
    await call('PUT', '/agreed', { offlineSessionIdleTimeout: 30 * DAY })
    for (const clientId of ['shop', 'blog', 'app']) await call('POST', '/agreed/clients', application(clientId))
    await addPeople(person('ada', { clientConsents: AGREED }), person('bob'))
  })
  after(() => server.close())

  const addPeople = async (...users: object[]) => {
    const added = await call('POST', '/agreed/partialImport', { ifResourceExists: 'FAIL', users })
    assert.equal(added.status, 200, added.body)
  }
  const idOf = async (username: string) => {
    const [found] = listIn(await call('GET', `/agreed/users?username=${username}&exact=true`))
    return String(found?.['id'])
  }
  const uuidOf = async (clientId: string) =>
    String(listIn(await call('GET', `/agreed/clients?clientId=${clientId}`))[0]?.['id'])
  const consents = async (username: string, as = call) => {
    const answer = await as('GET', `/agreed/users/${await idOf(username)}/consents`)
    assert.equal(answer.status, 200, answer.body)
    return listIn(answer)
  }
  const revoke = async (username: string, clientId: string, as = call) =>
    as('DELETE', `/agreed/users/${await idOf(username)}/consents/${clientId}`)
  const tokenCall = (form: Record<string, string>) =>
    server.call({ method: 'POST', url: 'http://localhost:8080/realms/agreed/protocol/openid-connect/token', form })
  const signIn = async (username: string, client_id: string, scope: string) => {
    const answer = await tokenCall({ grant_type: 'password', client_id, username, password: username, scope })
    assert.equal(answer.status, 200, answer.body)
    return String(answer.json()['refresh_token'])
  }
  const refresh = (client_id: string, refresh_token: string) =>
    tokenCall({ grant_type: 'refresh_token', client_id, refresh_token })
  const offlineGrant = async (clientId: string) => [{ client: await uuidOf(clientId), key: 'Offline Token' }]

  it('shows what came with an import, of clients that are there', async () => {
    assert.deepEqual(await consents('ada'), [
      { clientId: 'shop', grantedClientScopes: ['profile', 'email'], ...DATES, additionalGrants: [] },
      { clientId: 'blog', grantedClientScopes: [], additionalGrants: [] },
    ])
    assert.deepEqual(await consents('bob'), [])
  })

  it('the user’s own representation does not carry them', async () => {
    const { body } = await call('GET', `/agreed/users/${await idOf('ada')}`)
    assert.ok(!body.includes('clientConsents'))
    assert.ok(!(await call('GET', '/agreed/users?briefRepresentation=false')).body.includes('clientConsents'))
  })

  it('nobody agrees for a user: consents that are sent with one count for nothing', async () => {
    const clientConsents = [{ clientId: 'app', grantedClientScopes: ['email'] }]
    await call('POST', '/agreed/users', { username: 'eve', enabled: true, clientConsents })
    assert.deepEqual(await consents('eve'), [])
    assert.equal((await call('PUT', `/agreed/users/${await idOf('eve')}`, { clientConsents })).status, 204)
    assert.deepEqual(await consents('eve'), [])
  })

  it('a change of the user keeps them', async () => {
    assert.equal((await call('PUT', `/agreed/users/${await idOf('ada')}`, { firstName: 'Ada' })).status, 204)
    assert.equal((await consents('ada')).length, 2)
  })

  it('shows a client once that holds offline tokens, with what was agreed where something was', async () => {
    await signIn('ada', 'app', 'openid offline_access')
    await signIn('ada', 'app', 'openid offline_access')
    await signIn('ada', 'blog', 'openid offline_access')
    await signIn('ada', 'shop', 'openid')
    assert.deepEqual(
      (await consents('ada')).map(({ clientId, additionalGrants }) => [clientId, additionalGrants]),
      [
        ['shop', []],
        ['blog', await offlineGrant('blog')],
        ['app', await offlineGrant('app')],
      ],
    )
    assert.deepEqual(await consents('bob'), [])
  })

  it('an offline token that has expired is no grant any more', async () => {
    await signIn('bob', 'app', 'openid offline_access')
    assert.equal((await consents('bob')).length, 1)
    server.clock.advance(30 * DAY - 1)
    call = await adminCaller(server)
    assert.equal((await consents('bob')).length, 1)
    server.clock.advance(1)
    assert.deepEqual(await consents('bob'), [])
  })

  it('refuses whoever may not, and what is not there', async () => {
    const viewer = await adminOf(server, 'agreed', 'viewer')
    const nobody = await adminOf(server, 'agreed', 'nobody')
    const id = await idOf('ada')
    assert.equal((await consents('ada', viewer)).length, 2)
    const answers = await Promise.all([
      nobody('GET', `/agreed/users/${id}/consents`),
      nobody('DELETE', `/agreed/users/${id}/consents/shop`),
      viewer('DELETE', `/agreed/users/${id}/consents/shop`),
      call('GET', `/agreed/users/${UNKNOWN_ID}/consents`),
      call('DELETE', `/agreed/users/${UNKNOWN_ID}/consents/shop`),
      call('DELETE', `/agreed/users/${id}/consents/gone`),
      call('DELETE', `/agreed/users/${id}/consents/${await uuidOf('shop')}`),
      call('DELETE', `/agreed/users/${id}/consents/account`),
    ])
    assert.deepEqual(
      answers.map(({ status, body }) => [status, JSON.parse(body).error]),
      [
        [403, 'HTTP 403 Forbidden'],
        [403, 'HTTP 403 Forbidden'],
        [403, 'HTTP 403 Forbidden'],
        [404, 'User not found'],
        [404, 'User not found'],
        [404, 'Client not found'],
        [404, 'Client not found'],
        [404, 'Consent nor offline token not found'],
      ],
    )
    assert.equal((await consents('ada')).length, 2)
  })

  it('a consent is revoked once, and the client’s part in every session ends with it', async () => {
    await addPeople(person('cleo', { clientConsents: AGREED }))
    const online = await signIn('cleo', 'shop', 'openid')
    const offline = await signIn('cleo', 'shop', 'openid offline_access')
    const other = await signIn('cleo', 'app', 'openid')
    assert.equal((await refresh('shop', online)).status, 200)
    assert.equal((await revoke('cleo', 'shop', await adminOf(server, 'agreed', 'manager'))).status, 204)
    assert.deepEqual(
      (await consents('cleo')).map(({ clientId }) => clientId),
      ['blog'],
    )
    assert.equal((await refresh('shop', online)).json()['error'], 'invalid_grant')
    assert.equal((await refresh('shop', offline)).json()['error'], 'invalid_grant')
    assert.equal((await refresh('app', other)).status, 200)
    assert.equal((await revoke('cleo', 'shop')).status, 404)
  })

  it('an offline token alone is revoked, and the client’s other sessions go on, as in Keycloak', async () => {
    await addPeople(person('dora'))
    const online = await signIn('dora', 'app', 'openid')
    const offline = await signIn('dora', 'app', 'openid offline_access')
    const other = await signIn('dora', 'blog', 'openid offline_access')
    assert.equal((await revoke('dora', 'app')).status, 204)
    assert.deepEqual(
      (await consents('dora')).map(({ clientId }) => clientId),
      ['blog'],
    )
    assert.equal((await refresh('app', offline)).json()['error'], 'invalid_grant')
    assert.equal((await refresh('app', online)).status, 200)
    assert.equal((await refresh('blog', other)).status, 200)
    assert.equal((await revoke('dora', 'app')).status, 404)
  })

  it('a stronger administrator’s consents are out of reach', async () => {
    await addPeople(person('boss', { clientRoles: { 'realm-management': ['realm-admin'] }, clientConsents: AGREED }))
    const manager = await adminOf(server, 'agreed', 'manager')
    assert.equal((await revoke('boss', 'shop', manager)).status, 403)
    assert.equal((await consents('boss')).length, 2)
  })
})
