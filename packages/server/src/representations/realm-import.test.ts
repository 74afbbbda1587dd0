import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testImportContext, testKeyProviders } from '../../test/support/realm-documents.ts'
import type { ImportContext } from './import-context.ts'
import type { RealmAggregate, UserRecord } from './realm-aggregate.ts'
import { importRealm } from './realm-import.ts'
import type { RealmImportError } from './realm-import-error.ts'

const KEY_PROVIDER = 'org.keycloak.keys.KeyProvider'

describe('importing a small realm file', () => {
  it('gives a confidential client a secret of 86 letters and digits, and a public one none', async () => {
    const realm = await importOf({ clients: [{ clientId: 'a' }, { clientId: 'b', publicClient: true }] })
    assert.match(String(clientIn(realm, 'a').secret), /^[A-Za-z0-9]{86}$/)
    assert.equal(clientIn(realm, 'a').attributes?.['client.secret.creation.time'], '1700000000')
    assert.equal(clientIn(realm, 'b').secret, undefined)
  })

  it('makes a new secret where an export has asterisks', async () => {
    const realm = await importOf({ clients: [{ clientId: 'a', secret: '**********' }] })
    assert.notEqual(clientIn(realm, 'a').secret, '**********')
  })

  it('takes web origins from the redirect URIs only when the file has none', async () => {
    const redirectUris = ['http://a:81/x/*', 'http://a:81/y', '/relative', 'app://b']
    const realm = await importOf({
      clients: [
        { clientId: 'a', redirectUris },
        { clientId: 'b', redirectUris, webOrigins: [] },
      ],
    })
    assert.deepEqual(clientIn(realm, 'a').webOrigins, ['http://a:81'])
    assert.deepEqual(clientIn(realm, 'b').webOrigins, [])
  })

  it('limits the scope of a client that needs consent, unless told', async () => {
    const realm = await importOf({
      clients: [
        { clientId: 'a', consentRequired: true },
        { clientId: 'b', consentRequired: true, fullScopeAllowed: true },
      ],
    })
    assert.equal(clientIn(realm, 'a').fullScopeAllowed, false)
    assert.equal(clientIn(realm, 'b').fullScopeAllowed, true)
  })

  it('gives clients the scopes of their protocol, and drops names of scopes that do not exist', async () => {
    const realm = await importOf({
      clients: [
        { clientId: 'oidc' },
        { clientId: 'saml', protocol: 'saml' },
        { clientId: 'own', defaultClientScopes: ['email', 'nope'], serviceAccountsEnabled: true },
      ],
    })
    assert.deepEqual(clientIn(realm, 'oidc').defaultClientScopes, [
      'profile',
      'email',
      'roles',
      'web-origins',
      'acr',
      'basic',
    ])
    assert.deepEqual(clientIn(realm, 'saml').optionalClientScopes, [])
    assert.deepEqual(clientIn(realm, 'own').defaultClientScopes, ['email', 'service_account'])
    assert.deepEqual(clientIn(realm, 'own').optionalClientScopes, [])
  })

  it('makes the service account of a client, with the default role', async () => {
    const realm = await importOf({ clients: [{ clientId: 'Svc', serviceAccountsEnabled: true }] })
    const account = userIn(realm, 'service-account-svc')
    assert.equal(account.serviceAccountClientUuid, realm.clients.find(({ clientId }) => clientId === 'Svc')?.id)
    assert.deepEqual(account.roleIds, [realm.defaultRoleId])
    assert.equal(account.enabled, true)
  })

  it('takes the service account that the file has, with its roles only', async () => {
    const realm = await importOf({
      clients: [{ clientId: 'svc', serviceAccountsEnabled: true }],
      users: [{ username: 'service-account-svc', serviceAccountClientId: 'svc', realmRoles: ['worker'] }],
    })
    assert.equal(realm.users.length, 1)
    assert.deepEqual(rolesOf(realm, userIn(realm, 'service-account-svc').roleIds), ['worker'])
    assert.equal(clientIn(realm, 'svc').defaultClientScopes?.includes('service_account'), false)
  })

  it('gives users neither default roles nor default groups', async () => {
    const realm = await importOf({
      groups: [{ name: 'everybody' }],
      defaultGroups: ['/everybody'],
      users: [{ username: 'U1', email: 'U1@Example.org' }],
    })
    const user = userIn(realm, 'u1')
    assert.deepEqual([user.roleIds, user.groupIds, user.enabled, user.email], [[], [], false, 'u1@example.org'])
  })

  it('makes the roles that only users, groups and scope mappings name', async () => {
    const realm = await importOf({
      clients: [{ clientId: 'app' }],
      groups: [{ name: 'g', realmRoles: ['of group'], clientRoles: { app: ['app group'] } }],
      users: [{ username: 'u', realmRoles: ['of user'], clientRoles: { app: ['app user'] }, groups: ['g'] }],
      scopeMappings: [{ client: 'app', roles: ['of mapping'] }],
    })
    const user = userIn(realm, 'u')
    assert.deepEqual(rolesOf(realm, user.roleIds), ['of user', 'app user'])
    assert.deepEqual(rolesOf(realm, realm.groups[0]?.roleIds), ['of group', 'app group'])
    assert.deepEqual(user.groupIds, [realm.groups[0]?.id])
    assert.deepEqual(rolesOf(realm, realm.clients[0]?.scopeRoleIds), ['of mapping'])
  })

  it('nests groups', async () => {
    const realm = await importOf({
      groups: [{ name: 'a', subGroups: [{ name: 'b', subGroups: [{ name: 'c' }] }] }],
      users: [{ username: 'u', groups: ['/a/b/c'] }],
    })
    const [a, b, c] = realm.groups
    assert.deepEqual([a?.parentId, b?.parentId, c?.parentId], [undefined, a?.id, b?.id])
    assert.deepEqual(userIn(realm, 'u').groupIds, [c?.id])
  })

  it('gives a file with client scopes of its own none of the standard ones but offline_access', async () => {
    const realm = await importOf({
      clientScopes: [{ name: 'mine' }, { name: 'my own' }],
      defaultDefaultClientScopes: ['mine'],
      clients: [{ clientId: 'app' }],
    })
    assert.deepEqual(
      realm.clientScopes.map(({ name }) => name),
      ['mine', 'my_own', 'offline_access'],
    )
    assert.deepEqual(clientIn(realm, 'app').defaultClientScopes, ['mine'])
    assert.deepEqual(clientIn(realm, 'app').optionalClientScopes, ['offline_access'])
    assert.deepEqual(clientIn(realm, 'account').defaultClientScopes, [])
    assert.deepEqual(rolesOf(realm, realm.clientScopes[2]?.roleIds), ['offline_access'])
  })

  it('gives a file with key providers only those, and asks for no others', async () => {
    const provider = { name: 'mine', providerId: 'rsa', config: { privateKey: ['k'] } }
    const context = { newKeyProviders: () => assert.fail('no keys are needed') }
    const realm = await importOf({ components: { [KEY_PROVIDER]: [provider] } }, context)
    assert.deepEqual(
      realm.realm.components?.[KEY_PROVIDER]?.map(({ name }) => name),
      ['mine'],
    )
  })

  it('gives a key provider without its key a new one and keeps its settings', async () => {
    const provider = { name: 'old', providerId: 'rsa-generated', config: { priority: ['7'] } }
    const realm = await importOf({ components: { [KEY_PROVIDER]: [provider] } })
    const config = realm.realm.components?.[KEY_PROVIDER]?.[0]?.config
    assert.deepEqual(config?.priority, ['7'])
    assert.deepEqual(config?.privateKey, testKeyProviders()[0]?.config?.privateKey)
  })

  it('adds the flows a file lacks and keeps its own of the same name', async () => {
    const forms = {
      alias: 'forms',
      topLevel: true,
      authenticationExecutions: [{ authenticator: 'x', requirement: 'REQUIRED' }],
    }
    const realm = await importOf({ authenticationFlows: [forms], browserFlow: 'forms' })
    const flows = realm.realm.authenticationFlows ?? []
    assert.equal(flows.filter(({ alias }) => alias === 'forms').length, 1)
    assert.equal(flows.find(({ alias }) => alias === 'forms')?.authenticationExecutions?.[0]?.authenticator, 'x')
    assert.ok(flows.some(({ alias }) => alias === 'Browser - Conditional 2FA'))
    for (const flow of flows) for (const { id } of flow.authenticationExecutions ?? []) assert.ok(id)
  })

  it('takes a file of Keycloak 8: default roles by name, no default role, no scope basic', async () => {
    const realm = await importOf({
      defaultRoles: ['offline_access', 'customer'],
      roles: { realm: [{ name: 'offline_access' }, { name: 'uma_authorization' }] },
      clients: [{ clientId: 'account', defaultRoles: ['view-profile'] }],
      clientScopes: [{ name: 'profile', protocol: 'openid-connect' }, { name: 'offline_access' }],
      keycloakVersion: '8.0.2',
    })
    const defaultRole = realm.roles.find(({ id }) => id === realm.defaultRoleId)
    assert.equal(defaultRole?.name, 'default-roles-r')
    assert.deepEqual(rolesOf(realm, defaultRole?.composites), ['offline_access', 'customer', 'view-profile'])
    assert.equal('defaultRoles' in realm.realm, false)
  })

  it('takes the role that the file calls the default role', async () => {
    const realm = await importOf({ defaultRole: { name: 'base' }, roles: { realm: [{ name: 'base' }] } })
    assert.deepEqual(
      realm.roles.filter(({ clientUuid }) => clientUuid === undefined).map(({ name }) => name),
      ['base', 'offline_access', 'uma_authorization'],
    )
    assert.equal(realm.roles[0]?.id, realm.defaultRoleId)
  })

  it('gives administrators of an older realm the rights that came later', async () => {
    const realm = await importOf({
      clients: [{ clientId: 'realm-management' }],
      roles: { client: { 'realm-management': [{ name: 'realm-admin' }] } },
    })
    const admin = realm.roles.find(({ name }) => name === 'realm-admin')
    assert.equal(admin?.composites.length, 21)
  })

  it('takes texts for numbers and flags, which is what placeholders leave', async () => {
    const realm = await importOf({ accessTokenLifespan: '60', registrationAllowed: 'true', sslRequired: 'NONE' })
    assert.equal(realm.realm.accessTokenLifespan, 60)
    assert.equal(realm.realm.registrationAllowed, true)
    assert.equal(realm.realm.sslRequired, 'none')
  })

  it('takes null for nothing said', async () => {
    const realm = await importOf({ accessTokenLifespan: null, clients: [{ clientId: 'a', webOrigins: null }] })
    assert.equal(realm.realm.accessTokenLifespan, 300)
    assert.deepEqual(clientIn(realm, 'a').webOrigins, [])
  })

  it('lets fields named like parts of objects be ordinary fields', async () => {
    const document = JSON.parse(
      '{"realm":"r","__proto__":{"polluted":1},"clients":[{"clientId":"constructor"}],"attributes":{"__proto__":"x"}}',
    )
    const realm = await importRealm(document, testImportContext())
    assert.equal(clientIn(realm, 'constructor').enabled, true)
    assert.equal(Reflect.get({}, 'polluted'), undefined)
  })

  it('costs little: a thousand users in a moment', async () => {
    const users = Array.from({ length: 1_000 }, (_, i) => ({ username: `user-${i}`, realmRoles: ['default-roles-r'] }))
    const realm = await importOf({ users })
    assert.equal(realm.users.length, 1_000)
  })
})

