import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { passwordPolicyProblem } from './password-policy.ts'

describe('the text of a password policy', () => {
  for (const policy of [
    '',
    'length',
    'length(8)',
    'length(8) and notUsername(undefined) and digits(1)',
    'regexPattern(^a(b|c)$)',
    'hashAlgorithm(pbkdf2-sha256) and hashIterations(27500)',
  ]) {
    it(`takes ${policy || 'none'}`, () => assert.equal(passwordPolicyProblem(policy), undefined))
  }

  for (const [policy, problem] of [
    ['nope(3)', 'Password policy not found'],
    ['length(abc)', 'Invalid config for length: Not a valid number'],
    ['length(', 'Invalid config for length: Not a valid number'],
    ['length(8)and digits(1)', 'Invalid config for length: Not a valid number'],
    ['regexPattern(^[a)', 'Invalid config for regexPattern: Not a valid regular expression'],
    ['regexPattern(a and b)', 'Invalid config for regexPattern: White space not acepted'],
    ['hashAlgorithm(md5)', 'Invalid config for hashAlgorithm: Password hashing provider not found'],
    ['length(8) and __proto__(1)', 'Password policy not found'],
  ] as const) {
    it(`refuses ${policy}`, () => assert.equal(passwordPolicyProblem(policy), problem))
  }
})
