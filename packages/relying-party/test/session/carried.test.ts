/** The session layer on sessions that travel in cookies: what is the same as with a store, and what can't be. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import { requireSession } from '../../src/session/requirement.ts'
import { cookieStore } from '../../src/stores/cookie.ts'
import { ISSUER, ORIGIN, OTHER_KEY, service, TestBrowser } from './service.ts'

const OWN_FORM = { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } }

async function signedIn() {
  const clock = { now: () => 0 }
  const made = service({ store: cookieStore({ clock: () => clock.now() }) })
  clock.now = () => made.clock.seconds
  const browser = new TestBrowser()
  await browser.signIn(made.sessions)
  /** A request whose answer's cookies are taken, as an adapter sees to it. */
  const visit = async (from: TestBrowser = browser, sessions = made.sessions): Promise<string | number> => {
    const outcome = await sessions.check(from.request('/page'), requireSession({ onMissing: 'problem' }))
    const answer = outcome.ok ? new Response() : outcome.response
    if (outcome.ok) for (const cookie of outcome.setCookies) answer.headers.append('set-cookie', cookie)
    from.took(answer)
    return outcome.ok ? String(outcome.user.subject) : answer.status
  }
  return { ...made, browser, visit }
}

describe('sessions in cookies', () => {
  it('are in the browser, unreadable, in cookies as strict as that of the id', async () => {
    const { sessions, provider } = await signedIn()
    const browser = new TestBrowser()
    const state = await browser.begin(sessions)
    const response = await browser.finish(sessions, state)
    const set = response.headers.getSetCookie().filter((cookie) => cookie.startsWith('__Host-session'))
    assert.ok(set.length >= 2)
    for (const cookie of set) assert.match(cookie, /; Path=\/; Secure; HttpOnly; SameSite=Lax$/)
    assert.doesNotMatch(set.join(), /alice|access|refresh/)
    assert.equal(provider.exchanges, 2)
  })

  it('need nothing but the keys: another process knows them, one with other keys does not', async () => {
    const { another, clock, visit, browser } = await signedIn()
    const elsewhere = another({ store: cookieStore({ clock: () => clock.seconds }) })
    assert.equal(await visit(browser, elsewhere), 'alice')
    assert.equal(await visit(browser, another({ keys: [OTHER_KEY] })), 401)
  })

  it('are renewed once for 100 requests, and once for those that left with the old cookies', async () => {
    const { clock, provider, browser, visit } = await signedIn()
    clock.advance(280)
    const late = new TestBrowser()
    for (const [name, value] of browser.cookies) late.cookies.set(name, value)
    assert.deepEqual(new Set(await Promise.all(Array.from({ length: 100 }, () => visit()))), new Set(['alice']))
    assert.equal(await visit(late), 'alice')
    assert.equal(provider.refreshes, 1)
    clock.advance(120) // beyond what the process remembers: both have the new tokens by now
    assert.deepEqual([await visit(), await visit(late), provider.refreshes], ['alice', 'alice', 1])
  })

  it('move their end with use, and end without', async () => {
    const { clock, provider, browser, sessions, visit } = await signedIn()
    provider.lifespan = 100_000
    await browser.signIn(sessions)
    for (let i = 0; i < 3; i++) {
      clock.advance(1_700)
      assert.equal(await visit(), 'alice')
    }
    clock.advance(1_800)
    assert.equal(await visit(), 401)
  })

  it('are over after logout, for a copy too, and when the provider has ended its own', async () => {
    const { clock, provider, browser, sessions, visit } = await signedIn()
    const copy = new TestBrowser()
    for (const [name, value] of browser.cookies) copy.cookies.set(name, value)
    browser.took(await sessions.logout(browser.request('/logout', OWN_FORM)))
    assert.equal(browser.cookies.size, 0)
    assert.equal(await visit(copy), 401)
    await browser.signIn(sessions)
    provider.endSession()
    clock.advance(301)
    assert.equal(await visit(), 401)
    assert.equal(browser.cookies.size, 0)
  })

  it('have a new id after each login, and the one before is over', async () => {
    const { browser, sessions, visit } = await signedIn()
    const before = new TestBrowser()
    for (const [name, value] of browser.cookies) before.cookies.set(name, value)
    await browser.signIn(sessions)
    assert.deepEqual([await visit(), await visit(before)], ['alice', 401])
  })

  it('are not mixed: the id of one with the data of another is nothing', async () => {
    const { browser, sessions, visit, provider } = await signedIn()
    provider.user = 'bob'
    const bob = new TestBrowser()
    await bob.signIn(sessions)
    const id = browser.cookies.get('__Host-session')
    assert.equal(await visit(bob), 'bob')
    bob.cookies.set('__Host-session', id ?? '')
    assert.notEqual(await visit(bob), 'bob')
  })

  it('are told about without being renewed', async () => {
    const { browser, sessions, provider, clock } = await signedIn()
    clock.advance(290)
    assert.equal((await sessions.session(browser.request('/')))?.subject, 'alice')
    assert.equal(provider.refreshes, 0)
  })

  it('can’t be ended from outside, and say so instead of promising it', async () => {
    const { sessions } = await signedIn()
    const told = new Request(`${ORIGIN}/b`, {
      method: 'POST',
      body: new URLSearchParams({ logout_token: 'logout sub=a' }),
    })
    assert.equal((await sessions.backChannelLogout(told)).status, 501)
    const framed = new Request(`${ORIGIN}/f?${new URLSearchParams({ iss: ISSUER, sid: 'sid-of-alice' })}`)
    assert.equal((await sessions.frontChannelLogout(framed)).status, 501)
  })

  it('that are too large are a clear error, not half a session', async () => {
    const { sessions, provider, visit } = await signedIn()
    const { tokens } = provider
    // of no pattern, so that nothing makes it shorter
    const idToken = randomBytes(9_000).toString('base64url')
    provider.tokens = () => ({ ...tokens.call(provider), idToken })
    const browser = new TestBrowser()
    const response = await browser.finish(sessions, await browser.begin(sessions))
    assert.equal(response.status, 502)
    assert.match(await response.text(), /bytes of cookies/)
    assert.equal(browser.cookies.size, 0)
    assert.equal(await visit(browser), 401)
  })
})
