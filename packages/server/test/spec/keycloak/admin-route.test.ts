import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { realmRoute } from '../../../src/endpoints/admin/admin-route.ts'
import { ADMIN_ROUTES } from '../../../src/endpoints/admin/routes.ts'
import { adminCaller, makeRealmWithAdmins } from '../../support/admin.ts'
import { startServer, type TestServer } from '../../support/server.ts'

describe('Admin REST: what holds for every route', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
  })
  after(() => server.close())

  it('names each path and method once', () => {
    const names = ADMIN_ROUTES.map(({ method, path }) => `${method} ${path.replaceAll(/:\w+/g, ':')}`)
    assert.deepEqual(
      names.filter((name, index) => names.indexOf(name) !== index),
      [],
    )
  })

  it('lets no route be written that does not say what it changes', () => {
    assert.throws(
      () =>
        realmRoute({
          method: 'DELETE',
          path: '/things',
          summary: '',
          needs: 'manage-realm',
          answer: async () => ({ status: 204 }),
        }),
      /DELETE \/things does not say what it changes/,
    )
  })

  for (const [what, body, answer] of [
    [
      'a field that nobody knows',
      { username: 'someone', noSuchProperty: 1 },
      {
        error:
          'Invalid json representation for UserRepresentation. Unrecognized field "noSuchProperty" at $.noSuchProperty.',
      },
    ],
    [
      'a field of another type',
      { username: 'someone', enabled: 'perhaps' },
      {
        error: 'unknown_error',
        error_description: 'Cannot parse the JSON: $.enabled expected true or false, found a text',
      },
    ],
    [
      'a list',
      [],
      { error: 'unknown_error', error_description: 'Cannot parse the JSON: $ expected an object, found a list' },
    ],
    ['null', null, { error: 'unknown_error', error_description: 'Cannot parse the JSON: the body is empty' }],
  ] as const) {
    it(`refuses ${what} and says where it is`, async () => {
      const call = await adminCaller(server)
      const refused = await call('POST', '/test/users', body)
      assert.equal(refused.status, 400)
      assert.deepEqual(refused.json(), answer)
    })
  }

  it('reads a switch in the query as Keycloak does: any case of true, and anything else as no', async () => {
    const call = await adminCaller(server)
    const found = async (exact: string) =>
      JSON.parse((await call('GET', `/test/users?username=ali&exact=${exact}`)).body).length
    assert.deepEqual([await found('True'), await found('TRUE'), await found('false'), await found('x')], [0, 0, 1, 1])
  })

  it('tells an unknown path from a method that is not allowed, and both to another origin too', async () => {
    const call = await adminCaller(server)
    assert.equal((await call('GET', '/test/no-such-thing')).status, 404)
    assert.equal((await call('DELETE', '/test/users')).status, 405)
    assert.equal((await call('GET', '/test/users/')).status, 200)
  })

  it("takes a token for what its client's scope lets pass, and from origins of the client only", async () => {
    const root = await adminCaller(server)
    const limits = { publicClient: true, directAccessGrantsEnabled: true, webOrigins: ['https://app.example'] }
    await makeRealmWithAdmins(
      root,
      'scoped',
      { boss: ['realm-admin'] },
      {
        clients: [
          { clientId: 'limited', fullScopeAllowed: false, ...limits },
          { clientId: 'full', fullScopeAllowed: true, ...limits },
        ],
      },
    )
    const status = async (client_id: string, origin?: string) => {
      const answer = await server.call({
        url: 'http://localhost:8080/realms/scoped/protocol/openid-connect/token',
        form: { grant_type: 'password', client_id, username: 'boss', password: 'boss' },
      })
      const authorization = `Bearer ${String(answer.json()['access_token'])}`
      const url = 'http://localhost:8080/admin/realms/scoped/users'
      return (await server.call({ url, headers: { authorization, ...(origin && { origin }) } })).status
    }
    assert.equal(await status('full'), 200)
    assert.equal(await status('limited'), 403)
    assert.equal(await status('full', 'https://app.example'), 200)
    assert.equal(await status('full', 'http://localhost:8080'), 200, "the server's own page")
    assert.equal(await status('full', 'https://evil.example'), 403)
  })
})
