import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { claimValue, claimValues } from './claim-value.ts'

describe('a text as a claim', () => {
  const good: [string, string | undefined, unknown][] = [
    ['42', 'int', 42],
    ['-7', 'int', -7],
    ['+7', 'int', 7],
    ['2147483647', 'int', 2_147_483_647],
    ['9007199254740991', 'long', 9_007_199_254_740_991],
    ['42', 'String', '42'],
    ['42', undefined, '42'],
    ['', 'String', ''],
    [' ', 'String', ' '],
    ['abc', 'weird', 'abc'],
    ['TRUE', 'boolean', true],
    ['true', 'boolean', true],
    ['yes', 'boolean', false],
    ['', 'boolean', false],
    ['{"a":{"b":[1,2]}}', 'JSON', { a: { b: [1, 2] } }],
    ['1.5', 'JSON', 1.5],
    ['null', 'JSON', null],
    ['"q"', 'JSON', 'q'],
  ]
  for (const [text, type, value] of good) {
    it(`${JSON.stringify(text)} is ${JSON.stringify(value)} as ${type}`, () =>
      assert.deepEqual(claimValue(text, type), value))
  }

  const none: [string, string][] = [
    ['abc', 'int'],
    ['', 'int'],
    ['1.5', 'int'],
    ['1e3', 'int'],
    ['0x10', 'int'],
    [' 1', 'int'],
    ['2147483648', 'int'],
    ['abc', 'long'],
    ['1.5', 'long'],
    ['12345678901234567890', 'long'],
    ['9007199254740993', 'long'],
    ['', 'JSON'],
    ['{', 'JSON'],
    ['abc', 'JSON'],
    ['['.repeat(100_000) + ']'.repeat(100_000), 'JSON'],
    [`${'{"a":'.repeat(50)}1${'}'.repeat(50)}`, 'JSON'],
  ]
  for (const [text, type] of none) {
    it(`${JSON.stringify(text.slice(0, 20))} is no ${type}`, () => assert.equal(claimValue(text, type), undefined))
  }

  it('never carries a member called __proto__', () => {
    for (const text of ['{"__proto__":{"x":1},"a":1}', '{"\\u005f_proto__":{"x":1},"a":1}']) {
      const value = claimValue(text, 'JSON')
      assert.deepEqual(value, { a: 1 })
      assert.equal(Reflect.get(Object.assign({}, value), 'x'), undefined)
    }
  })

  it('is what any JSON says, or nothing', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        if (text.includes('__proto__')) return
        assert.deepEqual(claimValue(text, 'JSON'), JSON.parse(text))
      }),
    )
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('int', 'long', 'boolean', 'JSON'),
        (text, type) => void claimValue(text, type),
      ),
    )
  })
})

describe('several texts as a claim', () => {
  it('are a list when multivalued, twice the same included', () => {
    assert.deepEqual(claimValues(['1', '2', '2'], 'int', true), [1, 2, 2])
    assert.deepEqual(claimValues(['a'], undefined, true), ['a'])
  })

  it('are the first one otherwise', () => assert.equal(claimValues(['1', '2'], undefined, false), '1'))

  it('lose those that are no such value', () => {
    assert.deepEqual(claimValues(['x', '2'], 'int', true), [2])
    assert.equal(claimValues(['x'], 'int', true), undefined)
    assert.equal(claimValues([], 'int', true), undefined)
    assert.equal(claimValues([], undefined, false), undefined)
  })
})
