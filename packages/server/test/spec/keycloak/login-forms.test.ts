import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it, mock } from 'node:test'
import { type Browser, formAction } from '../../support/browser.ts'
import { changeUser, during, realmNamed } from '../../support/change.ts'
import {
  authorizationUrl,
  claimsOf,
  exchange,
  OIDC,
  signIn,
  startServer,
  type TestServer,
} from '../../support/server.ts'

const alice = { username: 'alice', password: 'alice-pass' }

describe('Keycloak: one form of one tab is taken once, and only where it belongs', () => {
  let server: TestServer
  let browser: Browser
  before(async () => {
    server = await startServer()
  })
  beforeEach(() => {
    browser = server.browser()
  })
  after(() => server.close())

  const loginPage = () => browser.get(authorizationUrl())
  /** The page's form with another query. */
  const changed = (page: Parameters<typeof formAction>[0], change: (query: URLSearchParams) => void): string => {
    const url = new URL(formAction(page), 'http://localhost:8080')
    change(url.searchParams)
    return url.href
  }

  it('of mistakes made at the same time one is judged, the others are shown the newest page', async () => {
    const page = await loginPage()
    const tries = Array.from({ length: 5 }, () => browser.copy().submit(page, { ...alice, password: 'wrong' }))
    const statuses = (await Promise.all(tries)).map(({ status }) => status)
    assert.deepEqual(statuses.sort(), [200, 302, 302, 302, 302])
  })

  it('of new passwords sent at the same time one is judged', async () => {
    await during(changeUser(server, 'alice', { requiredActions: ['UPDATE_PASSWORD'] }), async () => {
      const toAction = await browser.submit(await loginPage(), alice)
      const page = await browser.get(toAction.location.href)
      const differ = { 'password-new': 'one', 'password-confirm': 'other' }
      const answers = await Promise.all(Array.from({ length: 5 }, () => browser.copy().submit(page, differ)))
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 302, 302, 302, 302])
    })
  })

  it('a new password sent again from an older page is not taken', async () => {
    await during(changeUser(server, 'alice', { requiredActions: ['UPDATE_PASSWORD'] }), async () => {
      const toAction = await browser.submit(await loginPage(), alice)
      const older = await browser.get(toAction.location.href)
      await browser.submit(older, { 'password-new': 'one', 'password-confirm': 'other' })
      const answer = await browser.submit(older, { 'password-new': 'taken-over', 'password-confirm': 'taken-over' })
      assert.match(answer.location.pathname, /\/login-actions\/required-action$/)
      assert.equal(answer.location.searchParams.get('execution'), 'UPDATE_PASSWORD')
    })
    assert.ok((await signIn(server.browser())).get('code'))
  })

  it('who owes an action is led back to it from the login page, as one who signed in when he did', async () => {
    const signedInAt = server.clock.now()
    const undo = await changeUser(server, 'alice', { requiredActions: ['UPDATE_PASSWORD'] })
    const page = await loginPage()
    await browser.submit(page, alice)
    server.clock.advance(100)
    const back = await browser.get(changed(page, (query) => query.delete('session_code')))
    assert.match(back.location.pathname, /\/login-actions\/required-action$/)
    const form = await browser.get(back.location.href)
    const done = await browser.submit(form, { 'password-new': 'alice-pass', 'password-confirm': 'alice-pass' })
    await undo()
    const tokens = (await exchange(server, done.location.searchParams.get('code') ?? '')).json()
    assert.equal(claimsOf(tokens['id_token'])['auth_time'], signedInAt)
  })

  it('restart forgets who had signed in so far', async () => {
    await during(changeUser(server, 'alice', { requiredActions: ['UPDATE_PASSWORD'] }), async () => {
      const toAction = await browser.submit(await loginPage(), alice)
      await browser.get(toAction.location.href)
      const restarted = await browser.get(toAction.location.href.replace('/required-action', '/restart'))
      const page = await browser.get(restarted.location.href)
      assert.match(page.body, /id="kc-form-login"/)
      assert.doesNotMatch(page.body, /alice/)
      const bob = await browser.submit(page, { username: 'bob', password: 'bob-pass' })
      assert.ok(bob.location.searchParams.get('code'))
    })
  })

  it('a page of a login that is over says so to whom is signed in, and asks for cookies otherwise', async () => {
    const page = await loginPage()
    await browser.submit(page, alice)
    const kind = async () => {
      assert.equal((await browser.submit(page, alice)).status, 400)
      return server.records.at(-1)?.reason?.kind
    }
    assert.equal(await kind(), 'session_code_stale')
    browser.forget('KEYCLOAK_IDENTITY')
    assert.equal(await kind(), 'cookie_not_found')
  })

  it('a form for another execution than the page’s is not taken', async () => {
    const page = await loginPage()
    for (const execution of ['UPDATE_PASSWORD', '00000000-0000-4000-8000-000000000000', '']) {
      const answer = await browser.post(
        changed(page, (query) => query.set('execution', execution)),
        alice,
      )
      assert.equal(answer.status, 302, execution)
      assert.equal(answer.location.searchParams.get('code'), null)
    }
    const answer = await browser.post(
      changed(page, (query) => query.delete('execution')),
      alice,
    )
    assert.equal(answer.location.searchParams.get('code'), null)
  })

  it('a link that carries the page’s session code is no form', async () => {
    const page = await loginPage()
    const answer = await browser.get(changed(page, () => {}))
    assert.equal(answer.status, 200)
    assert.match(answer.body, /id="kc-form-login"/)
    assert.doesNotMatch(answer.body, /input-error/)
  })

  it('neither is one to a required action', async () => {
    await during(changeUser(server, 'alice', { requiredActions: ['UPDATE_PASSWORD'] }), async () => {
      const toAction = await browser.submit(await loginPage(), alice)
      const page = await browser.get(toAction.location.href)
      const answer = await browser.get(changed(page, () => {}))
      assert.match(answer.body, /id="kc-passwd-update-form"/)
      assert.doesNotMatch(answer.body, /input-error/)
    })
  })

  it('the tab that asks whether to sign out is no login, nor is a login’s tab an answer to it', async () => {
    await signIn(browser)
    const question = await browser.get(`${OIDC}/logout`)
    const confirm = new URL(formAction(question), 'http://localhost:8080')
    const [, code] = /name="session_code"[^>]*value="([^"]+)"/.exec(question.body) ?? []
    assert.ok(code)
    const asLogin = new URL(`${OIDC.replace('/protocol/openid-connect', '')}/login-actions/authenticate`)
    for (const name of ['client_id', 'tab_id']) asLogin.searchParams.set(name, confirm.searchParams.get(name) ?? '')
    assert.equal((await browser.get(asLogin.href)).status, 400)
    asLogin.searchParams.set('session_code', code)
    asLogin.searchParams.set('execution', 'LOGOUT')
    assert.equal((await browser.post(asLogin.href, alice)).status, 400)

    const login = new URL(formAction(await browser.get(authorizationUrl({ prompt: 'login' }))), 'http://localhost:8080')
    confirm.searchParams.set('tab_id', login.searchParams.get('tab_id') ?? '')
    const forged = { session_code: login.searchParams.get('session_code') ?? '', confirmLogout: 'Logout' }
    assert.equal((await browser.post(confirm.href, forged)).status, 400)
    assert.ok((await signIn(browser, { parameters: { prompt: 'none' } })).get('code'))
  })

  it('a session that ends while it is proved anew is not joined: there is a new one', async (t) => {
    const before = await signIn(browser)
    const page = await browser.get(authorizationUrl({ prompt: 'login' }))
    const { userSessions } = server.latchkey.stores
    const { id } = await realmNamed(server)
    const join = userSessions.joinClient.bind(userSessions)
    const ending = mock.method(userSessions, 'joinClient', async (...part: Parameters<typeof join>) => {
      await userSessions.end(id, part[1].userSessionId, false)
      return join(...part)
    })
    t.after(() => ending.mock.restore())
    const answer = (await browser.submit(page, { password: 'alice-pass' })).location.searchParams
    assert.equal(ending.mock.callCount(), 1)
    assert.notEqual(answer.get('session_state'), before.get('session_state'))
    assert.equal((await exchange(server, answer.get('code') ?? '')).status, 200)
  })

  it('the restart cookie goes with the last login of the browser', async () => {
    const page = await loginPage()
    assert.ok(browser.cookie('KC_RESTART'))
    await browser.submit(page, alice)
    assert.equal(browser.cookie('KC_RESTART'), undefined)
  })
})
