import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type AdminCaller, adminCaller, adminOf, listIn, makeRealmWithAdmins } from '../../support/admin.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000'

describe('Admin REST: roles', () => {
  let server: TestServer
  let call: AdminCaller
  let app: string
  before(async () => {
    server = await startServer()
    call = await adminCaller(server)
    await makeRealmWithAdmins(
      call,
      'roles',
      { realmer: ['manage-realm', 'view-users'], clienter: ['manage-clients'], viewer: ['view-realm'], nobody: [] },
      {
        clients: [{ clientId: 'app', enabled: true }],
        roles: { realm: [{ name: 'staff' }, { name: 'boss' }], client: { app: [{ name: 'reader' }] } },
      },
    )
    app = String(listIn(await call('GET', '/roles/clients?clientId=app'))[0]?.['id'])
  })
  after(() => server.close())

  const role = async (path: string) => (await call('GET', `/roles${path}`)).json()
  const names = async (path: string) => listIn(await call('GET', `/roles${path}`)).map(({ name }) => name)

  for (const name of ['a/b', 'two words', '50% ü?#', 'x'.repeat(255)]) {
    it(`keeps the name ${JSON.stringify(name.slice(0, 10))} in every path`, async () => {
      const made = await call('POST', '/roles/roles', { name })
      assert.equal(made.status, 201)
      const path = `/roles/${encodeURIComponent(name)}`
      assert.ok(String(made.headers['location']).endsWith(path))
      const { id } = await role(path)
      assert.equal((await role(`/roles-by-id/${id}`))['name'], name)
      assert.equal((await call('POST', `/roles${path}/composites`, [])).status, 204)
      assert.equal((await call('DELETE', `/roles${path}`)).status, 204)
    })
  }

  it('pages a list when both ends are told, or a search is', async () => {
    assert.deepEqual(await names('/roles?first=1&max=1'), ['default-roles-roles'])
    assert.ok((await names('/roles?max=1')).length > 1)
    assert.deepEqual(await names('/roles?search=BO&max=1'), ['boss'])
    assert.deepEqual(await names('/roles?search=%25'), [])
  })

  it('makes a role with its composites, passing over names that no role has', async () => {
    const composites = { realm: ['staff', 'no-such'], client: { app: ['reader'], 'no-such': ['reader'] } }
    assert.equal((await call('POST', '/roles/roles', { name: 'lead', composites })).status, 201)
    assert.deepEqual(await names('/roles/lead/composites'), ['reader', 'staff'])
    const { id } = await role('/roles/lead')
    assert.deepEqual(await names(`/roles-by-id/${id}/composites?search=STA`), ['staff'])
    assert.deepEqual(await names(`/roles-by-id/${id}/composites?first=0&max=1`), ['reader'])
    assert.deepEqual(await names(`/roles-by-id/${id}/composites/clients/${app}`), ['reader'])
    assert.deepEqual(await names(`/roles-by-id/${id}/composites/realm`), ['staff'])
  })

  it('replaces name and description, and attributes only when some are sent', async () => {
    const made = { name: 'old', description: 'd', attributes: { a: ['1'] } }
    await call('POST', '/roles/roles', made)
    const { id } = await role('/roles/old')
    assert.equal((await call('PUT', '/roles/roles/old', { name: 'new' })).status, 204)
    const renamed = await role(`/roles-by-id/${id}`)
    assert.equal(renamed['name'], 'new')
    assert.equal(renamed['description'], undefined)
    assert.deepEqual(renamed['attributes'], { a: ['1'] })
    assert.equal((await call('GET', '/roles/roles/old')).status, 404)
    await call('PUT', `/roles/roles-by-id/${id}`, { name: 'new', attributes: { b: ['2'] } })
    assert.deepEqual((await role('/roles/new'))['attributes'], { b: ['2'] })
  })

  it('keeps the default role, under whatever name, and by either path', async () => {
    const { id } = await role('/roles/default-roles-roles')
    assert.equal((await call('PUT', '/roles/roles/default-roles-roles', { name: 'everybody' })).status, 204)
    const errorMessage = 'everybody is default role of the realm and cannot be removed.'
    for (const path of ['/roles/everybody', `/roles-by-id/${id}`]) {
      const refused = await call('DELETE', `/roles${path}`)
      assert.equal(refused.status, 400)
      assert.deepEqual(refused.json(), { errorMessage })
    }
  })

  it('takes nothing over that the body only mentions', async () => {
    const made = { id: UNKNOWN_ID, name: 'mine', composite: true, clientRole: true, containerId: app }
    assert.equal((await call('POST', '/roles/roles', made)).status, 201)
    const { id, ...read } = await role('/roles/mine')
    assert.notEqual(id, UNKNOWN_ID)
    assert.equal(read['composite'], false)
    assert.equal(read['clientRole'], false)
    await call('PUT', '/roles/roles/mine', { ...read, id: UNKNOWN_ID, containerId: app })
    assert.equal((await role('/roles/mine'))['id'], id)
  })

  it('of many who make one role at once lets one', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => call('POST', '/roles/roles', { name: 'contested' })),
    )
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, ...Array<number>(19).fill(409)])
  })

  for (const [what, method, path, body, status] of [
    ['a name that is too long', 'POST', '/roles', { name: 'x'.repeat(256) }, 400],
    ['a description that is too long', 'POST', '/roles', { name: 'd', description: 'x'.repeat(256) }, 400],
    [
      'attributes without measure',
      'PUT',
      '/roles/staff',
      { name: 'staff', attributes: { a: ['x'.repeat(65_536)] } },
      400,
    ],
    ['an empty name', 'PUT', '/roles/staff', { name: '' }, 400],
    ['no name', 'PUT', '/roles/staff', { description: 'only' }, 400],
    ['an unknown field', 'POST', '/roles', { name: 'u', admin: true }, 400],
    ['composites that are no list', 'POST', '/roles/staff/composites', {}, 400],
    ['a composite without an id', 'POST', '/roles/staff/composites', [{ name: 'boss' }], 404],
    ['to take an unknown composite away', 'DELETE', '/roles/staff/composites', [{ id: UNKNOWN_ID }], 404],
    ['an unknown role', 'POST', '/roles/no-such/composites', [], 404],
    ['an unknown role by id', 'PUT', `/roles-by-id/${UNKNOWN_ID}`, { name: 'x' }, 404],
    ['a role of an unknown client', 'GET', `/clients/${UNKNOWN_ID}/roles/reader`, undefined, 404],
    ['composites of an unknown client', 'GET', `/roles/staff/composites/clients/${UNKNOWN_ID}`, undefined, 404],
    ['permissions of a role, as Keycloak by default', 'PUT', '/roles/staff/management/permissions', {}, 501],
  ] as const) {
    it(`refuses ${what}`, async () => {
      assert.equal((await call(method, `/roles${path}`, body)).status, status)
    })
  }

  describe('attack case 51: ids of another realm or client', () => {
    it("finds no other realm's role by its id, and makes none a composite", async () => {
      const other = String((await call('GET', '/test/roles/app-user')).json()['id'])
      for (const [method, path, body] of [
        ['GET', `/roles-by-id/${other}`, undefined],
        ['PUT', `/roles-by-id/${other}`, { name: 'taken' }],
        ['DELETE', `/roles-by-id/${other}`, undefined],
        ['POST', '/roles/staff/composites', [{ id: other }]],
        ['GET', `/roles-by-id/${other}/composites`, undefined],
      ] as const) {
        assert.equal((await call(method, `/roles${path}`, body)).status, 404, `${method} ${path}`)
      }
      assert.equal((await call('GET', '/test/roles/app-user')).status, 200)
    })

    it("finds no other client's role by its name", async () => {
      const account = String(listIn(await call('GET', '/roles/clients?clientId=account'))[0]?.['id'])
      assert.equal((await call('GET', `/roles/clients/${account}/roles/reader`)).status, 404)
      assert.equal((await call('GET', '/roles/roles/reader')).status, 404)
    })
  })

  describe('attack case 48: who may', () => {
    it('reads and changes realm roles with the rights over the realm, client roles with those over clients', async () => {
      const staff = (await role('/roles/staff'))['id']
      const reader = (await role(`/clients/${app}/roles/reader`))['id']
      const mayGet = async (who: string) => {
        const as = await adminOf(server, 'roles', who)
        const paths = [
          '/roles',
          '/roles/staff',
          `/roles-by-id/${staff}`,
          `/clients/${app}/roles`,
          `/roles-by-id/${reader}`,
        ]
        const answers = await Promise.all(paths.map((path) => as('GET', `/roles${path}`)))
        return answers.map(({ status }) => status)
      }
      assert.deepEqual(await mayGet('realmer'), [200, 200, 200, 403, 403])
      assert.deepEqual(await mayGet('viewer'), [200, 200, 200, 403, 403])
      assert.deepEqual(await mayGet('clienter'), [403, 403, 403, 200, 200])
      assert.deepEqual(await mayGet('nobody'), [403, 403, 403, 403, 403])
    })

    it('changes nothing with a right to view', async () => {
      const as = await adminOf(server, 'roles', 'viewer')
      assert.equal((await as('POST', '/roles/roles', { name: 'x' })).status, 403)
      assert.equal((await as('PUT', '/roles/roles/staff', { name: 'staff' })).status, 403)
      assert.equal((await as('DELETE', '/roles/roles/staff')).status, 403)
      assert.equal((await as('POST', '/roles/roles/staff/composites', [])).status, 403)
    })

    it("makes another client's role a composite only for who may manage clients", async () => {
      const reader = await role(`/clients/${app}/roles/reader`)
      const realmer = await adminOf(server, 'roles', 'realmer')
      assert.equal((await realmer('POST', '/roles/roles/staff/composites', [reader])).status, 403)
      assert.equal((await realmer('POST', '/roles/roles/staff/composites', [await role('/roles/boss')])).status, 204)
      const clienter = await adminOf(server, 'roles', 'clienter')
      const boss = await role('/roles/boss')
      assert.equal((await clienter('POST', `/roles/clients/${app}/roles/reader/composites`, [boss])).status, 403)
    })
  })
})
