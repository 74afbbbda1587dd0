import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type AdminCaller, adminCaller, listIn } from '../../support/admin.ts'
import { SERVICE_CLIENT, startServer, type TestServer } from '../../support/server.ts'

const REALM = '/rights'
const ids = { plain: '11111111-0000-4000-8000-000000000001', strong: '11111111-0000-4000-8000-000000000002' }

/** A realm with an administrator of clients alone, and a client whose service account may do everything. */
const DOCUMENT = {
  realm: 'rights',
  enabled: true,
  roles: { realm: [{ name: 'ordinary' }] },
  clients: [
    { id: ids.plain, clientId: 'plain', secret: 'plain-secret' },
    { id: ids.strong, clientId: 'strong', secret: 'strong-secret', serviceAccountsEnabled: true },
  ],
  users: [
    {
      username: 'clerk',
      email: 'clerk@example.org',
      firstName: 'C',
      lastName: 'L',
      enabled: true,
      credentials: [{ type: 'password', value: 'clerk-pass' }],
      clientRoles: { 'realm-management': ['manage-clients'] },
    },
    {
      username: 'service-account-strong',
      enabled: true,
      serviceAccountClientId: 'strong',
      clientRoles: { 'realm-management': ['realm-admin'] },
    },
  ],
}

describe('Admin REST: clients', () => {
  let server: TestServer
  let admin: AdminCaller
  before(async () => {
    server = await startServer()
    admin = await adminCaller(server)
    assert.equal((await admin('POST', '', DOCUMENT)).status, 201)
  })
  after(() => server.close())

  describe('attack cases 49 and 51: whoever manages clients', () => {
    let clerk: AdminCaller
    beforeEach(async () => {
      const form = { grant_type: 'password', client_id: 'admin-cli', username: 'clerk', password: 'clerk-pass' }
      const url = 'http://localhost:8080/realms/rights/protocol/openid-connect/token'
      clerk = await adminCaller(server, String((await server.call({ url, form })).json()['access_token']))
    })

    it('sees no secret of a client whose service account may do more', async () => {
      const list = JSON.parse((await clerk('GET', `${REALM}/clients`)).body) as { clientId: string; secret?: string }[]
      const secretOf = (clientId: string) => list.find((client) => client.clientId === clientId)?.secret
      assert.equal(secretOf('plain'), 'plain-secret')
      assert.equal(secretOf('strong'), undefined)
      assert.equal((await clerk('GET', `${REALM}/clients/${ids.strong}`)).json()['secret'], undefined)
      assert.equal((await clerk('GET', `${REALM}/clients/${ids.strong}/client-secret`)).status, 403)
      assert.equal((await clerk('GET', `${REALM}/clients/${ids.plain}/client-secret`)).json()['value'], 'plain-secret')
    })

    const mapper = {
      name: 'more',
      protocol: 'openid-connect',
      protocolMapper: 'oidc-hardcoded-role-mapper',
      config: { role: 'realm-management.manage-users' },
    }
    for (const [what, method, path, body] of [
      ['change it', 'PUT', `/clients/${ids.strong}`, { secret: 'mine-now' }],
      ['renew its secret', 'POST', `/clients/${ids.strong}/client-secret`, undefined],
      ['delete it', 'DELETE', `/clients/${ids.strong}`, undefined],
      ['give it a mapper', 'POST', `/clients/${ids.strong}/protocol-mappers/models`, mapper],
      ['give any client a mapper that gives a right', 'POST', `/clients/${ids.plain}/protocol-mappers/models`, mapper],
      ['make a client with such a mapper', 'POST', '/clients', { clientId: 'climber', protocolMappers: [mapper] }],
      ['make a client with the name of the one with the rights', 'POST', '/clients', { clientId: 'realm-management' }],
    ] as const) {
      it(`can't ${what}`, async () => {
        assert.equal((await clerk(method, REALM + path, body)).status, 403)
      })
    }

    it("can't rename a role in tokens to a right", async () => {
      const renaming = { ...mapper, protocolMapper: 'oidc-role-name-mapper' }
      const config = { role: 'ordinary', 'new.role.name': 'realm-management.manage-users' }
      const path = `${REALM}/clients/${ids.plain}/protocol-mappers/models`
      assert.equal((await clerk('POST', path, { ...renaming, config })).status, 403)
    })

    it("doesn't come by a service account that was turned off while it had rights", async () => {
      const path = `${REALM}/clients/${ids.strong}`
      const account = async () => (await admin('GET', `${path}/service-account-user`)).json()['id']
      const before = await account()
      assert.equal((await admin('PUT', path, { serviceAccountsEnabled: false })).status, 204)
      assert.equal((await admin('GET', `${path}/service-account-user`)).status, 400)
      assert.equal((await clerk('PUT', path, { serviceAccountsEnabled: true })).status, 204)
      assert.notEqual(await account(), before)
      const held = await admin('GET', `${REALM}/users/${String(await account())}/role-mappings`)
      assert.equal(held.body.includes('realm-admin'), false)
    })

    it('gives a mapper for an ordinary role', async () => {
      const harmless = { ...mapper, name: 'ordinary', config: { role: 'ordinary' } }
      const made = await clerk('POST', `${REALM}/clients/${ids.plain}/protocol-mappers/models`, harmless)
      assert.equal(made.status, 201)
    })

    it("doesn't reach a client through another realm", async () => {
      assert.equal((await admin('GET', `/test/clients/${ids.plain}`)).status, 404)
      assert.equal((await admin('PUT', `/test/clients/${ids.plain}`, { name: 'x' })).status, 404)
      assert.equal((await clerk('GET', '/test/clients')).status, 403)
    })
  })

  for (const [what, client, description] of [
    ['a fragment in a redirect URI', { redirectUris: ['https://a.example/#x'] }, /fragment/],
    ['a script as redirect URI', { redirectUris: ['JaVaScRiPt:alert(1)'] }, /illegal scheme/],
    ['data as base URL', { baseUrl: 'data:text/html,x' }, /Base URL uses an illegal scheme/],
    ['a script as logo', { attributes: { logoUri: 'javascript:alert(1)' } }, /Logo URL uses an illegal scheme/],
    ['a back-channel address that is none', { attributes: { 'backchannel.logout.url': 'nowhere' } }, /Backchannel/],
    ['a root URL that is none', { rootUrl: 'not a url' }, /Root URL is not a valid URL/],
  ] as const) {
    it(`attack case 5: refuses ${what}, at creation and at a change`, async () => {
      const made = await admin('POST', `${REALM}/clients`, { clientId: 'bad', ...client })
      assert.equal(made.status, 400)
      assert.match(String(made.json()['error_description']), description)
      const changed = await admin('PUT', `${REALM}/clients/${ids.plain}`, client)
      assert.equal(changed.status, 400)
    })
  }

  it('refuses names and lists that are too long, and a flow that is not there', async () => {
    for (const client of [
      { clientId: 'a'.repeat(256) },
      { clientId: 'long', redirectUris: ['https://a.example/'.padEnd(5_000, 'a')] },
      { clientId: 'many', redirectUris: Array.from({ length: 1_001 }, (_, index) => `https://a.example/${index}`) },
      { clientId: 'flow', authenticationFlowBindingOverrides: { browser: 'no-such-flow' } },
    ]) {
      assert.equal((await admin('POST', `${REALM}/clients`, client)).status, 400)
    }
  })

  it('loses nothing when two change one client at once', async () => {
    const path = `${REALM}/clients/${ids.plain}`
    const both = await Promise.all([
      admin('PUT', path, { description: 'one' }),
      admin('POST', `${path}/client-secret`),
      admin('PUT', path, { attributes: { 'access.token.lifespan': '77' } }),
    ])
    assert.deepEqual(
      both.map(({ status }) => status),
      [204, 200, 204],
    )
    const read = (await admin('GET', path)).json()
    assert.equal(read['description'], 'one')
    assert.equal(read['secret'], both[1].json()['value'])
    assert.equal((read['attributes'] as Record<string, string>)['access.token.lifespan'], '77')
  })

  it('refuses the old secret once there is a new one', async () => {
    const [client] = JSON.parse((await admin('GET', '/test/clients?clientId=service-client')).body) as { id: string }[]
    const { value } = (await admin('POST', `/test/clients/${client?.id}/client-secret`)).json()
    const old = await server.token({ grant_type: 'client_credentials', ...SERVICE_CLIENT })
    assert.equal(old.status, 401)
    const renewed = { client_id: SERVICE_CLIENT.client_id, client_secret: String(value) }
    assert.equal((await server.token({ grant_type: 'client_credentials', ...renewed })).status, 200)
  })

  it("follows a client's new name with its service account", async () => {
    const id = '11111111-0000-4000-8000-000000000009'
    await admin('POST', `${REALM}/clients`, { id, clientId: 'before', serviceAccountsEnabled: true })
    assert.equal((await admin('PUT', `${REALM}/clients/${id}`, { clientId: 'after' })).status, 204)
    const account = await admin('GET', `${REALM}/clients/${id}/service-account-user`)
    assert.equal(account.json()['username'], 'service-account-after')
  })

  it('are sought by the attributes that Keycloak searches, by those who may see clients', async () => {
    const attributes = { 'jwt.credential.issuer': 'https://issuer.example/a b' }
    await admin('POST', `${REALM}/clients`, { clientId: 'issued', attributes })
    const q = (text: string) => `${REALM}/clients?q=${encodeURIComponent(text)}`
    const found = listIn(await admin('GET', q('jwt.credential.issuer:"https://issuer.example/a b"')))
    assert.deepEqual(
      found.map(({ clientId }) => clientId),
      ['issued'],
    )
    assert.deepEqual(listIn(await admin('GET', q('jwt.credential.issuer:https://issuer.example/a'))), [])
    assert.equal((await admin('GET', q('realm_client:true'))).status, 400)
  })

  it('keeps its secret when a client is read and written back by who may not see it', async () => {
    const path = `${REALM}/clients/${ids.plain}`
    const before = (await admin('GET', path)).json()
    assert.equal((await admin('PUT', path, { ...before, secret: '**********' })).status, 204)
    assert.equal((await admin('GET', path)).json()['secret'], before['secret'])
  })

  describe('client scopes', () => {
    it('stay with their clients under a new name, and go from them when they are deleted', async () => {
      const made = await admin('POST', `${REALM}/client-scopes`, { name: 'old-name', protocol: 'openid-connect' })
      const id = made.location.pathname.split('/').at(-1)
      await admin('PUT', `${REALM}/clients/${ids.plain}/default-client-scopes/${id}`)
      await admin('PUT', `${REALM}/default-optional-client-scopes/${id}`)
      assert.equal((await admin('PUT', `${REALM}/client-scopes/${id}`, { name: 'new-name' })).status, 204)
      const scopes = async () => (await admin('GET', `${REALM}/clients/${ids.plain}`)).json()['defaultClientScopes']
      assert.ok(((await scopes()) as string[]).includes('new-name'))
      assert.ok((await admin('GET', `${REALM}/default-optional-client-scopes`)).body.includes('new-name'))
      assert.equal((await admin('DELETE', `${REALM}/client-scopes/${id}`)).status, 204)
      assert.ok(!((await scopes()) as string[]).includes('new-name'))
      assert.ok(!(await admin('GET', `${REALM}/default-optional-client-scopes`)).body.includes('new-name'))
    })

    for (const [what, scope] of [
      ['without a name', { protocol: 'openid-connect' }],
      ['with a space in its name', { name: 'a b', protocol: 'openid-connect' }],
      ['with a quotation mark in its name', { name: 'a"b', protocol: 'openid-connect' }],
      ['of no protocol', { name: 'x' }],
      ['of an unknown protocol', { name: 'x', protocol: 'ftp' }],
    ] as const) {
      it(`are refused ${what}`, async () => {
        assert.equal((await admin('POST', `${REALM}/client-scopes`, scope)).status, 400)
      })
    }

    it('do not get the name of another', async () => {
      const made = await admin('POST', `${REALM}/client-scopes`, { name: 'another', protocol: 'openid-connect' })
      const refused = await admin('PUT', `${made.location.pathname.replace('/admin/realms', '')}`, { name: 'email' })
      assert.equal(refused.status, 409)
    })
  })
})
