import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { firstDifference } from './first-difference.ts'
import { likelyCause } from './likely-cause.ts'

describe('firstDifference', () => {
  it('names the index of the first differing character', () => {
    assert.deepEqual(firstDifference('http://a/cb', 'https://a/cb'), { expected: 'https://a/cb', at: 4 })
    assert.deepEqual(firstDifference('http://a/cb/', 'http://a/cb'), { expected: 'http://a/cb', at: 11 })
    assert.deepEqual(firstDifference('http://a', 'http://a/cb'), { expected: 'http://a/cb', at: 8 })
    assert.deepEqual(firstDifference('', 'x'), { expected: 'x', at: 0 })
  })

  it('takes the closest of several values, wherever the difference lies', () => {
    const expected = ['http://localhost:1234/', 'https://app.example/cb', 'http://localhost:8080/v1/token']
    assert.equal(firstDifference('http://app.example/cb', expected)?.expected, 'https://app.example/cb')
    assert.equal(
      firstDifference('http://localhost:1234/v1/token', expected)?.expected,
      'http://localhost:8080/v1/token',
    )
  })

  it('leaves free what follows the prefix of a pattern', () => {
    assert.equal(firstDifference('http://a/x/y', 'http://a/*'), undefined)
    assert.deepEqual(firstDifference('http://b/x', 'http://a/*'), { expected: 'http://a/*', at: 7 })
  })

  it('finds nothing where nothing differs or nothing is expected', () => {
    assert.equal(firstDifference('x', ['y', 'x']), undefined)
    assert.equal(firstDifference('x', []), undefined)
  })

  it('never cuts a character in half', () => {
    assert.deepEqual(firstDifference('a\u{1f511}', 'a\u{1f512}'), { expected: 'a\u{1f512}', at: 1 })
  })

  it('is right about any two strings: the same before, different at the index', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (came, expected) => {
        fc.pre(!expected.endsWith('*'))
        const difference = firstDifference(came, expected)
        if (came === expected) return difference === undefined
        assert.ok(difference)
        const { at } = difference
        assert.equal(came.slice(0, at), expected.slice(0, at))
        assert.notEqual(came.codePointAt(at), expected.codePointAt(at))
      }),
    )
  })
})

describe('likelyCause', () => {
  const cases: readonly (readonly [came: string, expected: string, cause: RegExp | undefined])[] = [
    ['http://a/cb/', 'http://a/cb', /slash too many/],
    ['http://a/cb', 'http://a/cb/', /slash at the end is missing/],
    ['https://a/cb', 'http://a/cb', /https:.*http:/],
    ['http://127.0.0.1:1/cb', 'http://localhost:1/cb', /different names/],
    ['http://a.example/cb', 'http://b.example/cb', /host is another/],
    ['http://a:8081/cb', 'http://a:8080/cb', /8081 came, 8080 is expected/],
    ['http://a/cb', 'http://a:8080/cb', /the default one came/],
    ['http://a/CB', 'http://a/cb', /upper and lower case/],
    ['http://a/cb?x=1', 'http://a/cb', /question mark/],
    ['http://a/cb#', 'http://a/cb', undefined],
    ['http://a/cb#x', 'http://a/cb', /fragment/],
    [' http://a/cb', 'http://a/cb', /White space/],
    ['http%3A%2F%2Fa%2Fcb', 'http://a/cb', /percent-encoded/],
    ['http://a/other', 'http://a/cb', undefined],
    ['https://a:1/x', 'http://b:2/y', undefined],
    ['nonsense', 'http://a/cb', undefined],
    ['%', 'http://a/cb', undefined],
  ]
  for (const [came, expected, cause] of cases) {
    it(`${cause ? 'explains' : 'does not guess about'} ${JSON.stringify(came)} for ${expected}`, () => {
      const said = likelyCause(came, { expected, at: 0 })
      if (cause) assert.match(said ?? '', cause)
      else assert.equal(said, undefined)
    })
  }
})
