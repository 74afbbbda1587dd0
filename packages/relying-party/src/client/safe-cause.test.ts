import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inspect } from 'node:util'
import { safeCause } from './safe-cause.ts'

const SECRET = 'secret-4711'

describe('the cause of an error, fit for a log', () => {
  it("keeps name, code and words of the system's errors, in depth", () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' })
    const copy = safeCause(new TypeError('fetch failed', { cause: refused }))
    assert.deepEqual([copy.name, copy.message], ['TypeError', 'fetch failed'])
    assert.deepEqual(
      [(copy.cause as Error).message, (copy.cause as { code?: string }).code],
      [refused.message, 'ECONNREFUSED'],
    )
  })

  for (const [what, error] of [
    ['what a JSON parser quotes', new SyntaxError(`Unexpected token in "${SECRET}"`)],
    ['the words of an unknown error', new Error(SECRET)],
    ['words under an unknown code', Object.assign(new Error(SECRET), { code: 'OOPS' })],
    ['properties', Object.assign(new Error('fetch failed'), { request: SECRET, payload: { token: SECRET } })],
    ['a cause that is no error', new Error('fetch failed', { cause: { body: SECRET } })],
    ['what is no error at all', SECRET],
  ] as const) {
    it(`leaves out ${what}`, () => {
      const copy = safeCause(error)
      assert.ok(!`${inspect(copy, { depth: 9 })}${copy.stack}${JSON.stringify(copy)}`.includes(SECRET))
    })
  }

  it('ends in a circle of causes', () => {
    const error = new Error('fetch failed')
    error.cause = error
    assert.ok(safeCause(error))
  })
})
