import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { judgeSecret, SECRET_ATTRIBUTES } from './client-secrets.ts'

const attributes = {
  [SECRET_ATTRIBUTES.expires]: '2000',
  [SECRET_ATTRIBUTES.rotated]: 'old',
  [SECRET_ATTRIBUTES.rotatedExpires]: '1500',
}
const client = { secret: 'new', attributes }

describe('a secret that a client sends', () => {
  it('counts to the end of the second of its expiration', () => {
    assert.deepEqual(judgeSecret(client, 'new', 2000), { is: 'current' })
    assert.deepEqual(judgeSecret(client, 'new', 2001), { is: 'current_expired', expiredAt: 2000 })
  })

  it('may be the one before, as long as that counts', () => {
    assert.deepEqual(judgeSecret(client, 'old', 1500), { is: 'rotated' })
    assert.deepEqual(judgeSecret(client, 'old', 1501), { is: 'rotated_expired', expiredAt: 1500 })
  })

  it('has no end where none is told, or where it makes no sense', () => {
    assert.deepEqual(judgeSecret({ secret: 'new', attributes: {} }, 'new', 9e9), { is: 'current' })
    const broken = { [SECRET_ATTRIBUTES.expires]: 'never' }
    assert.deepEqual(judgeSecret({ secret: 'new', attributes: broken }, 'new', 9e9), { is: 'current' })
  })

  for (const [what, sent, secret, own] of [
    ['another', 'other', 'new', attributes],
    ['empty, where there was none before', '', 'new', { ...attributes, [SECRET_ATTRIBUTES.rotated]: '' }],
    ['empty, where there is none', '', '', attributes],
    ['the one before, whose end is not told', 'old', 'new', { [SECRET_ATTRIBUTES.rotated]: 'old' }],
    [
      'the one before, whose end makes no sense',
      'old',
      'new',
      { ...attributes, [SECRET_ATTRIBUTES.rotatedExpires]: '1e99' },
    ],
  ] as const) {
    it(`is wrong when it is ${what}`, () => {
      assert.deepEqual(judgeSecret({ secret, attributes: own }, sent, 1000), { is: 'wrong' })
    })
  }
})
