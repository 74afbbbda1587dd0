import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { changesOf, settingsOf } from './realm-values.ts'

describe('settings of a realm in a form', () => {
  it('shows what the realm says, and the default where it says nothing', () => {
    const realm = { realm: 'test', rememberMe: true, failureFactor: 0 }
    const shown = settingsOf(realm, { rememberMe: false, failureFactor: 30, verifyEmail: false })
    assert.deepEqual(shown, { rememberMe: true, failureFactor: 0, verifyEmail: false })
  })

  it('does not show what is of another kind', () => {
    const realm = { realm: 'test', ...JSON.parse('{ "rememberMe": "yes" }') }
    assert.deepEqual(settingsOf(realm, { rememberMe: false }), { rememberMe: false })
  })

  it('shows lists of texts, and no others', () => {
    const realm = { realm: 'test', ...JSON.parse('{ "supportedLocales": ["de"], "otpSupportedApplications": [1] }') }
    const defaults = { supportedLocales: ['en'], otpSupportedApplications: ['a'] }
    assert.deepEqual(settingsOf(realm, defaults), { supportedLocales: ['de'], otpSupportedApplications: ['a'] })
    assert.deepEqual(changesOf({ a: ['1'], b: ['1'] }, { a: ['1'], b: ['2'] }), { b: ['2'] })
  })

  it('sends only what was changed', () => {
    assert.deepEqual(changesOf({ a: 1, b: true }, { a: 1, b: false }), { b: false })
    assert.deepEqual(changesOf({ a: 1 }, { a: 1 }), {})
  })
})
