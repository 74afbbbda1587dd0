import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { createClient, type OidcClient } from '../../src/client/client.ts'
import { endSessionUrl } from '../../src/client/end-session-url.ts'
import { introspect } from '../../src/client/introspect.ts'
import { revoke } from '../../src/client/revoke.ts'
import { userInfo } from '../../src/client/user-info.ts'
import {
  type Answer,
  CLIENT_ID,
  type FakeProvider,
  newSigningKey,
  START,
  SUBJECT,
  startFakeProvider,
} from '../fake-provider.ts'

let provider: FakeProvider
let client: OidcClient
beforeEach(async () => {
  provider = await startFakeProvider()
  client = createClient(provider.options())
})
afterEach(() => provider.close())

const lacks = async (endpoint: string, ask: () => Promise<unknown>) => {
  delete provider.metadata[endpoint]
  await assert.rejects(ask(), { failure: { kind: 'invalid_configuration', setting: endpoint } })
}

describe('OpenID Connect Core §5.3: user info', () => {
  const ask = (answer?: Answer) => {
    if (answer) provider.answer('userinfo', () => answer)
    return userInfo(client, 'access-token-1', SUBJECT)
  }
  const jwt = (body: string) => ({ body, headers: { 'content-type': 'application/jwt' } })
  const signed = async (changes: Record<string, unknown> = {}) =>
    jwt(await provider.sign({ iss: provider.issuer, aud: CLIENT_ID, sub: SUBJECT, ...changes }))

  it('is asked with the access token in the header', async () => {
    assert.equal((await ask())['email'], 'alice@example.org')
    assert.equal(provider.received.at(-1)?.headers.authorization, 'Bearer access-token-1')
  })

  it('may be signed', async () => {
    assert.equal((await ask(await signed())).sub, SUBJECT)
  })

  for (const [what, sub] of [
    ['another user', 'mallory'],
    ['nobody', undefined],
    ['a list of users', [SUBJECT]],
    ['an empty user', ''],
  ] as const) {
    it(`is not believed about ${what}, signed or not`, async () => {
      const failure = { kind: 'invalid_token', part: 'sub' }
      await assert.rejects(ask({ body: { sub, email: 'a@b.c' } }), ({ failure: { kind, part } }) => {
        assert.deepEqual({ kind, part }, failure)
        return true
      })
      await assert.rejects(ask(await signed({ sub })), { kind: 'invalid_token' })
    })
  }

  it('is not believed about an empty user even when none is expected', async () => {
    provider.answer('userinfo', () => ({ body: {} }))
    await assert.rejects(userInfo(client, 'a', undefined as never), { kind: 'invalid_token' })
  })

  it('is not believed with another signature, issuer, audience or none', async () => {
    const stranger = await provider.sign(
      { iss: provider.issuer, aud: CLIENT_ID, sub: SUBJECT },
      {},
      await newSigningKey(),
    )
    const [, payload] = stranger.split('.')
    const answers = [
      jwt(stranger),
      jwt(`${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`),
      await signed({ iss: 'https://evil.example' }),
      await signed({ iss: undefined }),
      await signed({ aud: 'other' }),
    ]
    for (const answer of answers) await assert.rejects(ask(answer), { kind: 'invalid_token' })
  })

  it("passes on the server's refusal, by its words or by its status", async () => {
    const header = { 'www-authenticate': 'Bearer realm="fake", error="invalid_token", error_description="expired"' }
    const worded = { kind: 'refused', error: 'invalid_token', errorDescription: 'expired', status: 401 }
    await assert.rejects(ask({ status: 401, headers: header }), { failure: worded })
    await assert.rejects(ask({ status: 401 }), { failure: { kind: 'refused', error: 'invalid_token', status: 401 } })
    await assert.rejects(ask({ status: 403 }), {
      failure: { kind: 'refused', error: 'insufficient_scope', status: 403 },
    })
    await assert.rejects(ask({ status: 404 }), { kind: 'server_unreachable' })
  })

  it('needs the endpoint', () => lacks('userinfo_endpoint', ask))
})

describe('RFC 7662: introspection', () => {
  const ask = (answer?: Answer) => {
    if (answer) provider.answer('introspection', () => answer)
    return introspect(client, 'token-1')
  }

  it('tells of a good token what the server knows', async () => {
    const answer = await ask()
    assert.deepEqual([answer.active, answer.sub, answer.exp], [true, SUBJECT, START + 60])
    assert.equal(provider.received.at(-1)?.form.get('token'), 'token-1')
  })

  it('tells nothing of a token that is over, whatever the server adds', async () => {
    assert.deepEqual(await ask({ body: { active: false, sub: 'alice' } }), { active: false })
  })

  for (const [part, body] of [
    ['active', {}],
    ['active', { active: 'true' }],
    ['active', { active: 1 }],
    ['iss', { active: true, iss: 'https://evil.example' }],
    ['sub', { active: true, sub: ['alice'] }],
    ['exp', { active: true, exp: 'never' }],
  ] as const) {
    it(`is not believed when it says ${JSON.stringify(body)}`, async () => {
      await assert.rejects(ask({ body }), ({ failure }) => failure.kind === 'invalid_token' && failure.part === part)
    })
  }

  it('needs the endpoint', () => lacks('introspection_endpoint', ask))
})

describe('RFC 7009: revocation', () => {
  it('sends the token with its hint', async () => {
    await revoke(client, 'refresh-token-1', 'refresh_token')
    const { form } = provider.received.at(-1)!
    assert.deepEqual(Object.fromEntries(form), { token: 'refresh-token-1', token_type_hint: 'refresh_token' })
  })

  it("passes on the server's refusal and its silence", async () => {
    provider.answer('revocation', () => ({ status: 400, body: { error: 'unsupported_token_type' } }))
    const failure = { kind: 'refused', error: 'unsupported_token_type', status: 400 }
    await assert.rejects(revoke(client, 't'), { failure })
    provider.answer('revocation', () => ({ status: 404 }))
    await assert.rejects(revoke(client, 't'), { kind: 'server_unreachable' })
  })

  it('needs the endpoint', () => lacks('revocation_endpoint', () => revoke(client, 't')))
})

describe('OpenID Connect RP-Initiated Logout §2: the way out', () => {
  it('names the client, and what is given', async () => {
    const bare = await endSessionUrl(client)
    assert.equal(bare?.href, `${provider.issuer}/logout?client_id=${CLIENT_ID}`)
    const options = { idTokenHint: 'a.b.c', postLogoutRedirectUri: 'https://shop.example/', state: 's' }
    assert.deepEqual(Object.fromEntries((await endSessionUrl(client, options))!.searchParams), {
      client_id: CLIENT_ID,
      id_token_hint: 'a.b.c',
      post_logout_redirect_uri: 'https://shop.example/',
      state: 's',
    })
  })

  it('is not there when the provider has no such endpoint', async () => {
    delete provider.metadata['end_session_endpoint']
    assert.equal(await endSessionUrl(client), undefined)
  })
})
