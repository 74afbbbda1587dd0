import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { testImportContext } from '../../../test/support/realm-documents.ts'
import type { RealmRepresentation } from '../keycloak.ts'
import { exportRealm } from '../realm-export.ts'
import { importRealm } from '../realm-import.ts'
import { RealmImportError } from '../realm-import-error.ts'
import type { ApplyMode } from './merge-realm.ts'
import { planRealm } from './plan-realm.ts'
import { labelOf } from './realm-items.ts'

const ROOT = join(import.meta.dirname, '../../../../..')
const FILES = [
  'conformance/keycloak/realm-test.json',
  'examples/realms/test-realm.json',
  'conformance/keycloak/captures/realm-test-export.json',
]

const SHOP = {
  realm: 'shop',
  accessTokenLifespan: 100,
  attributes: { colour: 'red', size: 'small' },
  smtpServer: { host: 'mail.example.org', password: 'hush' },
  clients: [
    {
      clientId: 'web',
      secret: 'web-secret',
      redirectUris: ['https://one.example/*', 'https://two.example/*'],
      attributes: { a: '1', b: '2' },
      protocolMappers: [mapper('first'), mapper('second')],
    },
    { clientId: 'old', publicClient: true },
    { clientId: 'quiet' },
  ],
  roles: {
    realm: [{ name: 'buyer' }, { name: 'boss', composites: { realm: ['buyer', 'clerk'] } }, { name: 'clerk' }],
    client: { web: [{ name: 'reader' }] },
  },
  groups: [{ name: 'staff', realmRoles: ['clerk'], subGroups: [{ name: 'dev' }, { name: 'ops' }] }],
  scopeMappings: [{ client: 'web', roles: ['buyer', 'clerk'] }],
}

function mapper(name: string) {
  return {
    name,
    protocol: 'openid-connect',
    protocolMapper: 'oidc-hardcoded-claim-mapper',
    config: { 'claim.name': name },
  }
}

async function realmOf(file: unknown): Promise<RealmRepresentation> {
  return exportRealm(await importRealm(file, testImportContext()), { users: false, secrets: 'plain' })
}

async function planned(current: RealmRepresentation, file: unknown, mode: ApplyMode = 'merge') {
  const { changes, document } = await planRealm(current, file, { mode }, testImportContext())
  const told = changes.map(({ action, item }) => `${action} ${item.kind} ${labelOf(item)}`)
  const fields = changes.flatMap((change) => change.fields)
  return { changes, told, fields, document }
}

function clientIn(document: RealmRepresentation, clientId: string) {
  return document.clients?.find((client) => client.clientId === clientId)
}

