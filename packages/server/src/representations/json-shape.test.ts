import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { flag, integer, listOf, type NamedSchemas, nested, object, Problems, type Shape, text } from './json-shape.ts'

const person = object('Person', { name: text, age: integer, admin: flag, friends: listOf(text) }, ['name'])

function problemsOf(shape: Shape<unknown>, value: unknown, refusesUnknownFields = true) {
  const problems = new Problems({ refusesUnknownFields })
  const read = shape.read(value, '$', problems)
  return { read, reasons: problems.list.map(({ path, reason }) => `${path} ${reason}`), list: problems.list }
}

describe('shapes of JSON', () => {
  it('take texts for numbers and flags, and null for nothing, as Keycloak does', () => {
    const { read, reasons } = problemsOf(person, { name: 'a', age: '60', admin: 'true', friends: null })
    assert.deepEqual(read, { name: 'a', age: 60, admin: true })
    assert.deepEqual(reasons, [])
  })

  it('say where each mistake is, without its value', () => {
    const { reasons } = problemsOf(person, { age: 'old', friends: ['a', {}] })
    assert.deepEqual(reasons, [
      '$.name is missing',
      '$.age expected a whole number, found a text',
      '$.friends[1] expected a text, found an object',
    ])
  })

  it('keep a field that nobody knows, or refuse it by its name and the name of the object', () => {
    const value = { name: 'a', nickname: 'b' }
    assert.deepEqual(problemsOf(person, value, false).read, value)
    assert.deepEqual(problemsOf(person, value).list[0]?.unknownField, { name: 'nickname', of: 'Person' })
  })

  it('leave a member called __proto__ an ordinary one', () => {
    const { read } = problemsOf(person, JSON.parse('{"name":"a","__proto__":{"admin":true}}'), false)
    assert.equal(Object.hasOwn(Object(read), '__proto__'), true)
    assert.equal(Reflect.get(Object(read), 'admin'), undefined)
  })

  it('refuse what is nested too deeply instead of exhausting the stack', () => {
    const tree = nested((self) => object('Tree', { children: listOf(self) }), 3)
    const deep = { children: [{ children: [{ children: [{}] }] }] }
    assert.deepEqual(problemsOf(tree, deep).reasons, [
      '$.children[0].children[0].children[0] is nested deeper than 3 levels',
    ])
  })

  it('describe themselves as JSON Schema, each named object once', () => {
    const named: NamedSchemas = new Map()
    const tree = nested((self) => object('Tree', { owner: person, children: listOf(self) }))
    assert.deepEqual(tree.schema(named), { $ref: '#/components/schemas/Tree' })
    assert.deepEqual(named.get('Tree'), {
      type: 'object',
      properties: {
        owner: { $ref: '#/components/schemas/Person' },
        children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
      },
      additionalProperties: false,
    })
    assert.deepEqual(named.get('Person')?.['required'], ['name'])
  })
})
