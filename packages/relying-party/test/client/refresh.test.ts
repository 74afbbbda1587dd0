import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { authorizationUrl } from '../../src/client/authorization-url.ts'
import { createClient } from '../../src/client/client.ts'
import { exchangeCode } from '../../src/client/exchange-code.ts'
import { refresh } from '../../src/client/refresh.ts'
import { type FakeProvider, START, startFakeProvider } from '../fake-provider.ts'

describe('OpenID Connect Core §12: refreshing', () => {
  let provider: FakeProvider
  beforeEach(async () => {
    provider = await startFakeProvider()
  })
  afterEach(() => provider.close())

  const loggedIn = async () => {
    const client = createClient(provider.options())
    const { url, login } = await authorizationUrl(client)
    const tokens = await exchangeCode(client, provider.login(url), login)
    return { client, refreshToken: tokens.refreshToken!, previous: tokens.claims! }
  }

  it('yields new tokens about the same user', async () => {
    const { client, refreshToken, previous } = await loggedIn()
    provider.clock.now += 100
    const tokens = await refresh(client, refreshToken, { previous, scope: 'openid email' })
    assert.notEqual(tokens.refreshToken, refreshToken)
    assert.equal(tokens.claims?.sub, previous.sub)
    assert.equal(tokens.expiresAt, START + 400)
    assert.equal(provider.received.at(-1)?.form.get('scope'), 'openid email')
  })

  it('keeps the refresh token when the server does not rotate it', async () => {
    const { client, refreshToken } = await loggedIn()
    provider.tokenAnswer = { refresh_token: undefined, refresh_expires_in: undefined, id_token: undefined }
    const tokens = await refresh(client, refreshToken)
    assert.equal(tokens.refreshToken, refreshToken)
    assert.equal(tokens.refreshExpiresAt, undefined)
    assert.equal(tokens.claims, undefined)
  })

  it('is refused with a token that was used before', async () => {
    const { client, refreshToken } = await loggedIn()
    await refresh(client, refreshToken)
    const failure = { kind: 'refused', error: 'invalid_grant', errorDescription: 'Code not valid', status: 400 }
    await assert.rejects(refresh(client, refreshToken), { failure })
  })

  for (const [what, part, claims] of [
    ['another user', 'sub', { sub: 'mallory' }],
    ['another issuer', 'iss', { iss: 'https://evil.example' }],
    ['another audience', 'aud', { aud: 'other' }],
    ['a further audience', 'aud', { aud: ['shop', 'other'] }],
    ['another client', 'azp', { azp: 'other' }],
    ['no azp any more', 'azp', { azp: undefined }],
    ['the nonce of another login', 'nonce', { nonce: 'other' }],
    ['the hash of another access token', 'at_hash', { at_hash: 'other' }],
  ] as const) {
    it(`does not accept an ID token of ${what} (§12.2)`, async () => {
      const { client, refreshToken, previous } = await loggedIn()
      provider.idTokenClaims = claims
      await assert.rejects(refresh(client, refreshToken, { previous }), ({ failure }) => {
        assert.deepEqual([failure.kind, failure.part], ['invalid_token', part])
        return true
      })
    })
  }

  it('checks issuer, audience and signature without knowing the ID token before', async () => {
    const { client, refreshToken } = await loggedIn()
    provider.idTokenClaims = { aud: 'other' }
    await assert.rejects(refresh(client, refreshToken), { kind: 'invalid_token' })
  })
})
