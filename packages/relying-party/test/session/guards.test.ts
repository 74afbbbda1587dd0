import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  requireBearer,
  requireClientRole,
  requireRealmRole,
  requireScope,
  requireSession,
  requireUser,
} from '../../src/session/requirement.ts'
import { ORIGIN, service, TestBrowser } from './service.ts'

async function signedIn() {
  const made = service()
  const browser = new TestBrowser()
  await browser.signIn(made.sessions)
  return { ...made, browser }
}
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })
const POST = { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } }

describe('what a route requires', () => {
  it('a right, from session and bearer token alike', async () => {
    const { sessions, browser } = await signedIn()
    const anybody = new TestBrowser()
    for (const [requirement, status] of [
      [requireRealmRole('user'), 'alice'],
      [requireRealmRole('admin'), 403],
      [requireRealmRole('__proto__'), 403],
      [requireClientRole('shop', 'buyer'), 'alice'],
      [requireClientRole('shop', 'seller'), 403],
      [requireClientRole('constructor', 'name'), 403],
      [requireScope('profile'), 'alice'],
      [requireScope('prof'), 403],
    ] as const) {
      assert.equal(await browser.visit(sessions, requirement), status, requirement.right?.name)
      assert.equal(await anybody.visit(sessions, requirement, bearer('access-alice')), status, requirement.right?.name)
    }
  })

  it('tells a bearer what is missing (RFC 6750 §3.1)', async () => {
    const { sessions } = service()
    const challenge = async (requirement: Parameters<typeof sessions.check>[1], init: object) => {
      const outcome = await sessions.check(new TestBrowser().request('/', init), requirement)
      assert.ok(!outcome.ok)
      return [outcome.response.status, outcome.response.headers.get('www-authenticate')]
    }
    assert.deepEqual(await challenge(requireScope('write'), bearer('access-alice')), [
      403,
      'Bearer error="insufficient_scope", error_description="The scope write is needed.", scope="write"',
    ])
    assert.deepEqual(await challenge(requireBearer(), {}), [401, 'Bearer'])
    assert.deepEqual(await challenge(requireBearer(), bearer('forged')), [
      401,
      `Bearer error="invalid_token", error_description="It is 'wrong'."`,
    ])
    assert.equal((await challenge(requireBearer(), { headers: { authorization: 'Basic YTpi' } }))[0], 401)
    assert.equal((await challenge(requireUser(), { headers: { authorization: 'DPoP x' } }))[0], 401)
    assert.equal((await challenge(requireUser(), { headers: { authorization: 'Bearer' } }))[0], 401)
  })

  it('a bad token is not made good by a session, and a session is no bearer token', async () => {
    const { sessions, browser } = await signedIn()
    assert.equal(await browser.visit(sessions, requireUser(), bearer('forged')), 401)
    assert.equal(await browser.visit(sessions, requireBearer()), 401)
    assert.equal(await browser.visit(sessions, requireSession(), bearer('access-bob')), 'alice')
    assert.equal(await browser.visit(sessions, requireUser(), bearer('access-bob')), 'bob')
  })

  it('503 while a token can’t be judged', async () => {
    const { sessions, provider } = service()
    provider.keysUnreachable = true
    assert.equal(await new TestBrowser().visit(sessions, requireUser(), bearer('access-alice')), 503)
  })

  describe('without a session', () => {
    for (const [what, init, requirement, status] of [
      ['a person goes to the login page', {}, requireUser(), 302],
      ['a script is told', { headers: { 'sec-fetch-mode': 'cors' } }, requireUser(), 401],
      [
        'a script is told where pages are sent',
        { headers: { 'sec-fetch-mode': 'cors' } },
        requireUser({ onMissing: 'login' }),
        401,
      ],
      ['a form is told, as it can’t be sent again', POST, requireUser({ onMissing: 'login' }), 401],
      ['a person is told where the route says so', {}, requireUser({ onMissing: 'problem' }), 401],
    ] as const) {
      it(what, async () => assert.equal(await new TestBrowser().visit(service().sessions, requirement, init), status))
    }

    for (const [accept, onMissing, status] of [
      ['application/json', undefined, 401],
      ['*/*', 'login', 302],
      ['text/html', undefined, 302],
    ] as const) {
      it(`a client that says nothing but Accept: ${accept} gets ${status}`, async () => {
        const request = new Request(`${ORIGIN}/page`, { headers: { accept } })
        const outcome = await service().sessions.check(request, requireUser(onMissing && { onMissing }))
        assert.ok(!outcome.ok)
        assert.equal(outcome.response.status, status)
      })
    }
  })

  describe('another site can’t use a session (CSRF)', () => {
    for (const [what, headers, status] of [
      ['a form of another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, 403],
      ['a form of a sibling domain', { 'sec-fetch-site': 'same-site', origin: 'https://other.app.example' }, 403],
      ['the same with a forged Origin', { 'sec-fetch-site': 'cross-site', origin: ORIGIN }, 403],
      ['an old browser on another site', { origin: 'https://evil.example' }, 403],
      ['a sandboxed frame', { origin: 'null' }, 403],
      ['a client that says nothing', {}, 403],
      ['this service’s own page', { 'sec-fetch-site': 'same-origin' }, 'alice'],
      ['this service’s page in an old browser', { origin: ORIGIN }, 'alice'],
      ['a client that shows it is no form', { 'x-requested-with': 'curl' }, 'alice'],
    ] as const) {
      it(`${what}: ${status}`, async () => {
        const { sessions, browser } = await signedIn()
        assert.equal(await browser.visit(sessions, requireUser(), { method: 'POST', headers }), status)
      })
    }

    it('a bearer token is sent by no browser on its own', async () => {
      const init = { method: 'POST', headers: { authorization: 'Bearer access-alice', origin: 'https://evil.example' } }
      assert.equal(await new TestBrowser().visit(service().sessions, requireUser(), init), 'alice')
    })
  })
})
