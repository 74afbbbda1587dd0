import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ISSUER, KEY, OTHER_KEY, refusal, service, TestBrowser, unreachable } from './service.ts'

const cookieNamed = (response: Response, name: string) =>
  response.headers.getSetCookie().find((cookie) => cookie.startsWith(name)) ?? ''

describe('logging in through the provider', () => {
  it('comes back to where the user was, with a session in a cookie that scripts and other hosts can’t touch', async () => {
    const { sessions } = service()
    const browser = new TestBrowser()
    const response = await browser.finish(sessions, await browser.begin(sessions, '/orders?page=2'))
    assert.equal(response.headers.get('location'), '/orders?page=2')
    const cookie = cookieNamed(response, '__Host-session=')
    for (const attribute of ['Path=/', 'Secure', 'HttpOnly', 'SameSite=Lax'])
      assert.ok(cookie.includes(attribute), cookie)
    assert.equal(await browser.visit(sessions), 'alice')
    assert.equal(browser.cookies.size, 1)
  })

  it('works in several tabs at once, in any order', async () => {
    const { sessions } = service()
    const browser = new TestBrowser()
    const states = [
      await browser.begin(sessions, '/one'),
      await browser.begin(sessions, '/two'),
      await browser.begin(sessions, '/three'),
    ]
    const places = []
    for (const state of states.reverse()) places.push((await browser.finish(sessions, state)).headers.get('location'))
    assert.deepEqual(places, ['/three', '/two', '/one'])
  })

  it('begins once more when the login page was too old: another tab had signed in (Keycloak’s authentication_expired)', async () => {
    const { sessions } = service()
    const browser = new TestBrowser()
    const tooOld = 'error=temporarily_unavailable&error_description=authentication_expired'
    const again = await browser.finish(sessions, await browser.begin(sessions, '/orders?a=1'), tooOld)
    assert.equal(again.status, 302)
    const location = new URL(again.headers.get('location') ?? '')
    assert.equal(location.origin, new URL(ISSUER).origin)
    const state = location.searchParams.get('state') ?? ''
    const back = await browser.finish(sessions, state)
    assert.equal(back.headers.get('location'), '/orders?a=1')
    // no circle: the second time is the last
    const first = await browser.finish(sessions, await browser.begin(sessions), tooOld)
    const second = new URL(first.headers.get('location') ?? '').searchParams.get('state') ?? ''
    assert.equal((await browser.finish(sessions, second, tooOld)).status, 503)
  })

  it('keeps a browser from collecting logins without end', async () => {
    const { sessions, clock } = service()
    const browser = new TestBrowser()
    const first = await browser.begin(sessions)
    for (let i = 0; i < 20; i++) {
      clock.advance(1)
      await browser.begin(sessions)
    }
    assert.equal(browser.cookies.size, 5)
    assert.equal((await browser.finish(sessions, first)).status, 400)
  })

  describe('refuses', () => {
    const refused = async (response: Response, status: number, title: string) => {
      assert.deepEqual([response.status, response.headers.get('content-type')], [status, 'application/problem+json'])
      assert.equal(((await response.json()) as { title: string }).title, title)
      assert.equal(cookieNamed(response, '__Host-session='), '')
    }

    it('an answer to a login that another browser began (login CSRF, swapped callbacks)', async () => {
      const { sessions, provider } = service()
      const [victim, attacker] = [new TestBrowser(), new TestBrowser()]
      await victim.begin(sessions)
      const state = await attacker.begin(sessions)
      await refused(await victim.finish(sessions, state), 400, 'UnknownLogin')
      assert.equal(provider.exchanges, 0)
    })

    it('a second use of the same answer, also with the cookie kept', async () => {
      const { sessions, provider } = service()
      const browser = new TestBrowser()
      const state = await browser.begin(sessions)
      const kept = new Map(browser.cookies)
      await browser.finish(sessions, state)
      for (const [name, value] of kept) browser.cookies.set(name, value)
      await refused(await browser.finish(sessions, state), 400, 'UnknownLogin')
      assert.equal(provider.exchanges, 1)
    })

    it('two answers at the same moment: one goes on', async () => {
      const { sessions, provider } = service()
      const browser = new TestBrowser()
      const state = await browser.begin(sessions)
      const answers = await Promise.all(
        [1, 2, 3].map(() => sessions.callback(browser.request(`/callback?state=${state}&code=c`))),
      )
      assert.deepEqual(answers.map(({ status }) => status).sort(), [302, 400, 400])
      assert.equal(provider.exchanges, 1)
    })

    it('an answer that comes too late', async () => {
      const { sessions, clock } = service()
      const browser = new TestBrowser()
      const state = await browser.begin(sessions)
      clock.advance(600)
      await refused(await browser.finish(sessions, state), 400, 'UnknownLogin')
    })

    it('a login cookie that was changed, or put under another state’s name', async () => {
      const { sessions } = service()
      const browser = new TestBrowser()
      const [one, two] = [await browser.begin(sessions), await browser.begin(sessions)]
      const [first = '', second = ''] = browser.cookies.keys()
      const [value1 = '', value2 = ''] = browser.cookies.values()
      browser.cookies.set(first, value2).set(second, value1)
      await refused(await browser.finish(sessions, one), 400, 'UnknownLogin')
      browser.cookies.set(second, `${value2.slice(0, -2)}AA`)
      await refused(await browser.finish(sessions, two), 400, 'UnknownLogin')
    })

    for (const [what, query, title] of [
      ['nothing at all', '', 'CodeNotFound'],
      ['a code without a state', 'code=c', 'UnknownLogin'],
      ['an error without a state', 'error=access_denied', 'UnknownLogin'],
      ['a state of 10,000 characters', `code=c&state=${'s'.repeat(10_000)}`, 'UnknownLogin'],
    ] as const) {
      it(what, async () => {
        const { sessions } = service()
        await refused(await sessions.callback(new TestBrowser().request(`/callback?${query}`)), 400, title)
      })
    }

    for (const [error, status, title] of [
      ['access_denied', 403, 'AccessDenied'],
      ['login_required', 401, 'LoginRequired'],
      ['temporarily_unavailable', 503, 'IdentityServerUnreachable'],
      ['invalid_scope', 502, 'IdentityServerRefused'],
      ['<script>', 502, 'IdentityServerRefused'],
      ['__proto__', 502, 'IdentityServerRefused'],
    ] as const) {
      it(`with the meaning of the provider’s error ${error}`, async () => {
        const { sessions } = service()
        const browser = new TestBrowser()
        const response = await browser.finish(
          sessions,
          await browser.begin(sessions),
          `error=${encodeURIComponent(error)}`,
        )
        assert.doesNotMatch(await response.clone().text(), /<|stack/)
        await refused(response, status, title)
      })
    }

    it('a callback without a code', async () => {
      const { sessions } = service()
      const browser = new TestBrowser()
      await refused(await browser.finish(sessions, await browser.begin(sessions), 'x=1'), 400, 'CodeNotFound')
    })

    it('a code that the provider doesn’t take, or can’t be asked about', async () => {
      const { sessions, provider } = service()
      const browser = new TestBrowser()
      const states = [await browser.begin(sessions), await browser.begin(sessions), await browser.begin(sessions)]
      provider.failure = refusal('invalid_grant')
      await refused(await browser.finish(sessions, states[0] ?? ''), 400, 'CodeNotAccepted')
      provider.failure = refusal('invalid_client')
      await refused(await browser.finish(sessions, states[1] ?? ''), 502, 'IdentityServerRefused')
      provider.failure = unreachable()
      const response = await browser.finish(sessions, states[2] ?? '')
      assert.equal(response.headers.get('retry-after'), '5')
      await refused(response, 503, 'IdentityServerUnreachable')
    })

    it('to begin while the provider doesn’t answer', async () => {
      const { sessions, provider } = service()
      provider.failure = unreachable()
      await refused(await sessions.login(new TestBrowser().request('/')), 503, 'IdentityServerUnreachable')
    })
  })

  describe('the return address is a page of this service', () => {
    for (const bad of [
      '//evil.example',
      '/\\evil.example',
      '\\\\evil.example',
      'https://evil.example',
      'https:evil.example',
      '/\t/evil.example',
      '/\n/evil.example',
      ' //evil.example',
      '/.//evil.example',
      '/x/..//evil.example',
      'javascript:alert(1)',
      '@evil.example',
      '',
      `/${'a'.repeat(3_000)}`,
    ]) {
      it(`and not ${JSON.stringify(bad.slice(0, 30))}`, async () => {
        const { sessions } = service()
        const browser = new TestBrowser()
        const response = browser.took(await sessions.login(browser.request('/page'), { returnTo: bad }))
        const state = new URL(response.headers.get('location') ?? '').searchParams.get('state') ?? ''
        assert.equal((await browser.finish(sessions, state)).headers.get('location'), '/')
      })
    }

    it('with query and fragment', async () => {
      const { sessions } = service()
      const browser = new TestBrowser()
      const response = browser.took(await sessions.login(browser.request('/'), { returnTo: '/a/b?c=//d#e' }))
      const state = new URL(response.headers.get('location') ?? '').searchParams.get('state') ?? ''
      assert.equal((await browser.finish(sessions, state)).headers.get('location'), '/a/b?c=//d#e')
    })
  })

  describe('a session', () => {
    it('has a new id after each login, and the one before is over (fixation)', async () => {
      const { sessions } = service()
      const browser = new TestBrowser()
      browser.cookies.set('__Host-session', 'planted-by-somebody')
      await browser.signIn(sessions)
      const first = browser.cookies.get('__Host-session') ?? ''
      assert.notEqual(first, 'planted-by-somebody')
      await browser.signIn(sessions)
      assert.notEqual(browser.cookies.get('__Host-session'), first)
      const thief = new TestBrowser()
      thief.cookies.set('__Host-session', first)
      assert.equal(await thief.visit(sessions), 302)
    })

    it('is nothing to whoever reads the store: neither id nor token is in it', async () => {
      const seen: string[] = []
      const { sessions, store } = service()
      const { set } = store
      Object.assign(store, {
        set: (...given: Parameters<typeof set>) => {
          seen.push(JSON.stringify(given))
          return set(...given)
        },
      })
      const browser = new TestBrowser()
      await browser.signIn(sessions)
      assert.equal(seen.length, 1)
      for (const secret of [browser.cookies.get('__Host-session') ?? 'x', 'access-', 'refresh-', 'alice']) {
        assert.ok(!seen[0]?.includes(secret), secret)
      }
    })

    it('opens with an older key, and not once that is retired', async () => {
      const { sessions, another, clock } = service()
      const browser = new TestBrowser()
      await browser.signIn(sessions)
      const rotated = another({ keys: [OTHER_KEY, KEY] })
      assert.equal(await browser.visit(rotated), 'alice')
      assert.equal(await browser.visit(another({ keys: [OTHER_KEY] })), 302)
      await browser.signIn(sessions)
      clock.advance(290) // the refresh writes it anew, with the new key
      assert.equal(await browser.visit(rotated), 'alice')
      assert.equal(await browser.visit(another({ keys: [OTHER_KEY] })), 'alice')
    })

    for (const cookie of ['', 'x', 'a'.repeat(5_000), '../../etc', '%00', '__proto__']) {
      it(`is none for the cookie ${JSON.stringify(cookie.slice(0, 20))}`, async () => {
        const { sessions } = service()
        const browser = new TestBrowser()
        browser.cookies.set('__Host-session', cookie)
        assert.equal(await browser.visit(sessions), 302)
      })
    }

    it('is none when a store’s entry was put in another’s place', async () => {
      const { sessions, store } = service()
      const [alice, mallory] = [new TestBrowser(), new TestBrowser()]
      const keys: string[] = []
      const { set } = store
      Object.assign(store, {
        set: (...given: Parameters<typeof set>) => {
          keys.push(given[0])
          return set(...given)
        },
      })
      await alice.signIn(sessions)
      await mallory.signIn(sessions)
      const stolen = await store.get(keys[0] ?? '')
      assert.ok(stolen)
      await store.set(keys[1] ?? '', stolen, [])
      assert.equal(await mallory.visit(sessions), 302)
    })

    it('isn’t read from a cookie header of unreasonable size', async () => {
      const { sessions } = service()
      const browser = new TestBrowser()
      await browser.signIn(sessions)
      browser.cookies.set('filler', 'x'.repeat(40_000))
      assert.equal(await browser.visit(sessions), 302)
    })
  })
})
