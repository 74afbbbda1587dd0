import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import type KeycloakAdminClient from '@keycloak/keycloak-admin-client'
import { refusedWith, startTarget, type Target } from './target.ts'

describe('the official admin client: clients and client scopes', () => {
  let target: Target
  let admin: KeycloakAdminClient
  let id: string
  before(async () => {
    target = await startTarget('admin-client-clients')
    admin = await target.client()
    const made = await admin.clients.create({
      clientId: 'app',
      redirectUris: ['https://app.example/*'],
      serviceAccountsEnabled: true,
    })
    id = made.id
  })
  beforeEach(async () => {
    admin = await target.client()
  })
  after(() => target.close())

  it('reads, finds, changes and refuses clients', async () => {
    assert.equal((await admin.clients.findOne({ id }))?.clientId, 'app')
    assert.equal((await admin.clients.find({ clientId: 'app' })).length, 1)
    assert.equal((await admin.clients.find({ clientId: 'ap', search: true })).length, 1)
    assert.equal((await admin.clients.find({ clientId: 'ap' })).length, 0)
    await admin.clients.update({ id }, { clientId: 'app', description: 'An app' })
    const read = await admin.clients.findOne({ id })
    assert.equal(read?.description, 'An app')
    assert.deepEqual(read?.redirectUris, ['https://app.example/*'])
    await refusedWith(409, admin.clients.create({ clientId: 'app' }))
    await refusedWith(400, admin.clients.create({ clientId: 'bad', redirectUris: ['https://a.example/#fragment'] }))
    assert.equal(await admin.clients.findOne({ id: 'no-such' }), null)
  })

  it('tells and renews the secret', async () => {
    const before = await admin.clients.getClientSecret({ id })
    const made = await admin.clients.generateNewClientSecret({ id })
    assert.notEqual(made.value, before.value)
    assert.equal((await admin.clients.getClientSecret({ id })).value, made.value)
    assert.ok((await admin.clients.generateRegistrationAccessToken({ id })).registrationAccessToken)
  })

  it('rotates the secret as a client policy says', async (t) => {
    const { features } = await admin.serverInfo.find()
    const known = features?.find(({ name }) => name === 'CLIENT_SECRET_ROTATION')
    // a Keycloak has it with --features=client-secret-rotation; here it is no feature that could be off
    if (process.env['KEYCLOAK_URL'] !== undefined && known?.enabled !== true) return t.skip('the feature is off')
    const configuration = {
      'expiration-period': 600,
      'rotated-expiration-period': 300,
      'remaining-rotation-period': 60,
    }
    const executors = [{ executor: 'secret-rotation', configuration: configuration as object }]
    await admin.clientPolicies.createProfiles({ profiles: [{ name: 'rotating', description: '', executors }] })
    const conditions = [{ condition: 'client-access-type', configuration: { type: ['confidential'] } as object }]
    await admin.clientPolicies.updatePolicy({
      policies: [{ name: 'rotate', description: '', enabled: true, conditions, profiles: ['rotating'] }],
    })
    const signsIn = async (secret: string | undefined) => {
      const form = { grant_type: 'client_credentials', client_id: 'app', client_secret: secret ?? '' }
      const url = `${target.baseUrl}/realms/admin-client-clients/protocol/openid-connect/token`
      return (await fetch(url, { method: 'POST', body: new URLSearchParams(form) })).status
    }
    const { value: old } = await admin.clients.getClientSecret({ id })
    const { value: present } = await admin.clients.generateNewClientSecret({ id })
    const { attributes = {} } = (await admin.clients.findOne({ id })) ?? {}
    const made = Number(attributes['client.secret.creation.time'])
    assert.equal(attributes['client.secret.rotated'], old)
    assert.equal(attributes['client.secret.rotated.creation.time'], String(made))
    assert.equal(attributes['client.secret.expiration.time'], String(made + 600))
    assert.equal(attributes['client.secret.rotated.expiration.time'], String(made + 300))
    assert.deepEqual([await signsIn(old), await signsIn(present)], [200, 200])
    await admin.clients.invalidateSecret({ id })
    assert.deepEqual([await signsIn(old), await signsIn(present)], [401, 200])
    await refusedWith(
      400,
      admin.clientPolicies.createProfiles({
        profiles: [
          {
            name: 'rotating',
            description: '',
            executors: [
              { executor: 'secret-rotation', configuration: { ...configuration, 'expiration-period': 0 } as object },
            ],
          },
        ],
      }),
    )
    await admin.clientPolicies.updatePolicy({ policies: [] })
    await admin.clients.generateNewClientSecret({ id })
    assert.equal(await signsIn(present), 401)
    assert.equal((await admin.clients.findOne({ id }))?.attributes?.['client.secret.rotated'], undefined)
  })

  it('makes, finds, changes and removes roles of a client', async () => {
    await admin.clients.createRole({ id, name: 'editor' })
    assert.ok((await admin.clients.listRoles({ id })).some(({ name }) => name === 'editor'))
    await admin.clients.updateRole({ id, roleName: 'editor' }, { name: 'editor', description: 'Edits' })
    assert.equal((await admin.clients.findRole({ id, roleName: 'editor' }))?.description, 'Edits')
    assert.deepEqual(await admin.clients.findUsersWithRole({ id, roleName: 'editor' }), [])
    await admin.clients.delRole({ id, roleName: 'editor' })
    assert.equal(await admin.clients.findRole({ id, roleName: 'editor' }), null)
  })

  it('gives and takes client scopes', async () => {
    const { id: clientScopeId } = await admin.clientScopes.create({ name: 'orders', protocol: 'openid-connect' })
    await admin.clients.addOptionalClientScope({ id, clientScopeId })
    assert.ok((await admin.clients.listOptionalClientScopes({ id })).some(({ name }) => name === 'orders'))
    await admin.clients.delOptionalClientScope({ id, clientScopeId })
    await admin.clients.addDefaultClientScope({ id, clientScopeId })
    assert.ok((await admin.clients.listDefaultClientScopes({ id })).some(({ name }) => name === 'orders'))
    await admin.clients.delDefaultClientScope({ id, clientScopeId })
    await admin.clientScopes.update({ id: clientScopeId }, { name: 'orders', description: 'Orders' })
    assert.equal((await admin.clientScopes.findOne({ id: clientScopeId }))?.description, 'Orders')
    await admin.clientScopes.addDefaultClientScope({ id: clientScopeId })
    assert.ok((await admin.clientScopes.listDefaultClientScopes()).some(({ name }) => name === 'orders'))
    await admin.clientScopes.delDefaultClientScope({ id: clientScopeId })
    await admin.clientScopes.del({ id: clientScopeId })
    assert.equal(await admin.clientScopes.findOne({ id: clientScopeId }), null)
  })

  it('keeps protocol mappers of clients and of scopes', async () => {
    const mapper = {
      name: 'team',
      protocol: 'openid-connect',
      protocolMapper: 'oidc-hardcoded-claim-mapper',
      config: { 'claim.name': 'team', 'claim.value': 'blue', 'access.token.claim': 'true', 'jsonType.label': 'String' },
    }
    await admin.clients.addProtocolMapper({ id }, mapper)
    const [made] = await admin.clients.listProtocolMappers({ id })
    assert.equal(made?.name, 'team')
    const mapperId = made?.id ?? ''
    const changed = { ...made, config: { ...mapper.config, 'claim.value': 'red' } }
    await admin.clients.updateProtocolMapper({ id, mapperId }, changed)
    const found = await admin.clients.findProtocolMapperById({ id, mapperId })
    assert.equal(found?.config?.['claim.value'], 'red')
    await refusedWith(409, admin.clients.addProtocolMapper({ id }, mapper))
    assert.equal((await admin.clients.findProtocolMappersByProtocol({ id, protocol: 'openid-connect' })).length, 1)
    await admin.clients.delProtocolMapper({ id, mapperId })
    assert.deepEqual(await admin.clients.listProtocolMappers({ id }), [])
  })

  it('maps roles into the scope of a client', async () => {
    await admin.roles.create({ name: 'seen' })
    const role = await admin.roles.findOneByName({ name: 'seen' })
    assert.ok(role?.id)
    await admin.clients.addRealmScopeMappings({ id }, [{ ...role, id: role.id }])
    assert.deepEqual(
      (await admin.clients.listRealmScopeMappings({ id })).map(({ name }) => name),
      ['seen'],
    )
    assert.ok(!(await admin.clients.listAvailableRealmScopeMappings({ id })).some(({ name }) => name === 'seen'))
    await admin.clients.delRealmScopeMappings({ id }, [{ ...role, id: role.id }])
    assert.deepEqual(await admin.clients.listRealmScopeMappings({ id }), [])
  })

  it('evaluates what a token would hold', async () => {
    const { id: userId } = await admin.users.create({ username: 'evaluated', enabled: true, email: 'e@example.org' })
    const scope = 'openid email'
    const token = await admin.clients.evaluateGenerateAccessToken({ id, scope, userId, audience: '' })
    assert.equal((token as { email?: string }).email, 'e@example.org')
    const mappers = await admin.clients.evaluateListProtocolMapper({ id, scope })
    assert.ok(mappers.some((mapper) => Reflect.get(mapper, 'mapperName') === 'email'))
    const info = await admin.clients.evaluateGenerateUserInfo({ id, scope, userId })
    assert.equal((info as { email?: string }).email, 'e@example.org')
  })

  it('has a service account, sessions to count and a configuration to install', async () => {
    assert.equal((await admin.clients.getServiceAccountUser({ id })).username, 'service-account-app')
    assert.equal(Number((await admin.clients.getSessionCount({ id })).count), 0)
    assert.deepEqual(await admin.clients.listSessions({ id }), [])
    const providerId = 'keycloak-oidc-keycloak-json'
    const installation: unknown = await admin.clients.getInstallationProviders({ id, providerId })
    assert.equal(Reflect.get(Object(installation), 'resource'), 'app')
  })

  it('removes a client with all it has', async () => {
    const made = await admin.clients.create({ clientId: 'short-lived' })
    await admin.clients.del({ id: made.id })
    assert.equal(await admin.clients.findOne({ id: made.id }), null)
    await refusedWith(404, admin.clients.del({ id: made.id }))
  })
})
