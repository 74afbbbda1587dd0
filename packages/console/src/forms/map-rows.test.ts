import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { mapOfRows, rowsOfMap, withoutEmptyRows } from './map-rows.ts'

describe('pairs in one setting', () => {
  const text = '[{"key":"a","value":"1"},{"key":"a","value":"2"}]'

  it('are read and written as Keycloak does', () => {
    const rows = rowsOfMap(text)
    assert.deepEqual(rows, [
      { key: 'a', value: '1' },
      { key: 'a', value: '2' },
    ])
    assert.equal(mapOfRows(rows ?? []), text)
    assert.deepEqual(rowsOfMap(''), [])
    assert.equal(mapOfRows([]), '')
  })

  it('are not what is written otherwise', () => {
    for (const other of ['a=1', '{"a":"1"}', '[1]', '[{"key":"a"}]', '[{"key":"a","value":1}]', 'null']) {
      assert.equal(rowsOfMap(other), undefined, other)
      assert.equal(withoutEmptyRows(other), other)
    }
  })

  it('lose the rows in which nothing was typed', () => {
    assert.equal(withoutEmptyRows('[{"key":"a","value":"1"},{"key":"","value":""}]'), '[{"key":"a","value":"1"}]')
    assert.equal(withoutEmptyRows('[{"key":"","value":""}]'), '')
  })
})