describe('planning what a file changes in a realm that is there', () => {
  for (const path of FILES) {
    for (const mode of ['create', 'merge', 'exact'] as const) {
      it(`finds nothing to do for ${path} where it was imported (${mode})`, async () => {
        const file = JSON.parse(readFileSync(join(ROOT, path), 'utf8'))
        const { told, fields } = await planned(await realmOf(file), file, mode)
        assert.deepEqual([told, fields], [[], []])
      })
    }
  }

  it('finds nothing to do for what a file leaves out, in any order and with foreign ids', async () => {
    const file = {
      realm: 'shop',
      clients: [...SHOP.clients].reverse().map((client, index) => ({ ...client, id: `foreign-${index}` })),
      roles: { realm: [{ name: 'clerk', id: 'foreign', containerId: 'elsewhere' }] },
      groups: [{ name: 'staff', id: 'foreign-group' }],
    }
    assert.deepEqual((await planned(await realmOf(SHOP), file)).told, [])
  })

  it('plans a second time nothing for what it planned', async () => {
    const file = {
      realm: 'shop',
      displayName: 'Shop',
      clients: [
        { clientId: 'web', directAccessGrantsEnabled: true, protocolMappers: [mapper('third')] },
        { clientId: 'fresh', serviceAccountsEnabled: true },
      ],
      clientScopes: [{ name: 'orders', protocol: 'openid-connect' }],
      roles: { realm: [{ name: 'fresh' }] },
      groups: [{ name: 'staff', subGroups: [{ name: 'new' }] }],
      authenticationFlows: [
        {
          alias: 'mine',
          topLevel: true,
          authenticationExecutions: [{ authenticator: 'auth-cookie', requirement: 'ALTERNATIVE', priority: 10 }],
        },
      ],
      identityProviders: [{ alias: 'other', providerId: 'oidc', config: { clientSecret: 'x' } }],
    }
    for (const mode of ['create', 'merge', 'exact'] as const) {
      const first = await planned(await realmOf(SHOP), file, mode)
      assert.notDeepEqual(first.told, [])
      assert.deepEqual((await planned(first.document, file, mode)).told, [], mode)
    }
  })

  it('merge changes and adds, and takes nothing away that has a name', async () => {
    const { told, fields, document } = await planned(await realmOf(SHOP), {
      realm: 'shop',
      attributes: { colour: 'blue' },
      clients: [{ clientId: 'web', redirectUris: ['https://one.example/*'], protocolMappers: [mapper('third')] }],
      roles: { realm: [{ name: 'boss', composites: { realm: ['buyer'] } }] },
      scopeMappings: [{ client: 'web', roles: ['boss'] }],
    })
    assert.deepEqual(told, ['change settings attributes', 'change clients web', 'change scope mappings client web'])
    const web = clientIn(document, 'web')
    assert.deepEqual(web?.redirectUris, ['https://one.example/*'], 'a list of texts is one value')
    assert.deepEqual(
      web?.protocolMappers?.map(({ name }) => name),
      ['first', 'second', 'third'],
    )
    assert.equal(document.attributes?.['size'], 'small')
    assert.deepEqual(document.scopeMappings?.find(({ client }) => client === 'web')?.roles?.toSorted(), [
      'boss',
      'buyer',
      'clerk',
    ])
    assert.ok(
      fields.some(({ path, before, after }) => path === 'attributes.colour' && before === 'red' && after === 'blue'),
    )
  })

  it('create adds what is missing and leaves the rest alone', async () => {
    const { told } = await planned(
      await realmOf(SHOP),
      {
        realm: 'shop',
        accessTokenLifespan: 999,
        clients: [{ clientId: 'web', enabled: false }, { clientId: 'fresh' }],
        groups: [{ name: 'staff', attributes: { a: ['b'] }, subGroups: [{ name: 'dev' }, { name: 'new' }] }],
      },
      'create',
    )
    assert.deepEqual(told, ['add clients fresh', 'add groups /staff/new'])
  })

  it('exact takes away what the lists of the file lack, with whatever names it, and no more', async () => {
    const { told, document } = await planned(
      await realmOf(SHOP),
      {
        realm: 'shop',
        clients: [{ clientId: 'web', protocolMappers: [mapper('second')], attributes: { a: '1' } }],
        roles: { realm: [{ name: 'buyer' }, { name: 'boss' }] },
        groups: [{ name: 'staff', subGroups: [{ name: 'dev' }] }],
      },
      'exact',
    )
    assert.deepEqual(told, [
      'change clients web',
      'remove clients old',
      'remove clients quiet',
      'change roles boss',
      'remove roles clerk',
      'change scope mappings client web',
      'change groups /staff',
      'remove groups /staff/ops',
    ])
    const ids = document.clients?.map(({ clientId }) => clientId)
    for (const builtIn of ['account', 'account-console', 'admin-cli', 'broker', 'realm-management']) {
      assert.ok(ids?.includes(builtIn), builtIn)
    }
    assert.equal(clientIn(document, 'web')?.attributes?.['b'], undefined)
    assert.ok(
      document.roles?.client?.['web']?.some(({ name }) => name === 'reader'),
      'the file has no list of these',
    )
    assert.deepEqual(document.roles?.realm?.find(({ name }) => name === 'boss')?.composites, { realm: ['buyer'] })
  })

  it('exact never takes keys, flows, actions, scopes and roles that every realm has', async () => {
    const current = await realmOf(SHOP)
    const file = {
      realm: 'shop',
      clients: [],
      clientScopes: [],
      roles: { realm: [], client: { 'realm-management': [], account: [] } },
      groups: [],
      authenticationFlows: [],
      requiredActions: [],
      components: { 'org.keycloak.keys.KeyProvider': [] },
    }
    const { changes } = await planned(current, file, 'exact')
    const removed = changes.filter(({ action }) => action === 'remove').map(({ item }) => `${item.kind} ${item.name}`)
    assert.deepEqual(removed.toSorted(), [
      'clients old',
      'clients quiet',
      'clients web',
      'groups /staff',
      'groups /staff/dev',
      'groups /staff/ops',
      'roles boss',
      'roles buyer',
      'roles clerk',
      'roles reader',
      'scope mappings client web',
    ])
  })

  it("keeps keys and the secrets that the file doesn't tell, and shows none that it does", async () => {
    const current = await realmOf(SHOP)
    const [key] = current.components?.['org.keycloak.keys.KeyProvider'] ?? []
    const foreign = { ...key, id: 'foreign', config: { ...key?.config, privateKey: ['stolen'], priority: ['7'] } }
    const { fields, told, document } = await planned(current, {
      realm: 'shop',
      smtpServer: { host: 'mail.example.org', password: '**********' },
      clients: [
        { clientId: 'web', secret: 'another-secret' },
        { clientId: 'quiet', secret: '**********' },
      ],
      components: { 'org.keycloak.keys.KeyProvider': [foreign] },
    })
    assert.equal(told.length, 2)
    assert.deepEqual(fields, [
      { path: 'secret', before: '**********', after: '**********' },
      { path: 'config.priority', before: ['100'], after: ['7'] },
    ])
    const [keyAfter] = document.components?.['org.keycloak.keys.KeyProvider'] ?? []
    assert.deepEqual(keyAfter?.config?.['privateKey'], key?.config?.['privateKey'])
    assert.equal(clientIn(document, 'quiet')?.secret, clientIn(current, 'quiet')?.secret)
    assert.equal(clientIn(document, 'web')?.secret, 'another-secret')
  })

  it('takes a flow that a client names by the id of another server for the one of that name here', async () => {
    const flow = (id: string) => ({ id, alias: 'mine', topLevel: true, authenticationExecutions: [] })
    const current = await realmOf({ ...SHOP, authenticationFlows: [flow('here')] })
    const file = {
      realm: 'shop',
      authenticationFlows: [flow('there')],
      clients: [{ clientId: 'web', authenticationFlowBindingOverrides: { browser: 'there' } }],
    }
    const { document, told } = await planned(current, file)
    assert.deepEqual(told, ['change clients web'])
    assert.deepEqual(clientIn(document, 'web')?.authenticationFlowBindingOverrides, { browser: 'here' })
  })
})

