import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type ClientPolicy, type ClientProfile, policiesProblem, profilesProblem } from './client-policies.ts'

const profile = (more: ClientProfile = {}): ClientProfile => ({ name: 'own', executors: [], ...more })
const policy = (more: ClientPolicy = {}): ClientPolicy => ({ name: 'p', conditions: [], profiles: [], ...more })
const policies = (...list: ClientPolicy[]) => policiesProblem(list, new Set(['own']))

const periods = (expiration: number, rotated: number) => ({
  'expiration-period': expiration,
  'rotated-expiration-period': rotated,
  'remaining-rotation-period': 0,
})

describe('client profiles', () => {
  it('may have executors that are known', () => {
    const executors = [{ executor: 'pkce-enforcer', configuration: { 'auto-configure': true } }]
    assert.equal(profilesProblem([profile({ executors })]), undefined)
    const rotation = { executor: 'secret-rotation', configuration: periods(60, 60) }
    assert.equal(profilesProblem([profile({ executors: [rotation] })]), undefined)
  })

  for (const [what, list, problem] of [
    ['has no name', [profile({ name: '' })], /without its name/],
    ['has a long name', [profile({ name: 'n'.repeat(256) })], /255 characters/],
    ['is there twice', [profile(), profile()], /name duplicated/],
    ['is named as a global one', [profile({ name: 'fapi-1-baseline' })], /global profile/],
    ['has an unknown executor', [profile({ executors: [{ executor: 'no-such' }] })], /valid provider/],
    ['has an executor without a name', [profile({ executors: [{}] })], /valid provider/],
    [
      'rotates secrets without saying when',
      [profile({ executors: [{ executor: 'secret-rotation' }] })],
      /invalid configuration/,
    ],
    [
      'lets a secret outlive the one that replaces it',
      [profile({ executors: [{ executor: 'secret-rotation', configuration: periods(60, 61) }] })],
      /invalid configuration/,
    ],
    ['is one of very many', Array.from({ length: 201 }, (_, n) => profile({ name: `${n}` })), /at most 200/],
  ] as const) {
    it(`are refused when one ${what}`, () => assert.match(profilesProblem(list) ?? '', problem))
  }
})

describe('client policies', () => {
  it('may name profiles of the realm and global ones', () => {
    const conditions = [{ condition: 'client-roles', configuration: { roles: ['r'] } }]
    assert.equal(policies(policy({ conditions, profiles: ['own', 'fapi-1-baseline'] })), undefined)
  })

  for (const [what, list, problem] of [
    ['has no name', [policy({ name: '' })], /without its name/],
    ['is there twice', [policy(), policy()], /name duplicated/],
    ['names a profile that is not there', [policy({ profiles: ['gone'] })], /^Policy p contains invalid profile gone$/],
    ['has an unknown condition', [policy({ conditions: [{ condition: 'no' }] })], /invalid condition no$/],
    [
      'asks for attributes that are no JSON, which breaks Keycloak',
      [policy({ conditions: [{ condition: 'client-attributes', configuration: { attributes: 'x' } }] })],
      /invalid condition client-attributes$/,
    ],
    [
      'has a text where a list belongs, which breaks Keycloak',
      [policy({ conditions: [{ condition: 'client-roles', configuration: { roles: 'r' } }] })],
      /invalid condition client-roles$/,
    ],
  ] as const) {
    it(`are refused when one ${what}`, () => assert.match(policies(...list) ?? '', problem))
  }
})
