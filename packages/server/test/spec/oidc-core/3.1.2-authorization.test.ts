import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { authorizationUrl, CALLBACK, REALM, signIn, startServer, type TestServer } from '../../support/server.ts'

describe('OpenID Connect Core §3.1.2 authorization endpoint', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
  })
  after(() => server.close())

  /** The refusal a client gets at its redirect URI. */
  const redirectedError = async (parameters: Record<string, string | undefined>) => {
    const answer = await server.browser().get(authorizationUrl(parameters))
    assert.equal(answer.status, 302, answer.body.slice(0, 200))
    return answer.location
  }

  describe('§3.1.2.2 refuses with a page what it may not send back', () => {
    for (const [what, parameters, status] of [
      ['no client_id', { client_id: undefined }, 400],
      ['an unknown client', { client_id: 'no-such-client' }, 400],
      ['a disabled client', { client_id: 'disabled-client', redirect_uri: 'http://localhost:1234/disabled/cb' }, 400],
      ['a bearer-only client', { client_id: 'my-api' }, 403],
      ['a foreign redirect_uri', { redirect_uri: 'http://evil.example/cb' }, 400],
      ['no redirect_uri with openid', { redirect_uri: undefined }, 400],
      ['a client without redirect URIs', { client_id: 'service-client' }, 400],
      ['a max_age that is no number', { max_age: 'abc' }, 400],
      ['registration, which is off', { prompt: 'create' }, 400],
      [
        'an essential acr that nothing reaches',
        { claims: '{"id_token":{"acr":{"essential":true,"values":["gold"]}}}' },
        400,
      ],
    ] as const) {
      it(what, async () => {
        const answer = await server.browser().get(authorizationUrl(parameters))
        assert.equal(answer.status, status)
        assert.match(answer.body, /data-page-id="login-error"/)
        assert.equal(answer.headers['location'], undefined)
      })
    }
  })

  describe('§3.1.2.6 sends other refusals back with state and iss', () => {
    for (const [what, parameters, error, description] of [
      ['no response_type', { response_type: undefined }, 'invalid_request', 'Missing parameter: response_type'],
      ['an unknown response_type', { response_type: 'pony' }, 'unsupported_response_type', null],
      ['an implicit response_type', { response_type: 'token' }, 'unsupported_response_type', null],
      [
        'an unknown response_mode',
        { response_mode: 'nonsense' },
        'invalid_request',
        'Invalid parameter: response_mode',
      ],
      ['an unknown scope', { scope: 'openid no-such-scope' }, 'invalid_scope', 'Invalid scopes: openid no-such-scope'],
      ['malformed claims', { claims: '{' }, 'invalid_request', 'Invalid parameter: claims'],
      ['a request object', { request: 'x.y.z' }, 'request_not_supported', null],
      ['a request_uri', { request_uri: 'http://evil.example/object' }, 'request_uri_not_supported', null],
      ['prompt=none without a session', { prompt: 'none' }, 'login_required', null],
      ['prompt=none login', { prompt: 'none login' }, 'login_required', null],
      [
        'a code_challenge_method without a challenge',
        { code_challenge_method: 'S256' },
        'invalid_request',
        'Missing parameter: code_challenge',
      ],
    ] as const) {
      it(what, async () => {
        const location = await redirectedError(parameters)
        assert.equal(location.origin + location.pathname, CALLBACK)
        assert.equal(location.searchParams.get('error'), error)
        assert.equal(location.searchParams.get('error_description'), description)
        assert.equal(location.searchParams.get('state'), 'state-1')
        assert.equal(location.searchParams.get('iss'), REALM)
      })
    }

    it('a parameter that came twice', async () => {
      const answer = await server.browser().get(`${authorizationUrl()}&state=other`)
      assert.equal(answer.location.searchParams.get('error_description'), 'duplicated parameter')
      assert.equal(answer.location.searchParams.get('state'), 'state-1')
    })

    it('in the fragment when that was asked for', async () => {
      const location = await redirectedError({ prompt: 'none', response_mode: 'fragment' })
      assert.equal(location.search, '')
      assert.equal(new URLSearchParams(location.hash.slice(1)).get('error'), 'login_required')
    })
  })

  it('attack case 57: refuses a parameter of 20,000 characters without keeping it', async () => {
    const location = await redirectedError({ nonce: 'n'.repeat(20_000) })
    assert.equal(location.searchParams.get('error'), 'invalid_request')
  })

  it('§3.1.2.1 takes the request by POST', async () => {
    const url = new URL(authorizationUrl())
    const answer = await server.browser().post(url.pathname, Object.fromEntries(url.searchParams))
    assert.equal(answer.status, 200)
    assert.match(answer.body, /id="kc-form-login"/)
  })

  it('answers by form_post with a page whose form holds the parameters', async () => {
    const browser = server.browser()
    await signIn(browser)
    const answer = await browser.get(authorizationUrl({ response_mode: 'form_post' }))
    assert.equal(answer.status, 200)
    assert.match(answer.body, new RegExp(`action="${CALLBACK}"`))
    assert.match(answer.body, /name="code"/)
    assert.match(answer.body, /name="state"[^>]*value="state-1"|value="state-1"[^>]*name="state"/)
  })

  it('attack case 6: form_post leads nowhere but to the registered URI', async () => {
    const foreign = { response_mode: 'form_post', redirect_uri: 'http://evil.example/cb' }
    for (const more of [{}, { prompt: 'none' }, { scope: 'no-such' }]) {
      const answer = await server.browser().get(authorizationUrl({ ...foreign, ...more }))
      assert.equal(answer.status, 400)
      assert.doesNotMatch(answer.body, /action=/)
    }
  })

  it('fills login_hint in, escaped', async () => {
    const answer = await server.browser().get(authorizationUrl({ login_hint: '"><script>x</script>' }))
    assert.doesNotMatch(answer.body, /<script>x/)
    assert.match(answer.body, /value="&quot;&gt;&lt;script&gt;/)
  })

  describe('§3.1.2.1 prompt and max_age', () => {
    it('prompt=login asks again, for the same user only', async () => {
      const browser = server.browser()
      await signIn(browser)
      const page = await browser.get(authorizationUrl({ prompt: 'login' }))
      assert.equal(page.status, 200)
      assert.doesNotMatch(page.body, /<input[^>]*name="username"/)
      const other = await browser.submit(page, { username: 'bob', password: 'bob-pass' })
      assert.equal(other.status, 200, 'another user’s password is not taken')
      const same = await browser.submit(other, { password: 'alice-pass' })
      assert.ok(same.location.searchParams.get('code'))
    })

    it('prompt=login keeps the session id, so that other clients stay signed in', async () => {
      const browser = server.browser()
      const first = await signIn(browser)
      const page = await browser.get(authorizationUrl({ prompt: 'login' }))
      const again = await browser.submit(page, { password: 'alice-pass' })
      assert.equal(again.location.searchParams.get('session_state'), first.get('session_state'))
    })

    it('attack case 40: an older authentication is not taken for max_age', async () => {
      const browser = server.browser()
      await signIn(browser)
      server.clock.advance(10)
      assert.ok((await browser.get(authorizationUrl({ max_age: '11' }))).location.searchParams.get('code'))
      assert.equal((await browser.get(authorizationUrl({ max_age: '10' }))).status, 200)
      assert.equal((await browser.get(authorizationUrl({ max_age: '0' }))).status, 200)
      const silent = await browser.get(authorizationUrl({ max_age: '1', prompt: 'none' }))
      assert.equal(silent.location.searchParams.get('error'), 'login_required')
    })
  })

  it('refuses a client that asks for consent instead of skipping the question', async () => {
    const browser = server.browser()
    const consent = { client_id: 'consent-client', redirect_uri: 'http://localhost:1234/consent/cb' }
    const page = await browser.get(authorizationUrl(consent))
    const answer = await browser.submit(page, { username: 'alice', password: 'alice-pass' })
    assert.equal(answer.status, 400)
    const silent = await server.browser()
    await signIn(silent)
    const location = (await silent.get(authorizationUrl({ ...consent, prompt: 'none' }))).location
    assert.equal(location.searchParams.get('error'), 'interaction_required')
  })

  it('accepts a request without redirect_uri only outside OpenID Connect', async () => {
    const page = await server.browser().get(authorizationUrl({ redirect_uri: undefined, scope: undefined }))
    assert.equal(page.status, 200)
  })
})
