import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { attributeRows, attributesOf, lacksKey } from './attribute-rows.ts'

describe('attributes as rows', () => {
  it('come back as they were, several values and all', () => {
    const attributes = { team: ['checkout', 'billing'], floor: ['3'], empty: [''] }
    assert.deepEqual(attributesOf(attributeRows(attributes)), attributes)
  })
  it('are gathered under their key wherever the rows stand', () => {
    const rows = [
      { key: 'a', value: '1' },
      { key: 'b', value: '2' },
      { key: ' a', value: '3' },
    ]
    assert.deepEqual(attributesOf(rows), { a: ['1', '3'], b: ['2'] })
  })
  it('of nothing are nothing', () => assert.deepEqual(attributeRows(undefined), []))
  it('leave out what has no key, and say so where that loses a value', () => {
    const rows = [{ key: ' ', value: '1' }]
    assert.deepEqual(attributesOf(rows), {})
    assert.equal(lacksKey(rows), true)
    assert.equal(lacksKey([{ key: '', value: '' }]), false)
  })
  it('named like parts of every object stay attributes', () => {
    const rows = [{ key: '__proto__', value: 'x' }]
    assert.deepEqual(Object.keys(attributesOf(rows)), ['__proto__'])
  })
})
