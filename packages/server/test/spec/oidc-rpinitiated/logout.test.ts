import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { changeClient, during } from '../../support/change.ts'
import {
  DIRECT_CLIENT,
  OIDC,
  signedInTokens,
  signIn,
  startServer,
  type TestServer,
  TUTORIAL_CLIENT,
} from '../../support/server.ts'

const logout = (parameters: Record<string, string>) => `${OIDC}/logout?${new URLSearchParams(parameters)}`
const bye = 'http://localhost:1234/direct/bye'

describe('OpenID Connect RP-Initiated Logout', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
  })
  after(() => server.close())

  const signedIn = async () => {
    const browser = server.browser()
    const tokens = await signedInTokens(server, browser)
    return { browser, hint: String(tokens['id_token']), refreshToken: String(tokens['refresh_token']) }
  }
  const isSignedIn = async (browser: ReturnType<TestServer['browser']>) =>
    (await signIn(browser, { parameters: { prompt: 'none' } })).has('code')

  it('§2 with a hint ends the session and goes back with state', async () => {
    const { browser, hint } = await signedIn()
    const back = 'http://localhost:1234/v1/token'
    const answer = await browser.get(logout({ id_token_hint: hint, post_logout_redirect_uri: back, state: 'bye-1' }))
    assert.equal(answer.location.href, `${back}?state=bye-1`)
    assert.equal(await isSignedIn(browser), false)
    assert.equal(browser.cookie('KEYCLOAK_IDENTITY'), undefined)
  })

  it('tells a browser with a page that a parameter came twice', async () => {
    const answer = await server.browser().get(`${logout({ state: 'a' })}&state=b`)
    assert.equal(answer.status, 400)
    assert.match(answer.body, /data-page-id="login-error"/)
  })

  it('takes a hint that has expired, and one whose session is gone', async () => {
    const { browser, hint } = await signedIn()
    server.clock.advance(1_000)
    assert.equal((await browser.get(logout({ id_token_hint: hint }))).status, 200)
    assert.equal((await browser.get(logout({ id_token_hint: hint }))).status, 200)
    assert.equal(await isSignedIn(browser), false)
  })

  it('attack case 33: without a hint it asks, and only the person’s own answer counts', async () => {
    const { browser } = await signedIn()
    const page = await browser.get(logout({}))
    assert.match(page.body, /data-page-id="login-logout-confirm"/)
    assert.equal(await isSignedIn(browser), true)
    const [, action = ''] = /action="([^"]+)"/.exec(page.body) ?? []
    const url = action.replaceAll('&amp;', '&')
    assert.equal((await browser.post(url, { confirmLogout: 'Logout' })).status, 400)
    assert.equal((await browser.post(url, { session_code: 'forged', confirmLogout: 'Logout' })).status, 400)
    assert.equal((await server.browser().submit(page, { confirmLogout: 'Logout' })).status, 400)
    assert.equal(await isSignedIn(browser), true)
    assert.equal((await browser.submit(page, { confirmLogout: 'Logout' })).status, 200)
    assert.equal(await isSignedIn(browser), false)
    assert.equal((await browser.submit(page, { confirmLogout: 'Logout' })).status, 400)
  })

  it('asks, too, when the hint is of another session than the browser’s', async () => {
    const [mine, other] = [await signedIn(), await signedIn()]
    const answer = await mine.browser.get(logout({ id_token_hint: other.hint }))
    assert.match(answer.body, /data-page-id="login-logout-confirm"/)
    assert.equal(await isSignedIn(mine.browser), true)
    assert.equal(await isSignedIn(other.browser), true)
  })

  it('a question is answered once, and within the time for it', async () => {
    const { browser } = await signedIn()
    const page = await browser.get(logout({}))
    const answers = await Promise.all([1, 2, 3].map(() => browser.copy().submit(page, { confirmLogout: 'Logout' })))
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400, 400])

    const other = await signedIn()
    const old = await other.browser.get(logout({}))
    server.clock.advance(300)
    assert.equal((await other.browser.submit(old, { confirmLogout: 'Logout' })).status, 400)
    assert.equal(await isSignedIn(other.browser), true)
  })

  it('goes back to a redirect URI where the client names no others', async () => {
    const uri = 'http://localhost:1234/v1/token'
    const back = async (attributes: Record<string, string>) => {
      const { browser } = await signedIn()
      return during(changeClient(server, 'my-test-client', { attributes }), async () => {
        browser.forget('KEYCLOAK_IDENTITY')
        const { status } = await browser.get(logout({ client_id: 'my-test-client', post_logout_redirect_uri: uri }))
        return status
      })
    }
    const named = (uris: string) => back({ 'post.logout.redirect.uris': uris })
    assert.equal(await back({}), 302)
    assert.equal(await named('+'), 302)
    assert.equal(await named('http://localhost:1234/bye##+'), 302)
    assert.equal(await named('-'), 400)
    assert.equal(await named('http://localhost:1234/bye'), 400)
  })

  it('goes back after the answer when client_id and a registered URI were sent', async () => {
    const { browser } = await signedIn()
    const page = await browser.get(logout({ client_id: 'direct-client', post_logout_redirect_uri: bye, state: 's' }))
    const answer = await browser.submit(page, { confirmLogout: 'Logout' })
    assert.equal(answer.location.href, `${bye}?state=s`)
  })

  describe('attack case 8: refuses with a page and ends nothing', () => {
    for (const [what, parameters] of [
      ['a URI that is not registered', { client_id: 'direct-client', post_logout_redirect_uri: 'http://evil.example' }],
      ['a URI that executes', { client_id: 'direct-client', post_logout_redirect_uri: 'javascript:alert(1)' }],
      ['a URI without hint or client', { post_logout_redirect_uri: bye }],
      ['a hint that is none', { id_token_hint: 'garbage' }],
      ['an unknown client', { client_id: 'no-such', post_logout_redirect_uri: bye }],
    ] as const) {
      it(what, async () => {
        const { browser } = await signedIn()
        const answer = await browser.get(logout(parameters))
        assert.equal(answer.status, 400)
        assert.equal(answer.headers['location'], undefined)
        assert.equal(await isSignedIn(browser), true)
      })
    }

    it('a hint of another client than client_id', async () => {
      const { browser, hint } = await signedIn()
      assert.equal((await browser.get(logout({ id_token_hint: hint, client_id: 'direct-client' }))).status, 400)
      assert.equal(await isSignedIn(browser), true)
    })

    it('a hint that was issued under another address of the realm', async () => {
      const { browser } = await signedIn()
      const url = `${OIDC.replace('/realms', '/auth/realms')}/token`
      const form = { grant_type: 'password', username: 'alice', password: 'alice-pass', scope: 'openid' }
      const { id_token } = (await server.call({ url, form: { ...form, ...DIRECT_CLIENT } })).json()
      assert.equal((await browser.get(logout({ id_token_hint: String(id_token) }))).status, 400)
      assert.equal(await isSignedIn(browser), true)
    })

    it('an access token as a hint', async () => {
      const browser = server.browser()
      const { access_token } = await signedInTokens(server, browser)
      assert.equal((await browser.get(logout({ id_token_hint: String(access_token) }))).status, 400)
      assert.equal(await isSignedIn(browser), true)
    })
  })

  describe('Keycloak: POST with the refresh token', () => {
    const post = (form: Record<string, string>) => server.call({ url: `${OIDC}/logout`, form })

    it('ends the session, and again is no error', async () => {
      const { browser, refreshToken } = await signedIn()
      assert.equal((await post({ ...TUTORIAL_CLIENT, refresh_token: refreshToken })).status, 204)
      assert.equal((await post({ ...TUTORIAL_CLIENT, refresh_token: refreshToken })).status, 204)
      assert.equal(await isSignedIn(browser), false)
    })

    for (const [what, form, status, error] of [
      ['a wrong secret', { ...TUTORIAL_CLIENT, client_secret: 'x' }, 401, 'unauthorized_client'],
      ['another client', DIRECT_CLIENT, 400, 'invalid_grant'],
      ['no client', {}, 401, 'invalid_client'],
    ] as const) {
      it(`refuses ${what}`, async () => {
        const { browser, refreshToken } = await signedIn()
        const answer = await post({ ...form, refresh_token: refreshToken })
        assert.equal(answer.status, status)
        assert.equal(answer.json()['error'], error)
        assert.equal(await isSignedIn(browser), true)
      })
    }

    it('takes one that has expired: its owner wants the session to end', async () => {
      const { browser, refreshToken } = await during(
        changeClient(server, 'my-test-client', { attributes: { 'client.session.idle.timeout': '60' } }),
        signedIn,
      )
      server.clock.advance(60)
      assert.equal(await isSignedIn(browser), true)
      assert.equal((await post({ ...TUTORIAL_CLIENT, refresh_token: refreshToken })).status, 204)
      assert.equal(await isSignedIn(browser), false)
    })

    it('ends the offline session with an offline token', async () => {
      const password = { grant_type: 'password', username: 'alice', password: 'alice-pass', scope: 'offline_access' }
      const { refresh_token } = (await server.token({ ...password, ...DIRECT_CLIENT })).json()
      const offline = { refresh_token: String(refresh_token), ...DIRECT_CLIENT }
      assert.equal((await server.token({ grant_type: 'refresh_token', ...offline })).status, 200)
      assert.equal((await post(offline)).status, 204)
      assert.equal((await server.token({ grant_type: 'refresh_token', ...offline })).status, 400)
    })

    it('refuses a page of another origin', async () => {
      const { browser, refreshToken } = await signedIn()
      const form = { ...TUTORIAL_CLIENT, refresh_token: refreshToken }
      const answer = await server.call({ url: `${OIDC}/logout`, form, headers: { origin: 'http://evil.example' } })
      assert.deepEqual([answer.status, answer.headers['access-control-allow-origin']], [403, undefined])
      assert.equal(await isSignedIn(browser), true)
    })

    it('refuses what is no refresh token', async () => {
      assert.equal(
        (await post({ ...TUTORIAL_CLIENT, refresh_token: 'garbage' })).json()['error_description'],
        'Invalid refresh token',
      )
    })
  })

  it('attack case 29: who signs in next on the browser gets a session of his own', async () => {
    const browser = server.browser()
    const first = await signIn(browser)
    browser.forget('KEYCLOAK_IDENTITY')
    browser.forget('KEYCLOAK_SESSION')
    const second = await signIn(browser, { user: 'bob' })
    assert.notEqual(second.get('session_state'), first.get('session_state'))
  })
})
