/**
 * Nobody gets, or gives, an admin right that he doesn't hold, and nobody takes one from who holds it. Every way there is
 * to roles is tried by somebody who may manage users, clients and the realm but lacks `impersonation`; then the same
 * requests are made by who holds everything, so that each is known to work.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type AdminCaller, adminCaller, adminOf, listIn, makeRealmWithAdmins } from '../../support/admin.ts'
import type { Answer } from '../../support/browser.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const REALM = 'climb'
/** What the climber lacks. */
const RIGHT = 'impersonation'

/** Ids of what the attempts are about. */
interface Targets {
  readonly climber: string
  readonly pawn: string
  readonly strong: string
  readonly management: string
  readonly app: string
  /** A client with a role that stands for the right. */
  readonly vault: string
  /** Of the client `app`, with a harmless role. */
  readonly mapper: string
  readonly right: { readonly id: string }
  readonly allRights: object
  /** An ordinary role that stands for the right, through another one. */
  readonly wolf: { readonly id: string }
  readonly sheep: { readonly id: string }
  readonly plain: { readonly id: string }
  readonly defaultRole: { readonly id: string }
  readonly rulers: string
  readonly court: string
  readonly crowd: string
  readonly everybody: string
  readonly hall: string
}

const HARDCODED = { protocol: 'openid-connect', protocolMapper: 'oidc-hardcoded-role-mapper' }
const UPSTREAM = '/climb/identity-provider/instances/upstream/mappers'
const IMPORTER = { identityProviderMapper: 'oidc-hardcoded-role-idp-mapper' }

type Attempt = readonly [what: string, act: (call: AdminCaller, ids: Targets) => Promise<Answer>]

const GIVING: readonly Attempt[] = [
  ['to himself', (call, { climber, management, right }) => map(call, 'users', climber, `clients/${management}`, right)],
  ['to another', (call, { pawn, management, right }) => map(call, 'users', pawn, `clients/${management}`, right)],
  [
    'with all others',
    (call, { pawn, management, allRights }) => map(call, 'users', pawn, `clients/${management}`, allRights),
  ],
  ['inside an ordinary role', (call, { pawn, wolf }) => map(call, 'users', pawn, 'realm', wolf)],
  ['to a group', (call, { crowd, management, right }) => map(call, 'groups', crowd, `clients/${management}`, right)],
  ['to a group, inside an ordinary role', (call, { crowd, wolf }) => map(call, 'groups', crowd, 'realm', wolf)],
  ['to a default group', (call, { everybody, wolf }) => map(call, 'groups', everybody, 'realm', wolf)],
  ['by a group', (call, { pawn, rulers }) => call('PUT', `/climb/users/${pawn}/groups/${rulers}`)],
  ['by a group below', (call, { climber, court }) => call('PUT', `/climb/users/${climber}/groups/${court}`)],
  [
    'by a group that is moved below',
    (call, { rulers, crowd }) => call('POST', `/climb/groups/${rulers}/children`, { id: crowd, name: 'crowd' }),
  ],
  ['by a new default group', (call, { court }) => call('PUT', `/climb/default-groups/${court}`)],
  [
    "by a default group among the realm's settings",
    (call) => call('PUT', '/climb', { defaultGroups: ['rulers/court/'] }),
  ],
  [
    'by the default role',
    (call, { defaultRole, right }) => call('POST', `/climb/roles-by-id/${defaultRole.id}/composites`, [right]),
  ],
  [
    'by the default role, inside another',
    (call, { wolf }) => call('POST', '/climb/roles/default-roles-climb/composites', [wolf]),
  ],
  ['as a composite of a realm role', (call, { right }) => call('POST', '/climb/roles/plain/composites', [right])],
  [
    'as a composite by id',
    (call, { plain, wolf }) => call('POST', `/climb/roles-by-id/${plain.id}/composites`, [wolf]),
  ],
  [
    "as a composite of a client's role",
    (call, { app, right }) => call('POST', `/climb/clients/${app}/roles/reader/composites`, [right]),
  ],
  [
    'as a composite among harmless ones',
    (call, { defaultRole, right }) => call('POST', '/climb/roles/plain/composites', [defaultRole, right]),
  ],
  [
    'in a new role',
    (call) => call('POST', '/climb/roles', { name: 'new', composites: { client: { 'realm-management': [RIGHT] } } }),
  ],
  [
    'in a new role, inside another',
    (call) => call('POST', '/climb/roles', { name: 'new2', composites: { realm: ['wolf'] } }),
  ],
  [
    "in a client's new role",
    (call, { app }) => call('POST', `/climb/clients/${app}/roles`, { name: 'new', composites: { realm: ['wolf'] } }),
  ],
  [
    'in tokens, by its name, which a realm role has too',
    (call, { app }) =>
      call('POST', `/climb/clients/${app}/protocol-mappers/models`, {
        ...HARDCODED,
        name: 'planted',
        config: { role: `realm-management.${RIGHT}` },
      }),
  ],
  [
    'in tokens, by a mapper that is changed',
    (call, { app, mapper }) =>
      call('PUT', `/climb/clients/${app}/protocol-mappers/models/${mapper}`, {
        config: { role: `realm-management.${RIGHT}` },
      }),
  ],
  [
    'in tokens, by a mapper among the settings of a client',
    (call, { app }) =>
      call('PUT', `/climb/clients/${app}`, {
        protocolMappers: [{ ...HARDCODED, name: 'set', config: { role: `realm-management.${RIGHT}` } }],
      }),
  ],
  [
    'to whoever comes from elsewhere, by a role',
    (call) => call('POST', UPSTREAM, { ...IMPORTER, name: 'role', config: { role: `realm-management.${RIGHT}` } }),
  ],
  [
    'to whoever comes from elsewhere, inside an ordinary role',
    (call) => call('POST', UPSTREAM, { ...IMPORTER, name: 'wolf', config: { role: 'wolf' } }),
  ],
  [
    'to whoever comes from elsewhere, by a group',
    (call) => call('POST', UPSTREAM, { ...IMPORTER, name: 'group', config: { group: '/rulers/court' } }),
  ],
  [
    'by another secret of a service account that has it, in an import',
    (call) => overwrite(call, { clients: [{ clientId: 'robot', secret: 'mine', serviceAccountsEnabled: true }] }),
  ],
  [
    'in a new user, by a group',
    (call) => call('POST', '/climb/users', { username: 'planted', enabled: true, groups: ['/rulers/court'] }),
  ],
]

