import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { advancedValuesOf, withAdvancedValues } from './advanced-values.ts'

const client = {
  id: 'uuid',
  clientId: 'shop',
  attributes: { 'access.token.lifespan': '300', 'post.logout.redirect.uris': '+', own: 'x' },
}
const secret = { 'client.secret.rotated': 'not-a-secret-of-anybody', 'client.secret.expiration.time': '9' }

describe("the form of a client's rarer settings", () => {
  it('shows a lifespan as a duration, and only attributes that no other form shows', () => {
    const rotating = { ...client, attributes: { ...client.attributes, ...secret } }
    assert.deepEqual(advancedValuesOf(rotating).attributes, [{ key: 'own', value: 'x' }])
    assert.deepEqual(advancedValuesOf(client), { accessTokenLifespan: 300, attributes: [{ key: 'own', value: 'x' }] })
  })

  it('removes an attribute by sending it empty, and leaves the others', () => {
    const saved = withAdvancedValues(client, { accessTokenLifespan: 0, attributes: [{ key: 'new', value: 'y' }] })
    assert.deepEqual(saved.attributes, {
      'access.token.lifespan': '',
      'post.logout.redirect.uris': '+',
      own: '',
      new: 'y',
    })
  })

  it('does not send a row whose key is still to be typed', () => {
    const saved = withAdvancedValues(client, { accessTokenLifespan: 300, attributes: [{ key: '', value: 'y' }] })
    assert.equal(Object.hasOwn(saved.attributes ?? {}, ''), false)
  })

  it('reads a lifespan that is no number as the realm’s', () => {
    assert.equal(
      advancedValuesOf({ ...client, attributes: { 'access.token.lifespan': 'soon' } }).accessTokenLifespan,
      0,
    )
  })
})
