import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { editDistance, nearest } from './nearest.ts'

describe('the nearest match', () => {
  it('counts insertions, deletions, replacements and swaps', () => {
    assert.equal(editDistance('', ''), 0)
    assert.equal(editDistance('abc', ''), 3)
    assert.equal(editDistance('htp-port', 'http-port'), 1)
    assert.equal(editDistance('http-prot', 'http-port'), 1)
    assert.equal(editDistance('kitten', 'sitting'), 3)
  })

  it('finds what was meant, whatever the case', () => {
    assert.equal(nearest('hostnmae', ['http-host', 'hostname', 'hostname-strict']), 'hostname')
    assert.equal(nearest('STRAT', ['start', 'start-dev']), 'start')
  })

  it('keeps silent when nothing is near', () => {
    assert.equal(nearest('xyzzy', ['start', 'import']), undefined)
    assert.equal(nearest('a', []), undefined)
  })
})