describe('credentials of a file', () => {
  it('hashes plain passwords by the realm’s policy, a few at a time', async () => {
    let running = 0
    let most = 0
    const context: Partial<ImportContext> = {
      async hashPassword(password, policy) {
        running += 1
        most = Math.max(most, running)
        await Promise.resolve()
        running -= 1
        return { secretData: `{"of":"${password}"}`, credentialData: `{"policy":"${policy}"}` }
      },
    }
    const users = Array.from({ length: 20 }, (_, i) => ({
      username: `user${i}`,
      credentials: [{ type: 'password', value: `pass${i}` }],
    }))
    const realm = await importOf({ users, passwordPolicy: 'length(4)' }, context)
    assert.ok(most <= 4)
    assert.deepEqual(
      realm.users.map(({ credentials }) => credentials[0]?.secretData),
      users.map((_, i) => `{"of":"pass${i}"}`),
    )
    assert.equal(realm.users[0]?.credentials[0]?.credentialData, '{"policy":"length(4)"}')
    assert.ok(!JSON.stringify(realm.users.map(({ representation }) => representation)).includes('pass0'))
  })

  it('keeps stored ones to the letter', async () => {
    const stored = {
      id: 'c1',
      type: 'otp',
      userLabel: 'phone',
      createdDate: 5,
      secretData: '{"value": "s"}',
      credentialData: '{}',
    }
    const realm = await importOf({ users: [{ username: 'u', credentials: [stored] }] })
    const { createdDate, ...rest } = stored
    assert.deepEqual(realm.users[0]?.credentials, [{ ...rest, createdDateMs: createdDate, priority: 10 }])
  })

  it('takes a hash in the fields that Keycloak had before version 8', async () => {
    const old = {
      type: 'password',
      hashedSaltedValue: 'aGFzaA==',
      salt: 'c2FsdA==',
      hashIterations: 27_500,
      algorithm: 'pbkdf2-sha256',
    }
    const realm = await importOf({ users: [{ username: 'u', credentials: [old] }] })
    const [credential] = realm.users[0]?.credentials ?? []
    assert.deepEqual(JSON.parse(credential?.secretData ?? ''), {
      value: 'aGFzaA==',
      salt: 'c2FsdA==',
      additionalParameters: {},
    })
    assert.deepEqual(JSON.parse(credential?.credentialData ?? ''), {
      hashIterations: 27_500,
      algorithm: 'pbkdf2-sha256',
      additionalParameters: {},
    })
  })

  it('are in the order of their priority', async () => {
    const credential = (id: string, priority: number) => ({
      id,
      type: 'otp',
      priority,
      secretData: '{}',
      credentialData: '{}',
    })
    const realm = await importOf({
      users: [{ username: 'u', credentials: [credential('b', 20), credential('a', 10)] }],
    })
    assert.deepEqual(
      realm.users[0]?.credentials.map(({ id }) => id),
      ['a', 'b'],
    )
  })
})

