import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type AdminCaller, adminCaller, adminOf, listIn, makeRealmWithAdmins } from '../../support/admin.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000'

describe('Admin REST: ui-ext/available-roles', () => {
  let server: TestServer
  let call: AdminCaller
  let user: string
  let group: string
  let client: string
  let scope: string
  let role: string
  before(async () => {
    server = await startServer()
    call = await adminCaller(server)
    await makeRealmWithAdmins(
      call,
      'offers',
      { manager: ['manage-users'], viewer: ['view-users'], clerk: ['view-clients'], nobody: [], member: [] },
      {
        clients: [{ clientId: 'Shop' }, { clientId: 'archive' }],
        groups: [{ name: 'staff', path: '/staff' }],
        roles: {
          realm: [{ name: 'shop-keeper' }],
          client: {
            Shop: [
              { name: 'buyer', description: 'Orders things' },
              { name: 'seller', composite: true, composites: { client: { Shop: ['buyer'] } } },
            ],
            archive: [{ name: 'reads the shop' }, { name: 'a%b' }],
          },
        },
      },
    )
    const idOf = async (path: string) => String(listIn(await call('GET', `/offers${path}`))[0]?.['id'])
    user = await idOf('/users?username=member&exact=true')
    group = await idOf('/groups')
    client = await idOf('/clients?clientId=Shop')
    scope = await idOf('/client-scopes')
    role = await idOf(`/clients/${client}/roles?search=seller`)
  })
  after(() => server.close())

  const offered = async (path: string, as = call) =>
    listIn(await as('GET', `/offers/ui-ext/available-roles/${path}`)).map(({ client, role }) => `${client} ${role}`)

  it('searches the roles of all clients by their name and by their client, and no roles of the realm', async () => {
    assert.deepEqual(await offered(`users/${user}?search=SHOP`), [
      'Shop buyer',
      'Shop seller',
      'archive reads the shop',
    ])
    assert.deepEqual(await offered(`users/${user}?search=%25`), ['archive a%b'])
    assert.deepEqual(await offered(`users/${user}?search=_`), [])
    assert.deepEqual(await offered(`users/${user}?search=keeper`), [])
  })

  it('tells whose role it is and what it is for', async () => {
    const [buyer, ...others] = listIn(await call('GET', `/offers/ui-ext/available-roles/users/${user}?search=buyer`))
    assert.deepEqual(others, [])
    const { id, ...told } = buyer ?? {}
    assert.equal((await call('GET', `/offers/roles-by-id/${id}`)).json()['name'], 'buyer')
    assert.deepEqual(told, { role: 'buyer', client: 'Shop', clientId: client, description: 'Orders things' })
  })

  it('is paged, ten where nobody says how many', async () => {
    const all = await offered(`users/${user}?max=-1`)
    assert.ok(all.length > 10)
    assert.deepEqual(await offered(`users/${user}`), all.slice(0, 10))
    assert.deepEqual(await offered(`users/${user}?first=2&max=3`), all.slice(2, 5))
    assert.deepEqual(await offered(`users/${user}?first=-5&max=1`), all.slice(0, 1))
    assert.deepEqual(await offered(`users/${user}?max=0`), [])
    assert.deepEqual(await offered(`users/${user}?first=100000`), [])
    for (const wrong of ['max=many', 'first=1.5']) {
      const answer = await call('GET', `/offers/ui-ext/available-roles/users/${user}?${wrong}`)
      assert.ok([400, 404].includes(answer.status), `${wrong}: ${answer.status}`)
    }
  })

  it('leaves out what the holder was given, and of a role itself and what it stands for', async () => {
    const [seller] = listIn(await call('GET', `/offers/clients/${client}/roles?search=seller`))
    const give = async (path: string) =>
      assert.equal((await call('POST', `/offers/${path}/clients/${client}`, [seller])).status, 204)
    await give(`users/${user}/role-mappings`)
    await give(`groups/${group}/role-mappings`)
    await give(`clients/${client}/scope-mappings`)
    await give(`client-scopes/${scope}/scope-mappings`)
    for (const holder of [`users/${user}`, `groups/${group}`, `clients/${client}`, `clientScopes/${scope}`]) {
      assert.deepEqual(await offered(`${holder}?search=shop&first=0&max=2`), ['Shop buyer', 'archive reads the shop'])
    }
    assert.deepEqual(await offered(`roles/${role}?search=shop`), ['archive reads the shop'])
  })

  it('does not know a holder that is not there', async () => {
    for (const kind of ['users', 'groups', 'clients', 'clientScopes', 'roles', 'realms']) {
      const answer = await call('GET', `/offers/ui-ext/available-roles/${kind}/${UNKNOWN_ID}`)
      assert.equal(answer.status, 404, kind)
    }
  })

  it('offers nothing to who may give nothing, and no right that one lacks', async () => {
    const viewer = await adminOf(server, 'offers', 'viewer')
    const manager = await adminOf(server, 'offers', 'manager')
    assert.deepEqual(await offered(`users/${user}`, viewer), [])
    assert.deepEqual(await offered(`users/${user}?search=manage-realm`, manager), [])
    assert.deepEqual(await offered(`users/${user}?search=manage-users`, manager), ['realm-management manage-users'])
    assert.deepEqual(await offered(`users/${user}?search=manage-realm`), ['realm-management manage-realm'])
  })

  it('is for those who may see the holder', async () => {
    const refused = async (name: string, path: string) => {
      const as = await adminOf(server, 'offers', name)
      assert.equal((await as('GET', `/offers/ui-ext/available-roles/${path}`)).status, 403, `${name} ${path}`)
    }
    await refused('nobody', `users/${user}`)
    await refused('clerk', `users/${user}`)
    await refused('clerk', `groups/${group}`)
    await refused('manager', `clients/${client}`)
    await refused('manager', `clientScopes/${scope}`)
    await refused('manager', `roles/${role}`)
  })
})
