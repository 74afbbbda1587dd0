import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { formAction } from '../../support/browser.ts'
import { authorizationUrl, CALLBACK, exchange, signIn, startServer, type TestServer } from '../../support/server.ts'

const alice = { username: 'alice', password: 'alice-pass' }

describe('Keycloak: the login pages', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
  })
  after(() => server.close())

  const page = (browser = server.browser(), parameters = {}) => browser.get(authorizationUrl(parameters))

  describe('the form', () => {
    it('says the same for a wrong password, an unknown user and an empty form (attack case 39)', async () => {
      const texts = []
      for (const fields of [
        { username: 'alice', password: 'x' },
        { username: 'nobody', password: 'x' },
        { username: '', password: '' },
      ]) {
        const browser = server.browser()
        const answer = await browser.submit(await page(browser), fields)
        assert.equal(answer.status, 200)
        texts.push(answer.body.replaceAll(/value="[^"]*"|(action|href)="[^"]*"/g, ''))
      }
      assert.equal(texts[0], texts[1])
      assert.match(texts[0] ?? '', /Invalid username or password\./)
    })

    it('keeps the user name that was typed, escaped', async () => {
      const browser = server.browser()
      const answer = await browser.submit(await page(browser), { username: '"><img src=x>', password: 'x' })
      assert.match(answer.body, /value="&quot;&gt;&lt;img src=x&gt;"/)
    })

    it('tells that an account is disabled only after the right password', async () => {
      const browser = server.browser()
      const right = await browser.submit(await page(browser), { username: 'carol-disabled', password: 'carol-pass' })
      assert.match(right.body, /Account is disabled/)
      const wrong = await browser.submit(right, { username: 'carol-disabled', password: 'x' })
      assert.doesNotMatch(wrong.body, /Account is disabled/)
    })

    it('works after mistakes', async () => {
      const browser = server.browser()
      const wrong = await browser.submit(await page(browser), { username: 'alice', password: 'x' })
      const right = await browser.submit(wrong, alice)
      assert.ok(right.location.searchParams.get('code'))
    })
  })

  describe('stale and foreign posts', () => {
    it('attack case 28: a form is not taken from a browser that did not begin the login', async () => {
      const victim = server.browser()
      const attackersPage = await page()
      const answer = await victim.submit(attackersPage, alice)
      assert.equal(answer.status, 400)
      assert.match(answer.body, /data-page-id="login-error"/)
      assert.equal(victim.cookie('KEYCLOAK_IDENTITY'), undefined)
    })

    it('attack case 28: nor from one with a login of its own', async () => {
      const victim = server.browser()
      await page(victim)
      const answer = await victim.submit(await page(), alice)
      assert.notEqual(answer.headers['location']?.toString().startsWith(CALLBACK), true)
    })

    it('attack case 28: restart needs the browser’s own cookie', async () => {
      const url = formAction(await page()).replace('/authenticate?', '/restart?')
      assert.equal((await server.browser().get(url)).status, 400)
    })

    it('a forged browser cookie is not believed', async () => {
      const browser = server.browser()
      const first = await page(browser)
      const rootId = Buffer.from(browser.cookie('AUTH_SESSION_ID') ?? '', 'base64url')
        .toString()
        .split('.')[0]
      const thief = server.browser()
      thief.setCookie('AUTH_SESSION_ID', Buffer.from(`${rootId}.${'A'.repeat(86)}`).toString('base64url'))
      assert.equal((await thief.submit(first, alice)).status, 400)
    })

    it('a form is taken once: sent again it shows the newest page', async () => {
      const browser = server.browser()
      const first = await page(browser)
      await browser.submit(first, { username: 'alice', password: 'x' })
      const again = await browser.submit(first, alice)
      assert.equal(again.status, 302)
      assert.equal(again.location.searchParams.get('session_code'), null)
      const newest = await browser.get(again.location.href)
      assert.match(newest.body, /Action expired\. Please continue with login now\./)
      assert.ok((await browser.submit(newest, alice)).location.searchParams.get('code'))
    })

    it('of two clicks at the same time one signs in', async () => {
      const browser = server.browser()
      const first = await page(browser)
      const answers = await Promise.all([browser.submit(first, alice), browser.copy().submit(first, alice)])
      const codes = answers.filter((answer) => answer.status === 302 && answer.location.searchParams.has('code'))
      assert.equal(codes.length, 1)
    })

    it('reloading the page changes nothing', async () => {
      const browser = server.browser()
      const first = await page(browser)
      const reloaded = await browser.get(formAction(first))
      assert.equal(reloaded.status, 200)
      assert.ok((await browser.submit(reloaded, alice)).location.searchParams.get('code'))
    })
  })

  describe('several tabs', () => {
    it('sign in one after the other, each with its own state', async () => {
      const browser = server.browser()
      const [one, two] = [await page(browser, { state: 'one' }), await page(browser, { state: 'two' })]
      const second = await browser.submit(two, alice)
      assert.equal(second.location.searchParams.get('state'), 'two')
      const first = await browser.submit(one, alice)
      assert.equal(first.location.searchParams.get('state'), 'one')
      assert.equal(first.location.searchParams.get('session_state'), second.location.searchParams.get('session_state'))
    })

    it('do not sign two users in on one browser', async () => {
      const browser = server.browser()
      const [one, two] = [await page(browser), await page(browser)]
      await browser.submit(one, alice)
      const answer = await browser.submit(two, { username: 'bob', password: 'bob-pass' })
      assert.equal(answer.status, 400)
      assert.match(answer.body, /alice/)
    })
  })

  it('attack case 26: the restart cookie tells nothing of the request', async () => {
    const browser = server.browser()
    await page(browser, { state: 'secret-state', nonce: 'secret-nonce' })
    const parts = (browser.cookie('KC_RESTART') ?? '').split('.')
    assert.equal(parts.length, 5)
    const clear = parts.map((part) => Buffer.from(part, 'base64url').toString('latin1')).join()
    assert.doesNotMatch(clear, /secret-state|secret-nonce|localhost:1234/)
    assert.match(clear, /"alg":"dir"/)
  })

  describe('a login that took too long', () => {
    it('begins again with the client’s request intact', async () => {
      const browser = server.browser()
      const first = await page(browser, { state: 'kept', nonce: 'kept-too' })
      server.clock.advance(1_801)
      const restarted = await browser.submit(first, alice)
      assert.equal(restarted.status, 200)
      const done = await browser.submit(restarted, alice)
      assert.equal(done.location.searchParams.get('state'), 'kept')
      assert.equal((await exchange(server, done.location.searchParams.get('code') ?? '')).status, 200)
    })

    it('is an error page when the restart cookie is gone too', async () => {
      const browser = server.browser()
      const first = await page(browser)
      server.clock.advance(1_801)
      browser.forget('KC_RESTART')
      assert.equal((await browser.submit(first, alice)).status, 400)
    })
  })

  describe('required actions', () => {
    it('a temporary password must be changed before there is a code (attack case 34)', async () => {
      const browser = server.browser()
      const dave = { username: 'dave-temporary', password: 'dave-pass' }
      const toAction = await browser.submit(await page(browser), dave)
      assert.match(toAction.location.pathname, /\/login-actions\/required-action$/)
      assert.equal((await signIn(browser, { parameters: { prompt: 'none' } })).get('error'), 'login_required')
      const form = await browser.get(toAction.location.href)
      assert.match(form.body, /id="kc-passwd-update-form"/)
      const differ = await browser.submit(form, { 'password-new': 'a', 'password-confirm': 'b' })
      assert.equal(differ.status, 200)
      const done = await browser.submit(differ, { 'password-new': 'dave-new', 'password-confirm': 'dave-new' })
      assert.ok(done.location.searchParams.get('code'))
      assert.ok((await signIn(server.browser(), { user: 'dave-temporary', password: 'dave-new' })).get('code'))
    })

    it('is not reached before the password', async () => {
      const browser = server.browser()
      const url = formAction(await page(browser)).replace('/authenticate?', '/required-action?')
      const answer = await browser.post(url, { 'password-new': 'x', 'password-confirm': 'x' })
      assert.match(answer.location.pathname, /\/login-actions\/authenticate$/)
    })

    it('an incomplete profile is completed', async () => {
      const browser = server.browser()
      const toAction = await browser.submit(await page(browser), { username: 'erin-incomplete', password: 'erin-pass' })
      const form = await browser.get(toAction.location.href)
      const faulty = await browser.submit(form, { email: 'not-an-email', firstName: '', lastName: 'E' })
      assert.equal(faulty.status, 200)
      const taken = await browser.submit(faulty, { email: 'alice@example.org', firstName: 'Erin', lastName: 'E' })
      assert.equal(taken.status, 200)
      const done = await browser.submit(taken, { email: 'erin@example.org', firstName: 'Erin', lastName: 'E' })
      assert.ok(done.location.searchParams.get('code'))
    })
  })

  describe('single sign-on', () => {
    it('signs a second client in without a form, in the same session', async () => {
      const browser = server.browser()
      const first = await signIn(browser)
      const second = await browser.get(
        authorizationUrl({ client_id: 'direct-client', redirect_uri: 'http://localhost:1234/direct/cb' }),
      )
      assert.equal(second.location.searchParams.get('session_state'), first.get('session_state'))
    })

    it('attack case 30: the session id is not the one the browser had before', async () => {
      const browser = server.browser()
      await page(browser)
      const before = Buffer.from(browser.cookie('AUTH_SESSION_ID') ?? '', 'base64url')
        .toString()
        .split('.')[0]
      assert.notEqual((await signIn(browser)).get('session_state'), before)
    })

    it('ends after the idle time, and at the longest life', async () => {
      const idle = server.browser()
      await signIn(idle)
      server.clock.advance(1_801)
      assert.equal((await signIn(idle, { parameters: { prompt: 'none' } })).get('error'), 'login_required')
    })

    it('is not believed with a spoilt, foreign or copied identity cookie', async () => {
      const browser = server.browser()
      await signIn(browser)
      const cookie = browser.cookie('KEYCLOAK_IDENTITY') ?? ''
      const [header, payload] = cookie.split('.')
      for (const forged of [
        'garbage',
        `${header}.${payload}.AAAA`,
        `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`,
      ]) {
        const other = server.browser()
        other.setCookie('KEYCLOAK_IDENTITY', forged)
        assert.equal((await signIn(other, { parameters: { prompt: 'none' } })).get('error'), 'login_required')
      }
    })
  })

  it('attack case 64: every page has a policy without inline script and may not be framed by others', async () => {
    const { headers } = await page()
    const policy = String(headers['content-security-policy'])
    assert.match(policy, /frame-ancestors 'self'/)
    assert.doesNotMatch(policy, /unsafe-inline/)
    assert.equal(headers['x-frame-options'], 'SAMEORIGIN')
    assert.match(String(headers['cache-control']), /no-store/)
  })

  it('cookies are HttpOnly, Secure and bound to the realm’s path', async () => {
    const { headers } = await page()
    const cookies = [headers['set-cookie']].flat().map(String)
    const session = cookies.find((cookie) => cookie.startsWith('AUTH_SESSION_ID='))
    assert.match(session ?? '', /;Path=\/realms\/test\/;Secure;HttpOnly;SameSite=None$/)
  })
})
