import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createClient, type RelyingPartyEvent } from '../../src/client/client.ts'
import { requireRealmRole, requireUser } from '../../src/session/requirement.ts'
import { ISSUER, ORIGIN, service, TestBrowser, unreachable } from './service.ts'

function heard(onEvent?: (event: RelyingPartyEvent) => void) {
  const events: RelyingPartyEvent[] = []
  const clock = { now: () => 0 }
  const client = createClient({
    issuer: ISSUER,
    clientId: 'app',
    authentication: { method: 'none' },
    redirectUri: `${ORIGIN}/callback`,
    clock: () => clock.now(),
    onEvent: onEvent ?? ((event) => void events.push(event)),
  })
  const made = service({ client })
  clock.now = () => made.clock.seconds
  const steps = () => events.splice(0).map(({ type, failure }) => (failure ? `${type} ${failure.kind}` : type))
  return { ...made, steps, events }
}
const FORM = { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } }

describe('what onEvent hears of a session', () => {
  it('its beginning, renewal and end', async () => {
    const { sessions, clock, steps } = heard()
    const browser = new TestBrowser()
    await browser.signIn(sessions)
    clock.advance(280)
    await browser.visit(sessions)
    await sessions.logout(browser.request('/logout', FORM))
    assert.deepEqual(steps(), ['session_created', 'session_refreshed', 'session_ended'])
  })

  it('every refusal, by its title, and not a redirect to the login page', async () => {
    const { sessions, clock, provider, steps } = heard()
    const browser = new TestBrowser()
    assert.equal(await browser.visit(sessions), 302)
    await browser.signIn(sessions)
    steps()
    await new TestBrowser().finish(sessions, 'made-up')
    await browser.visit(sessions, requireRealmRole('admin'))
    await browser.visit(sessions, requireUser(), { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } })
    await new TestBrowser().visit(sessions, requireUser(), { headers: { authorization: 'Bearer forged' } })
    await new TestBrowser().visit(sessions, requireUser({ onMissing: 'problem' }))
    clock.advance(301)
    provider.failure = unreachable()
    await browser.visit(sessions)
    assert.deepEqual(steps(), [
      'request_refused UnknownLogin',
      'request_refused Forbidden',
      'request_refused CrossSiteRequest',
      'request_refused TokenNotAccepted',
      'request_refused SessionMissing',
      'request_refused IdentityServerUnreachable',
    ])
  })

  it('and nothing that the listener does harms it', async () => {
    for (const listener of [
      () => {
        throw new Error('a broken log')
      },
      async () => {
        throw new Error('a broken log that takes its time')
      },
    ]) {
      const { sessions } = heard(listener)
      const browser = new TestBrowser()
      await browser.signIn(sessions)
      assert.equal(await browser.visit(sessions), 'alice')
    }
  })
})
