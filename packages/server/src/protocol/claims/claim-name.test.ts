import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { parseClaimName } from './claim-name.ts'

describe("a mapper's claim.name", () => {
  const read: [string, string[]][] = [
    ['a', ['a']],
    ['a b', ['a b']],
    ['a.b.c', ['a', 'b', 'c']],
    ['a\\.b', ['a.b']],
    ['a\\.b.c', ['a.b', 'c']],
    ['a\\\\.b', ['a\\', 'b']],
    ['a\\b', ['a\\b']],
    ['a..b', ['a', '.b']],
    ['.a', ['.a']],
    ['a.', ['a']],
    ['.', ['.']],
    ['constructor.prototype.x', ['constructor', 'prototype', 'x']],
    ['a.b\\', ['a', 'b\\']],
  ]
  for (const [name, path] of read) {
    it(`reads ${JSON.stringify(name)} as Keycloak does`, () => assert.deepEqual(parseClaimName(name), path))
  }

  for (const name of [
    undefined,
    '',
    '__proto__',
    '__proto__.x',
    'a.__proto__',
    'a.__proto__.b',
    Array(40).fill('a').join('.'),
  ]) {
    it(`refuses ${name?.slice(0, 20)}`, () => assert.equal(parseClaimName(name), undefined))
  }

  it('never yields __proto__, an empty path or an empty part, whatever it is', () => {
    const parts = fc.constantFrom('__proto__', 'a', '.', '\\', '\\.', '__', 'proto', '', 'constructor', '.__proto__')
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 8 }), (pieces) => {
        const path = parseClaimName(pieces.join(''))
        if (path === undefined) return
        assert.ok(path.length > 0)
        assert.ok(!path.includes('__proto__'))
        assert.ok(path.every((part) => part !== ''))
      }),
    )
  })

  it('gives back any names that were escaped and joined', () => {
    const part = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => text !== '__proto__')
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (path) => {
        const name = path.map((text) => text.replaceAll(/[\\.]/g, '\\$&')).join('.')
        assert.deepEqual(parseClaimName(name), path)
      }),
    )
  })

  it('takes no more than linear time', () => {
    const started = process.hrtime.bigint()
    parseClaimName(`${'\\'.repeat(100_000)}x`)
    parseClaimName('a'.repeat(100_000))
    assert.ok(process.hrtime.bigint() - started < 1_000_000_000n)
  })
})
