import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RealmRepresentation } from '../../../representations/keycloak.ts'
import type { AdminError } from '../admin-error.ts'
import {
  addMapper,
  addProvider,
  MASK,
  type Mapper,
  mappersOf,
  masked,
  type Provider,
  providerIn,
  removeProvider,
  updateMapper,
  updateProvider,
} from './provider-edits.ts'

const status = (expected: number) => (error: unknown) => (error as AdminError).status === expected
const realm: RealmRepresentation = { sslRequired: 'external', authenticationFlows: [{ alias: 'first' }] }
const provider = (parts: Partial<Provider> = {}): Provider => ({
  alias: 'upstream',
  internalId: 'i',
  providerId: 'oidc',
  config: { clientId: 'a', clientSecret: 'top-secret' },
  ...parts,
})
const mapper = (parts: Partial<Mapper> = {}): Mapper => ({
  id: 'm1',
  name: 'team',
  identityProviderAlias: 'upstream',
  identityProviderMapper: 'oidc-user-attribute-idp-mapper',
  config: {},
  ...parts,
})

describe('edits of identity providers', () => {
  it('keep a secret that comes back as asterisks, and take a new one', () => {
    const document = addProvider(realm, provider())
    assert.equal(masked(providerIn(document, 'upstream')).config['clientSecret'], MASK)
    const kept = updateProvider(document, 'upstream', { config: { clientId: 'b', clientSecret: MASK } })
    assert.deepEqual(providerIn(kept, 'upstream').config, { clientId: 'b', clientSecret: 'top-secret' })
    const changed = updateProvider(document, 'upstream', { config: { clientSecret: 'other' } })
    assert.equal(providerIn(changed, 'upstream').config['clientSecret'], 'other')
    const unset = updateProvider(document, 'upstream', { config: { clientSecret: '' } })
    assert.equal(providerIn(unset, 'upstream').config['clientSecret'], undefined)
  })

  it('keep what is not sent, and ids', () => {
    const document = addProvider(realm, provider({ displayName: 'Upstream', trustEmail: true }))
    const after = providerIn(updateProvider(document, 'upstream', { enabled: false, internalId: 'x' }), 'upstream')
    assert.deepEqual(
      [after.displayName, after['trustEmail'], after.enabled, after.internalId],
      ['Upstream', true, false, 'i'],
    )
  })

  for (const [what, bad, expected] of [
    ['without an alias', { alias: '' }, 400],
    ['with a slash in its alias', { alias: 'a/b' }, 400],
    ['with a space in its alias', { alias: 'a b' }, 400],
    ['of an unknown kind', { providerId: 'no-such' }, 400],
    ['whose address is none', { config: { tokenUrl: 'nowhere' } }, 400],
    ['whose address runs a script', { config: { authorizationUrl: 'javascript:alert(1)' } }, 400],
    ['that is asked in clear across the internet', { config: { userInfoUrl: 'http://a.example/me' } }, 400],
    ['with a flow that the realm does not have', { firstBrokerLoginFlowAlias: 'no-such' }, 400],
    ['whose alias is taken', { alias: 'taken' }, 409],
  ] as const) {
    it(`refuse one ${what}`, () => {
      const document = addProvider(realm, provider({ alias: 'taken' }))
      assert.throws(() => addProvider(document, provider(bad as Partial<Provider>)), status(expected))
    })
  }

  it('take plain http where the realm allows it: on this machine, or everywhere', () => {
    const local = provider({ config: { tokenUrl: 'http://localhost:8080/token' } })
    addProvider(realm, local)
    assert.throws(() => addProvider({ ...realm, sslRequired: 'all' }, local), status(400))
    addProvider({ ...realm, sslRequired: 'none' }, provider({ config: { tokenUrl: 'http://a.example/token' } }))
  })

  it('refuse another alias, and a change of one that is gone', () => {
    const document = addProvider(realm, provider())
    assert.throws(() => updateProvider(document, 'upstream', { alias: 'other' }), status(400))
    assert.throws(() => updateProvider(document, 'no-such', {}), status(404))
    assert.throws(() => removeProvider(document, 'no-such'), status(404))
  })

  it('take the mappers with a provider, and leave those of others', () => {
    let document = addProvider(addProvider(realm, provider()), provider({ alias: 'other' }))
    document = addMapper(document, 'upstream', mapper())
    document = addMapper(document, 'other', mapper({ id: 'm2', identityProviderAlias: 'other' }))
    assert.throws(() => addMapper(document, 'upstream', mapper({ id: 'm3' })), status(400))
    assert.throws(() => addMapper(document, 'upstream', mapper({ id: 'm3', name: ' ' })), status(400))
    assert.throws(() => addMapper(document, 'no-such', mapper()), status(404))
    assert.throws(() => updateMapper(document, 'other', mapper()), status(404))
    const after = removeProvider(document, 'upstream')
    assert.deepEqual(mappersOf(after, 'upstream'), [])
    assert.equal(mappersOf(after, 'other').length, 1)
  })
})
