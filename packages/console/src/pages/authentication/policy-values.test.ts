import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { policyOf, withPrefix } from './policy-values.ts'

describe('a policy among the settings of a realm', () => {
  const realm = { realm: 'test', otpPolicyDigits: 8, otpPolicyType: 'hotp', webAuthnPolicyRpId: 'a.example' }

  it('is what begins with its name', () => {
    const shown = policyOf(realm, 'otpPolicy', { Type: 'totp', Digits: 6, Period: 30 })
    assert.deepEqual(shown, { Type: 'hotp', Digits: 8, Period: 30 })
  })

  it('is not the one whose name only begins like it', () => {
    const passwordless = { realm: 'test', webAuthnPolicyPasswordlessRpId: 'b.example' }
    assert.deepEqual(policyOf(passwordless, 'webAuthnPolicy', { RpId: '' }), { RpId: '' })
    assert.deepEqual(policyOf(passwordless, 'webAuthnPolicyPasswordless', { RpId: '' }), { RpId: 'b.example' })
  })

  it('is sent under its whole names', () => {
    assert.deepEqual(withPrefix('otpPolicy', { Digits: 6 }), { otpPolicyDigits: 6 })
  })
})
