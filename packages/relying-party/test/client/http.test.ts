import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { type ClientOptions, createClient } from '../../src/client/client.ts'
import { introspect } from '../../src/client/introspect.ts'
import { refresh } from '../../src/client/refresh.ts'
import { type Answer, type FakeProvider, startFakeProvider } from '../fake-provider.ts'

describe('what the provider may answer', () => {
  let provider: FakeProvider
  beforeEach(async () => {
    provider = await startFakeProvider()
  })
  afterEach(() => provider.close())

  const refreshAfter = (answer: Answer, changes: Partial<ClientOptions> = {}) => {
    provider.answer('token', () => answer)
    return refresh(createClient(provider.options(changes)), 'refresh-token-1')
  }
  const page = { 'content-type': 'text/html' }

  for (const status of [500, 502, 503, 504, 429]) {
    it(`calls a ${status} unreachable, even with an OAuth error in it`, async () => {
      const failure = { kind: 'server_unreachable', endpoint: `${provider.issuer}/token`, status }
      await assert.rejects(refreshAfter({ status, body: { error: 'invalid_grant' } }), { failure })
    })
  }

  for (const status of [301, 302, 307, 308]) {
    it(`does not follow a ${status}, and sends nobody the refresh token`, async () => {
      const location = new URL('/collect', provider.issuer).href
      await assert.rejects(refreshAfter({ status, headers: { location } }), { kind: 'server_unreachable' })
      assert.equal(provider.count('elsewhere'), 0)
    })
  }

  for (const [what, answer] of [
    ['a page of a proxy', { body: '<html>Sign in to the WLAN</html>', headers: page }],
    ['JSON that calls itself a page', { body: '{"access_token":"a","token_type":"Bearer"}', headers: page }],
    ['nothing', { status: 200 }],
    ['a forbidding page', { status: 403, body: '<html>blocked</html>', headers: page }],
    ['a list', { body: [] }],
    ['half an answer', { body: '{"access_token":', headers: { 'content-type': 'application/json' } }],
    ['a broken connection', { fault: 'cut' }],
  ] as const) {
    it(`calls ${what} unreachable: it is not the server's word on the token`, async () => {
      await assert.rejects(refreshAfter(answer), { kind: 'server_unreachable' })
    })
  }

  it('reads a mebibyte at most', async () => {
    const body = { access_token: 'x'.repeat(1024 * 1024), token_type: 'Bearer' }
    await assert.rejects(refreshAfter({ body }), { kind: 'server_unreachable', message: /more than 1048576 bytes/ })
  })

  it('waits no longer than the timeout', async () => {
    const hanging = refreshAfter({ fault: 'hang' }, { timeoutMs: 50 })
    await assert.rejects(hanging, { kind: 'server_unreachable', message: /within 50 ms/ })
  })

  it('does not wait for a body either', async () => {
    const stuck: typeof fetch = (url, init) => {
      if (!String(url).endsWith('/token')) return fetch(url, init)
      const body = new ReadableStream({
        start: (stream) => init?.signal?.addEventListener('abort', () => stream.error(init.signal?.reason)),
      })
      return Promise.resolve(new Response(body))
    }
    const client = createClient(provider.options({ timeoutMs: 50, fetch: stuck }))
    await assert.rejects(refresh(client, 'r'), { kind: 'server_unreachable', message: /within 50 ms/ })
  })

  it('passes on the code and words of a refusal, without control characters and endless texts', async () => {
    const body = { error: 'invalid_grant', error_description: `Session\r\nnot active${'!'.repeat(1000)}` }
    await assert.rejects(refreshAfter({ status: 400, body }), ({ failure }) => {
      assert.deepEqual([failure.kind, failure.error, failure.status], ['refused', 'invalid_grant', 400])
      assert.equal(failure.errorDescription.length, 500)
      assert.match(failure.errorDescription, /^Session not active!/)
      return true
    })
  })

  it('finds the refusal in the challenge when the body has none', async () => {
    const headers = { 'www-authenticate': 'Bearer realm="fake", error="invalid_client", error_description="who?"' }
    const failure = { kind: 'refused', error: 'invalid_client', errorDescription: 'who?', status: 401 }
    await assert.rejects(refreshAfter({ status: 401, headers }), { failure })
  })

  it('tells with introspection the same', async () => {
    provider.answer('introspection', () => ({ status: 401, body: { error: 'invalid_client' } }))
    const failure = { kind: 'refused', error: 'invalid_client', status: 401 }
    await assert.rejects(introspect(createClient(provider.options()), 't'), { failure })
  })
})
