import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ClientScope } from '../../../model/client-scope.ts'
import type { Realm } from '../../../model/realm.ts'
import { MASK } from '../../../representations/complete-clients.ts'
import { changedClient, newClient, type SentClient } from './client-settings.ts'

const scope = (name: string, protocol = 'openid-connect') => ({ name, protocol }) as ClientScope
/** As much of a realm as clients are completed by. */
const realm = {
  clientScopes: new Map(
    [scope('profile'), scope('phone'), scope('service_account'), scope('role_list', 'saml')].map((each) => [
      each.name,
      each,
    ]),
  ),
  defaultClientScopes: ['profile', 'role_list'],
  optionalClientScopes: ['phone'],
} as Partial<Realm> as Realm

function context() {
  let made = 0
  return { now: 1_000, newSecret: () => `secret-${++made}`, newId: () => `id-${++made}` }
}
const made = (sent: SentClient = {}) => newClient({ id: 'c', clientId: 'c', ...sent }, realm, context())
const changed = (sent: SentClient, before: SentClient = {}) =>
  changedClient(made(before), sent, realm, context()).representation

describe('a new client', () => {
  it('is called by its id when it has no name, and has a secret with its time', () => {
    const { clientId, representation } = newClient({}, realm, context())
    assert.equal(clientId, representation.id)
    assert.equal(representation.secret, 'secret-2')
    assert.deepEqual(representation.attributes, { realm_client: 'false', 'client.secret.creation.time': '1000' })
  })

  it('takes nothing that is only told', () => {
    const sent = { registrationAccessToken: 'x', access: { manage: true }, origin: 'o', defaultRoles: ['r'] }
    const { representation } = made(sent)
    for (const field of Object.keys(sent)) assert.equal(representation[field], undefined, field)
  })

  it('has no secret when it is public, and no attribute that is empty', () => {
    const { representation } = made({ publicClient: true, attributes: { empty: '', full: 'x' } })
    assert.equal(representation.secret, undefined)
    assert.deepEqual(representation.attributes, { realm_client: 'false', full: 'x' })
  })

  it('has a scope of its service account, and no scopes that are not there', () => {
    const { representation } = made({ serviceAccountsEnabled: true })
    assert.deepEqual(representation.defaultClientScopes, ['profile', 'service_account'])
    assert.deepEqual(made({ defaultClientScopes: ['gone', 'phone'] }).representation.defaultClientScopes, ['phone'])
  })

  it('has no two mappers of one name', () => {
    assert.throws(() => made({ protocolMappers: [{ name: 'm' }, { name: 'm' }] }), { status: 409 })
  })
})

describe('a changed client', () => {
  it('keeps what was not sent, its id, and its scopes', () => {
    const next = changed({ name: 'n', id: 'other', defaultClientScopes: [] }, { description: 'd' })
    assert.deepEqual([next.id, next['description'], next.name], ['c', 'd', 'n'])
    assert.deepEqual(next.defaultClientScopes, ['profile'])
  })

  it('loses an attribute and a flow that are sent empty', () => {
    const before = { attributes: { a: '1', b: '2' }, authenticationFlowBindingOverrides: { browser: 'x' } }
    const next = changed({ attributes: { a: '' }, authenticationFlowBindingOverrides: { browser: '' } }, before)
    assert.equal(next.attributes?.['a'], undefined)
    assert.equal(next.attributes?.['b'], '2')
    assert.deepEqual(next.authenticationFlowBindingOverrides, {})
  })

  it('keeps its secret for a mask, loses it as a public client, and then gets another', () => {
    assert.equal(changed({ secret: MASK }, { secret: 's' }).secret, 's')
    assert.equal(changed({ secret: 't' }, { secret: 's' }).secret, 't')
    assert.equal(changed({ publicClient: true }, { secret: 's' }).secret, undefined)
    assert.match(changed({ publicClient: false }, { publicClient: true }).secret ?? '', /^secret-/)
  })

  it('keeps the secret it had before for a mask, which everybody knows', () => {
    const rotated = (sent: string, before?: string) =>
      changed(
        { attributes: { 'client.secret.rotated': sent } },
        before === undefined ? {} : { attributes: { 'client.secret.rotated': before } },
      ).attributes?.['client.secret.rotated']
    assert.equal(rotated(MASK, 'old'), 'old')
    assert.equal(rotated(MASK), undefined)
    assert.equal(rotated('other', 'old'), 'other')
    assert.equal(rotated('', 'old'), undefined)
  })

  it('gets and loses the scope of its service account', () => {
    const on = changed({ serviceAccountsEnabled: true })
    assert.deepEqual(on.defaultClientScopes, ['profile', 'service_account'])
    const off = changed({ serviceAccountsEnabled: false }, { serviceAccountsEnabled: true })
    assert.deepEqual(off.defaultClientScopes, ['profile'])
  })

  it('has the scopes of its new protocol', () => {
    const next = changed({ protocol: 'saml' })
    assert.deepEqual([next.defaultClientScopes, next.optionalClientScopes], [['role_list'], []])
  })

  it('derives web origins from redirect URIs where it has none', () => {
    const sent = { redirectUris: ['https://a.example/cb', 'https://a.example/cb'] }
    assert.deepEqual(changed(sent).webOrigins, ['https://a.example'])
    assert.deepEqual(changed(sent).redirectUris, ['https://a.example/cb'])
    assert.deepEqual(changed({ ...sent, webOrigins: [] }).webOrigins, [])
    assert.deepEqual(changed(sent, { webOrigins: ['+'] }).webOrigins, ['+'])
  })

  it('keeps the ids of mappers by their names', () => {
    const before = { protocolMappers: [{ id: 'm-id', name: 'm', protocolMapper: 'x' }] }
    const ids = (sent: SentClient) => changed(sent, before).protocolMappers?.map(({ id }) => id)
    assert.deepEqual(ids({}), ['m-id'])
    assert.deepEqual(ids({ protocolMappers: [{ name: 'm', protocolMapper: 'y' }] }), ['m-id'])
    assert.equal(ids({ protocolMappers: [] }), undefined)
  })
})
