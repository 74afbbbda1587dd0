import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type AdminCaller, adminCaller, adminOf, listIn, makeRealmWithAdmins } from '../../support/admin.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000'

describe('Admin REST: groups, memberships and role mappings', () => {
  let server: TestServer
  let call: AdminCaller
  let user: string
  before(async () => {
    server = await startServer()
    call = await adminCaller(server)
    await makeRealmWithAdmins(
      call,
      'groups',
      { manager: ['manage-users'], viewer: ['view-users'], querier: ['query-groups'], nobody: [], member: [] },
      {
        clients: [{ clientId: 'app', enabled: true }],
        roles: { realm: [{ name: 'staff' }], client: { app: [{ name: 'reader' }] } },
      },
    )
    user = String(listIn(await call('GET', '/groups/users?username=member&exact=true'))[0]?.['id'])
  })
  after(() => server.close())

  const make = async (name: string, parent?: string, more: object = {}) => {
    const made = await call('POST', `/groups/groups${parent === undefined ? '' : `/${parent}/children`}`, {
      name,
      ...more,
    })
    assert.equal(made.status, 201, made.body)
    return String(made.headers['location']).split('/').pop() ?? ''
  }
  const read = async (path: string) => (await call('GET', `/groups${path}`)).json()
  const names = async (path: string, as = call) => listIn(await as('GET', `/groups${path}`)).map(({ name }) => name)

  it('shows children only where they are asked for, and branches only to what is searched', async () => {
    const top = await make('lazy')
    const child = await make('lazy child', top)
    await make('lazy grandchild', child)
    const [shown] = listIn(await call('GET', '/groups/groups')).filter(({ name }) => name === 'lazy')
    assert.deepEqual([shown?.['subGroups'], shown?.['subGroupCount']], [[], 1])
    const [branch] = listIn(await call('GET', '/groups/groups?search=grandchild'))
    assert.equal(branch?.['name'], 'lazy')
    assert.match(JSON.stringify(branch?.['subGroups']), /lazy child.*lazy grandchild/)
    assert.deepEqual(await names('/groups?search=grandchild&populateHierarchy=false'), ['lazy grandchild'])
    assert.deepEqual(await names('/groups?search=lazy&exact=true'), ['lazy'])
    assert.deepEqual(await names('/groups?search=nothing'), [])
    const [uncounted] = listIn(await call('GET', '/groups/groups?search=lazy&exact=true&subGroupsCount=false'))
    assert.equal(uncounted?.['subGroupCount'], undefined)
  })

  it('finds groups by their attributes', async () => {
    await make('coloured', undefined, { attributes: { colour: ['dark blue', 'red'] } })
    assert.deepEqual(await names(`/groups?q=${encodeURIComponent('colour:"dark blue" colour:red')}`), ['coloured'])
    assert.deepEqual(await names('/groups?q=colour:blue'), [])
    assert.deepEqual(await names('/groups?q=colour:red&max=0'), [])
  })

  it('finds a group by its path, with slashes in names', async () => {
    const slashed = await make('a/b', await make('path'))
    assert.equal((await read('/group-by-path/path/a/b'))['id'], slashed)
    assert.equal((await read('/group-by-path/path/a~%2Fb'))['id'], slashed)
    assert.equal((await call('GET', '/groups/group-by-path/path/a')).status, 404)
  })

  it('takes nothing over that the body only mentions', async () => {
    const id = await make('plain', undefined, {
      realmRoles: ['staff'],
      path: '/other',
      parentId: UNKNOWN_ID,
      subGroups: [{ name: 'x' }],
    })
    const group = await read(`/groups/${id}`)
    assert.deepEqual([group['realmRoles'], group['path'], group['subGroupCount']], [[], '/plain', 0])
    await call('PUT', `/groups/groups/${id}`, { name: 'plain', realmRoles: ['staff'], path: '/other' })
    assert.deepEqual((await read(`/groups/${id}`))['realmRoles'], [])
  })

  it('replaces name and description, and attributes only when some are sent', async () => {
    const id = await make('before', undefined, { description: 'd', attributes: { a: ['1'] } })
    assert.equal((await call('PUT', `/groups/groups/${id}`, { name: 'after' })).status, 204)
    const group = await read(`/groups/${id}`)
    assert.deepEqual([group['name'], group['description'], group['attributes']], ['after', undefined, { a: ['1'] }])
  })

  it('moves a group with all below it, never below itself', async () => {
    const [from, to] = [await make('from'), await make('to')]
    const moved = await make('moved', from)
    const below = await make('below', moved)
    assert.equal((await call('POST', `/groups/groups/${to}/children`, { id: moved, name: 'moved' })).status, 204)
    assert.equal((await read(`/groups/${below}`))['path'], '/to/moved/below')
    for (const parent of [below, moved]) {
      const refused = await call('POST', `/groups/groups/${parent}/children`, { id: moved, name: 'moved' })
      assert.ok(parent === moved ? refused.status === 204 : refused.status === 400, String(refused.status))
    }
    assert.equal((await read(`/groups/${below}`))['path'], '/to/moved/below')
  })

  it('of many who make one group at once lets one', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => call('POST', '/groups/groups', { name: 'contested' })),
    )
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, ...Array.from({ length: 19 }, () => 409)])
  })

  it('of two moves that would make a circle together lets one', async () => {
    const [a, b] = [await make('circle a'), await make('circle b')]
    const answers = await Promise.all([
      call('POST', `/groups/groups/${a}/children`, { id: b, name: 'circle b' }),
      call('POST', `/groups/groups/${b}/children`, { id: a, name: 'circle a' }),
    ])
    assert.deepEqual(answers.map(({ status }) => status).sort(), [204, 400])
  })

  it('gives new users the default groups, wherever these have gone in the meantime', async () => {
    const top = await make('defaults')
    const id = await make('everybody', top)
    assert.equal((await call('PUT', `/groups/default-groups/${id}`)).status, 204)
    assert.equal((await call('PUT', `/groups/groups/${top}`, { name: 'renamed' })).status, 204)
    assert.deepEqual(
      listIn(await call('GET', '/groups/default-groups')).map(({ path }) => path),
      ['/renamed/everybody'],
    )
    const made = await call('POST', '/groups/users', { username: 'newcomer', enabled: true })
    const newcomer = String(made.headers['location']).split('/').pop()
    assert.deepEqual(await names(`/users/${newcomer}/groups`), ['everybody'])
    assert.equal((await call('DELETE', `/groups/groups/${top}`)).status, 204)
    assert.deepEqual(listIn(await call('GET', '/groups/default-groups')), [])
    assert.deepEqual(await names(`/users/${newcomer}/groups`), [])
  })

  it('makes a user in the groups asked for, and none where one is not there', async () => {
    await make('asked')
    const refused = await call('POST', '/groups/users', { username: 'asking', groups: ['/asked', '/no-such'] })
    assert.equal(refused.status, 400)
    assert.equal(
      (await call('POST', '/groups/users', { username: 'asking', groups: ['/asked', '/asked'] })).status,
      201,
    )
    const [asking] = listIn(await call('GET', '/groups/users?username=asking&exact=true'))
    assert.deepEqual(await names(`/users/${asking?.['id']}/groups`), ['asked'])
  })

  it("counts a parent's roles among a member's and a child's", async () => {
    const parent = await make('parent')
    const child = await make('child', parent)
    const staff = await read('/roles/staff')
    assert.equal((await call('POST', `/groups/groups/${parent}/role-mappings/realm`, [staff])).status, 204)
    assert.equal((await call('PUT', `/groups/users/${user}/groups/${child}`)).status, 204)
    assert.deepEqual(await names(`/groups/${child}/role-mappings/realm`), [])
    assert.deepEqual(await names(`/groups/${child}/role-mappings/realm/composite`), ['staff'])
    assert.ok((await names(`/users/${user}/role-mappings/realm/composite`)).includes('staff'))
    assert.ok(!(await names(`/users/${user}/role-mappings/realm`)).includes('staff'))
    assert.deepEqual(await names('/roles/staff/groups'), ['parent'])
    await call('DELETE', `/groups/groups/${parent}`)
    assert.ok(!(await names(`/users/${user}/role-mappings/realm/composite`)).includes('staff'))
  })

  it('pages members, groups of a user and users of a role', async () => {
    const group = await make('paged')
    const [app] = listIn(await call('GET', '/groups/clients?clientId=app'))
    const reader = await read(`/clients/${app?.['id']}/roles/reader`)
    for (const username of ['paged-c', 'paged-a', 'paged-b']) {
      const made = await call('POST', '/groups/users', { username, groups: ['/paged'] })
      const id = String(made.headers['location']).split('/').pop()
      await call('POST', `/groups/users/${id}/role-mappings/clients/${app?.['id']}`, [reader])
    }
    const usernames = async (path: string) =>
      listIn(await call('GET', `/groups${path}`)).map(({ username }) => username)
    assert.deepEqual(await usernames(`/groups/${group}/members`), ['paged-a', 'paged-b', 'paged-c'])
    assert.deepEqual(await usernames(`/groups/${group}/members?first=1&max=1`), ['paged-b'])
    assert.deepEqual(await usernames(`/clients/${app?.['id']}/roles/reader/users?first=2`), ['paged-c'])
    assert.deepEqual(await usernames(`/groups/${group}/members?max=0`), [])
  })

  for (const [what, method, path, body, status] of [
    ['a group without a name', 'POST', '/groups', { description: 'x' }, 400],
    ['a name that is too long', 'POST', '/groups', { name: 'x'.repeat(256) }, 400],
    ['attributes without measure', 'POST', '/groups', { name: 'x', attributes: { a: ['x'.repeat(65_536)] } }, 400],
    ['to move an unknown group', 'POST', '/groups', { id: UNKNOWN_ID, name: 'x' }, 404],
    ['a child of an unknown group', 'POST', `/groups/${UNKNOWN_ID}/children`, { name: 'x' }, 404],
    ['members of an unknown group', 'GET', `/groups/${UNKNOWN_ID}/members`, undefined, 404],
    ['an unknown default group', 'PUT', `/default-groups/${UNKNOWN_ID}`, undefined, 404],
    ['an unknown default group among the settings', 'PUT', '', { defaultGroups: ['/no-such'] }, 400],
    ['roles that are no list', 'POST', `/users/USER/role-mappings/realm`, { name: 'staff' }, 400],
    ['a role by its name alone', 'POST', `/users/USER/role-mappings/realm`, [{ name: 'staff' }], 404],
    ['a role of an unknown client', 'POST', `/users/USER/role-mappings/clients/${UNKNOWN_ID}`, [], 404],
    ['to take roles that are not named', 'DELETE', '/users/USER/role-mappings/realm', undefined, 400],
    ['a path of a thousand slashes', 'GET', `/group-by-path/${'x/'.repeat(400)}`, undefined, 404],
  ] as const) {
    it(`refuses ${what}`, async () => {
      assert.equal((await call(method, `/groups${path.replace('USER', user)}`, body)).status, status)
    })
  }

  describe('attack case 51: ids of another realm or client', () => {
    it('finds no group, user or role of another realm', async () => {
      const foreign = String(listIn(await call('GET', '/test/groups'))[0]?.['id'])
      const alice = String(listIn(await call('GET', '/test/users?username=alice&exact=true'))[0]?.['id'])
      const foreignRole = (await call('GET', '/test/roles/app-user')).json()
      const own = await make('own')
      for (const [method, path, body] of [
        ['GET', `/groups/${foreign}`, undefined],
        ['PUT', `/groups/${foreign}`, { name: 'taken' }],
        ['DELETE', `/groups/${foreign}`, undefined],
        ['GET', `/groups/${foreign}/members`, undefined],
        ['POST', `/groups/${own}/children`, { id: foreign, name: 'x' }],
        ['POST', `/groups/${foreign}/children`, { name: 'x' }],
        ['GET', `/groups/${foreign}/role-mappings`, undefined],
        ['PUT', `/default-groups/${foreign}`, undefined],
        ['PUT', `/users/${user}/groups/${foreign}`, undefined],
        ['PUT', `/users/${alice}/groups/${own}`, undefined],
        ['GET', `/users/${alice}/groups`, undefined],
        ['GET', `/users/${alice}/role-mappings`, undefined],
        ['POST', `/users/${alice}/role-mappings/realm`, []],
        ['POST', `/users/${user}/role-mappings/realm`, [foreignRole]],
        ['POST', `/groups/${own}/role-mappings/realm`, [foreignRole]],
      ] as const) {
        const { status } = await call(method, `/groups${path}`, body)
        assert.equal(status, 404, `${method} ${path}`)
      }
    })

    it("maps no client's role as another's, or as the realm's", async () => {
      const [app] = listIn(await call('GET', '/groups/clients?clientId=app'))
      const [account] = listIn(await call('GET', '/groups/clients?clientId=account'))
      const reader = await read(`/clients/${app?.['id']}/roles/reader`)
      const staff = await read('/roles/staff')
      for (const [path, role] of [
        ['realm', reader],
        [`clients/${account?.['id']}`, reader],
        [`clients/${app?.['id']}`, staff],
      ] as const) {
        assert.equal((await call('POST', `/groups/users/${user}/role-mappings/${path}`, [role])).status, 404)
      }
    })
  })

  describe('attack cases 48 and 52: who may, and who sees what', () => {
    it('shows groups to who may view users, and their number to who may query them', async () => {
      const id = await make('seen')
      for (const [who, list, one] of [
        ['manager', 200, 200],
        ['viewer', 200, 200],
        ['querier', 200, 403],
        ['nobody', 403, 403],
      ] as const) {
        const as = await adminOf(server, 'groups', who)
        assert.equal((await as('GET', '/groups/groups')).status, list, who)
        for (const path of [`/${id}`, `/${id}/children`, `/${id}/members`, `/${id}/role-mappings`]) {
          assert.equal((await as('GET', `/groups/groups${path}`)).status, one, `${who} ${path}`)
        }
      }
      assert.deepEqual(await names('/groups', await adminOf(server, 'groups', 'querier')), [])
      assert.deepEqual(await names('/groups?search=seen', await adminOf(server, 'groups', 'querier')), [])
    })

    it('changes nothing with a right to view, and says so in `access`', async () => {
      const as = await adminOf(server, 'groups', 'viewer')
      const id = await make('kept')
      for (const [method, path, body] of [
        ['POST', '/groups', { name: 'x' }],
        ['PUT', `/groups/${id}`, { name: 'x' }],
        ['DELETE', `/groups/${id}`, undefined],
        ['PUT', `/users/${user}/groups/${id}`, undefined],
        ['DELETE', `/users/${user}/groups/${id}`, undefined],
        ['POST', `/users/${user}/role-mappings/realm`, []],
        ['DELETE', `/groups/${id}/role-mappings/realm`, []],
        ['PUT', `/default-groups/${id}`, undefined],
      ] as const) {
        assert.equal((await as(method, `/groups${path}`, body)).status, 403, `${method} ${path}`)
      }
      const { access } = (await as('GET', `/groups/groups/${id}`)).json() as { access: Record<string, boolean> }
      assert.deepEqual(access, {
        view: true,
        viewMembers: true,
        manageMembers: false,
        manage: false,
        manageMembership: false,
      })
      assert.deepEqual(await names(`/users/${user}/role-mappings/realm/available`, as), [])
    })

    it("tells somebody's roles of clients to who may see clients too", async () => {
      const as = await adminOf(server, 'groups', 'viewer')
      const [app] = listIn(await call('GET', '/groups/clients?clientId=app'))
      for (const path of ['', '/composite']) {
        const refused = await as('GET', `/groups/users/${user}/role-mappings/clients/${app?.['id']}${path}`)
        assert.equal(refused.status, 403)
      }
    })
  })
})
