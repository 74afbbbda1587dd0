/** Input that is well-formed JSON and yet would break what reads it later: each is refused, or harmless. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type AdminCaller, adminCaller, listIn, makeRealmWithAdmins } from '../../support/admin.ts'
import { startServer, type TestServer } from '../../support/server.ts'

describe('Admin REST: odd input', () => {
  let server: TestServer
  let call: AdminCaller
  before(async () => {
    server = await startServer()
    call = await adminCaller(server)
    await makeRealmWithAdmins(call, 'odd', {})
  })
  after(() => server.close())

  for (const [what, part] of [
    ['NUL', '\0'],
    ['half a character', '\ud800'],
  ] as const) {
    for (const [method, path, body] of [
      ['POST', '/odd/roles', { name: `role${part}` }],
      ['POST', '/odd/roles', { name: 'role', attributes: { [part]: ['x'] } }],
      ['POST', '/odd/roles', { name: 'role', attributes: { x: part } }],
      ['POST', '/odd/clients', { clientId: `master-realm${part}` }],
      ['POST', '/odd/users', { username: 'user', attributes: { x: [part] } }],
      ['POST', '/odd/groups', { name: part }],
      ['POST', '', { realm: `other${part}` }],
    ] as const) {
      it(`refuses ${what}: ${method} ${path} ${JSON.stringify(body)}`, async () => {
        const { status, body: said } = await call(method, path, body)
        assert.equal(status, 400, said)
        assert.match(said, /contains NUL or half a character/)
      })
    }
  }

  it('refuses what is nested without end, whatever takes it', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000)
    const authorization = `Bearer ${await masterToken()}`
    for (const [method, path, text] of [
      ['POST', '', `{"realm":"deep","more":${deep}}`],
      ['POST', '/odd/partialImport', `{"identityProviders":[{"alias":"deep","more":${deep}}]}`],
      ['PUT', '/odd/users/profile', `{"attributes":[{"name":"username","annotations":{"more":${deep}}}]}`],
      ['POST', '/odd/client-description-converter', `{"more":"\\"]","most":${deep}}`],
    ] as const) {
      const url = `http://localhost:8080/admin/realms${path}`
      const headers = { 'content-type': 'application/json', authorization }
      const answer = await server.call({ method, url, text, headers })
      assert.equal(answer.status, 400, `${path} ${answer.body}`)
      assert.match(answer.body, /nested deeper/)
    }
  })

  it('takes brackets in texts for what they are', async () => {
    const name = `${'['.repeat(100)}"\\`
    const attributes = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`a${index}`, [name]]))
    assert.equal((await call('POST', '/odd/groups', { name, attributes })).status, 201)
  })

  async function masterToken(): Promise<string> {
    const answer = await server.call({
      url: 'http://localhost:8080/realms/master/protocol/openid-connect/token',
      form: { grant_type: 'password', client_id: 'admin-cli', username: 'admin', password: 'admin' },
    })
    return String(answer.json()['access_token'])
  }

  it('says where a thing with a percent sign in its id is', async () => {
    const id = 'a%zz/b'
    for (const [path, body] of [
      ['/odd/client-scopes', { id, name: 'percent', protocol: 'openid-connect' }],
      ['/odd/components', { id, providerId: 'rsa-generated', providerType: 'org.keycloak.keys.KeyProvider' }],
      ['/odd/clients', { id, clientId: 'percent' }],
    ] as const) {
      const made = await call('POST', path, body)
      assert.equal(made.status, 201, made.body)
      const location = new URL(String(made.headers['location'])).pathname.replace('/admin/realms', '')
      assert.equal((await call('GET', location)).json()['id'], id)
      assert.equal((await call('DELETE', location)).status, 204)
    }
  })

  it('makes no client halfway when its service account can not have its name', async () => {
    for (const username of ['service-account-one', 'service-account-two']) {
      assert.equal((await call('POST', '/odd/users', { username })).status, 201)
    }
    const robot = { clientId: 'one', serviceAccountsEnabled: true }
    assert.equal((await call('POST', '/odd/clients', robot)).status, 409)
    assert.deepEqual(listIn(await call('GET', '/odd/clients?clientId=one')), [])
    const made = await call('POST', '/odd/clients', { ...robot, clientId: 'three' })
    const path = `/odd/clients/${String(made.headers['location']).split('/').pop()}`
    assert.equal((await call('PUT', path, { clientId: 'two' })).status, 409)
    assert.equal((await call('GET', path)).json()['clientId'], 'three')
    assert.equal((await call('PUT', path, { clientId: 'four' })).status, 204)
  })
})
