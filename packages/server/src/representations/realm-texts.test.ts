import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RealmRepresentation } from './keycloak.ts'
import { localesOf, textsOfLocale, textsProblem, withoutLocale, withoutText, withTexts } from './realm-texts.ts'

const DOCUMENT: RealmRepresentation = { localizationTexts: { de: { a: 'A', b: 'B' } } }

describe('texts of a realm', () => {
  it('are added, replaced by key and taken away', () => {
    const more = withTexts(withTexts(DOCUMENT, 'de', { b: 'b', c: 'C' }), 'fr', { a: 'á' })
    assert.deepEqual(localesOf(more), ['de', 'fr'])
    assert.deepEqual(textsOfLocale(more, 'de'), { a: 'A', b: 'b', c: 'C' })
    const less = withoutText(more, 'de', 'a')
    assert.deepEqual(less && textsOfLocale(less, 'de'), { b: 'b', c: 'C' })
    const none = withoutLocale(more, 'de')
    assert.deepEqual(none && localesOf(none), ['fr'])
  })

  it('are unknown where there are none, whatever an object inherits', () => {
    for (const name of ['fr', '__proto__', 'constructor', 'toString']) {
      assert.equal(textsOfLocale(DOCUMENT, name), undefined, name)
      assert.equal(withoutText(DOCUMENT, 'de', name), undefined, name)
    }
    assert.equal(withoutLocale({}, 'de'), undefined)
    assert.deepEqual(localesOf({ localizationTexts: null }), [])
  })

  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, '']))
  for (const [what, document, locale, texts] of [
    ['too many', DOCUMENT, 'de', many(5_000)],
    ['a long text', DOCUMENT, 'de', { a: 'x'.repeat(20_001) }],
    ['a long key', DOCUMENT, 'de', { ['x'.repeat(256)]: '' }],
    ['a key that is empty', DOCUMENT, 'de', { '': 'x' }],
    ['a long locale', DOCUMENT, 'x'.repeat(37), { a: '' }],
    ['one locale too many', { localizationTexts: many(200) }, 'de', { a: '' }],
  ] as const) {
    it(`are refused: ${what}`, () => assert.ok(textsProblem(document, locale, texts)))
  }

  it('are taken up to the bounds', () => {
    assert.equal(textsProblem(DOCUMENT, 'de', many(4_998)), undefined)
    assert.equal(textsProblem({ localizationTexts: { ...many(199), de: {} } }, 'de', { a: '' }), undefined)
  })
})
