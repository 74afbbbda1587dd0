import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type Browser, formAction } from '../../support/browser.ts'
import { changeClient as changeClientOf, changeUser as changeUserOf } from '../../support/change.ts'
import {
  authorizationUrl,
  claimsOf,
  exchange,
  signedInTokens,
  signIn,
  startServer,
  type TestServer,
} from '../../support/server.ts'

const alice = { username: 'alice', password: 'alice-pass' }
const newPassword = { 'password-new': 'taken-over', 'password-confirm': 'taken-over' }

describe('Keycloak: what a login in progress is judged by', () => {
  let server: TestServer
  let browser: Browser
  before(async () => {
    server = await startServer()
  })
  beforeEach(() => {
    browser = server.browser()
  })
  after(() => server.close())

  const changeUser = (username: string, settings: object) => changeUserOf(server, username, settings)
  const changeClient = (settings: object) => changeClientOf(server, 'my-test-client', settings)
  const silently = async (parameters: Record<string, string> = {}) =>
    (await signIn(browser, { parameters: { prompt: 'none', ...parameters } })).get('error')

  it('attack case 34: a known user who must prove himself again gets no code by way of the required actions', async () => {
    await signIn(browser)
    const page = await browser.get(authorizationUrl({ prompt: 'login' }))
    const url = new URL(formAction(page), 'http://localhost:8080')
    url.pathname = url.pathname.replace(/authenticate$/, 'required-action')
    url.searchParams.delete('session_code')
    const answer = await browser.get(url.href)
    assert.match(answer.location.pathname, /\/login-actions\/authenticate$/)
  })

  it('attack case 32: a user disabled between password and required action changes nothing and gets no code', async () => {
    await changeUser('alice', { requiredActions: ['UPDATE_PASSWORD'] })
    const toAction = await browser.submit(await browser.get(authorizationUrl()), alice)
    const form = await browser.get(toAction.location.href)
    await changeUser('alice', { enabled: false })
    const answer = await browser.submit(form, newPassword)
    await changeUser('alice', { enabled: true, requiredActions: [] })
    assert.equal(answer.location.searchParams.get('code'), null)
    assert.ok((await signIn(server.browser())).get('code'))
  })

  it('attack case 32: single sign-on is not for a user who was disabled since', async () => {
    await signIn(browser)
    await changeUser('alice', { enabled: false })
    const error = await silently()
    await changeUser('alice', { enabled: true })
    assert.equal(error, 'login_required')
  })

  it('single sign-on is not for a session from before the user’s not-before time', async () => {
    await signIn(browser)
    await changeUser('alice', { notBefore: server.clock.now() + 1 })
    const error = await silently()
    await changeUser('alice', { notBefore: 0 })
    assert.equal(error, 'login_required')
  })

  it('a client disabled during the login gets no code, nor does its restart cookie begin one', async () => {
    const page = await browser.get(authorizationUrl())
    await changeClient({ enabled: false })
    const answer = await browser.submit(page, alice)
    browser.forget('AUTH_SESSION_ID')
    const restarted = await browser.get(formAction(page))
    await changeClient({ enabled: true })
    assert.equal(answer.status, 400)
    assert.equal(restarted.status, 400)
  })

  it('a restart cookie begins no login for another client than the URL names', async () => {
    const page = await browser.get(authorizationUrl())
    browser.forget('AUTH_SESSION_ID')
    const url = new URL(formAction(page), 'http://localhost:8080')
    url.searchParams.set('client_id', 'direct-client')
    assert.equal((await browser.get(url.href)).status, 400)
  })

  it('a password sent without the page’s session code is not looked at', async () => {
    const url = new URL(formAction(await browser.get(authorizationUrl())), 'http://localhost:8080')
    url.searchParams.delete('session_code')
    const answer = await browser.post(url.href, alice)
    assert.equal(answer.status, 200)
    assert.match(answer.body, /id="kc-form-login"/)
  })

  it('a new password sent without the page’s session code is not taken', async () => {
    await changeUser('alice', { requiredActions: ['UPDATE_PASSWORD'] })
    const toAction = await browser.submit(await browser.get(authorizationUrl()), alice)
    const url = new URL(formAction(await browser.get(toAction.location.href)), 'http://localhost:8080')
    url.searchParams.delete('session_code')
    const answer = await browser.post(url.href, newPassword)
    await changeUser('alice', { requiredActions: [] })
    assert.equal(answer.status, 200)
    assert.ok((await signIn(server.browser())).get('code'))
  })

  it('an action that nobody but the account asks for is not cancelled', async () => {
    await changeUser('alice', { requiredActions: ['UPDATE_PASSWORD'] })
    const toAction = await browser.submit(await browser.get(authorizationUrl()), alice)
    const form = await browser.get(toAction.location.href)
    const answer = await browser.submit(form, { 'cancel-aia': 'true' })
    await changeUser('alice', { requiredActions: [] })
    assert.equal(answer.status, 200)
    assert.match(answer.body, /id="kc-passwd-update-form"/)
  })

  it('prompt=none: a user who owes an action gets interaction_required', async () => {
    await signIn(browser)
    await changeUser('alice', { requiredActions: ['UPDATE_PASSWORD'] })
    const error = await silently()
    await changeUser('alice', { requiredActions: [] })
    assert.equal(error, 'interaction_required')
  })

  it('prompt=none: an id_token_hint of another user gets login_required, one of this user a code', async () => {
    const { id_token: own } = await signedInTokens(server, browser)
    const other = await signIn(server.browser(), { user: 'bob' })
    const { id_token: foreign } = (await exchange(server, other.get('code') ?? '')).json()
    assert.equal(await silently({ id_token_hint: String(own) }), null)
    assert.equal(await silently({ id_token_hint: String(foreign) }), 'login_required')
  })

  it('auth_time is that of the latest proof, not of the session’s first', async () => {
    await signIn(browser)
    server.clock.advance(100)
    const page = await browser.get(authorizationUrl({ prompt: 'login' }))
    await browser.submit(page, alice)
    const code = (await signIn(browser, { parameters: { prompt: 'none' } })).get('code')
    const { id_token: idToken } = (await exchange(server, code ?? '')).json()
    assert.equal(claimsOf(idToken)['auth_time'], server.clock.now())
  })

  it('an action finished in one tab does not replace whom another tab signed in meanwhile', async () => {
    await changeUser('alice', { requiredActions: ['UPDATE_PASSWORD'] })
    const [one, other] = [await browser.get(authorizationUrl()), await browser.get(authorizationUrl())]
    const toAction = await browser.submit(one, alice)
    const form = await browser.get(toAction.location.href)
    const bob = await browser.submit(other, { username: 'bob', password: 'bob-pass' })
    assert.ok(bob.location.searchParams.get('code'))
    const identity = browser.cookie('KEYCLOAK_IDENTITY')
    const answer = await browser.submit(form, { 'password-new': 'alice-pass', 'password-confirm': 'alice-pass' })
    await changeUser('alice', { requiredActions: [] })
    assert.equal(answer.status, 400)
    assert.match(answer.body, /bob/)
    assert.equal(browser.cookie('KEYCLOAK_IDENTITY'), identity)
  })

  it('attack case 8: a restart cookie leads to no redirect URI that the client has lost since', async () => {
    const page = await browser.get(authorizationUrl())
    browser.forget('AUTH_SESSION_ID')
    await changeClient({ redirectUris: ['http://localhost:1234/elsewhere'] })
    const restarted = await browser.get(formAction(page))
    await changeClient({ redirectUris: ['http://localhost:1234/v1/token'] })
    assert.equal(restarted.status, 400)
    assert.match(restarted.body, /data-page-id="login-error"/)
  })
})
