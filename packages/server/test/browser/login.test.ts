import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { launchChromium } from '../../../../conformance/chromium.ts'
import { startServer, type TestServer } from '../support/server.ts'

const LIMIT = { timeout: 60_000 }

/** The tutorial's browser steps in a real Chromium: what no simulated browser shows (cookies, policy, focus, Back). */
describe('signing in with a real browser', () => {
  let server: TestServer
  let application: Server
  let chromium: Browser
  let context: BrowserContext
  let page: Page
  let issuer: string
  /** What came back to the application, newest last. */
  const answers: URL[] = []

  before(async () => {
    server = await startServer({ development: true })
    await server.latchkey.http.listen({ port: 0, host: '127.0.0.1' })
    const { port } = server.latchkey.http.server.address() as AddressInfo
    issuer = `http://localhost:${port}/auth/realms/test`
    application = createServer((request, response) => {
      answers.push(new URL(request.url ?? '', 'http://localhost:1234'))
      response.setHeader('content-type', 'text/html')
      response.end('<title>application</title><p>signed in')
    })
    await new Promise<void>((resolve) => application.listen(1234, '127.0.0.1', resolve))
    chromium = await launchChromium()
  })
  after(async () => {
    await chromium?.close()
    application?.close()
    await server?.close()
  })

  const fresh = async (options = {}) => {
    await context?.close()
    context = await chromium.newContext(options)
    page = await context.newPage()
    answers.length = 0
  }
  const authorization = (more: Record<string, string> = {}) =>
    `${issuer}/protocol/openid-connect/auth?${new URLSearchParams({
      client_id: 'my-test-client',
      redirect_uri: 'http://localhost:1234/v1/token',
      response_type: 'code',
      scope: 'openid',
      state: 'state-1',
      ...more,
    })}`
  const signIn = async (target: Page, username: string, password: string) => {
    await target.getByLabel('Username or e-mail').fill(username)
    await target.getByLabel('Password', { exact: true }).fill(password)
    await target.getByRole('button', { name: 'Sign in' }).click()
  }

  it('comes back to the application with a code that is worth tokens', LIMIT, async () => {
    await fresh()
    const broken: string[] = []
    page.on('console', (message) => message.type() === 'error' && broken.push(message.text()))
    await page.goto(authorization())
    await signIn(page, 'alice', 'alice-pass')
    await page.waitForURL('http://localhost:1234/**')
    const code = answers.at(-1)?.searchParams.get('code') ?? ''
    const tokens = await fetch(`${issuer}/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: 'my-test-client',
        client_secret: 'my-test-client-secret-000000000001',
        redirect_uri: 'http://localhost:1234/v1/token',
        code,
      }),
    })
    assert.equal(tokens.status, 200)
    assert.deepEqual(broken, [], 'the page breaks its own policy or misses a resource')
  })

  it('signs a second client in without a form, and asks again after signing out', LIMIT, async () => {
    const other = { client_id: 'direct-client', redirect_uri: 'http://localhost:1234/direct/cb' }
    await page.goto(authorization(other))
    assert.ok(answers.at(-1)?.searchParams.get('code'))
    await page.goto(`${issuer}/protocol/openid-connect/logout`)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByText('You are logged out').waitFor()
    await page.goto(authorization())
    await page.getByLabel('Password', { exact: true }).waitFor()
  })

  it('says what is wrong at the field, and goes on after it', LIMIT, async () => {
    await fresh()
    await page.goto(authorization())
    await signIn(page, 'alice', 'wrong')
    await page.getByText('Invalid username or password.').waitFor()
    assert.equal(await page.getByLabel('Username or e-mail').inputValue(), 'alice')
    await page.getByLabel('Password', { exact: true }).fill('alice-pass')
    await page.keyboard.press('Enter')
    await page.waitForURL('http://localhost:1234/**')
  })

  it('survives a reload, which sends the old form again: the newest page comes and says so', LIMIT, async () => {
    await fresh()
    await page.goto(authorization())
    await signIn(page, 'alice', 'wrong')
    await page.getByText('Invalid username or password.').waitFor()
    await page.reload()
    await page.getByText('Action expired. Please continue with login now.').waitFor()
    await signIn(page, 'alice', 'alice-pass')
    await page.waitForURL('http://localhost:1234/**')
  })

  it('survives Back', LIMIT, async () => {
    await fresh()
    await page.goto(authorization())
    await signIn(page, 'alice', 'wrong')
    await page.getByText('Invalid username or password.').waitFor()
    await page.goBack()
    await signIn(page, 'alice', 'alice-pass')
    await page.waitForURL('http://localhost:1234/**')
    assert.equal(answers.at(-1)?.searchParams.get('state'), 'state-1')
  })

  it('signs in from two tabs, each with its own state', LIMIT, async () => {
    await fresh()
    const second = await context.newPage()
    await page.goto(authorization({ state: 'one' }))
    await second.goto(authorization({ state: 'two' }))
    await signIn(second, 'alice', 'alice-pass')
    await second.waitForURL('http://localhost:1234/**')
    await signIn(page, 'alice', 'alice-pass')
    await page.waitForURL('http://localhost:1234/**')
    assert.deepEqual(
      answers.filter(({ pathname }) => pathname === '/v1/token').map(({ searchParams }) => searchParams.get('state')),
      ['two', 'one'],
    )
  })

  it('works without JavaScript', LIMIT, async () => {
    await fresh({ javaScriptEnabled: false })
    await page.goto(authorization())
    await signIn(page, 'bob', 'bob-pass')
    await page.waitForURL('http://localhost:1234/**')
    await page.goto(authorization({ response_mode: 'form_post' }))
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.waitForURL('http://localhost:1234/**')
  })

  it('shows a developer which character of the redirect URI is wrong', LIMIT, async () => {
    await fresh()
    await page.goto(authorization({ redirect_uri: 'http://localhost:1234/v1/tokens' }))
    await page.getByText('Invalid parameter: redirect_uri').waitFor()
    assert.equal(await page.locator('mark').first().textContent(), 's')
  })
})
