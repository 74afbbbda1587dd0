import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { authorizationUrl } from '../../src/client/authorization-url.ts'
import { createClient } from '../../src/client/client.ts'
import { CLIENT_ID, type FakeProvider, REDIRECT_URI, startFakeProvider } from '../fake-provider.ts'

describe('OpenID Connect Core §3.1.2.1: the authorization request', () => {
  let provider: FakeProvider
  beforeEach(async () => {
    provider = await startFakeProvider()
  })
  afterEach(() => provider.close())

  it('has all that protects a login, and keeps the query that the endpoint came with', async () => {
    const { url, login } = await authorizationUrl(createClient(provider.options()))
    assert.deepEqual(Object.fromEntries(url.searchParams), {
      theme: 'plain',
      client_id: CLIENT_ID,
      response_type: 'code',
      redirect_uri: REDIRECT_URI,
      scope: 'openid',
      state: login.state,
      nonce: login.nonce,
      code_challenge: createHash('sha256').update(login.codeVerifier).digest('base64url'),
      code_challenge_method: 'S256',
    })
    assert.equal(login.redirectUri, REDIRECT_URI)
    for (const secret of [login.state, login.nonce, login.codeVerifier]) assert.match(secret, /^[\w-]{43}$/)
  })

  it('is another one each time', async () => {
    const client = createClient(provider.options())
    const [a, b] = [await authorizationUrl(client), await authorizationUrl(client)]
    const all = [a, b].flatMap(({ login }) => [login.state, login.nonce, login.codeVerifier])
    assert.equal(new Set(all).size, 6)
  })

  it('takes prompt, max_age, a hint, another redirect URI and further parameters', async () => {
    const { url, login } = await authorizationUrl(createClient(provider.options()), {
      scope: 'email  openid email',
      prompt: 'login',
      maxAge: 0,
      loginHint: 'alice',
      redirectUri: 'https://shop.example/other',
      extra: { ui_locales: 'de', kc_idp_hint: 'google', response_mode: 'form_post' },
    })
    const wanted = {
      scope: 'openid email',
      prompt: 'login',
      max_age: '0',
      login_hint: 'alice',
      redirect_uri: 'https://shop.example/other',
      ui_locales: 'de',
      kc_idp_hint: 'google',
      response_mode: 'form_post',
    }
    for (const [name, value] of Object.entries(wanted)) assert.equal(url.searchParams.get(name), value)
    assert.equal(login.maxAge, 0)
    assert.equal(login.redirectUri, 'https://shop.example/other')
  })

  for (const name of [
    'state',
    'nonce',
    'code_challenge_method',
    'redirect_uri',
    'client_id',
    'request_uri',
    'request',
  ]) {
    it(`does not let extra set ${name}`, async () => {
      const request = authorizationUrl(createClient(provider.options()), { extra: { [name]: 'x' } })
      await assert.rejects(request, { failure: { kind: 'invalid_configuration', setting: 'extra' } })
    })
  }

  for (const mode of ['fragment', 'query.jwt', 'web_message']) {
    it(`does not ask for the answer as ${mode}, which it could not read`, async () => {
      const request = authorizationUrl(createClient(provider.options()), { extra: { response_mode: mode } })
      await assert.rejects(request, { failure: { kind: 'invalid_configuration', setting: 'extra' } })
    })
  }

  it('needs a redirect URI', async () => {
    const { redirectUri: _, ...options } = provider.options()
    const failure = { kind: 'invalid_configuration', setting: 'redirectUri' }
    await assert.rejects(authorizationUrl(createClient(options)), { failure })
  })

  describe('RFC 9126: pushed', () => {
    beforeEach(() => {
      provider.metadata['pushed_authorization_request_endpoint'] = `${provider.issuer}/par`
    })

    it('goes to the server first, and the URL holds a reference only', async () => {
      const { url, login } = await authorizationUrl(createClient(provider.options()), { maxAge: 60 })
      assert.deepEqual([...url.searchParams.keys()].sort(), ['client_id', 'request_uri', 'theme'])
      const { form, headers } = provider.received.at(-1)!
      assert.equal(form.get('state'), login.state)
      assert.equal(form.get('max_age'), '60')
      assert.match(headers.authorization ?? '', /^Basic /)
    })

    it('fails when the server refuses it, instead of going the open way', async () => {
      provider.answer('par', () => ({ status: 400, body: { error: 'invalid_request' } }))
      const request = authorizationUrl(createClient(provider.options()))
      await assert.rejects(request, { failure: { kind: 'refused', error: 'invalid_request', status: 400 } })
    })

    it('fails when the answer holds no reference', async () => {
      provider.answer('par', () => ({ status: 201, body: { expires_in: 60 } }))
      await assert.rejects(authorizationUrl(createClient(provider.options())), { kind: 'server_unreachable' })
    })

    it('can be switched off', async () => {
      const client = createClient(provider.options({ pushedAuthorizationRequests: false }))
      assert.ok((await authorizationUrl(client)).url.searchParams.has('state'))
      assert.equal(provider.count('par'), 0)
    })

    it('can not be switched off where the server requires it', async () => {
      provider.metadata['require_pushed_authorization_requests'] = true
      const client = createClient(provider.options({ pushedAuthorizationRequests: false }))
      const failure = { kind: 'invalid_configuration', setting: 'pushedAuthorizationRequests' }
      await assert.rejects(authorizationUrl(client), { failure })
    })
  })
})
