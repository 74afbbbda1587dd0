import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { findSyntaxProblem } from './json-syntax.ts'

describe('where a text stops being JSON', () => {
  const cases: readonly [text: string, line: number, column: number, path: string, reason: RegExp][] = [
    ['', 1, 1, '$', /the file ends/],
    ['{', 1, 2, '$', /name of a field/],
    ['{"a": 1,}', 1, 9, '$', /comma before }/],
    ['{"a": 1 "b": 2}', 1, 9, '$', /comma or }/],
    ['{"a": [1, 2,, 3]}', 1, 13, '$.a[2]', /value is expected/],
    ['{\n  "clients": [\n    { "clientId": }\n  ]\n}', 3, 19, '$.clients[0].clientId', /value is expected/],
    ['{"a": "x\ny"}', 1, 7, '$.a', /no end/],
    ['{"a": "\\x"}', 1, 7, '$.a', /escaped/],
    ["{'a': 1}", 1, 2, '$', /double quotes/],
    ['{"a" 1}', 1, 6, '$', /colon/],
    ['{"a": 01}', 1, 8, '$', /comma or }/],
    ['{"a": nul}', 1, 7, '$.a', /value is expected/],
    ['{} {}', 1, 4, '$', /follows the end/],
    ['{"b c": [tru]}', 1, 10, '$["b c"][0]', /value is expected/],
    ['// a comment\n{}', 1, 1, '$', /value is expected/],
  ]
  for (const [text, line, column, path, reason] of cases) {
    it(`is ${line}:${column} of ${JSON.stringify(text)}`, () => {
      const problem = findSyntaxProblem(text)
      assert.deepEqual({ ...problem, reason: '' }, { line, column, path, reason: '' })
      assert.match(problem?.reason ?? '', reason)
    })
  }

  it('says nothing of JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, indent) => {
        assert.equal(findSyntaxProblem(JSON.stringify(value, undefined, indent)), undefined)
      }),
    )
  })

  it('agrees with JSON.parse about every text', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.nat(),
        fc.constantFrom('', ',', '}', '"', '\\', '\n', '0', '-', 'e'),
        (value, at, put) => {
          const text = JSON.stringify(value)
          const position = at % (text.length + 1)
          const broken = text.slice(0, position) + put + text.slice(position + 1)
          assert.equal(findSyntaxProblem(broken) === undefined, parses(broken), broken)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('refuses what is nested so deep that reading it would exhaust the stack', () => {
    assert.match(findSyntaxProblem('['.repeat(100_000))?.reason ?? '', /deeper/)
  })

  it('never quotes the text, which may hold secrets', () => {
    const problem = findSyntaxProblem('{"secret": "hunter2-hunter2" "x": 1}')
    assert.ok(!JSON.stringify(problem).includes('hunter2'))
  })
})

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
