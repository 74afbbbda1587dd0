/** What keeps clients that carry rights, and secrets of strong clients, out of reach of who may manage clients. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type AdminCaller, adminCaller, adminOf, listIn, makeRealmWithAdmins } from '../../support/admin.ts'
import { startServer, type TestServer } from '../../support/server.ts'

describe('Admin REST: clients out of reach', () => {
  let server: TestServer
  let root: AdminCaller
  let manager: AdminCaller
  const client = async (clientId: string, realm = 'guards') =>
    listIn(await root('GET', `/${realm}/clients?clientId=${clientId}`))[0] ?? {}
  const idOf = async (clientId: string, realm = 'guards') => String((await client(clientId, realm))['id'])
  before(async () => {
    server = await startServer()
    root = await adminCaller(server)
    await makeRealmWithAdmins(
      root,
      'guards',
      { manager: ['manage-clients'], viewer: ['view-clients'], asker: ['query-clients'] },
      {
        clients: [
          {
            clientId: 'robot',
            serviceAccountsEnabled: true,
            clientAuthenticatorType: 'client-jwt',
            attributes: { 'jwt.credential.private.key': 'the-key', 'jwt.credential.certificate': 'open' },
          },
        ],
      },
    )
    const management = await idOf('realm-management')
    const account = (await root('GET', `/guards/clients/${await idOf('robot')}/service-account-user`)).json()
    const right = (await root('GET', `/guards/clients/${management}/roles/manage-users`)).json()
    const mappings = `/guards/users/${account['id']}/role-mappings/clients/${management}`
    assert.equal((await root('POST', mappings, [right])).status, 204)
    manager = await adminOf(server, 'guards', 'manager')
  })
  after(() => server.close())

  it('the client of the rights stays as it is, and says so', async () => {
    const path = `/guards/clients/${await idOf('realm-management')}`
    const before = (await root('GET', path)).body
    for (const [method, below, body] of [
      ['PUT', '', { publicClient: true }],
      ['DELETE', '', undefined],
      ['POST', '/client-secret', undefined],
      ['POST', '/registration-access-token', undefined],
      ['POST', '/certificates/jwt.credential/generate', undefined],
      ['POST', '/nodes', { node: 'x' }],
      ['POST', '/protocol-mappers/add-models', []],
      ['POST', '/scope-mappings/realm', []],
    ] as const) {
      for (const call of [manager, root]) {
        assert.equal((await call(method, path + below, body)).status, 403, `${method} ${below}`)
      }
    }
    assert.equal((await root('GET', path)).body, before)
    const { access } = (await manager('GET', path)).json()
    assert.deepEqual(access, { view: true, configure: false, manage: false })
    const robot = (await root('GET', `/guards/clients/${await idOf('robot')}`)).json()
    assert.deepEqual(robot['access'], { view: true, configure: true, manage: true })
  })

  it('no client takes the name of such a client, new or renamed', async () => {
    await root('POST', '/master/clients', { clientId: 'innocent' })
    const innocent = `/master/clients/${await idOf('innocent', 'master')}`
    for (const clientId of ['fresh-realm', 'realm-management']) {
      assert.equal((await root('PUT', innocent, { clientId })).status, 403, clientId)
      assert.equal((await root('POST', '/master/clients', { clientId })).status, 403, clientId)
    }
    assert.equal((await root('GET', innocent)).json()['clientId'], 'innocent')
    assert.equal(
      (await root('POST', '/guards/clients', { clientId: 'fresh-realm' })).status,
      201,
      'elsewhere it is a name',
    )
  })

  it('a private key is for who reaches the service account, also where there is no secret', async () => {
    const viewer = await adminOf(server, 'guards', 'viewer')
    const path = `/guards/clients/${await idOf('robot')}`
    for (const call of [manager, viewer]) {
      for (const text of [(await call('GET', path)).body, (await call('GET', '/guards/clients')).body]) {
        assert.ok(!text.includes('the-key'), text)
        assert.ok(text.includes('jwt.credential.certificate'))
      }
      assert.equal((await call('GET', `${path}/certificates/jwt.credential`)).status, 403)
    }
    assert.ok((await root('GET', path)).body.includes('the-key'))
  })

  it('nobody searches by attributes what he may not see', async () => {
    const asker = await adminOf(server, 'guards', 'asker')
    assert.deepEqual(listIn(await asker('GET', '/guards/clients')), [])
    assert.equal((await asker('GET', '/guards/clients?q=jwt.credential.issuer:x')).status, 403)
    assert.equal((await manager('GET', '/guards/clients?q=jwt.credential.issuer:x')).status, 200)
  })
})
