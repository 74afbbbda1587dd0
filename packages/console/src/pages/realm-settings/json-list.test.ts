import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readJsonList, writeJsonList } from './json-list.ts'

describe('a list that is written as JSON', () => {
  it('stands alone or in an object, as the Admin API has it', () => {
    const list = [{ name: 'a' }]
    assert.deepEqual(readJsonList(writeJsonList(list), 'policies'), { list })
    assert.deepEqual(readJsonList(JSON.stringify({ policies: list, globalPolicies: [] }), 'policies'), { list })
    assert.deepEqual(readJsonList('[]', 'policies'), { list: [] })
  })

  for (const text of ['', '[', '[{"name": }]', '{"policies": [}', 'undefined']) {
    it(`is refused with the place: ${JSON.stringify(text)}`, () => {
      const read = readJsonList(text, 'policies')
      assert.equal('problem' in read && read.problem, 'syntax')
      assert.ok('detail' in read && read.detail !== '')
    })
  }

  for (const text of ['null', '1', '"x"', '{}', '{"profiles": []}', '{"policies": {}}', '[1]', '[[]]', '[null]']) {
    it(`is refused for what it is: ${text}`, () => {
      const read = readJsonList(text, 'policies')
      assert.equal('problem' in read && read.problem, 'shape')
    })
  }
})
