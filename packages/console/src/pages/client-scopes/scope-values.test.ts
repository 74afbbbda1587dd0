import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isScopeName, scopeValuesOf, withScopeValues } from './scope-values.ts'

describe('the form of a client scope', () => {
  it('takes what is not said for on', () => {
    const { inTokenScope, onConsent } = scopeValuesOf({ name: 'a' })
    assert.deepEqual([inTokenScope, onConsent], [true, true])
  })

  it('keeps what it does not show', () => {
    const scope = { id: '1', name: 'a', protocol: 'openid-connect', attributes: { team: 'x', 'gui.order': '3' } }
    const changed = withScopeValues(scope, { ...scopeValuesOf(scope), inTokenScope: false })
    assert.equal(changed.protocol, 'openid-connect')
    assert.equal(changed.attributes.team, 'x')
    assert.equal(changed.attributes['gui.order'], '3')
    assert.equal(Reflect.get(changed.attributes, 'include.in.token.scope'), 'false')
  })
})

describe('the name of a client scope', () => {
  it('is one word of a request', () => {
    for (const name of ['email', 'shop:read', 'https://api.example/read']) assert.equal(isScopeName(name), true, name)
    for (const name of ['', 'two words', 'a"b', 'a\\b', 'größe', 'a'.repeat(256)]) {
      assert.equal(isScopeName(name), false, name)
    }
  })
})
