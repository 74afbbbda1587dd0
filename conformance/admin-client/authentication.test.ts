import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import type KeycloakAdminClient from '@keycloak/keycloak-admin-client'
import { refusedWith, startTarget, type Target } from './target.ts'

describe('the official admin client: authentication and identity providers', () => {
  let target: Target
  let admin: KeycloakAdminClient
  before(async () => {
    target = await startTarget('admin-client-authentication')
  })
  beforeEach(async () => {
    admin = await target.client()
  })
  after(() => target.close())

  it('lists flows and providers', async () => {
    const flows = await admin.authenticationManagement.getFlows()
    assert.ok(flows.some(({ alias }) => alias === 'browser'))
    const providers = await admin.authenticationManagement.getAuthenticatorProviders()
    assert.ok(providers.some(({ id }) => id === 'auth-cookie'))
    assert.ok((await admin.authenticationManagement.getClientAuthenticatorProviders()).length > 0)
    assert.ok((await admin.authenticationManagement.getFormProviders()).length > 0)
    assert.ok((await admin.authenticationManagement.getFormActionProviders()).length > 0)
  })

  it('makes a flow with steps, orders them, configures one, and removes it all', async () => {
    const { authenticationManagement: flows } = admin
    await flows.createFlow({ alias: 'mine', providerId: 'basic-flow', topLevel: true, builtIn: false })
    const { id: first = '' } = await flows.addExecutionToFlow({ flow: 'mine', provider: 'auth-cookie' })
    await flows.addExecutionToFlow({ flow: 'mine', provider: 'auth-username-password-form' })
    await flows.addFlowToFlow({ flow: 'mine', alias: 'sub', type: 'basic-flow', provider: '', description: '' })
    const names = async () =>
      (await flows.getExecutions({ flow: 'mine' })).map(({ providerId, displayName }) => providerId ?? displayName)
    assert.deepEqual(await names(), ['auth-cookie', 'auth-username-password-form', 'sub'])
    await flows.lowerPriorityExecution({ id: first })
    assert.deepEqual(await names(), ['auth-username-password-form', 'auth-cookie', 'sub'])
    await flows.raisePriorityExecution({ id: first })
    const [cookie] = await flows.getExecutions({ flow: 'mine' })
    assert.equal(cookie?.requirement, 'DISABLED')
    await flows.updateExecution({ flow: 'mine' }, { ...cookie, requirement: 'ALTERNATIVE' })
    assert.equal((await flows.getExecutions({ flow: 'mine' }))[0]?.requirement, 'ALTERNATIVE')
    const { id: redirector = '' } = await flows.addExecutionToFlow({
      flow: 'mine',
      provider: 'identity-provider-redirector',
    })
    const config = await flows.createConfig({
      id: redirector,
      alias: 'to-upstream',
      config: { defaultProvider: 'upstream' },
    })
    assert.equal((await flows.getConfig({ id: config.id ?? '' }))?.config?.['defaultProvider'], 'upstream')
    await flows.delConfig({ id: config.id ?? '' })
    await flows.delExecution({ id: redirector })
    await flows.copyFlow({ flow: 'browser', newName: 'copied' })
    await refusedWith(409, flows.copyFlow({ flow: 'browser', newName: 'copied' }))
    const all = await flows.getFlows()
    await refusedWith(400, flows.deleteFlow({ flowId: all.find(({ alias }) => alias === 'browser')?.id ?? '' }))
    for (const alias of ['mine', 'copied'])
      await flows.deleteFlow({ flowId: all.find((flow) => flow.alias === alias)?.id ?? '' })
    assert.ok(!(await flows.getFlows()).some(({ alias }) => alias === 'mine'))
  })

  it('orders, changes, removes and registers required actions', async () => {
    const { authenticationManagement: actions } = admin
    const alias = 'UPDATE_PASSWORD'
    const action = await actions.getRequiredActionForAlias({ alias })
    assert.equal(action?.alias, alias)
    await actions.updateRequiredAction({ alias }, { ...action, enabled: false })
    assert.equal((await actions.getRequiredActionForAlias({ alias }))?.enabled, false)
    await actions.lowerRequiredActionPriority({ alias })
    await actions.raiseRequiredActionPriority({ alias })
    await actions.deleteRequiredAction({ alias })
    const [unregistered] = await actions.getUnregisteredRequiredActions()
    assert.equal(unregistered?.providerId, alias)
    await actions.registerRequiredAction({ providerId: alias, name: 'Update Password' })
    assert.ok((await actions.getRequiredActions()).some((one) => one.alias === alias))
  })

  it('keeps identity providers, their secrets and their mappers', async () => {
    const { identityProviders } = admin
    await identityProviders.create({
      alias: 'upstream',
      providerId: 'oidc',
      enabled: true,
      config: {
        clientId: 'a',
        clientSecret: 'top-secret',
        authorizationUrl: 'https://a.example/auth',
        tokenUrl: 'https://a.example/token',
      },
    })
    const read = await identityProviders.findOne({ alias: 'upstream' })
    assert.equal(read?.config?.['clientSecret'], '**********')
    await identityProviders.update({ alias: 'upstream' }, { ...read, displayName: 'Upstream' })
    assert.equal((await identityProviders.find()).length, 1)
    await refusedWith(409, identityProviders.create({ alias: 'upstream', providerId: 'oidc' }))
    const mapper = {
      name: 'team',
      identityProviderAlias: 'upstream',
      identityProviderMapper: 'oidc-user-attribute-idp-mapper',
      config: { syncMode: 'INHERIT', claim: 'team', 'user.attribute': 'team' },
    }
    const { id } = await identityProviders.createMapper({ alias: 'upstream', identityProviderMapper: mapper })
    assert.equal((await identityProviders.findMappers({ alias: 'upstream' })).length, 1)
    assert.equal((await identityProviders.findOneMapper({ alias: 'upstream', id }))?.name, 'team')
    await identityProviders.delMapper({ alias: 'upstream', id })
    assert.ok(Object.keys(await identityProviders.findMapperTypes({ alias: 'upstream' })).length > 0)
    await identityProviders.del({ alias: 'upstream' })
    assert.equal(await identityProviders.findOne({ alias: 'upstream' }), null)
  })
})