const TAKING: readonly Attempt[] = [
  ['by the mapping', (call, { strong, management, right }) => unmap(call, strong, `clients/${management}`, right)],
  ['by the mapping of what stands for it', (call, { strong, wolf }) => unmap(call, strong, 'realm', wolf)],
  ['by leaving a group', (call, { strong, court }) => call('DELETE', `/climb/users/${strong}/groups/${court}`)],
  ['from the group', (call, { rulers, wolf }) => call('DELETE', `/climb/groups/${rulers}/role-mappings/realm`, [wolf])],
  ['by changing the group', (call, { court }) => call('PUT', `/climb/groups/${court}`, { name: 'garden' })],
  ['by moving the group away', (call, { court }) => call('POST', '/climb/groups', { id: court, name: 'garden' })],
  [
    'by changing the role that stands for it',
    (call) => call('PUT', '/climb/roles/wolf', { name: 'wolf', description: 'x' }),
  ],
  [
    'by emptying the role that stands for it',
    (call, { right }) => call('DELETE', '/climb/roles/sheep/composites', [right]),
  ],
  [
    'by emptying it by id',
    (call, { wolf, sheep }) => call('DELETE', `/climb/roles-by-id/${wolf.id}/composites`, [sheep]),
  ],
  ['by deleting the role that stands for it', (call) => call('DELETE', '/climb/roles/wolf')],
  ['by deleting that role by id', (call, { sheep }) => call('DELETE', `/climb/roles-by-id/${sheep.id}`)],
  ['by deleting the group above the one that gives it', (call, { hall }) => call('DELETE', `/climb/groups/${hall}`)],
  [
    'by deleting the client of a role that stands for it',
    (call, { vault }) => call('DELETE', `/climb/clients/${vault}`),
  ],
  ['by an import over the role', (call) => overwrite(call, { roles: { realm: [{ name: 'sheep' }] } })],
  ['by an import over the group', (call) => overwrite(call, { groups: [{ name: 'rulers', path: '/rulers' }] })],
  ['by deleting a group below the one that gives it', (call, { court }) => call('DELETE', `/climb/groups/${court}`)],
  ['by deleting the group', (call, { rulers }) => call('DELETE', `/climb/groups/${rulers}`)],
]

