import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { type AuthorizationUrlOptions, authorizationUrl } from '../../src/client/authorization-url.ts'
import { type ClientOptions, createClient } from '../../src/client/client.ts'
import { exchangeCode } from '../../src/client/exchange-code.ts'
import { type FakeProvider, newSigningKey, START, SUBJECT, startFakeProvider } from '../fake-provider.ts'

describe('OpenID Connect Core §3.1.3: the callback and the code', () => {
  let provider: FakeProvider
  beforeEach(async () => {
    provider = await startFakeProvider()
  })
  afterEach(() => provider.close())

  const begin = async (options: AuthorizationUrlOptions = {}, changes: Partial<ClientOptions> = {}) => {
    const client = createClient(provider.options(changes))
    const { url, login } = await authorizationUrl(client, options)
    return { client, login, callback: provider.login(url) }
  }

  it('yields the tokens and the validated claims', async () => {
    const { client, callback, login } = await begin()
    const tokens = await exchangeCode(client, callback, login)
    assert.equal(tokens.claims?.sub, SUBJECT)
    assert.equal(tokens.claims?.sid, 'session-1')
    assert.equal(tokens.expiresAt, START + 300)
    assert.equal(tokens.refreshExpiresAt, START + 1800)
    assert.equal(tokens.tokenType, 'Bearer')
    assert.equal(tokens.scope, 'openid')
  })

  it('takes the parameters of a posted form too', async () => {
    const { client, callback, login } = await begin()
    assert.equal((await exchangeCode(client, new URLSearchParams(callback.search), login)).claims?.sub, SUBJECT)
  })

  describe('a callback that does not belong to the login (RFC 6749 §10.12, RFC 9207) is refused before anything is sent', () => {
    const refusals: readonly [what: string, reason: string, spoil: (callback: URL) => void][] = [
      ['without state', 'state_mismatch', ({ searchParams }) => searchParams.delete('state')],
      ['with an empty state', 'state_mismatch', ({ searchParams }) => searchParams.set('state', '')],
      ['with another state', 'state_mismatch', ({ searchParams }) => searchParams.set('state', 'x'.repeat(43))],
      [
        'with the right state twice',
        'duplicate_parameter',
        ({ searchParams }) => searchParams.append('state', searchParams.get('state') ?? ''),
      ],
      ['with a second code', 'duplicate_parameter', ({ searchParams }) => searchParams.append('code', 'other')],
      [
        'with a second iss',
        'duplicate_parameter',
        ({ searchParams }) => searchParams.append('iss', 'https://evil.example'),
      ],
      [
        "with another server's iss (mix-up)",
        'issuer_mismatch',
        ({ searchParams }) => searchParams.set('iss', 'https://evil.example'),
      ],
      [
        'without iss, when the server said it sends it',
        'issuer_mismatch',
        ({ searchParams }) => searchParams.delete('iss'),
      ],
      ['without a code', 'code_missing', ({ searchParams }) => searchParams.delete('code')],
      ['with an empty code', 'code_missing', ({ searchParams }) => searchParams.set('code', '')],
      [
        'with an error of another login',
        'state_mismatch',
        (callback) => (callback.search = '?error=access_denied&state=other'),
      ],
      [
        'with an error of another server',
        'issuer_mismatch',
        ({ searchParams }) => {
          searchParams.set('error', 'access_denied')
          searchParams.set('iss', 'https://evil.example')
        },
      ],
    ]
    for (const [what, reason, spoil] of refusals) {
      it(what, async () => {
        const { client, callback, login } = await begin()
        spoil(callback)
        await assert.rejects(exchangeCode(client, callback, login), { failure: { kind: 'invalid_callback', reason } })
        assert.equal(provider.count('token'), 0)
      })
    }

    it('of another tab, swapped with this one', async () => {
      const client = createClient(provider.options())
      const [a, b] = [await authorizationUrl(client), await authorizationUrl(client)]
      const failure = { kind: 'invalid_callback', reason: 'state_mismatch' }
      await assert.rejects(exchangeCode(client, provider.login(b.url), a.login), { failure })
      await assert.rejects(exchangeCode(client, provider.login(a.url), b.login), { failure })
    })

    it('whose login has lost its state', async () => {
      const { client, callback, login } = await begin()
      callback.searchParams.set('state', '')
      const failure = { kind: 'invalid_callback', reason: 'state_mismatch' }
      await assert.rejects(exchangeCode(client, callback, { ...login, state: '' }), { failure })
    })

    it('with a wrong iss also from a server that promised none', async () => {
      provider.metadata['authorization_response_iss_parameter_supported'] = false
      const { client, callback, login } = await begin()
      callback.searchParams.set('iss', 'https://evil.example')
      const failure = { kind: 'invalid_callback', reason: 'issuer_mismatch' }
      await assert.rejects(exchangeCode(client, callback, login), { failure })
    })
  })

  it('needs no iss of a server that promised none', async () => {
    delete provider.metadata['authorization_response_iss_parameter_supported']
    const { client, callback, login } = await begin()
    callback.searchParams.delete('iss')
    assert.ok(await exchangeCode(client, callback, login))
  })

  it("passes on the server's refusal of this login", async () => {
    const { client, callback, login } = await begin()
    callback.searchParams.delete('code')
    callback.searchParams.set('error', 'access_denied')
    callback.searchParams.set('error_description', 'User said no')
    const failure = { kind: 'refused', error: 'access_denied', errorDescription: 'User said no' }
    await assert.rejects(exchangeCode(client, callback, login), { failure })
  })

  it('is refused by the server when the code is replayed', async () => {
    const { client, callback, login } = await begin()
    await exchangeCode(client, callback, login)
    const failure = { kind: 'refused', error: 'invalid_grant', errorDescription: 'Code not valid', status: 400 }
    await assert.rejects(exchangeCode(client, callback, login), { failure })
  })

  it('is refused by the server with the verifier of another login', async () => {
    const { client, callback, login } = await begin()
    const other = (await authorizationUrl(client)).login
    const mixed = { ...login, codeVerifier: other.codeVerifier }
    await assert.rejects(exchangeCode(client, callback, mixed), { kind: 'refused' })
  })

  describe('§3.1.3.7: the ID token is refused', () => {
    const refusals: readonly [what: string, part: string, claims: Record<string, unknown>][] = [
      ['of another issuer', 'iss', { iss: 'https://evil.example' }],
      ['for another audience', 'aud', { aud: 'other', azp: undefined }],
      ['without an audience', 'aud', { aud: undefined }],
      ['for several audiences without azp', 'azp', { aud: ['shop', 'other'], azp: undefined }],
      ['with another azp', 'azp', { aud: ['shop', 'other'], azp: 'other' }],
      ['with the nonce of another login', 'nonce', { nonce: 'x'.repeat(43) }],
      ['without the nonce', 'nonce', { nonce: undefined }],
      ['with a nonce that is a list', 'nonce', { nonce: ['x'] }],
      ['with the hash of another access token', 'at_hash', { at_hash: 'x'.repeat(22) }],
      ['without sub', 'sub', { sub: undefined }],
      ['with an empty sub', 'sub', { sub: '' }],
      ['with a sub that is a number', 'sub', { sub: 7 }],
      ['without exp', 'exp', { exp: undefined }],
      ['without iat', 'iat', { iat: undefined }],
      ['with an exp that is a text', 'exp', { exp: '2100-01-01' }],
      ['that is not valid yet', 'nbf', { nbf: START + 60 }],
      ["that is Keycloak's access token", 'typ', { typ: 'Bearer' }],
      ['with a sid that is a list', 'sid', { sid: ['a'] }],
    ]
    for (const [what, part, claims] of refusals) {
      it(what, async () => {
        provider.idTokenClaims = claims
        const { client, callback, login } = await begin()
        await assert.rejects(exchangeCode(client, callback, login), ({ failure }) => {
          assert.deepEqual([failure.kind, failure.part], ['invalid_token', part])
          return true
        })
      })
    }

    it('that has expired, by the clock of the client', async () => {
      provider.idTokenClaims = { exp: START - 5 }
      const { client, callback, login } = await begin()
      const failure = { kind: 'token_expired', expiredAt: START - 5 }
      await assert.rejects(exchangeCode(client, callback, login), { failure })
    })

    it('that a key signed which the server does not publish', async () => {
      provider.tokenAnswer = { id_token: await provider.sign({}, {}, await newSigningKey()) }
      const { client, callback, login } = await begin()
      await assert.rejects(exchangeCode(client, callback, login), {
        failure: { kind: 'invalid_token', part: 'kid', reason: 'check_failed' },
      })
    })

    it('that is not signed (alg none)', async () => {
      const [, payload] = (await provider.idToken()).split('.')
      const header = Buffer.from('{"alg":"none"}').toString('base64url')
      provider.tokenAnswer = { id_token: `${header}.${payload}.` }
      const { client, callback, login } = await begin()
      await assert.rejects(exchangeCode(client, callback, login), { kind: 'invalid_token' })
    })

    it('that is not there', async () => {
      provider.tokenAnswer = { id_token: undefined }
      const { client, callback, login } = await begin()
      const failure = { kind: 'invalid_token', part: 'id_token', reason: 'missing' }
      await assert.rejects(exchangeCode(client, callback, login), { failure })
    })

    it('whose login is longer ago than max_age, or tells no time', async () => {
      for (const [auth_time, reason] of [
        [START - 66, 'check_failed'],
        [undefined, 'missing'],
        ['now', 'missing'],
      ]) {
        provider.idTokenClaims = { auth_time }
        const { client, callback, login } = await begin({ maxAge: 60 })
        const failure = { kind: 'invalid_token', part: 'auth_time', reason }
        await assert.rejects(exchangeCode(client, callback, login), { failure })
      }
    })
  })

  it('grants the clock tolerance to exp and auth_time', async () => {
    provider.idTokenClaims = { exp: START - 4, auth_time: START - 65 }
    const { client, callback, login } = await begin({ maxAge: 60 })
    assert.ok(await exchangeCode(client, callback, login))
    const strict = await begin({}, { clockTolerance: 0 })
    await assert.rejects(exchangeCode(strict.client, strict.callback, strict.login), { kind: 'token_expired' })
  })

  for (const [what, part, answer] of [
    ['without an access token', 'access_token', { access_token: undefined }],
    ['with an access token that is no text', 'access_token', { access_token: { evil: true } }],
    ['without a type', 'token_type', { token_type: undefined }],
    ['with a type it can not use', 'token_type', { token_type: 'mac' }],
    ['bound to a key that nobody has', 'token_type', { token_type: 'DPoP' }],
    ['with a lifespan that is no number', 'expires_in', { expires_in: 'soon' }],
    ['with a negative lifespan', 'expires_in', { expires_in: -1 }],
  ] as const) {
    it(`does not accept an answer ${what}`, async () => {
      provider.tokenAnswer = answer
      const { client, callback, login } = await begin()
      await assert.rejects(exchangeCode(client, callback, login), ({ failure }) => failure.part === part)
    })
  }

  it('assumes five minutes when the answer tells no lifespan, and no end of an offline token', async () => {
    provider.tokenAnswer = { expires_in: undefined, refresh_expires_in: 0, token_type: 'bearer' }
    const { client, callback, login } = await begin()
    const tokens = await exchangeCode(client, callback, login)
    assert.equal(tokens.expiresAt, START + 300)
    assert.equal(tokens.refreshExpiresAt, undefined)
    assert.ok(tokens.refreshToken)
  })
})
