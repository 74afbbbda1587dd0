import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { SECRET_ATTRIBUTES } from '../client-secrets.ts'
import {
  heldToRotation,
  rotationIn,
  type SecretKeeping,
  secretRotationOf,
  withNewSecret,
  withoutRotated,
} from './secret-rotation.ts'

const NOW = 1_000
const settings = (expiration: unknown, rotated: unknown, remaining: unknown = 1) => ({
  'expiration-period': expiration,
  'rotated-expiration-period': rotated,
  'remaining-rotation-period': remaining,
})
const rotation = { expiration: 100, rotatedExpiration: 10 }
const rotated = {
  [SECRET_ATTRIBUTES.created]: '1000',
  [SECRET_ATTRIBUTES.expires]: '1100',
  [SECRET_ATTRIBUTES.rotated]: 'old',
  [SECRET_ATTRIBUTES.rotatedCreated]: '1000',
  [SECRET_ATTRIBUTES.rotatedExpires]: '1010',
}
const neverMade = () => assert.fail('no secret is to be made')

describe('the settings of secret-rotation', () => {
  it('are seconds, as numbers or as texts', () => {
    assert.deepEqual(secretRotationOf(settings(100, 10)), rotation)
    assert.deepEqual(secretRotationOf(settings('100', '10', '5')), rotation)
    assert.deepEqual(secretRotationOf(settings(100.9, 10.2)), rotation)
    assert.deepEqual(secretRotationOf(settings(100, 100, 100)), { expiration: 100, rotatedExpiration: 100 })
  })

  it('let a secret that was replaced count no longer when its time is none', () => {
    for (const none of [0, -5]) assert.equal(secretRotationOf(settings(100, none))?.rotatedExpiration, 0)
  })

  for (const [what, wrong] of [
    ['nothing', {}],
    ['no time for the rotated secret', settings(100, undefined)],
    ['no remaining time', settings(100, 10, null)],
    ['a word', settings('soon', 10)],
    ['no lifetime', settings(0, 0, 0)],
    ['a negative lifetime', settings(-1, -1, -1)],
    ['a rotated secret that outlives the new one', settings(100, 101)],
    ['more remaining time than lifetime', settings(100, 10, 101)],
    ['a time beyond measure', settings(2 ** 31, 10)],
    ['infinity', settings(Number.POSITIVE_INFINITY, 10)],
  ] as const) {
    it(`are none with ${what}`, () => assert.equal(secretRotationOf(wrong), undefined))
  }

  it('are those of the last executor that has any', () => {
    const executor = (provider: string, ...times: readonly [unknown, unknown]) => ({
      provider,
      settings: settings(...times),
    })
    const list = [executor('secret-rotation', 50, 5), executor('secret-rotation', 100, 10)]
    assert.deepEqual(rotationIn([...list, executor('secret-rotation', 1, 2), executor('other', 7, 7)]), rotation)
    assert.equal(rotationIn([executor('other', 7, 7)]), undefined)
  })
})

describe('a secret that is made anew', () => {
  it('leaves the old one its time', () => {
    const before = { clientId: 'app', secret: 'old', attributes: { own: 'x', [SECRET_ATTRIBUTES.created]: '1' } }
    const after = withNewSecret(before, 'new', rotation, NOW)
    assert.deepEqual(after, { clientId: 'app', secret: 'new', attributes: { own: 'x', ...rotated } })
  })

  it('takes the place of the one before the last', () => {
    const after = withNewSecret({ secret: 'older', attributes: { ...rotated } }, 'new', rotation, NOW)
    assert.equal(after.attributes[SECRET_ATTRIBUTES.rotated], 'older')
  })

  it('leaves nothing of the old one without a policy, or where its time is none', () => {
    const before = { secret: 'old', attributes: rotated }
    assert.deepEqual(withNewSecret(before, 'new', undefined, NOW).attributes, { [SECRET_ATTRIBUTES.created]: '1000' })
    const none = withNewSecret(before, 'new', { expiration: 100, rotatedExpiration: 0 }, NOW).attributes
    assert.deepEqual(none, { [SECRET_ATTRIBUTES.created]: '1000', [SECRET_ATTRIBUTES.expires]: '1100' })
  })

  it('has no one before it where there was none', () => {
    const after = withNewSecret({ attributes: {} }, 'new', rotation, NOW)
    assert.equal(SECRET_ATTRIBUTES.rotated in after.attributes, false)
  })
})

describe('a client that is changed', () => {
  it('gets an end of its secret when a policy comes to be for it', () => {
    const after = heldToRotation({ secret: 's', attributes: { own: 'x' } }, neverMade, rotation, NOW)
    assert.deepEqual(after, { secret: 's', attributes: { own: 'x', [SECRET_ATTRIBUTES.expires]: '1100' } })
  })

  it('keeps a secret to the end of its last second, and then gets a new one', () => {
    const client: SecretKeeping = { secret: 'old', attributes: { [SECRET_ATTRIBUTES.expires]: '1000' } }
    assert.equal(heldToRotation(client, neverMade, rotation, NOW), client)
    const after = heldToRotation(client, () => 'made', rotation, NOW + 1)
    assert.equal(after.secret, 'made')
    assert.equal(after.attributes[SECRET_ATTRIBUTES.rotated], 'old')
  })

  it('loses what is left of rotation when no policy is for it', () => {
    const after = heldToRotation({ secret: 's', attributes: { ...rotated, own: 'x' } }, neverMade, undefined, NOW)
    assert.deepEqual(after, { secret: 's', attributes: { own: 'x', [SECRET_ATTRIBUTES.created]: '1000' } })
  })
})

it('dropping a rotated secret leaves the end of the present one', () => {
  const left = { [SECRET_ATTRIBUTES.created]: '1000', [SECRET_ATTRIBUTES.expires]: '1100' }
  assert.deepEqual(withoutRotated(rotated), left)
})
