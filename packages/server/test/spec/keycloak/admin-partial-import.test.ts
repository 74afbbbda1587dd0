import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type AdminCaller, adminCaller, adminOf, listIn, makeRealmWithAdmins } from '../../support/admin.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const IMPORT = '/part/partialImport'

describe('Admin REST: partial import and export', () => {
  let server: TestServer
  let call: AdminCaller
  let manager: AdminCaller
  before(async () => {
    server = await startServer()
    call = await adminCaller(server)
    await makeRealmWithAdmins(
      call,
      'part',
      { manager: ['manage-realm'], boss: ['realm-admin'], helpdesk: ['manage-users'] },
      {
        groups: [{ name: 'admins', clientRoles: { 'realm-management': ['manage-users'] } }, { name: 'staff' }],
        roles: {
          realm: [
            { name: 'worker' },
            { name: 'chief', composites: { client: { 'realm-management': ['manage-clients'] } } },
          ],
        },
        clients: [{ clientId: 'app', secret: 'the-secret-of-the-app', redirectUris: ['https://app.example.org/*'] }],
      },
    )
    manager = await adminOf(server, 'part', 'manager')
  })
  after(() => server.close())

  const users = async (name: string) => listIn(await call('GET', `/part/users?username=${name}&exact=true`))

  it('takes things that name each other, in one act', async () => {
    const answer = await manager('POST', IMPORT, {
      realm: 'other',
      enabled: false,
      clients: [{ clientId: 'shop', serviceAccountsEnabled: true }],
      roles: {
        realm: [{ name: 'buyer', composites: { client: { shop: ['pay'] } } }],
        client: { shop: [{ name: 'pay' }] },
      },
      groups: [{ name: 'club', path: '/club', subGroups: [{ name: 'gold', realmRoles: ['buyer'] }] }],
      users: [{ username: 'Carol', email: 'Carol@example.org', realmRoles: ['buyer'], groups: ['/club/gold'] }],
    })
    assert.equal(answer.status, 200, answer.body)
    const { added, results } = answer.json()
    assert.equal(added, 5)
    assert.deepEqual(
      (results as Record<string, unknown>[]).map((item) => `${item['resourceType']} ${item['resourceName']}`).sort(),
      ['CLIENT shop', 'CLIENT_ROLE shop-->pay', 'GROUP club', 'REALM_ROLE buyer', 'USER carol'],
    )
    const [carol] = await users('carol')
    assert.deepEqual(
      listIn(await call('GET', `/part/users/${carol?.['id']}/role-mappings/realm`)).map(({ name }) => name),
      ['buyer'],
    )
    assert.deepEqual(
      listIn(await call('GET', `/part/users/${carol?.['id']}/groups`)).map(({ path }) => path),
      ['/club/gold'],
    )
    const [shop] = listIn(await call('GET', '/part/clients?clientId=shop'))
    assert.equal((await call('GET', `/part/clients/${shop?.['id']}/service-account-user`)).status, 200)
    assert.equal((await call('GET', '/part')).json()['enabled'], true)
  })

  it('with FAIL writes nothing when one thing is there', async () => {
    const answer = await manager('POST', IMPORT, { users: [{ username: 'fresh' }, { username: 'boss' }] })
    assert.deepEqual(
      [answer.status, answer.json()],
      [409, { errorMessage: 'User with user name boss already exists.' }],
    )
    assert.deepEqual(await users('fresh'), [])
  })

  it('with SKIP leaves alone what is there, and tells which', async () => {
    const body = {
      ifResourceExists: 'SKIP',
      users: [{ username: 'boss', firstName: 'Changed' }, { username: 'skipper' }],
    }
    const { added, skipped } = (await manager('POST', IMPORT, body)).json()
    assert.deepEqual([added, skipped], [1, 1])
    assert.equal((await users('boss'))[0]?.['firstName'], 'First')
  })

  it('with OVERWRITE replaces, under the id that it had', async () => {
    const [before] = listIn(await call('GET', '/part/clients?clientId=app'))
    const body = {
      ifResourceExists: 'OVERWRITE',
      clients: [{ clientId: 'app', name: 'New' }],
      roles: { realm: [{ name: 'worker', description: 'd' }] },
    }
    const answer = await manager('POST', IMPORT, body)
    assert.equal(answer.json()['overwritten'], 2, answer.body)
    const [after] = listIn(await call('GET', '/part/clients?clientId=app'))
    assert.equal(after?.['id'], before?.['id'])
    assert.equal(after?.['name'], 'New')
    assert.equal((await call('GET', '/part/roles/worker')).json()['description'], 'd')
  })

  for (const [what, body] of [
    [
      'a user with an admin role',
      { users: [{ username: 'evil', clientRoles: { 'realm-management': ['manage-users'] } }] },
    ],
    ['a user with a role that stands for one', { users: [{ username: 'evil', realmRoles: ['chief'] }] }],
    ['a user in a group that has one', { users: [{ username: 'evil', groups: ['/admins'] }] }],
    [
      'a group with one',
      { groups: [{ name: 'evil', path: '/evil', clientRoles: { 'realm-management': ['manage-users'] } }] },
    ],
    [
      'a group below one that has one',
      { groups: [{ name: 'evil', path: '/admins/evil' }], users: [{ username: 'evil', groups: ['/admins/evil'] }] },
    ],
    [
      'a role that stands for one',
      { roles: { realm: [{ name: 'evil', composites: { client: { 'realm-management': ['realm-admin'] } } }] } },
    ],
    [
      'another default role',
      {
        roles: { realm: [{ name: 'default-roles-part', composites: { realm: ['chief'] } }] },
        ifResourceExists: 'OVERWRITE',
      },
    ],
    [
      'a right that is another one',
      {
        roles: {
          client: {
            'realm-management': [
              { name: 'manage-realm', composites: { client: { 'realm-management': ['manage-users'] } } },
            ],
          },
        },
        ifResourceExists: 'OVERWRITE',
      },
    ],
    [
      'a mapper that puts one into tokens',
      {
        clients: [
          {
            clientId: 'evil',
            protocolMappers: [
              {
                name: 'evil',
                protocol: 'openid-connect',
                protocolMapper: 'oidc-hardcoded-role-mapper',
                config: { role: 'realm-management.manage-users' },
              },
            ],
          },
        ],
      },
    ],
    ['a right of its own making', { roles: { client: { 'realm-management': [{ name: 'more' }] } } }],
    ['the client of the rights', { clients: [{ clientId: 'realm-management' }], ifResourceExists: 'OVERWRITE' }],
    [
      'a stronger administrator’s password',
      {
        users: [{ username: 'boss', credentials: [{ type: 'password', value: 'mine' }] }],
        ifResourceExists: 'OVERWRITE',
      },
    ],
    [
      'a service account with one',
      {
        clients: [{ clientId: 'evil', serviceAccountsEnabled: true, secret: 's' }],
        users: [
          {
            username: 'service-account-evil',
            serviceAccountClientId: 'evil',
            clientRoles: { 'realm-management': ['manage-users'] },
          },
        ],
      },
    ],
  ] as const) {
    it(`is no way to a right: ${what}`, async () => {
      const answer = await manager('POST', IMPORT, body)
      assert.equal(answer.status, 403, answer.body)
      assert.deepEqual(await users('evil'), [])
      assert.deepEqual(listIn(await call('GET', '/part/groups?search=evil')), [])
      assert.deepEqual(listIn(await call('GET', '/part/clients?clientId=evil')), [])
    })
  }

  it('puts nothing in the place of another thing whose id is known', async () => {
    const [rights] = listIn(await call('GET', '/part/clients?clientId=realm-management'))
    const [admins] = listIn(await call('GET', '/part/groups?search=admins'))
    const chief = (await call('GET', '/part/roles/chief')).json()
    const [boss] = await users('boss')
    for (const body of [
      { clients: [{ clientId: 'mine', id: rights?.['id'] }] },
      { groups: [{ name: 'mine', path: '/mine', id: admins?.['id'] }] },
      { roles: { realm: [{ name: 'mine', id: chief['id'] }] } },
      { users: [{ username: 'mine', id: boss?.['id'] }] },
    ]) {
      for (const ifResourceExists of ['FAIL', 'SKIP', 'OVERWRITE']) {
        const answer = await manager('POST', IMPORT, { ifResourceExists, ...body })
        assert.equal(answer.status, 409, answer.body)
      }
    }
    assert.equal((await call('GET', '/part/roles/chief')).status, 200)
    assert.equal((await users('boss'))[0]?.['id'], boss?.['id'])
  })

  it('gives to whoever holds it all', async () => {
    const boss = await adminOf(server, 'part', 'boss')
    const body = { users: [{ username: 'deputy', clientRoles: { 'realm-management': ['manage-users'] } }] }
    assert.equal((await boss('POST', IMPORT, body)).status, 200)
  })

  for (const [what, status, body] of [
    ['another policy', 400, { ifResourceExists: 'PERHAPS' }],
    ['an unknown group', 400, { users: [{ username: 'x1', groups: ['/none'] }] }],
    ['an unknown client', 400, { users: [{ username: 'x1', clientRoles: { none: ['x'] } }] }],
    ['roles of an unknown client', 400, { roles: { client: { none: [{ name: 'x' }] } } }],
    ['a group without path', 400, { groups: [{ name: 'x' }] }],
    ['a group whose path has another name', 400, { groups: [{ name: 'x', path: '/y' }] }],
    ['a group below none', 400, { groups: [{ name: 'x', path: '/none/x' }] }],
    ['a user without name', 400, { users: [{ email: 'x@example.org' }] }],
    ['one user twice', 409, { ifResourceExists: 'SKIP', users: [{ username: 'x1' }, { username: 'X1' }] }],
    ['an unknown field of a user', 400, { users: [{ username: 'x1', admin: true }] }],
    ['a script address', 400, { clients: [{ clientId: 'x', redirectUris: ['javascript:alert(1)'] }] }],
    ['users that are no list', 400, { users: {} }],
    [
      'an identity provider whose address is a script',
      400,
      {
        users: [{ username: 'x1' }],
        identityProviders: [{ alias: 'x', providerId: 'oidc', config: { authorizationUrl: 'javascript:alert(1)' } }],
      },
    ],
    ['an identity provider of no kind', 400, { identityProviders: [{ alias: 'x' }] }],
    [
      'an identity provider with a slash in its alias',
      400,
      { identityProviders: [{ alias: 'a/b', providerId: 'oidc' }] },
    ],
    ['an identity provider of another shape', 400, { identityProviders: [{ alias: 'x', providerId: {} }] }],
  ] as const) {
    it(`refuses ${what}, and writes nothing`, async () => {
      const answer = await call('POST', IMPORT, body)
      assert.equal(answer.status, status, answer.body)
      assert.deepEqual(await users('x1'), [])
    })
  }

  it('is for who manages the realm', async () => {
    const helpdesk = await adminOf(server, 'part', 'helpdesk')
    for (const path of [IMPORT, '/part/partial-export']) assert.equal((await helpdesk('POST', path, {})).status, 403)
    assert.equal((await manager('POST', '/test/partialImport', {})).status, 403)
  })

  it('of many at once lets each in whole or not at all', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        call('POST', IMPORT, { roles: { realm: [{ name: 'contested' }] }, users: [{ username: `racer-${index}` }] }),
      ),
    )
    assert.equal(answers.filter(({ status }) => status === 200).length, 1)
    assert.equal(listIn(await call('GET', '/part/users?username=racer')).length, 1)
  })

  it('exports without people, with asterisks for secrets, parts on demand', async () => {
    const all = await manager('POST', '/part/partial-export?exportClients=true&exportGroupsAndRoles=true')
    assert.doesNotMatch(all.body, /the-secret-of-the-app|"secretData":"\{/)
    const file = all.json()
    assert.deepEqual(
      (file['users'] as Record<string, unknown>[]).map(({ username }) => username),
      ['service-account-shop'],
    )
    assert.ok(file['clients'] && file['groups'] && file['roles'])
    const bare = (await manager('POST', '/part/partial-export')).json()
    for (const part of ['clients', 'groups', 'roles', 'users']) assert.equal(bare[part], undefined, part)
  })
})
