import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { requireSession } from '../../src/session/requirement.ts'
import type { Sessions } from '../../src/session/sessions.ts'
import { refusal, service, TestBrowser, unreachable } from './service.ts'

async function signedIn(options: Parameters<typeof service>[0] = {}) {
  const made = service(options)
  const browser = new TestBrowser()
  await browser.signIn(made.sessions)
  return { ...made, browser }
}

describe('an access token that is about to expire', () => {
  it('is renewed ahead of its end, and not before', async () => {
    const { sessions, browser, clock, provider } = await signedIn()
    clock.advance(269)
    assert.equal(await browser.visit(sessions), 'alice')
    assert.equal(provider.refreshes, 0)
    clock.advance(1)
    assert.equal(await browser.visit(sessions), 'alice')
    assert.equal(await browser.visit(sessions), 'alice')
    assert.equal(provider.refreshes, 1)
  })

  it('that lives shorter than that is renewed in the second half of its life, not with every request', async () => {
    const { sessions, browser, clock, provider } = await signedIn()
    provider.lifespan = 20
    await browser.signIn(sessions)
    for (const [advance, refreshes] of [
      [9, 0],
      [1, 1],
      [0, 1],
      [9, 1],
      [1, 2],
    ] as const) {
      clock.advance(advance)
      assert.equal(await browser.visit(sessions), 'alice')
      assert.equal(provider.refreshes, refreshes)
    }
  })

  it('is renewed once for 100 requests at the same time', async () => {
    const { sessions, browser, clock, provider } = await signedIn()
    clock.advance(301)
    const visits = await Promise.all(Array.from({ length: 100 }, () => browser.visit(sessions)))
    assert.deepEqual(new Set(visits), new Set(['alice']))
    assert.equal(provider.refreshes, 1)
  })

  it('is renewed once for 100 requests to two processes on one store', async () => {
    const { sessions, another, browser, clock, provider } = await signedIn()
    const processes: Sessions[] = [sessions, another()]
    clock.advance(301)
    const visits = Array.from({ length: 100 }, (_, i) => browser.visit(processes[i % 2] ?? sessions))
    assert.deepEqual(new Set(await Promise.all(visits)), new Set(['alice']))
    assert.equal(provider.refreshes, 1)
  })

  it('ends the session when the provider has ended its own: 401 for a script, the login page for a person', async () => {
    for (const [headers, status] of [
      [{ 'sec-fetch-mode': 'cors' }, 401],
      [{}, 302],
    ] as const) {
      const { sessions, browser, clock, provider } = await signedIn()
      clock.advance(301)
      provider.endSession()
      assert.equal(await browser.visit(sessions, requireSession(), { headers }), status)
      assert.equal(browser.cookies.has('__Host-session'), false)
    }
  })

  it('keeps the session while the provider doesn’t answer: 503, and it goes on afterwards', async () => {
    const { sessions, browser, clock, provider } = await signedIn()
    clock.advance(301)
    provider.failure = unreachable()
    const outcome = await sessions.check(browser.request('/page'), requireSession())
    assert.ok(!outcome.ok)
    assert.deepEqual([outcome.response.status, outcome.response.headers.get('retry-after')], [503, '5'])
    provider.failure = undefined
    assert.equal(await browser.visit(sessions), 'alice')
  })

  it('is used to its end while the provider doesn’t answer', async () => {
    const { sessions, browser, clock, provider } = await signedIn()
    clock.advance(280)
    provider.failure = unreachable()
    assert.equal(await browser.visit(sessions), 'alice')
    clock.advance(20)
    assert.equal(await browser.visit(sessions), 503)
  })

  it('keeps the session when the client itself is refused: that is for an operator to repair', async () => {
    const { sessions, browser, clock, provider } = await signedIn()
    clock.advance(301)
    provider.failure = refusal('invalid_client')
    assert.equal(await browser.visit(sessions), 502)
    provider.failure = undefined
    assert.equal(await browser.visit(sessions), 'alice')
  })

  it('ends the session at its end when there is no refresh token', async () => {
    const { sessions, browser, clock, provider } = await signedIn()
    const { tokens } = provider
    provider.tokens = function (this: typeof provider) {
      const { refreshToken: _none, ...others } = tokens.call(this)
      return others
    }
    await browser.signIn(sessions)
    clock.advance(299)
    assert.equal(await browser.visit(sessions), 'alice')
    clock.advance(1)
    assert.equal(await browser.visit(sessions), 302)
    assert.equal(provider.refreshes, 0)
  })

  it('doesn’t bring a session back that was ended during the refresh', async () => {
    const { sessions, browser, clock, provider } = await signedIn()
    clock.advance(301)
    let goOn = () => {}
    provider.pause = new Promise((resolve) => {
      goOn = resolve
    })
    const visit = browser.visit(sessions, requireSession({ onMissing: 'problem' }))
    while (provider.refreshes === 0) await new Promise((resolve) => setImmediate(resolve))
    const form = { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } }
    const copy = new TestBrowser()
    for (const [name, value] of browser.cookies) copy.cookies.set(name, value)
    await sessions.logout(copy.request('/logout', form))
    goOn()
    assert.equal(await visit, 401)
    assert.equal(await copy.visit(sessions, requireSession({ onMissing: 'problem' })), 401)
  })

  it('is saved although the keys to judge it can’t be had, and the roles of the one before go on', async () => {
    const { sessions, browser, clock, provider } = await signedIn()
    clock.advance(301)
    provider.keysUnreachable = true
    assert.equal((await sessions.session(browser.request('/')))?.hasRealmRole('user'), true)
    provider.keysUnreachable = false
    clock.advance(301)
    assert.equal(await browser.visit(sessions), 'alice')
  })

  it('brings new roles, and takes old ones away', async () => {
    const { sessions, browser, clock, provider } = await signedIn()
    const may = async () => (await sessions.session(browser.request('/')))?.hasRealmRole('admin')
    assert.equal(await may(), false)
    provider.roles = ['admin']
    assert.equal(await may(), false)
    clock.advance(280)
    assert.equal(await may(), true)
  })
})

describe('a session ends', () => {
  it('when it isn’t used', async () => {
    const { sessions, browser, clock, provider } = await signedIn({ idleLifetime: 600 })
    provider.lifespan = 100_000
    await browser.signIn(sessions)
    for (let i = 0; i < 5; i++) {
      clock.advance(500)
      assert.equal(await browser.visit(sessions), 'alice')
    }
    clock.advance(600)
    assert.equal(await browser.visit(sessions), 302)
  })

  it('however much it is used', async () => {
    const { sessions, browser, clock, provider } = await signedIn({ absoluteLifetime: 3_600 })
    provider.lifespan = 100_000
    await browser.signIn(sessions)
    for (let i = 0; i < 3; i++) {
      clock.advance(1_000)
      assert.equal(await browser.visit(sessions), 'alice')
    }
    clock.advance(600)
    assert.equal(await browser.visit(sessions), 302)
  })

  it('and its uses are written down once a minute, not with every request', async () => {
    const { sessions, browser, clock, store } = await signedIn()
    let touches = 0
    const { touch } = store
    Object.assign(store, {
      touch: (...given: Parameters<typeof touch>) => {
        touches += 1
        return touch(...given)
      },
    })
    for (let i = 0; i < 120; i++) {
      clock.advance(1)
      await browser.visit(sessions)
    }
    assert.equal(touches, 2)
  })
})
