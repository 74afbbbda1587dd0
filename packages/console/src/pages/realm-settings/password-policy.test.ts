import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readPolicy, writePolicy } from './password-policy.ts'

describe("a realm's password policy as rows", () => {
  it('reads rules with and without a value', () => {
    assert.deepEqual(readPolicy('length(8) and notUsername(undefined) and notEmail'), [
      { id: 'length', value: '8' },
      { id: 'notUsername', value: '' },
      { id: 'notEmail', value: '' },
    ])
  })

  it('reads a pattern with parentheses and the word between rules', () => {
    const rows = [
      { id: 'regexPattern', value: '^(this and that|[()]+)$' },
      { id: 'digits', value: '1' },
    ]
    assert.deepEqual(readPolicy(writePolicy(rows)), rows)
  })

  it('knows no rule in an empty policy', () => assert.deepEqual(readPolicy(''), []))

  it('writes what Keycloak writes', () => {
    assert.equal(
      writePolicy([
        { id: 'length', value: '8' },
        { id: 'notEmail', value: '' },
      ]),
      'length(8) and notEmail(undefined)',
    )
  })
})
