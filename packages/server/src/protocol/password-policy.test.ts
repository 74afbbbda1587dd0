import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { partsOf, passwordPolicy } from './password-policy.ts'

const OWNER = { username: 'heidi', email: 'heidi@example.org' }

describe('a password policy', () => {
  it('allows everything when there is none', () => {
    assert.equal(passwordPolicy(undefined).fault('a', OWNER), undefined)
    assert.equal(passwordPolicy('').fault('a', OWNER), undefined)
    assert.equal(passwordPolicy(undefined).history, 0)
  })

  const broken: readonly (readonly [policy: string, password: string, key: string, text: string])[] = [
    ['length(4)', 'abc', 'invalidPasswordMinLengthMessage', 'minimum length 4.'],
    ['length', 'abcdefg', 'invalidPasswordMinLengthMessage', 'minimum length 8.'],
    ['maxLength(5)', 'abcdef', 'invalidPasswordMaxLengthMessage', 'maximum length 5.'],
    ['digits(2)', 'a1', 'invalidPasswordMinDigitsMessage', 'must contain at least 2 numerical digits.'],
    ['lowerCase(2)', 'Ab', 'invalidPasswordMinLowerCaseCharsMessage', 'must contain at least 2 lower case characters.'],
    ['upperCase(2)', 'Ab', 'invalidPasswordMinUpperCaseCharsMessage', 'must contain at least 2 upper case characters.'],
    ['specialChars(2)', 'ab!', 'invalidPasswordMinSpecialCharsMessage', 'must contain at least 2 special characters.'],
    ['notUsername(undefined)', 'HEIDI', 'invalidPasswordNotUsernameMessage', 'must not be equal to the username.'],
    ['notEmail', 'Heidi@Example.org', 'invalidPasswordNotEmailMessage', 'must not be equal to the email.'],
    ['notContainsUsername', 'xHeidix', 'invalidPasswordNotContainsUsernameMessage', 'Can not contain the username.'],
    ['regexPattern(^[a-z]+$)', 'A1', 'invalidPasswordRegexPatternMessage', 'fails to match regex pattern(s).'],
    ['regexPattern([a-z]+)', 'ab1', 'invalidPasswordRegexPatternMessage', 'fails to match regex pattern(s).'],
    ['regexPattern(()', 'ab', 'invalidPasswordRegexPatternMessage', 'fails to match regex pattern(s).'],
  ]
  for (const [policy, password, key, text] of broken) {
    it(`${policy} refuses ${password}`, () => {
      const fault = passwordPolicy(policy).fault(password, OWNER)
      assert.deepEqual([fault?.key, fault?.text], [key, `Invalid password: ${text}`])
    })
  }

  it('counts letters and digits of every script', () => {
    assert.equal(passwordPolicy('upperCase(1) and digits(1)').fault('Ä٣', OWNER), undefined)
    assert.equal(passwordPolicy('specialChars(1)').fault('äöü', OWNER)?.values[0], 1)
  })

  it('tells the rule that Keycloak asks first', () => {
    const fault = passwordPolicy('length(8) and digits(1) and upperCase(1)').fault('abc', OWNER)
    assert.equal(fault?.key, 'invalidPasswordMinUpperCaseCharsMessage')
  })

  it('passes over what is about hashing, and over rules it does not know', () => {
    const policy = passwordPolicy('hashAlgorithm(argon2) and hashIterations(5) and unheardOf(1) and length(3)')
    assert.equal(policy.fault('abc', OWNER), undefined)
    assert.equal(policy.fault('ab', OWNER)?.key, 'invalidPasswordMinLengthMessage')
  })

  it('says how many passwords may not come back', () => {
    const policy = passwordPolicy('passwordHistory(2)')
    assert.equal(policy.history, 2)
    assert.equal(policy.historyFault.text, 'Invalid password: must not be equal to any of last 2 passwords.')
  })

  it('reads brackets within a pattern', () => {
    assert.deepEqual(partsOf('regexPattern(^(a|b)$) and length(3)'), [
      ['regexPattern', '^(a|b)$'],
      ['length', '3'],
    ])
  })
})
