/** Role mappings name their roles twice, and are shown to who may see both the holder and the roles. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type AdminCaller, adminCaller, adminOf, listIn, makeRealmWithAdmins } from '../../support/admin.ts'
import { startServer, type TestServer } from '../../support/server.ts'

describe('Admin REST: role mappings', () => {
  let server: TestServer
  let root: AdminCaller
  let pawn: string
  let app: string
  let other: string
  const role = async (path: string) => (await root('GET', `/maps${path}`)).json() as { id: string; name: string }
  const given = async () => (await root('GET', `/maps/users/${pawn}/role-mappings`)).body
  before(async () => {
    server = await startServer()
    root = await adminCaller(server)
    await makeRealmWithAdmins(
      root,
      'maps',
      { viewer: ['view-users'], seer: ['view-users', 'view-clients'], helper: ['manage-users'], pawn: [] },
      {
        clients: [{ clientId: 'app' }, { clientId: 'other' }],
        roles: { realm: [{ name: 'reader' }], client: { app: [{ name: 'reader' }], other: [{ name: 'writer' }] } },
      },
    )
    const client = async (clientId: string) =>
      String(listIn(await root('GET', `/maps/clients?clientId=${clientId}`))[0]?.['id'])
    ;[app, other] = [await client('app'), await client('other')]
    pawn = String(listIn(await root('GET', '/maps/users?username=pawn&exact=true'))[0]?.['id'])
  })
  after(() => server.close())

  it('take no role under another owner, nor under another name', async () => {
    const helper = await adminOf(server, 'maps', 'helper')
    const before = await given()
    const ofRealm = await role('/roles/reader')
    const ofApp = await role(`/clients/${app}/roles/reader`)
    const user = `/maps/users/${pawn}/role-mappings`
    for (const [path, sent] of [
      ['realm', ofApp],
      [`clients/${app}`, ofRealm],
      [`clients/${other}`, ofApp],
      ['realm', { ...ofRealm, name: 'writer' }],
      ['realm', { id: ofRealm.id }],
      ['realm', { name: 'reader' }],
    ] as const) {
      for (const method of ['POST', 'DELETE'] as const) {
        const answer = await helper(method, `${user}/${path}`, [sent])
        assert.equal(answer.status, 404, `${path} ${JSON.stringify(sent)} ${answer.body}`)
      }
    }
    assert.equal(await given(), before)
    assert.equal((await helper('POST', `${user}/realm`, [ofRealm])).status, 204)
    assert.equal((await helper('POST', `${user}/clients/${app}`, [ofApp])).status, 204)
  })

  it('of a client are shown to who may see clients, and offered to who may give them', async () => {
    const [viewer, seer] = [await adminOf(server, 'maps', 'viewer'), await adminOf(server, 'maps', 'seer')]
    const helper = await adminOf(server, 'maps', 'helper')
    for (const list of ['', '/composite']) {
      const path = `/maps/users/${pawn}/role-mappings/clients/${app}${list}`
      assert.equal((await viewer('GET', path)).status, 403, path)
      assert.equal((await seer('GET', path)).status, 200, path)
    }
    for (const owner of ['realm', `clients/${other}`]) {
      const path = `/maps/users/${pawn}/role-mappings/${owner}/available`
      assert.deepEqual(listIn(await viewer('GET', path)), [], path)
      assert.notDeepEqual(listIn(await helper('GET', path)), [], path)
    }
  })

  it('tell who has a role to who may see the roles, too', async () => {
    const [viewer, seer] = [await adminOf(server, 'maps', 'viewer'), await adminOf(server, 'maps', 'seer')]
    for (const kind of ['users', 'groups']) {
      assert.equal((await viewer('GET', `/maps/roles/reader/${kind}`)).status, 403)
      assert.equal((await seer('GET', `/maps/roles/reader/${kind}`)).status, 403, 'a realm role')
      assert.equal((await viewer('GET', `/maps/clients/${app}/roles/reader/${kind}`)).status, 403)
      assert.equal((await seer('GET', `/maps/clients/${app}/roles/reader/${kind}`)).status, 200)
    }
  })
})