describe('attack case 49: climbing and disarming by roles and groups', () => {
  let server: TestServer
  let root: AdminCaller
  let climber: AdminCaller
  let ruler: AdminCaller
  let ids: Targets
  before(async () => {
    server = await startServer()
    root = await adminCaller(server)
    ids = await makeTargets(root)
    climber = await adminOf(server, REALM, 'climber')
    ruler = await adminOf(server, REALM, 'ruler')
  })
  after(() => server.close())

  /** Everything that the attempts could change. */
  async function snapshot() {
    const paths = [
      ...[ids.climber, ids.pawn, ids.strong].flatMap((user) => [
        `/climb/users/${user}/role-mappings`,
        `/climb/users/${user}/role-mappings/clients/${ids.management}/composite`,
        `/climb/users/${user}/groups`,
      ]),
      ...[ids.rulers, ids.court, ids.crowd, ids.everybody, ids.hall].flatMap((group) => [
        `/climb/groups/${group}`,
        `/climb/groups/${group}/children`,
        `/climb/groups/${group}/role-mappings/realm/composite`,
      ]),
      '/climb/roles?briefRepresentation=false',
      `/climb/clients/${ids.app}/roles`,
      `/climb/clients/${ids.app}`,
      UPSTREAM,
      `/climb/clients/${ids.vault}/roles/key/composites`,
      ...['plain', 'wolf', 'sheep', 'default-roles-climb'].map((role) => `/climb/roles/${role}/composites`),
      '/climb/default-groups',
      '/climb',
      '/climb/users',
    ]
    return await Promise.all(paths.map(async (path) => ({ path, answer: (await root('GET', path)).body })))
  }

  for (const [kind, attempts] of [
    ['giving a right that one lacks', GIVING],
    ['taking such a right from who has it', TAKING],
  ] as const) {
    describe(kind, () => {
      for (const [what, act] of attempts) {
        it(`is refused ${what}`, async () => {
          const before = await snapshot()
          const answer = await act(climber, ids)
          assert.equal(answer.status, 403, answer.body)
          assert.deepEqual(await snapshot(), before)
        })
      }
    })
  }

  it("makes no other group a default one by a path that is another's name", async () => {
    const { crowd, rulers, court } = ids
    const defaults = async () => listIn(await root('GET', '/climb/default-groups')).map(({ id }) => id)
    const before = await defaults()
    const decoy = idOf(await climber('POST', '/climb/groups', { name: 'rulers/court' }))
    for (const answer of [
      await climber('PUT', `/climb/default-groups/${decoy}`),
      await climber('PUT', '/climb', { defaultGroups: ['everybody', 'rulers~/court'] }),
    ]) {
      assert.equal(answer.status, 400, answer.body)
      assert.deepEqual(await defaults(), before)
    }
    assert.equal((await climber('DELETE', `/climb/groups/${decoy}`)).status, 204)
    assert.equal((await climber('PUT', `/climb/default-groups/${crowd}`)).status, 204)
    assert.ok((await defaults()).includes(crowd))
    assert.equal((await climber('PUT', `/climb/groups/${crowd}`, { name: 'rulers/court' })).status, 204)
    assert.deepEqual(await defaults(), before)
    assert.ok(!before.includes(rulers) && !before.includes(court))
    assert.equal((await climber('PUT', `/climb/groups/${crowd}`, { name: 'crowd' })).status, 204)
  })

  it('offers no right that one lacks, whatever it is inside of', async () => {
    const offered = async (call: AdminCaller, path: string) =>
      listIn(await call('GET', `/climb/${path}/available`)).map(({ name }) => name)
    const rights = `users/${ids.pawn}/role-mappings/clients/${ids.management}`
    assert.deepEqual(
      (await offered(climber, rights)).filter((name) => name === RIGHT || name === 'realm-admin'),
      [],
    )
    assert.ok((await offered(climber, rights)).includes('manage-users'))
    assert.ok((await offered(ruler, rights)).includes(RIGHT))
    const plain = await offered(climber, `users/${ids.pawn}/role-mappings/realm`)
    assert.ok(plain.includes('plain') && !plain.includes('wolf') && !plain.includes('sheep'), String(plain))
    assert.ok(!(await offered(climber, `groups/${ids.crowd}/role-mappings/realm`)).includes('wolf'))
  })

  it('lets one give what one holds, and ordinary roles', async () => {
    const [held] = listIn(await root('GET', `/climb/clients/${ids.management}/roles?search=manage-users`))
    const { pawn, management, plain, crowd } = ids
    assert.equal((await map(climber, 'users', pawn, `clients/${management}`, held ?? {})).status, 204)
    assert.equal((await map(climber, 'users', pawn, 'realm', plain)).status, 204)
    assert.equal((await climber('PUT', `/climb/users/${pawn}/groups/${crowd}`)).status, 204)
    assert.equal((await climber('DELETE', `/climb/users/${pawn}/groups/${crowd}`)).status, 204)
    assert.equal((await unmap(climber, pawn, 'realm', plain)).status, 204)
  })

  describe('the roles that are rights, to whoever holds them all', () => {
    const attempts: readonly Attempt[] = [
      [
        'can not be made',
        (call, { management }) => call('POST', `/climb/clients/${management}/roles`, { name: 'manage-all' }),
      ],
      [
        'can not be renamed',
        (call, { management }) => call('PUT', `/climb/clients/${management}/roles/${RIGHT}`, { name: 'x' }),
      ],
      ['can not be deleted', (call, { management }) => call('DELETE', `/climb/clients/${management}/roles/${RIGHT}`)],
      ['can not be deleted by id', (call, { right }) => call('DELETE', `/climb/roles-by-id/${right.id}`)],
      [
        'can not stand for more',
        (call, { right, plain }) => call('POST', `/climb/roles-by-id/${right.id}/composites`, [plain]),
      ],
      [
        'can not stand for less',
        (call, { management, right }) =>
          call('DELETE', `/climb/clients/${management}/roles/realm-admin/composites`, [right]),
      ],
      [
        'do not leave their client by its name',
        (call, { management }) => call('PUT', `/climb/clients/${management}`, { clientId: 'former' }),
      ],
    ]
    for (const [what, act] of attempts) {
      it(what, async () => {
        for (const call of [root, ruler]) {
          const before = await snapshot()
          assert.equal((await act(call, ids)).status, 403)
          assert.deepEqual(await snapshot(), before)
        }
      })
    }
  })

  describe('in master', () => {
    let deputy: AdminCaller
    let governor: AdminCaller
    let someone: string
    const rightsOf = async (clientId: string) => {
      const id = String(listIn(await root('GET', `/master/clients?clientId=${clientId}`))[0]?.['id'])
      const roles = listIn(await root('GET', `/master/clients/${id}/roles`))
      return { id, role: (name: string) => roles.find((role) => role['name'] === name) ?? {} }
    }
    before(async () => {
      const [own, climb] = [await rightsOf('master-realm'), await rightsOf('climb-realm')]
      const made = async (username: string) => {
        const credentials = [{ type: 'password', value: username }]
        const person = { username, enabled: true, email: `${username}@example.org`, firstName: 'F', lastName: 'L' }
        return idOf(await root('POST', '/master/users', { ...person, credentials }))
      }
      await map(root, 'users', await made('deputy'), `clients/${own.id}`, own.role('manage-users'), '/master')
      await map(root, 'users', await made('governor'), `clients/${climb.id}`, climb.role('manage-users'), '/master')
      someone = await made('someone')
      deputy = await adminOf(server, 'master', 'deputy')
      governor = await adminOf(server, 'master', 'governor')
    })

    it('the rights over other realms are given by who holds them', async () => {
      const climb = await rightsOf('climb-realm')
      const own = await rightsOf('master-realm')
      const path = `clients/${climb.id}`
      for (const name of ['manage-users', 'query-users']) {
        assert.equal((await map(deputy, 'users', someone, path, climb.role(name), '/master')).status, 403, name)
      }
      assert.equal(
        (await map(deputy, 'users', someone, `clients/${own.id}`, own.role('manage-realm'), '/master')).status,
        403,
      )
      for (const name of ['admin', 'create-realm']) {
        const role = (await root('GET', `/master/roles/${name}`)).json()
        assert.equal((await map(deputy, 'users', someone, 'realm', role, '/master')).status, 403, name)
        assert.equal((await map(root, 'users', someone, 'realm', role, '/master')).status, 204, name)
        assert.equal((await unmap(deputy, someone, 'realm', role, '/master')).status, 403, name)
        assert.equal((await unmap(root, someone, 'realm', role, '/master')).status, 204, name)
      }
      assert.equal((await map(root, 'users', someone, path, climb.role('manage-users'), '/master')).status, 204)
    })

    it('the rights over a realm reach into that realm only', async () => {
      assert.equal((await governor('GET', `/master/users/${someone}/role-mappings`)).status, 403)
      assert.equal((await governor('GET', '/test/groups')).status, 403)
      assert.equal((await map(governor, 'users', ids.pawn, 'realm', ids.plain)).status, 204)
      assert.equal(
        (await map(governor, 'users', ids.pawn, `clients/${ids.management}`, ids.right)).status,
        403,
        'a right that he lacks',
      )
    })

    it("are no right to what another realm's default role stands for, by a service account", async () => {
      const climb = await rightsOf('climb-realm')
      const id = String(listIn(await root('GET', '/master/users?username=governor'))[0]?.['id'])
      await map(root, 'users', id, `clients/${climb.id}`, climb.role('manage-clients'), '/master')
      const events = (await root('GET', `/climb/clients/${ids.management}/roles/view-events`)).json()
      const composites = `/climb/roles/${String((ids.defaultRole as { name?: string }).name)}/composites`
      const make = async (clientId: string) =>
        governor('POST', '/climb/clients', { clientId, secret: 's', serviceAccountsEnabled: true })
      const person = { username: 'planted', enabled: true }
      const harmless = idOf(await governor('POST', '/climb/clients', { clientId: 'harmless' }))
      assert.equal((await root('POST', composites, [events])).status, 204)
      assert.equal((await make('planted')).status, 403)
      assert.equal((await governor('POST', '/climb/users', person)).status, 403, 'nor by a new user')
      assert.deepEqual(listIn(await root('GET', '/climb/clients?clientId=planted')), [])
      const turnedOn = { serviceAccountsEnabled: true, publicClient: false }
      assert.equal((await governor('PUT', `/climb/clients/${harmless}`, turnedOn)).status, 403)
      assert.equal((await root('DELETE', composites, [events])).status, 204)
      assert.equal((await make('planted')).status, 201)
      assert.equal((await governor('PUT', `/climb/clients/${harmless}`, turnedOn)).status, 204)
    })

    it('are of the roles of master alone: one of their names in another realm is none', async () => {
      const name = 'create-realm'
      assert.equal((await root('POST', '/climb/roles', { name })).status, 201)
      const person = { username: 'dreamer', enabled: true, email: 'd@example.org', firstName: 'F', lastName: 'L' }
      const credentials = [{ type: 'password', value: 'dreamer' }]
      const id = idOf(await root('POST', '/climb/users', { ...person, credentials }))
      await map(root, 'users', id, 'realm', (await root('GET', `/climb/roles/${name}`)).json())
      const dreamer = await adminOf(server, REALM, 'dreamer')
      assert.equal((await dreamer('POST', '', { realm: 'mine' })).status, 403)
      assert.equal((await dreamer('GET', '')).status, 403)
      assert.equal((await root('GET', '/mine')).status, 404)
      assert.equal((await root('DELETE', `/climb/roles/${name}`)).status, 204)
    })

    it('let no other role have one of their names', async () => {
      assert.equal((await root('POST', '/master/roles', { name: 'plain' })).status, 201)
      for (const name of ['admin', 'create-realm']) {
        assert.equal((await root('PUT', '/master/roles/plain', { name })).status, 403)
        assert.equal((await root('POST', '/master/roles', { name })).status, 403)
      }
    })

    it('nobody changes what they are', async () => {
      const climb = await rightsOf('climb-realm')
      const paths = [
        `/master/clients/${climb.id}/roles/manage-users`,
        '/master/roles/admin',
        '/master/roles/create-realm',
      ]
      for (const path of paths) {
        assert.equal((await root('PUT', path, { name: 'x' })).status, 403)
        assert.equal((await root('DELETE', path)).status, 403)
        assert.equal((await root('POST', `${path}/composites`, [])).status, 403)
      }
      assert.equal((await root('POST', `/master/clients/${climb.id}/roles`, { name: 'manage-more' })).status, 403)
    })
  })

  describe('the same, by who holds everything', () => {
    for (const [what, act] of [...GIVING, ...TAKING]) {
      it(`is done ${what}`, async () => {
        const { status, body } = await act(ruler, ids)
        assert.ok(status === 204 || status === 201 || status === 200, `${status} ${body}`)
      })
    }
  })
})

