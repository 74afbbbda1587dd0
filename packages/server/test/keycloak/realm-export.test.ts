import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { RealmRepresentation } from '../../src/representations/keycloak.ts'
import { exportRealm } from '../../src/representations/realm-export.ts'
import { importRealm } from '../../src/representations/realm-import.ts'
import { canonical, testImportContext } from '../support/realm-documents.ts'

const CONFORMANCE = '../../../../conformance/keycloak/'
const PLAIN = { users: true, secrets: 'plain' } as const

/** What differs from one making of a realm to the next. */
const MADE = new Set([
  'id',
  'parentId',
  'containerId',
  'createdTimestamp',
  'createdDate',
  'secretData',
  'credentialData',
  'client.secret.creation.time',
])

describe("Keycloak's export of the recorded realm", () => {
  it('comes back out as it went in, nothing added and nothing lost', async () => {
    const theirs = read('captures/realm-test-export.json')
    const ours = exportRealm(await importRealm(theirs, testImportContext()), PLAIN)
    assert.deepEqual(canonical(ours), canonical(theirs))
  })

  it('comes back out with its fields in the same order', async () => {
    const theirs = read('captures/realm-test-export.json')
    const ours = exportRealm(await importRealm(theirs, testImportContext()), PLAIN)
    assert.deepEqual(Object.keys(ours), Object.keys(theirs))
    assert.deepEqual(Object.keys(ours.users?.[0] ?? {}), Object.keys(theirs.users?.[0] ?? {}))
    assert.deepEqual(Object.keys(ours.groups?.[0] ?? {}), Object.keys(theirs.groups?.[0] ?? {}))
    assert.deepEqual(Object.keys(ours.roles?.realm?.[1] ?? {}), Object.keys(theirs.roles?.realm?.[1] ?? {}))
  })

  it('is what the hand-written file it was made of becomes here too', async () => {
    const file = exportRealm(await importRealm(read('realm-test.json'), testImportContext()), PLAIN)
    const theirs = read('captures/realm-test-export.json')
    assert.deepEqual(canonical(withoutKeys(file), MADE), canonical(withoutKeys(theirs), MADE))
  })

  it('is stable: a second import of the export exports the same', async () => {
    const first = exportRealm(await importRealm(read('realm-test.json'), testImportContext()), PLAIN)
    const second = exportRealm(await importRealm(structuredClone(first), testImportContext()), PLAIN)
    assert.deepEqual(second, first)
  })

  it('keeps fields nobody knows, wherever a thing has a representation', async () => {
    const places = placesIn(read('captures/realm-test-export.json'))
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: places.length - 1 }),
        fc.string({ minLength: 1, maxLength: 20 }).map((name) => `x-${name}`),
        // JSON writes -0 as 0
        fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value))),
        async (place, name, value) => {
          const theirs = read('captures/realm-test-export.json')
          Object.assign(places[place]!(theirs), Object.fromEntries([[name, value]]))
          const ours = exportRealm(await importRealm(theirs, testImportContext()), PLAIN)
          assert.deepEqual(canonical(ours), canonical(JSON.parse(JSON.stringify(theirs))))
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('a masked export', () => {
  it('holds no secret, no key and no password hash of the realm', async () => {
    const theirs: RealmRepresentation = {
      ...read('captures/realm-test-export.json'),
      smtpServer: { from: 'a@example.org', password: 'smtp-word' },
      identityProviders: [{ alias: 'g', providerId: 'oidc', config: { clientId: 'c', clientSecret: 'broker-word' } }],
    }
    const text = JSON.stringify(
      exportRealm(await importRealm(theirs, testImportContext()), { users: true, secrets: 'masked' }),
    )
    const secrets = [
      'smtp-word',
      'broker-word',
      ...(theirs.clients ?? []).flatMap((client) => client.secret ?? []),
      ...(theirs.users ?? []).flatMap((user) => (user.credentials ?? []).flatMap(({ secretData }) => secretData ?? [])),
      ...(theirs.components?.['org.keycloak.keys.KeyProvider'] ?? []).flatMap(({ config }) => [
        ...(config?.privateKey ?? []),
        ...(config?.secret ?? []),
      ]),
    ]
    assert.ok(secrets.length > 20)
    for (const secret of secrets) assert.ok(!text.includes(JSON.stringify(secret).slice(1, -1)))
  })

  it('tells nothing of a credential that it doesn’t know to be harmless', async () => {
    const theirs = read('captures/realm-test-export.json')
    Object.assign(theirs.users![0]!.credentials![0]!, { 'x-pin': 'pin-word' })
    const aggregate = await importRealm(theirs, testImportContext())
    const masked = exportRealm(aggregate, { users: true, secrets: 'masked' })
    assert.ok(!JSON.stringify(masked).includes('pin-word'))
  })

  it('leaves users out unless asked', async () => {
    const aggregate = await importRealm(read('captures/realm-test-export.json'), testImportContext())
    assert.equal('users' in exportRealm(aggregate, { users: false, secrets: 'masked' }), false)
  })

  it('gets new keys and new secrets where it is imported, not asterisks', async () => {
    const theirs = read('realm-test.json')
    const rotation = { 'client.secret.rotated': 'rotated-word', 'client.secret.rotated.expiration.time': '9999999999' }
    Object.assign(theirs.clients![0]!, { attributes: { ...theirs.clients![0]!.attributes, ...rotation } })
    const aggregate = await importRealm(theirs, testImportContext())
    assert.ok(JSON.stringify(exportRealm(aggregate, PLAIN)).includes('rotated-word'), 'a full export keeps it')
    const masked = exportRealm(aggregate, { users: false, secrets: 'masked' })
    assert.ok(!JSON.stringify(masked).includes('rotated-word'))
    const again = exportRealm(await importRealm(masked, testImportContext()), PLAIN)
    assert.ok(!JSON.stringify(again.clients).includes('client.secret.rotated'))
    assert.ok(!JSON.stringify(again.clients).includes('**********'))
    const keys = again.components?.['org.keycloak.keys.KeyProvider'] ?? []
    assert.equal(keys.length, 4)
    for (const { config } of keys) assert.ok(config?.privateKey ?? config?.secret)
  })
})

function read(file: string): RealmRepresentation {
  return JSON.parse(readFileSync(new URL(CONFORMANCE + file, import.meta.url), 'utf8'))
}

function withoutKeys(realm: RealmRepresentation): RealmRepresentation {
  const { 'org.keycloak.keys.KeyProvider': _, ...components } = realm.components ?? {}
  const clients = realm.clients?.map((client) =>
    client.clientId === 'jwt-client' ? { ...client, secret: 'made anew' } : client,
  )
  return { ...realm, components, ...(clients && { clients }) }
}

/** One finder per kind of representation in the document. */
function placesIn(realm: RealmRepresentation): ((document: RealmRepresentation) => object)[] {
  const mapperOwner = realm.clients?.findIndex((client) => client.protocolMappers) ?? 0
  return [
    (document) => document,
    (document) => document.clients![3]!,
    (document) => document.clients![mapperOwner]!.protocolMappers![0]!,
    (document) => document.clientScopes![0]!,
    (document) => document.clientScopes![0]!.protocolMappers![0]!,
    (document) => document.roles!.realm![0]!,
    (document) => document.roles!.client!['my-api']![0]!,
    (document) => document.groups![1]!,
    (document) => document.groups![1]!.subGroups![0]!,
    (document) => document.users![0]!,
    (document) => document.users![0]!.credentials![0]!,
    (document) => document.scopeMappings![0]!,
    (document) => Object.values(document.clientScopeMappings!)[0]![0]!,
    (document) => document.components!['org.keycloak.keys.KeyProvider']![0]!,
    (document) => document.authenticationFlows![0]!,
    (document) => document.authenticationFlows![0]!.authenticationExecutions![0]!,
    (document) => document.authenticatorConfig![0]!,
    (document) => document.requiredActions![0]!,
  ]
}
