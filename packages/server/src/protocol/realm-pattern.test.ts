import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { matchesRealmPattern, patternMatcher, realmPattern } from './realm-pattern.ts'

function matches(pattern: string, text: string): boolean | undefined {
  const regex = realmPattern(pattern)
  return regex && matchesRealmPattern(regex, text)
}

describe('a pattern of a realm', () => {
  it('matches the whole text', () => {
    assert.equal(matches('[a-z]+', 'abc'), true)
    assert.equal(matches('[a-z]+', 'abc1'), false)
    assert.equal(matches('^[a-z]+$', 'abc'), true)
    assert.equal(matches('a|b', 'ab'), false)
  })

  it('is refused when it is none, or too long', () => {
    assert.equal(realmPattern('('), undefined)
    assert.equal(realmPattern('a'.repeat(1_001)), undefined)
  })

  it('takes escapes that a pattern for Unicode does not have', () => {
    assert.equal(matches('a\\-b', 'a-b'), true)
  })

  it('gives up a search that explodes', () => {
    const started = performance.now()
    assert.equal(matches('(a+)+b', 'a'.repeat(2_000)), false)
    assert.ok(performance.now() - started < 5_000)
    assert.equal(matches('(a+)+b', 'aab'), true)
  })

  it('is given one time together with others, however many texts there are', () => {
    const slow = realmPattern('(a+)+b')
    assert.ok(slow)
    const started = performance.now()
    const matcher = patternMatcher()
    const texts = Array.from({ length: 100 }, () => 'a'.repeat(40))
    for (let turn = 0; turn < 100; turn += 1) assert.equal(matcher.all(slow, texts), false)
    assert.ok(performance.now() - started < 5_000)
    assert.equal(matcher.all(slow, ['aab']), false, 'nothing is left')
    assert.equal(patternMatcher().all(slow, ['aab', 'ab']), true)
    assert.equal(patternMatcher().all(slow, ['aab', 'b']), false)
    assert.equal(patternMatcher().all(slow, []), true)
  })

  it('matches no text that is longer than any field', () => {
    assert.equal(matches('a*', 'a'.repeat(2_049)), false)
  })
})
