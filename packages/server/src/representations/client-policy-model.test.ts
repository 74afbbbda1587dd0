import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { clientPoliciesOf } from './client-policy-model.ts'

const policy = (more: object) => ({ name: 'p', enabled: true, conditions: [{ condition: 'any-client' }], ...more })
const document = (...policies: unknown[]) => ({
  clientProfiles: {
    profiles: [{ name: 'own', executors: [{ executor: 'secret-rotation', configuration: { a: 1 } }] }],
  },
  clientPolicies: { policies },
})

describe('the client policies of a realm', () => {
  it('have the executors of their profiles, their own and the global ones', () => {
    const [read] = clientPoliciesOf(document(policy({ profiles: ['own', 'gone', 'fapi-ciba'] })))
    assert.deepEqual(read?.conditions, [{ provider: 'any-client', settings: {} }])
    assert.deepEqual(read?.executors[0], { provider: 'secret-rotation', settings: { a: 1 } })
    assert.equal(read?.executors[1]?.provider, 'secure-ciba-req-sig-algorithm')
  })

  it('are those that are on', () => {
    assert.deepEqual(clientPoliciesOf(document(policy({ enabled: false }), policy({ enabled: undefined }))), [])
  })

  for (const [what, broken] of [
    ['nothing', {}],
    ['texts', { clientPolicies: 'x', clientProfiles: 'y' }],
    ['lists of nothing', { clientPolicies: { policies: [null, 'x'] }, clientProfiles: { profiles: [null] } }],
  ] as const) {
    it(`are none in ${what}`, () => assert.deepEqual(clientPoliciesOf(broken), []))
  }

  it('are for nobody where their parts are in bad shape', () => {
    const parts = policy({ conditions: [null, 'any-client', { condition: 1 }], profiles: 'own' })
    assert.deepEqual(clientPoliciesOf(document(parts)), [
      { conditions: [{ provider: '', settings: {} }], executors: [] },
    ])
  })
})
