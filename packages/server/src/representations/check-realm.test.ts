import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { canonicalPath } from './check-realm.ts'

describe('the path of a group in a file', () => {
  for (const [path, canonical] of [
    ['/a/b', '/a/b'],
    ['a/b/', '/a/b'],
    ['//a//b//', '/a//b'],
    ['', '/'],
    ['///', '/'],
  ] as const) {
    it(`${JSON.stringify(path)} is ${canonical}`, () => assert.equal(canonicalPath(path), canonical))
  }

  it('is gone through once, however many slashes are in it', () => {
    const path = `a${'/'.repeat(2_000_000)}b`
    const started = performance.now()
    assert.equal(canonicalPath(path), `/${path}`)
    assert.ok(performance.now() - started < 5_000)
  })
})