describe('a file that does not fit', () => {
  const refused = async (file: unknown, mode: ApplyMode = 'merge') => {
    try {
      await planned(await realmOf(SHOP), file, mode)
    } catch (error) {
      assert.ok(error instanceof RealmImportError, String(error))
      return error.problems.map(({ path, reason }) => `${path} ${reason}`)
    }
    return assert.fail('it was taken')
  }

  it('is refused with the path in the file when its types are wrong', async () => {
    assert.match(
      (await refused({ realm: 'shop', clients: [{ clientId: {} }] }))[0] ?? '',
      /^\$\.clients\[0\]\.clientId /,
    )
  })

  it('is refused with the path in the file when it names a thing twice', async () => {
    const twice = { realm: 'shop', clients: [{ clientId: 'web' }, { clientId: 'web' }] }
    assert.match((await refused(twice))[0] ?? '', /^\$\.clients\[1\]\.clientId has the same/)
  })

  it('is refused when it names what neither it nor the realm has', async () => {
    const unknown = { realm: 'shop', roles: { realm: [{ name: 'x', composites: { realm: ['nobody'] } }] } }
    assert.equal((await refused(unknown)).length, 1)
  })

  it('is refused when exact would take away what it names itself', async () => {
    const file = { realm: 'shop', browserFlow: 'gone', authenticationFlows: [] }
    assert.match((await refused(file, 'exact'))[0] ?? '', /browserFlow/)
  })

  it('may name what only the realm has', async () => {
    const file = { realm: 'shop', roles: { realm: [{ name: 'x', composites: { realm: ['buyer'] } }] } }
    assert.deepEqual((await planned(await realmOf(SHOP), file)).told, ['add roles x'])
  })

  it('leaves the lives of secrets to the realm, even where attributes are exactly those of the file', async () => {
    const lives = {
      'client.secret.rotated': 'old',
      'client.secret.rotated.expiration.time': '9',
      'client.secret.expiration.time': '99',
    }
    const clients = [{ clientId: 'web', secret: 'web-secret', attributes: { colour: 'red', ...lives } }]
    for (const mode of ['merge', 'exact'] as const) {
      const file = {
        realm: 'shop',
        clients: [{ clientId: 'web', attributes: { colour: 'blue', 'client.secret.rotated': 'foreign' } }],
      }
      const { document } = await planned(await realmOf({ realm: 'shop', clients }), file, mode)
      const attributes = clientIn(document, 'web')?.attributes ?? {}
      assert.equal(attributes['colour'], 'blue')
      for (const [name, value] of Object.entries(lives)) assert.equal(attributes[name], value, `${mode}: ${name}`)
    }
  })
})
