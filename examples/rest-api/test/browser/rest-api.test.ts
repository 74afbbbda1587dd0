/** The tutorial, whole: the API, an identity server and a real Chromium. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { cookieStore } from '@latchkey/relying-party/stores/cookie'
import { sqliteStore } from '@latchkey/relying-party/stores/sqlite'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { launchChromium } from '../../../../conformance/chromium.ts'
import { type Api, freePort, startApi } from '../api.ts'
import { type IdentityServer, startIdentityServer } from '../identity-server.ts'

const LIMIT = { timeout: 60_000 }
/** Ahead of the access token's end, within the ID token's life. */
const RENEWAL_DUE = 285

describe('the tutorial’s API with a real browser', () => {
  let identity: IdentityServer
  let api: Api
  let chromium: Browser
  let context: BrowserContext
  let page: Page

  before(async () => {
    const port = await freePort()
    identity = await startIdentityServer(`http://localhost:${port}`)
    api = await startApi(identity.issuer, { port })
    chromium = await launchChromium()
  }, LIMIT)
  after(async () => {
    await chromium?.close()
    await api?.close()
    await identity?.stop()
  })
  beforeEach(async () => {
    api.ahead = 0
    api.events.length = 0
    await context?.close()
    context = await chromium.newContext()
    page = await context.newPage()
  })

  const signIn = async (target: Page, username = 'alice') => {
    await target.locator('#username').fill(username)
    await target.locator('#password').fill(`${username}-pass`)
    await target.locator('#kc-login').click()
    await target.waitForURL((url) => url.origin === api.url)
  }
  const json = async (target: Page) => JSON.parse((await target.locator('body').textContent()) ?? '')
  const refreshes = () => api.events.filter(({ type }) => type === 'refresh').length
  /** A request with this browser's cookies that a script of its page would make. */
  const call = async (path: string, init: { method?: string } = {}) =>
    page.evaluate(
      async ([url, options]) => {
        const response = await fetch(url, options)
        return { status: response.status, body: await response.text() }
      },
      [path, init] as const,
    )

  it('sends to the login page and comes back with the user', LIMIT, async () => {
    await page.goto(`${api.url}/v1/self`)
    assert.ok(page.url().startsWith(identity.issuer))
    await signIn(page)
    assert.equal(page.url(), `${api.url}/v1/self`)
    const { id, ...others } = await json(page)
    assert.match(id, /^[0-9a-f-]{36}$/)
    assert.deepEqual(others, {
      email: 'alice@example.org',
      firstname: 'Alice',
      lastname: 'Liddell',
      username: 'alice',
    })
  })

  it('tells a script that nobody is signed in, without a redirect that it couldn’t follow', LIMIT, async () => {
    await page.goto(`${api.url}/health`)
    assert.equal((await call('/v1/self')).status, 401)
  })

  it('keeps tokens and session id from scripts, and shows a session without tokens', LIMIT, async () => {
    await page.goto(`${api.url}/v1/session`)
    await signIn(page)
    const text = (await page.locator('body').textContent()) ?? ''
    assert.deepEqual(Object.keys(JSON.parse(text)), ['username', 'createdAt', 'expiresAt', 'accessTokenExpiresAt'])
    assert.equal(await page.evaluate('document.cookie'), '')
  })

  it('renews an access token that expires, without a redirect, once for 100 calls', LIMIT, async () => {
    await page.goto(`${api.url}/v1/self`)
    await signIn(page)
    api.ahead = RENEWAL_DUE
    const statuses = await page.evaluate(async () => {
      const calls = Array.from({ length: 100 }, () => fetch('/v1/self'))
      return (await Promise.all(calls)).map(({ status }) => status)
    })
    assert.deepEqual(new Set(statuses), new Set([200]))
    assert.equal(refreshes(), 1)
  })

  it('renews one that the server made short-lived, while the page goes on calling', LIMIT, async () => {
    await identity.setAccessTokenLifespan(4)
    try {
      await page.goto(`${api.url}/v1/self`)
      await signIn(page)
      assert.equal(refreshes(), 0)
      for (const deadline = Date.now() + 30_000; refreshes() === 0 && Date.now() < deadline; ) {
        assert.equal((await call('/v1/self')).status, 200)
      }
      assert.equal(refreshes(), 1)
      assert.equal(page.url(), `${api.url}/v1/self`)
    } finally {
      await identity.setAccessTokenLifespan(300)
    }
  })

  it('asks anew when the identity server has ended the session', LIMIT, async () => {
    await page.goto(`${api.url}/v1/self`)
    await signIn(page)
    await identity.endSessionsOf('alice')
    api.ahead = RENEWAL_DUE
    assert.equal((await call('/v1/self')).status, 401)
    await page.goto(`${api.url}/v1/self`)
    assert.ok(page.url().startsWith(identity.issuer))
    api.ahead = 0
    await page.goto(`${api.url}/v1/self`)
    await signIn(page)
    assert.equal((await json(page)).username, 'alice')
  })

  it('signs out here and there, and asks again afterwards', LIMIT, async () => {
    await page.goto(`${api.url}/v1/self`)
    await signIn(page)
    await page.goto(`${api.url}/`)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL(`${api.url}/`)
    await page.goto(`${api.url}/v1/self`)
    assert.ok(page.url().startsWith(identity.issuer))
    assert.equal(await page.locator('#username').inputValue(), '')
  })

  it('logs two tabs in at once, each to where it was', LIMIT, async () => {
    const other = await context.newPage()
    await page.goto(`${api.url}/v1/self`)
    await other.goto(`${api.url}/v1/session`)
    await signIn(page)
    // the second tab is known at the identity server by now
    await other.goto(`${api.url}/v1/session`)
    assert.deepEqual([page.url(), other.url()], [`${api.url}/v1/self`, `${api.url}/v1/session`])
  })

  it('logs two tabs in whose login pages were open at once', LIMIT, async () => {
    const other = await context.newPage()
    await page.goto(`${api.url}/v1/self`)
    await other.goto(`${api.url}/v1/session`)
    await Promise.all([page, other].map((tab) => tab.locator('#username').waitFor()))
    await signIn(page)
    assert.equal(page.url(), `${api.url}/v1/self`)
    // a login page may notice by itself that its browser is signed in by now
    if (new URL(other.url()).origin !== api.url) {
      if (await other.locator('#kc-login').isVisible()) await signIn(other).catch(() => {})
      await other.waitForURL((url) => url.origin === api.url).catch(() => {})
    }
    assert.equal(other.url(), `${api.url}/v1/session`)
  })

  it('lets the role admin see the report, and tells others why not', LIMIT, async () => {
    await page.goto(`${api.url}/v1/admin/report`)
    await signIn(page, 'bob')
    assert.deepEqual(await json(page), {
      type: 'about:blank',
      title: 'Forbidden',
      status: 403,
      detail: 'The realm role admin is needed.',
    })
    await context.clearCookies()
    await page.goto(`${api.url}/v1/admin/report`)
    await signIn(page)
    assert.equal((await json(page)).generatedFor, 'alice')
  })

  it('refuses a callback that another browser began', LIMIT, async () => {
    const begun = await fetch(`${api.url}/v1/self`, { redirect: 'manual', headers: { accept: 'text/html' } })
    assert.equal(begun.status, 401) // Node's fetch says that it is a script
    await page.goto(`${api.url}/v1/self`)
    const state = new URL(page.url()).searchParams.get('state')
    const stranger = await chromium.newContext()
    const visit = await (await stranger.newPage()).goto(`${api.url}/v1/token?code=stolen&state=${state}`)
    assert.deepEqual([visit?.status(), JSON.parse((await visit?.text()) ?? '{}').title], [400, 'UnknownLogin'])
    await stranger.close()
  })

  it('takes an access token in place of a session', LIMIT, async () => {
    const form = {
      grant_type: 'password',
      client_id: 'command-line',
      username: 'bob',
      password: 'bob-pass',
      scope: 'openid',
    }
    const answer = await fetch(`${identity.issuer}/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    })
    const { access_token } = (await answer.json()) as { access_token: string }
    const ask = async (token: string) =>
      (await fetch(`${api.url}/v1/self`, { headers: { authorization: `Bearer ${token}` } })).status
    // it was issued to another client, and its audience doesn't name this one
    assert.equal(await ask(access_token), 401)
    assert.equal(await ask(`${access_token.slice(0, -6)}AAAAAA`), 401)
  })
})

describe('two processes of the API on one store', () => {
  it('renew an access token once for 100 calls', LIMIT, async () => {
    const [port, otherPort] = [await freePort(), await freePort()]
    const folder = mkdtempSync(join(tmpdir(), 'rest-api-store-'))
    const identity = await startIdentityServer(`http://localhost:${port}`)
    const store = () => sqliteStore({ database: join(folder, 'sessions.db') })
    const stores = [store(), store()] as const
    const one = await startApi(identity.issuer, { port, store: stores[0] })
    const two = await startApi(identity.issuer, { port: otherPort, store: stores[1] })
    const chromium = await launchChromium()
    try {
      const context = await chromium.newContext()
      const page = await context.newPage()
      await page.goto(`${one.url}/v1/self`)
      await page.locator('#username').fill('alice')
      await page.locator('#password').fill('alice-pass')
      await page.locator('#kc-login').click()
      await page.waitForURL(`${one.url}/v1/self`)
      one.ahead = RENEWAL_DUE
      two.ahead = RENEWAL_DUE
      const cookie = (await context.cookies(one.url)).map(({ name, value }) => `${name}=${value}`).join('; ')
      const calls = Array.from({ length: 100 }, (_, i) =>
        fetch(`${i % 2 === 0 ? one.url : two.url}/v1/self`, { headers: { cookie } }),
      )
      assert.deepEqual(new Set((await Promise.all(calls)).map(({ status }) => status)), new Set([200]))
      const refreshes = [...one.events, ...two.events].filter(({ type }) => type === 'refresh')
      assert.equal(refreshes.length, 1)
    } finally {
      await chromium.close()
      await one.close()
      await two.close()
      for (const each of stores) await each.close()
      await identity.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

describe('the API with its sessions in cookies', () => {
  it('knows the browser, renews its token, and signs it out', LIMIT, async () => {
    const port = await freePort()
    const identity = await startIdentityServer(`http://localhost:${port}`)
    const clock = { now: () => 0 }
    const api = await startApi(identity.issuer, { port, store: cookieStore({ clock: () => clock.now() }) })
    clock.now = () => Math.floor(Date.now() / 1000) + api.ahead
    const chromium = await launchChromium()
    try {
      const context = await chromium.newContext()
      const page = await context.newPage()
      await page.goto(`${api.url}/v1/self`)
      await page.locator('#username').fill('alice')
      await page.locator('#password').fill('alice-pass')
      await page.locator('#kc-login').click()
      await page.waitForURL(`${api.url}/v1/self`)
      const data = async () => (await context.cookies(api.url)).filter(({ name }) => name.startsWith('session-data-'))
      const before = await data()
      assert.ok(before.length > 0)
      api.ahead = RENEWAL_DUE
      assert.equal((await page.goto(`${api.url}/v1/self`))?.status(), 200)
      assert.equal(api.events.filter(({ type }) => type === 'refresh').length, 1)
      assert.notDeepEqual(await data(), before)
      await page.goto(`${api.url}/`)
      await page.getByRole('button', { name: 'Sign out' }).click()
      await page.waitForURL(`${api.url}/`)
      assert.deepEqual(await context.cookies(api.url), [])
    } finally {
      await chromium.close()
      await api.close()
      await identity.stop()
    }
  })
})