describe('a realm document that is refused', () => {
  const cases: readonly [title: string, parts: unknown, ...paths: string[]][] = [
    ['no object', 'text', '$'],
    ['null', null, '$'],
    ['a list', [], '$'],
    ['no name', {}, '$.realm'],
    ['an empty name', { realm: '' }, '$.realm'],
    ['a name with a slash', { realm: 'a/b' }, '$.realm'],
    ['a name that is a path', { realm: '..' }, '$.realm'],
    ['a name with a line break', { realm: 'a\nb' }, '$.realm'],
    ['a name too long', { realm: 'x'.repeat(256) }, '$.realm'],
    ['a text for a number', { realm: 'r', accessTokenLifespan: 'soon' }, '$.accessTokenLifespan'],
    ['a fraction', { realm: 'r', accessTokenLifespan: 1.5 }, '$.accessTokenLifespan'],
    ['an unknown word', { realm: 'r', sslRequired: 'sometimes' }, '$.sslRequired'],
    ['an object for a list', { realm: 'r', clients: {} }, '$.clients'],
    ['a client without clientId', { realm: 'r', clients: [{ name: 'x' }] }, '$.clients[0].clientId'],
    [
      'wrong types deep inside',
      { realm: 'r', clients: [{ clientId: 'a', redirectUris: ['x', 5, {}], attributes: { 'a.b': [] } }] },
      '$.clients[0].redirectUris[2]',
      '$.clients[0].attributes["a.b"]',
    ],
    [
      'rotation of secrets that says no times',
      {
        realm: 'r',
        clientProfiles: {
          profiles: [{ name: 'p', executors: [{ executor: 'own' }, { executor: 'secret-rotation' }] }],
        },
      },
      '$.clientProfiles.profiles[0].executors[1].configuration',
    ],
    ['a client twice', { realm: 'r', clients: [{ clientId: 'a' }, { clientId: 'a' }] }, '$.clients[1].clientId'],
    [
      'an id twice',
      {
        realm: 'r',
        clients: [
          { id: '1', clientId: 'a' },
          { id: '1', clientId: 'b' },
        ],
      },
      '$.clients[1].id',
    ],
    [
      'a user twice, whatever the case',
      { realm: 'r', users: [{ username: 'a' }, { username: 'A' }] },
      '$.users[1].username',
    ],
    [
      'an e-mail address twice',
      {
        realm: 'r',
        users: [
          { username: 'a', email: 'x@y' },
          { username: 'b', email: 'X@y' },
        ],
      },
      '$.users[1].email',
    ],
    ['a user without a name', { realm: 'r', users: [{ email: 'x@y' }] }, '$.users[0].username'],
    ['a role twice', { realm: 'r', roles: { realm: [{ name: 'a' }, { name: 'a' }] } }, '$.roles.realm[1].name'],
    ['a group twice', { realm: 'r', groups: [{ name: 'a' }, { name: 'a' }] }, '$.groups[1].name'],
    ['a scope twice', { realm: 'r', clientScopes: [{ name: 'a' }, { name: 'a' }] }, '$.clientScopes[1].name'],
    [
      'a composite of an unknown role',
      { realm: 'r', roles: { realm: [{ name: 'a', composites: { realm: ['offline_access', 'b'] } }] } },
      '$.roles.realm[0].composites.realm[1]',
    ],
    [
      'a composite of an unknown client',
      { realm: 'r', roles: { realm: [{ name: 'a', composites: { client: { b: ['c'] } } }] } },
      '$.roles.realm[0].composites.client.b',
    ],
    [
      'a composite of a role the client lacks',
      { realm: 'r', roles: { realm: [{ name: 'a', composites: { client: { account: ['c'] } } }] } },
      '$.roles.realm[0].composites.client.account[0]',
    ],
    ['roles of an unknown client', { realm: 'r', roles: { client: { b: [] } } }, '$.roles.client.b'],
    ['an unknown group', { realm: 'r', users: [{ username: 'a', groups: ['/b'] }] }, '$.users[0].groups[0]'],
    ['an unknown default group', { realm: 'r', defaultGroups: ['/b'] }, '$.defaultGroups[0]'],
    [
      'client roles of an unknown client',
      { realm: 'r', users: [{ username: 'a', clientRoles: { 'b c': ['x'] } }] },
      '$.users[0].clientRoles["b c"]',
    ],
    [
      "a sub-group's client roles of an unknown client",
      { realm: 'r', groups: [{ name: 'g', subGroups: [{ name: 'h', clientRoles: { b: ['x'] } }] }] },
      '$.groups[0].subGroups[0].clientRoles.b',
    ],
    [
      'the service account of an unknown client',
      { realm: 'r', users: [{ username: 'a', serviceAccountClientId: 'b' }] },
      '$.users[0].serviceAccountClientId',
    ],
    [
      'a person with the name of a service account',
      {
        realm: 'r',
        clients: [{ clientId: 'b', serviceAccountsEnabled: true }],
        users: [{ username: 'service-account-b' }],
      },
      '$.users[1].username',
    ],
    [
      'a scope mapping of an unknown client',
      { realm: 'r', scopeMappings: [{ client: 'b', roles: [] }] },
      '$.scopeMappings[0].client',
    ],
    ['a scope mapping of nobody', { realm: 'r', scopeMappings: [{ roles: [] }] }, '$.scopeMappings[0]'],
    [
      'scope mappings to roles of an unknown client',
      { realm: 'r', clientScopeMappings: { b: [] } },
      '$.clientScopeMappings.b',
    ],
    ['an unknown browser flow', { realm: 'r', browserFlow: 'b' }, '$.browserFlow'],
    [
      'an unknown sub-flow and an unknown requirement',
      {
        realm: 'r',
        authenticationFlows: [{ alias: 'a', authenticationExecutions: [{ flowAlias: 'b', requirement: 'OPTIONAL' }] }],
      },
      '$.authenticationFlows[0].authenticationExecutions[0].requirement',
    ],
    [
      'a client with an unknown flow',
      { realm: 'r', clients: [{ clientId: 'a', authenticationFlowBindingOverrides: { browser: 'x' } }] },
      '$.clients[0].authenticationFlowBindingOverrides.browser',
    ],
    [
      'a password without a value',
      { realm: 'r', users: [{ username: 'a', credentials: [{ type: 'password' }] }] },
      '$.users[0].credentials[0]',
    ],
    [
      'a one-time password in plain',
      { realm: 'r', users: [{ username: 'a', credentials: [{ type: 'otp', value: 'x' }] }] },
      '$.users[0].credentials[0]',
    ],
    [
      'a stored credential that is not JSON',
      {
        realm: 'r',
        users: [{ username: 'a', credentials: [{ type: 'password', secretData: 'x', credentialData: '{}' }] }],
      },
      '$.users[0].credentials[0]',
    ],
    [
      'a component without a provider',
      { realm: 'r', components: { x: [{ name: 'a' }] } },
      '$.components.x[0].providerId',
    ],
  ]
  for (const [title, document, ...paths] of cases) {
    it(`has ${title}`, async () => {
      const error = await refusal(document)
      assert.deepEqual(
        error.problems.map(({ path }) => path),
        paths,
      )
    })
  }

  it('is told everything at once, up to a bound', async () => {
    const error = await refusal({ realm: 'r', clients: Array.from({ length: 200 }, () => ({})) })
    assert.equal(error.problems.length, 50)
    assert.equal(error.count, 200)
    assert.match(error.message, /and 150 more$/)
  })

  it('is refused when nested too deep, and the stack is left alone', async () => {
    const deep = JSON.parse(`${'{"name":"g","subGroups":['.repeat(3_000)}${']}'.repeat(3_000)}`)
    const error = await refusal({ realm: 'r', groups: [deep] })
    assert.match(error.problems[0]?.reason ?? '', /deeper/)
  })

  it('never is quoted', async () => {
    const error = await refusal({ realm: 'r', clients: [{ clientId: 'a', secret: ['hunter2'], enabled: 'hunter2' }] })
    assert.equal(error.problems.length, 2)
    assert.ok(!JSON.stringify([error.problems, error.message]).includes('hunter2'))
  })

  it('costs neither hashes nor keys', async () => {
    const context = testImportContext({
      hashPassword: () => assert.fail('hashed'),
      newKeyProviders: () => assert.fail('made keys'),
    })
    const users = [{ username: 'a', credentials: [{ type: 'password', value: 'x' }] }, { username: 'a' }]
    await assert.rejects(importRealm({ realm: 'r', users }, context), { name: 'RealmImportError' })
  })
})

function importOf(parts: object, context: Partial<ImportContext> = {}): Promise<RealmAggregate> {
  return importRealm({ realm: 'r', ...parts }, testImportContext(context))
}

function clientIn(realm: RealmAggregate, clientId: string) {
  return realm.clients.find((client) => client.clientId === clientId)?.representation ?? assert.fail('no such client')
}

function userIn(realm: RealmAggregate, username: string): UserRecord {
  return realm.users.find((user) => user.username === username) ?? assert.fail('no such user')
}

function rolesOf(realm: RealmAggregate, ids: readonly string[] = []): (string | undefined)[] {
  return ids.map((id) => realm.roles.find((role) => role.id === id)?.name)
}

async function refusal(document: unknown): Promise<RealmImportError> {
  return importRealm(document, testImportContext()).then(
    () => assert.fail('was not refused'),
    (error) => {
      assert.equal(error.name, 'RealmImportError')
      return error
    },
  )
}
