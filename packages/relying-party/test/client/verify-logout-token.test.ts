import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { SignJWT } from 'jose'
import { createClient } from '../../src/client/client.ts'
import { verifyLogoutToken } from '../../src/client/verify-logout-token.ts'
import { CLIENT_SECRET, type FakeProvider, newSigningKey, START, SUBJECT, startFakeProvider } from '../fake-provider.ts'

const EVENT = 'http://schemas.openid.net/event/backchannel-logout'

describe('OpenID Connect Back-Channel Logout §2.6: a logout token', () => {
  let provider: FakeProvider
  beforeEach(async () => {
    provider = await startFakeProvider()
  })
  afterEach(() => provider.close())

  const verify = (token: string) => verifyLogoutToken(createClient(provider.options()), token)

  it('tells whose session ended', async () => {
    const { jti, ...rest } = await verify(await provider.logoutToken())
    assert.ok(jti)
    assert.deepEqual(rest, { sub: SUBJECT, sid: 'session-1', iat: START, exp: START + 300 })
  })

  it('may name the user or the session only, and come with the typ that Keycloak gives it', async () => {
    assert.equal((await verify(await provider.logoutToken({ sid: undefined }))).sid, undefined)
    const token = await provider.logoutToken({ sub: undefined, typ: 'Logout' }, { typ: 'JWT' })
    assert.equal((await verify(token)).sub, undefined)
  })

  const refusals: readonly [
    what: string,
    part: string,
    claims: Record<string, unknown>,
    header?: Record<string, unknown>,
  ][] = [
    ['of another issuer', 'iss', { iss: 'https://evil.example' }],
    ['for another client', 'aud', { aud: 'other' }],
    ['for nobody', 'aud', { aud: undefined }],
    ['with a nonce: an ID token', 'nonce', { nonce: 'n' }],
    ['with an empty nonce', 'nonce', { nonce: '' }],
    ['without events', 'events', { events: undefined }],
    ['with other events', 'events', { events: { 'http://schemas.openid.net/event/other': {} } }],
    ['with the event as a text', 'events', { events: EVENT }],
    ['with the event in a list', 'events', { events: [EVENT] }],
    ['with an event that is a list', 'events', { events: { [EVENT]: [] } }],
    ['with an event that is null', 'events', { events: { [EVENT]: null } }],
    ['without jti', 'jti', { jti: undefined }],
    ['with an empty jti', 'jti', { jti: '' }],
    ['without iat', 'iat', { iat: undefined }],
    ['from the future', 'iat', { iat: START + 6 }],
    ['without exp', 'exp', { exp: undefined }],
    ['about nobody', 'sub', { sub: undefined, sid: undefined }],
    ['about an empty user', 'sub', { sub: '' }],
    ['about a list of sessions', 'sid', { sid: ['a', 'b'] }],
    ["that is Keycloak's ID token", 'typ', { typ: 'ID' }],
    ['that is an access token', 'typ', {}, { typ: 'at+jwt' }],
  ]
  for (const [what, part, claims, header] of refusals) {
    it(`is refused ${what}`, async () => {
      await assert.rejects(verify(await provider.logoutToken(claims, header)), ({ failure }) => {
        assert.deepEqual([failure.kind, failure.part], ['invalid_token', part])
        return true
      })
    })
  }

  it('is refused when it has expired', async () => {
    const failure = { kind: 'token_expired', expiredAt: START - 10 }
    await assert.rejects(verify(await provider.logoutToken({ exp: START - 10 })), { failure })
  })

  it('is refused when nobody signed it, a stranger did, or the signature was exchanged', async () => {
    const good = await provider.logoutToken()
    const [, payload, signature] = good.split('.')
    const none = Buffer.from('{"alg":"none","typ":"logout+jwt"}').toString('base64url')
    const stranger = await newSigningKey('ES256', provider.keys[0]!.kid)
    const [strangersHeader, , strangersSignature] = (await provider.sign({}, {}, stranger)).split('.')
    const hmac = new SignJWT({ aud: 'shop' })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(CLIENT_SECRET.padEnd(32)))
    const forged = [
      `${none}.${payload}.`,
      `${none}.${payload}.${signature}`,
      `${strangersHeader}.${payload}.${strangersSignature}`,
      `${good.slice(0, -6)}AAAAAA`,
      await hmac,
    ]
    for (const token of forged) await assert.rejects(verify(token), { kind: 'invalid_token' })
  })

  it('is neither an ID token nor an access token', async () => {
    for (const token of [await provider.idToken(), await provider.accessToken()]) {
      await assert.rejects(verify(token), { kind: 'invalid_token' })
    }
  })
})
