import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { attributesSought } from './attribute-query.ts'

describe('a search by attributes', () => {
  for (const [q, pairs] of [
    ['k:v', [['k', 'v']]],
    [
      'k:v other:w',
      [
        ['k', 'v'],
        ['other', 'w'],
      ],
    ],
    [
      'k:"two words" "a b":c',
      [
        ['k', 'two words'],
        ['a b', 'c'],
      ],
    ],
    ['url:http://x/y', [['url', 'http://x/y']]],
    ['k:"a:b"', [['k', 'a:b']]],
    ['abc', []],
    ['k:', []],
    ['', []],
    ['abc k:v', [['k', 'v']]],
  ] as const) {
    it(`reads ${JSON.stringify(q)}`, () => assert.deepEqual(attributesSought(q), pairs))
  }

  it('takes a bounded number of pairs', () => {
    assert.equal(attributesSought('k:v '.repeat(10_000)).length, 50)
  })

  it('is of bounded length, whatever it is made of', () => {
    const started = performance.now()
    for (const part of ['a', '"', 'a"', ':']) attributesSought(part.repeat(200_000))
    assert.ok(performance.now() - started < 5_000)
    assert.deepEqual(attributesSought(`k:v ${'a'.repeat(3_000)} x:y`), [['k', 'v']])
  })
})
