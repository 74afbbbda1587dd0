import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { matchesRealmPattern, realmPattern } from './realm-pattern.ts'

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

  it('matches no text that is longer than any field', () => {
    assert.equal(matches('a*', 'a'.repeat(2_049)), false)
  })
})