/** Gives a role, or several, to a user or a group. */
function map(call: AdminCaller, kind: 'users' | 'groups', id: string, path: string, role: object, realm = '/climb') {
  return call('POST', `${realm}/${kind}/${id}/role-mappings/${path}`, Array.isArray(role) ? role : [role])
}

function overwrite(call: AdminCaller, parts: object) {
  return call('POST', '/climb/partialImport', { ifResourceExists: 'OVERWRITE', ...parts })
}

function unmap(call: AdminCaller, user: string, path: string, role: object, realm = '/climb') {
  return call('DELETE', `${realm}/users/${user}/role-mappings/${path}`, [role])
}

function idOf(answer: Answer): string {
  assert.equal(answer.status, 201, answer.body)
  return String(answer.headers['location']).split('/').pop() ?? ''
}

async function makeTargets(root: AdminCaller): Promise<Targets> {
  await makeRealmWithAdmins(
    root,
    REALM,
    {
      climber: ['manage-users', 'manage-clients', 'manage-realm', 'manage-identity-providers'],
      ruler: ['realm-admin'],
      pawn: [],
      strong: [RIGHT],
    },
    {
      clients: [
        { clientId: 'app', enabled: true },
        { clientId: 'vault' },
        { clientId: 'robot', secret: 'its own', serviceAccountsEnabled: true },
      ],
      roles: {
        realm: [
          { name: 'plain' },
          { name: 'sheep', composite: true, composites: { client: { 'realm-management': [RIGHT] } } },
          { name: 'wolf', composite: true, composites: { realm: ['sheep'] } },
          { name: `realm-management.${RIGHT}` },
        ],
        client: {
          app: [{ name: 'reader' }],
          vault: [{ name: 'key', composite: true, composites: { realm: ['sheep'] } }],
        },
      },
    },
  )
  const named = async (path: string) => (await root('GET', `/climb${path}`)).json() as { id: string }
  const client = async (clientId: string) =>
    String(listIn(await root('GET', `/climb/clients?clientId=${clientId}`))[0]?.['id'])
  const user = async (name: string) =>
    String(listIn(await root('GET', `/climb/users?username=${name}&exact=true`))[0]?.['id'])
  const group = async (name: string, parent?: string) =>
    idOf(await root('POST', parent === undefined ? '/climb/groups' : `/climb/groups/${parent}/children`, { name }))
  const management = await client('realm-management')
  const [rulers, crowd, everybody, hall] = [
    await group('rulers'),
    await group('crowd'),
    await group('everybody'),
    await group('hall'),
  ]
  const [court, throne] = [await group('court', rulers), await group('throne', hall)]
  const strong = await user('strong')
  const wolf = await named('/roles/wolf')
  await map(root, 'groups', rulers, 'realm', wolf)
  await map(root, 'groups', throne, 'realm', wolf)
  await map(root, 'users', strong, 'realm', wolf)
  await root('PUT', `/climb/users/${strong}/groups/${court}`)
  await root('PUT', `/climb/default-groups/${everybody}`)
  const right = await named(`/clients/${management}/roles/${RIGHT}`)
  await root('POST', '/climb/identity-provider/instances', { alias: 'upstream', providerId: 'oidc' })
  const harmless = { ...HARDCODED, name: 'harmless', config: { role: 'plain' } }
  const account = (await named(`/clients/${await client('robot')}/service-account-user`)).id
  await map(root, 'users', account, `clients/${management}`, right)
  return {
    climber: await user('climber'),
    pawn: await user('pawn'),
    strong,
    management,
    app: await client('app'),
    vault: await client('vault'),
    mapper: idOf(await root('POST', `/climb/clients/${await client('app')}/protocol-mappers/models`, harmless)),
    right,
    allRights: await named(`/clients/${management}/roles/realm-admin`),
    wolf,
    sheep: await named('/roles/sheep'),
    plain: await named('/roles/plain'),
    defaultRole: await named('/roles/default-roles-climb'),
    rulers,
    court,
    crowd,
    everybody,
    hall,
  }
}
