import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ClientChange, PolicyPart } from '../../model/client-policy.ts'
import { executorsFor } from './executors-for.ts'

const change: ClientChange = {
  client: {
    protocol: 'openid-connect',
    publicClient: false,
    bearerOnly: false,
    attributes: { tier: 'gold', size: 's' },
    roles: new Set(['sensitive']),
  },
  updater: { address: '127.0.0.1', roles: new Set(['realm-management.manage-clients']), groups: new Set(['staff']) },
}
const executor: PolicyPart = { provider: 'secret-rotation', settings: {} }
const condition = (provider: string, settings: PolicyPart['settings'] = {}): PolicyPart => ({ provider, settings })
const pairs = (...list: (readonly [unknown, unknown])[]) => JSON.stringify(list.map(([key, value]) => ({ key, value })))

function isHeld(...conditions: readonly PolicyPart[]): boolean {
  return executorsFor([{ conditions, executors: [executor] }], change).length === 1
}

/** With what each of Keycloak 26.7.3's conditions was seen to decide at `POST clients/{id}/client-secret`. */
describe('a client policy', () => {
  for (const [name, ...conditions] of [
    ['any client', condition('any-client')],
    ['clients of its kind', condition('client-access-type', { type: ['public', 'confidential'] })],
    ['clients of its protocol', condition('client-type', { protocol: 'openid-connect' })],
    ['clients with one of the roles', condition('client-roles', { roles: ['other', 'sensitive'] })],
    [
      'clients with all the attributes',
      condition('client-attributes', { attributes: pairs(['tier', 'gold'], ['size', 's']) }),
    ],
    ['clients of which no attributes are asked', condition('client-attributes', { attributes: '[]' })],
    ['changes by a person', condition('client-updater-context', { 'update-client-source': ['ByAuthenticatedUser'] })],
    ['changes by a member of the group', condition('client-updater-source-groups', { groups: ['staff'] })],
    [
      'changes by who holds the role',
      condition('client-updater-source-roles', { roles: ['realm-management.manage-clients'] }),
    ],
    [
      'changes from the address',
      condition('client-updater-source-host', { 'trusted-hosts': ['10.0.0.1', '127.0.0.1'] }),
    ],
    ['changes from here, by its name', condition('client-updater-source-host', { 'trusted-hosts': ['localhost'] })],
    ['others than those that are named', condition('client-roles', { roles: ['other'], 'is-negative-logic': true })],
    ['others, as a text', condition('client-access-type', { type: ['public'], 'is-negative-logic': 'true' })],
    [
      'what meets one, where another has no say',
      condition('any-client'),
      condition('grant-type', { grant_types: ['password'] }),
    ],
  ] as const) {
    it(`is for ${name}`, () => assert.equal(isHeld(...conditions), true))
  }

  for (const [name, ...conditions] of [
    ['nobody without a condition'],
    ['nobody by conditions that have no say', condition('grant-type', { grant_types: ['client_credentials'] })],
    [
      'nobody by a condition without a say, negated',
      condition('client-scopes', { scopes: ['x'], 'is-negative-logic': true }),
    ],
    ['nobody by a condition that nobody knows', condition('own-condition')],
    ['no client, negated', condition('any-client', { 'is-negative-logic': true })],
    ['clients of another kind', condition('client-access-type', { type: ['public'] })],
    ['clients of no kind', condition('client-access-type', { type: [] })],
    ['clients of a kind that is no list', condition('client-access-type', { type: 'confidential' })],
    ['clients of another protocol', condition('client-type', { protocol: 'saml' })],
    ['clients without the role', condition('client-roles', { roles: ['other'] })],
    ['clients when no role is named', condition('client-roles')],
    [
      'clients that lack one attribute',
      condition('client-attributes', { attributes: pairs(['tier', 'gold'], ['size', 'l']) }),
    ],
    [
      'clients by an attribute of every object',
      condition('client-attributes', { attributes: pairs(['constructor', 'x']) }),
    ],
    ['clients by attributes that are no list', condition('client-attributes', { attributes: 'tier' })],
    ['clients by attributes that are no pairs', condition('client-attributes', { attributes: pairs(['tier', 1]) })],
    ['clients by attributes that are not named', condition('client-attributes')],
    ['changes by a token', condition('client-updater-context', { 'update-client-source': ['ByInitialAccessToken'] })],
    ['changes by a member of another group', condition('client-updater-source-groups', { groups: ['/staff'] })],
    ['changes by who lacks the role', condition('client-updater-source-roles', { roles: ['manage-clients'] })],
    ['changes from elsewhere', condition('client-updater-source-host', { 'trusted-hosts': ['10.0.0.1'] })],
    [
      'what meets one condition and not the other',
      condition('any-client'),
      condition('client-roles', { roles: ['other'] }),
    ],
  ] as const) {
    it(`is not for ${name}`, () => assert.equal(isHeld(...conditions), false))
  }

  it('gives its executors in the order of the policies', () => {
    const policies = ['a', 'b'].map((provider) => ({
      conditions: [condition('any-client')],
      executors: [condition(provider), condition(`${provider}2`)],
    }))
    assert.deepEqual(
      executorsFor(policies, change).map(({ provider }) => provider),
      ['a', 'a2', 'b', 'b2'],
    )
  })
})
