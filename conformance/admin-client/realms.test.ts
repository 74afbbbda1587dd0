import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { refusedWith, startTarget, type Target } from './target.ts'

const REALM = 'admin-client-realms'

describe('the official admin client: realms, keys, events, localization, server info', () => {
  let target: Target
  before(async () => {
    target = await startTarget(REALM)
  })
  after(() => target.close())

  it('reads, changes and lists realms', async () => {
    const admin = await target.client()
    await admin.realms.update({ realm: REALM }, { displayName: 'Changed', accessTokenLifespan: 120 })
    const realm = await admin.realms.findOne({ realm: REALM })
    assert.equal(realm?.displayName, 'Changed')
    assert.equal(realm?.accessTokenLifespan, 120)
    assert.equal(realm?.enabled, true, 'what was not sent stays')
    const names = (await admin.realms.find()).map((one) => one.realm)
    assert.ok(names.includes(REALM) && names.includes('master'))
    await refusedWith(409, admin.realms.create({ realm: REALM }))
    assert.equal(await admin.realms.findOne({ realm: 'no-such-realm' }), null)
  })

  it('renames a realm and finds it under its new name', async () => {
    const admin = await target.client()
    const name = `${REALM}-other`
    await admin.realms.del({ realm: `${name}-renamed` }).catch(() => {})
    await admin.realms.create({ realm: name, enabled: true })
    await admin.realms.update({ realm: name }, { realm: `${name}-renamed` })
    const again = await target.client()
    assert.equal(await again.realms.findOne({ realm: name }), null)
    assert.equal((await again.realms.findOne({ realm: `${name}-renamed` }))?.enabled, true)
    await again.realms.del({ realm: `${name}-renamed` })
  })

  it('imports and exports parts of a realm', async () => {
    const admin = await target.client()
    const rep = { ifResourceExists: 'SKIP' as const, users: [{ username: 'imported', enabled: true }] }
    const first = await admin.realms.partialImport({ realm: REALM, rep })
    assert.equal(first.added, 1)
    const second = await admin.realms.partialImport({ realm: REALM, rep })
    assert.equal(second.skipped, 1)
    await refusedWith(409, admin.realms.partialImport({ realm: REALM, rep: { ...rep, ifResourceExists: 'FAIL' } }))
    const exported = await admin.realms.export({ realm: REALM, exportClients: true, exportGroupsAndRoles: true })
    assert.equal(exported.realm, REALM)
    assert.ok(exported.clients?.some(({ clientId }) => clientId === 'account'))
  })

  it('tells keys, sessions and events, and changes what is recorded', async () => {
    const admin = await target.client()
    const keys = await admin.realms.getKeys({ realm: REALM })
    assert.ok(keys.active?.['RS256'])
    assert.deepEqual(await admin.realms.getClientSessionStats({ realm: REALM }), [])
    await admin.realms.updateConfigEvents(
      { realm: REALM },
      { eventsEnabled: true, adminEventsEnabled: true, adminEventsDetailsEnabled: true },
    )
    assert.equal((await admin.realms.getConfigEvents({ realm: REALM })).eventsEnabled, true)
    await admin.roles.create({ name: 'told' })
    const events = await admin.realms.findAdminEvents({ realm: REALM })
    assert.ok(
      events.some(({ resourcePath, operationType }) => resourcePath === 'roles/told' && operationType === 'CREATE'),
    )
    await admin.realms.clearAdminEvents({ realm: REALM })
    assert.deepEqual(await admin.realms.findAdminEvents({ realm: REALM }), [])
    await admin.realms.clearEvents({ realm: REALM })
    assert.deepEqual(await admin.realms.findEvents({ realm: REALM }), [])
    await admin.realms.logoutAll({ realm: REALM })
    await admin.realms.pushRevocation({ realm: REALM })
  })

  it('keeps texts of a language', async () => {
    const admin = await target.client()
    await admin.realms.addLocalization({ realm: REALM, selectedLocale: 'de', key: 'greeting' }, 'Hallo')
    assert.deepEqual(await admin.realms.getRealmSpecificLocales({ realm: REALM }), ['de'])
    const texts = await admin.realms.getRealmLocalizationTexts({ realm: REALM, selectedLocale: 'de' })
    assert.deepEqual(texts, { greeting: 'Hallo' })
    await admin.realms.deleteRealmLocalizationTexts({ realm: REALM, selectedLocale: 'de', key: 'greeting' })
    const after = await admin.realms.getRealmLocalizationTexts({ realm: REALM, selectedLocale: 'de' })
    assert.deepEqual(after, {})
  })

  it('has initial access tokens and registration policies', async () => {
    const admin = await target.client()
    const made = await admin.realms.createClientsInitialAccess({ realm: REALM }, { count: 2, expiration: 60 })
    assert.ok(made.token)
    const list = await admin.realms.getClientsInitialAccess({ realm: REALM })
    assert.equal(list.length, 1)
    await admin.realms.delClientsInitialAccess({ realm: REALM, id: list[0]?.id ?? '' })
    assert.deepEqual(await admin.realms.getClientsInitialAccess({ realm: REALM }), [])
    assert.ok((await admin.realms.getClientRegistrationPolicyProviders({ realm: REALM })).length > 0)
  })

  it('tells about the server, with a version that tools know', async () => {
    const admin = await target.client()
    const info = await admin.serverInfo.find()
    assert.match(info.systemInfo?.version ?? '', /^26\./)
    assert.ok(info.protocolMapperTypes?.['openid-connect']?.some(({ id }) => id === 'oidc-usermodel-attribute-mapper'))
    assert.ok(info.passwordPolicies?.some(({ id }) => id === 'length'))
  })

  it('makes, changes and removes components and client policies', async () => {
    const admin = await target.client()
    const { id } = await admin.components.create({
      name: 'second-key',
      providerId: 'rsa-generated',
      providerType: 'org.keycloak.keys.KeyProvider',
      config: { priority: ['50'] },
    })
    const component = await admin.components.findOne({ id })
    assert.equal(component?.name, 'second-key')
    await admin.components.update({ id }, { ...component, name: 'renamed-key' })
    const named = await admin.components.find({ name: 'renamed-key' })
    assert.equal(named.length, 1)
    assert.equal(
      (await admin.realms.getKeys({ realm: REALM })).keys?.filter(({ providerId }) => providerId === id).length,
      1,
    )
    await admin.components.del({ id })
    await refusedWith(404, admin.components.update({ id }, { name: 'gone' }))
    await admin.clientPolicies.createProfiles({ profiles: [{ name: 'strict', executors: [] }] })
    const { profiles } = await admin.clientPolicies.listProfiles({})
    assert.deepEqual(
      profiles?.map(({ name }) => name),
      ['strict'],
    )
  })
})
