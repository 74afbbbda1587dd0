import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Reason } from '../protocol/rules.ts'
import { loginEventOf, type Told } from './login-event.ts'

const told: Told = { type: 'LOGIN_ERROR', realm: 'test', clientId: 'app', ipAddress: '192.0.2.1' }
const eventOf = (parts: Partial<Told>) => loginEventOf({ ...told, ...parts }, 'id', 1_000)
const refusal = (reason: Reason, parts: Partial<Told> = {}) => eventOf({ reason, ...parts })

describe('a login event', () => {
  it('names what was wrong in the word that Keycloak has for it', () => {
    assert.equal(refusal({ kind: 'user_not_found' })?.error, 'user_not_found')
    assert.equal(refusal({ kind: 'code_reused' })?.error, 'invalid_code')
    assert.equal(refusal({ kind: 'client_authentication_missing' })?.error, 'invalid_client_credentials')
    assert.equal(eventOf({ type: 'LOGIN' })?.error, undefined)
  })

  it('gives the words only where the error alone leaves open what it was', () => {
    const details = { reason: 'words' }
    assert.deepEqual(refusal({ kind: 'refresh_token_expired' }, { details })?.details, { reason: 'words' })
    assert.deepEqual(refusal({ kind: 'user_not_found' }, { details })?.details, {})
  })

  it('tells whose account was tried and which client or address does not exist', () => {
    const who = { userId: 'u', username: 'alice' }
    const tried = refusal({ kind: 'invalid_user_credentials', who })
    assert.deepEqual([tried?.userId, tried?.details], ['u', { username: 'alice' }])
    assert.equal(refusal({ kind: 'client_not_found', came: 'ghost' }, { clientId: undefined })?.clientId, 'ghost')
    const wrong = refusal({ kind: 'invalid_redirect_uri', came: 'https://evil.example' })
    assert.deepEqual(wrong?.details, { redirect_uri: 'https://evil.example' })
  })

  it('is none for steps within a login, and for a silent login that an application asked for', () => {
    assert.equal(eventOf({ type: 'AUTHENTICATED' }), undefined)
    assert.equal(eventOf({ type: 'REALM_NOT_FOUND' }), undefined)
    assert.equal(refusal({ kind: 'login_required' }), undefined)
  })

  it('holds no more of what a stranger sent than it must', () => {
    const long = 'x'.repeat(100_000)
    const event = refusal(
      { kind: 'client_not_found', came: long },
      { clientId: undefined, details: { username: long } },
    )
    assert.ok(JSON.stringify(event).length < 3_000)
  })
})
