import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { inspect } from 'node:util'
import { authorizationUrl } from '../../src/client/authorization-url.ts'
import { createClient, type OidcClient, type RelyingPartyEvent } from '../../src/client/client.ts'
import { exchangeCode } from '../../src/client/exchange-code.ts'
import { introspect } from '../../src/client/introspect.ts'
import { refresh } from '../../src/client/refresh.ts'
import { revoke } from '../../src/client/revoke.ts'
import { userInfo } from '../../src/client/user-info.ts'
import { validateAccessToken } from '../../src/client/validate-access-token.ts'
import { verifyLogoutToken } from '../../src/client/verify-logout-token.ts'
import { RelyingPartyError } from '../../src/errors.ts'
import { type Answer, CLIENT_SECRET, type FakeProvider, startFakeProvider } from '../fake-provider.ts'

const TOKEN = 'secret-token-4711'

/** All that a logger could get out of an error, as text. */
function everythingIn(error: unknown): string {
  if (!(error instanceof Error)) return inspect(error, { depth: 20, showHidden: true })
  const properties = JSON.stringify(Object.entries(error))
  return [
    error.message,
    error.stack,
    properties,
    JSON.stringify(error),
    inspect(error, { depth: 20 }),
    error.cause ? everythingIn(error.cause) : '',
  ].join('\n')
}

describe('secrets stay where they belong', () => {
  let provider: FakeProvider
  const events: RelyingPartyEvent[] = []
  beforeEach(async () => {
    provider = await startFakeProvider()
    events.length = 0
  })
  afterEach(() => provider.close())

  const failures: readonly [what: string, answer: Answer][] = [
    ['a refusal that repeats the token nowhere', { status: 400, body: { error: 'invalid_grant' } }],
    [
      'an answer that is half JSON',
      { body: `{"access_token":"${TOKEN}"`, headers: { 'content-type': 'application/json' } },
    ],
    ['an answer that is a text', { body: TOKEN, headers: { 'content-type': 'application/json' } }],
    ['a page', { body: `<p>${TOKEN}</p>`, headers: { 'content-type': 'text/html' } }],
    ['a 500', { status: 500, body: { error: TOKEN } }],
    ['a redirect', { status: 302, headers: { location: `https://evil.example/?token=${TOKEN}` } }],
    ['a cut connection', { fault: 'cut' }],
    ['a token of the wrong type', { body: { access_token: TOKEN, token_type: 'mac' } }],
    [
      'an ID token that is none',
      { body: { access_token: TOKEN, token_type: 'Bearer', id_token: `${TOKEN}.${TOKEN}.${TOKEN}` } },
    ],
  ]
  for (const [what, answer] of failures) {
    it(`in errors and events, after ${what}`, async () => {
      for (const endpoint of ['token', 'userinfo', 'introspection', 'revocation'] as const)
        provider.answer(endpoint, () => answer)
      const client = createClient(provider.options({ onEvent: (event) => events.push(event) }))
      const { url, login } = await authorizationUrl(client)
      const callback = provider.login(url)
      const code = callback.searchParams.get('code') ?? ''
      const errors = (
        await Promise.allSettled([
          refresh(client, TOKEN),
          exchangeCode(client, callback, login),
          userInfo(client, TOKEN, 'alice'),
          introspect(client, TOKEN),
          revoke(client, TOKEN),
          validateAccessToken(client, TOKEN),
          verifyLogoutToken(client, TOKEN),
        ])
      ).flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
      assert.ok(errors.length >= 6)
      for (const error of errors) assert.ok(error instanceof RelyingPartyError, String(error))
      const text = `${errors.map(everythingIn).join('\n')}\n${JSON.stringify(events)}`
      for (const secret of [TOKEN, CLIENT_SECRET, code, login.state, login.nonce, login.codeVerifier]) {
        assert.ok(!text.includes(secret), `${secret} in ${text}`)
      }
    })
  }

  it('in errors about a token whose claims are wrong: neither the token nor its claims', async () => {
    const token = await provider.accessToken({ aud: 'other', azp: 'other', email: 'alice@example.org' })
    const error = await validateAccessToken(createClient(provider.options()), token).catch((reason: unknown) => reason)
    const expired = await provider.accessToken({ exp: 1, email: 'alice@example.org' })
    const other = await validateAccessToken(createClient(provider.options()), expired).catch(
      (reason: unknown) => reason,
    )
    for (const text of [everythingIn(error), everythingIn(other)]) {
      assert.ok(!text.includes('alice@example.org') && !text.includes(token) && !text.includes(expired), text)
    }
  })

  it('in errors of a fetch function that puts its request into them', async () => {
    const client = createClient(
      provider.options({
        fetch: async (url, init) => {
          if (String(url).endsWith('/token')) throw Object.assign(new Error(`failed: ${init?.body}`), { request: init })
          return fetch(url, init)
        },
      }),
    )
    const error = await refresh(client, TOKEN).catch((reason: unknown) => reason)
    assert.equal((error as RelyingPartyError).kind, 'server_unreachable')
    assert.ok(!everythingIn(error).includes(TOKEN))
  })

  it('keeps in the cause what helps: the code of a refused connection', async () => {
    await provider.close()
    const error = (await refresh(createClient(provider.options()), TOKEN).catch((reason: unknown) => reason)) as Error
    assert.match(everythingIn(error), /ECONNREFUSED/)
    provider = await startFakeProvider()
  })

  it('in the client itself, when it is logged', async () => {
    const client = createClient(provider.options({ dpop: true }))
    for (const text of [inspect(client, { depth: 20 }), JSON.stringify(client)])
      assert.ok(!text.includes(CLIENT_SECRET))
  })

  describe('onEvent', () => {
    const heard = async (run: (client: OidcClient) => Promise<unknown>) => {
      await run(createClient(provider.options({ onEvent: (event) => events.push(event) }))).catch(() => {})
      return events.map(({ type, outcome, failure }) => [type, outcome, failure?.kind, failure?.error])
    }

    it('hears of each step and its outcome', async () => {
      provider.answer('introspection', () => ({ status: 401, body: { error: 'invalid_client' } }))
      assert.deepEqual(await heard((client) => introspect(client, TOKEN)), [
        ['discovery', 'ok', undefined, undefined],
        ['introspection', 'failed', 'refused', 'invalid_client'],
      ])
      assert.ok(events.every(({ ms }) => typeof ms === 'number' && ms >= 0))
    })

    it('hears why discovery failed', async () => {
      provider.answer('discovery', () => ({ status: 404 }))
      assert.deepEqual(await heard((client) => revoke(client, TOKEN)), [
        ['discovery', 'failed', 'discovery_failed', undefined],
        ['revocation', 'failed', 'discovery_failed', undefined],
      ])
    })

    it('may throw or reject without harm', async () => {
      const throws = createClient(
        provider.options({
          onEvent: () => {
            throw new Error('a broken log')
          },
        }),
      )
      assert.ok(await introspect(throws, TOKEN))
      const rejects = createClient(provider.options({ onEvent: async () => Promise.reject(new Error('a broken log')) }))
      assert.ok(await introspect(rejects, TOKEN))
    })
  })
})
