import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ISSUER, ORIGIN, service, TestBrowser, unreachable } from './service.ts'

async function signedIn() {
  const made = service()
  const browser = new TestBrowser()
  await browser.signIn(made.sessions)
  return { ...made, browser }
}
const OWN_FORM = { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } }

describe('signing out', () => {
  it('ends the session here and goes on to the provider', async () => {
    const { sessions, browser } = await signedIn()
    const kept = browser.cookies.get('__Host-session') ?? ''
    const response = browser.took(await sessions.logout(browser.request('/logout', OWN_FORM)))
    const location = new URL(response.headers.get('location') ?? '')
    assert.deepEqual([response.status, location.searchParams.get('id_token_hint')], [303, 'id-alice'])
    assert.equal(location.searchParams.get('post_logout_redirect_uri'), `${ORIGIN}/`)
    browser.cookies.set('__Host-session', kept)
    assert.equal(await browser.visit(sessions), 302)
  })

  it('works here while the provider doesn’t answer', async () => {
    const { sessions, browser, provider } = await signedIn()
    provider.failure = unreachable()
    const response = browser.took(await sessions.logout(browser.request('/logout', OWN_FORM)))
    assert.deepEqual([response.status, response.headers.get('location')], [303, '/'])
    assert.equal(browser.cookies.size, 0)
  })

  it('twice is no error', async () => {
    const response = await service().sessions.logout(new TestBrowser().request('/logout', OWN_FORM))
    assert.deepEqual([response.status, response.headers.get('location')], [303, '/'])
  })

  for (const [what, init, status] of [
    ['a link or an image', {}, 405],
    ['a form of another site', { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } }, 403],
  ] as const) {
    it(`isn’t done for ${what}`, async () => {
      const { sessions, browser } = await signedIn()
      assert.equal((await sessions.logout(browser.request('/logout', init))).status, status)
      assert.equal(await browser.visit(sessions), 'alice')
    })
  }
})

describe('OpenID Connect Back-Channel Logout §2.5', () => {
  const told = (token: string | undefined, method = 'POST') =>
    new Request(`${ORIGIN}/backchannel`, {
      method,
      ...(method === 'POST' && { body: new URLSearchParams(token === undefined ? {} : { logout_token: token }) }),
    })

  it('ends the session with that sid, and no other', async () => {
    const { sessions, browser, provider } = await signedIn()
    provider.user = 'bob'
    const bob = new TestBrowser()
    await bob.signIn(sessions)
    const response = await sessions.backChannelLogout(told('logout sid=sid-of-alice&sub=bob'))
    assert.deepEqual([response.status, response.headers.get('cache-control')], [200, 'no-store'])
    assert.equal(await browser.visit(sessions), 302)
    assert.equal(await bob.visit(sessions), 'bob')
  })

  it('ends all of a user’s sessions without sid', async () => {
    const { sessions, browser } = await signedIn()
    const second = new TestBrowser()
    await second.signIn(sessions)
    await sessions.backChannelLogout(told('logout sub=alice'))
    assert.deepEqual([await browser.visit(sessions), await second.visit(sessions)], [302, 302])
  })

  it('is no error for a session that is not there', async () => {
    assert.equal((await service().sessions.backChannelLogout(told('logout sid=unknown'))).status, 200)
  })

  it('refuses a forged token, a second use, an empty request and a GET, and ends nothing', async () => {
    const { sessions, browser } = await signedIn()
    await sessions.backChannelLogout(told('logout sid=other&jti=1'))
    for (const request of [
      told('forged sid=sid-of-alice'),
      told('logout sid=sid-of-alice&jti=1'),
      told(undefined),
      told('', 'GET'),
      told('x'.repeat(100_000)),
    ]) {
      const response = await sessions.backChannelLogout(request)
      assert.equal(response.status, 400)
      assert.equal(((await response.json()) as { error: string }).error, 'invalid_request')
    }
    assert.equal(await browser.visit(sessions), 'alice')
  })

  it('refuses a second use as long as the token is good, however long that is', async () => {
    const { sessions, browser, clock } = await signedIn()
    const token = `sub=alice&jti=2&exp=${clock.seconds + 7_200}`
    assert.equal((await sessions.backChannelLogout(told(`logout ${token}`))).status, 200)
    clock.advance(7_199)
    await browser.signIn(sessions)
    assert.equal((await sessions.backChannelLogout(told(`logout ${token}`))).status, 400)
    assert.equal(await browser.visit(sessions), 'alice')
  })

  it('takes the token again when the store failed the first time', async () => {
    const { sessions, browser, store } = await signedIn()
    const { find } = store
    Object.assign(store, { find: () => Promise.reject(new Error('the store is down')) })
    await assert.rejects(sessions.backChannelLogout(told('logout sid=sid-of-alice&jti=3')), /down/)
    Object.assign(store, { find })
    assert.equal((await sessions.backChannelLogout(told('logout sid=sid-of-alice&jti=3'))).status, 200)
    assert.equal(await browser.visit(sessions), 302)
  })

  it('asks for another try while the keys can’t be had', async () => {
    const { sessions, provider } = await signedIn()
    provider.failure = unreachable()
    assert.equal((await sessions.backChannelLogout(told('logout sid=sid-of-alice'))).status, 503)
  })
})

describe('OpenID Connect Front-Channel Logout §3', () => {
  const visit = (query: Record<string, string>) => new Request(`${ORIGIN}/frontchannel?${new URLSearchParams(query)}`)

  it('ends the session with that sid', async () => {
    const { sessions, browser } = await signedIn()
    assert.equal((await sessions.frontChannelLogout(visit({ iss: ISSUER, sid: 'sid-of-alice' }))).status, 200)
    assert.equal(await browser.visit(sessions), 302)
  })

  for (const query of [
    {},
    { sid: 'sid-of-alice' },
    { iss: ISSUER },
    { iss: 'https://evil.example', sid: 'sid-of-alice' },
  ] as Record<string, string>[]) {
    it(`ends nothing for ${JSON.stringify(query)}`, async () => {
      const { sessions, browser } = await signedIn()
      assert.equal((await sessions.frontChannelLogout(visit(query))).status, 400)
      assert.equal(await browser.visit(sessions), 'alice')
    })
  }
})
