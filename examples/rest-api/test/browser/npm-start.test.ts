/** What a newcomer does: `npm start`, and http://localhost:1234/v1/self in a browser. Here on ports that are free. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '../../../../conformance/chromium.ts'
import { freePort } from '../api.ts'
import { Program } from '../process/program.ts'

const LIMIT = { timeout: 90_000 }
const root = join(import.meta.dirname, '../../../..')
/** So short that the test can see it end. Seconds. */
const ACCESS_TOKEN_LIFESPAN = 2

describe('npm start', () => {
  const folder = mkdtempSync(join(tmpdir(), 'npm-start-'))
  let program: Program
  let chromium: Browser
  let page: Page
  let api = ''
  let issuer = ''

  before(async () => {
    const [port, serverPort, managementPort] = [await freePort(), await freePort(), await freePort()]
    api = `http://localhost:${port}`
    issuer = `http://localhost:${serverPort}/realms/test`
    const realms = join(folder, 'realms')
    mkdirSync(realms)
    const realm = readFileSync(join(root, 'examples/realms/test-realm.json'), 'utf8')
    const changed = JSON.parse(realm.replaceAll('http://localhost:1234', api))
    writeFileSync(
      join(realms, 'test-realm.json'),
      JSON.stringify({ ...changed, accessTokenLifespan: ACCESS_TOKEN_LIFESPAN }),
    )
    const argv = [
      `--http-port=${serverPort}`,
      `--http-management-port=${managementPort}`,
      `--data-dir=${join(folder, 'data')}`,
      `--import-realm=${realms}`,
    ]
    program = new Program([join(root, 'scripts/start.ts'), ...argv], { PORT: String(port), ISSUER: issuer })
    await program.says(`sign in at ${api}/v1/self`)
    chromium = await launchChromium()
    page = await (await chromium.newContext()).newPage()
  }, LIMIT)
  after(async () => {
    await chromium?.close()
    await program?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('shows the login page at /v1/self, and the user after it', LIMIT, async () => {
    await page.goto(`${api}/v1/self`)
    assert.ok(page.url().startsWith(issuer), page.url())
    await page.locator('#username').fill('alice')
    await page.locator('#password').fill('alice-pass')
    await page.locator('#kc-login').click()
    await page.waitForURL(`${api}/v1/self`)
    const { id, ...others } = JSON.parse((await page.locator('body').textContent()) ?? '')
    assert.match(id, /^[0-9a-f-]{36}$/)
    assert.deepEqual(others, { email: 'alice@example.org', firstname: 'Alice', lastname: 'Liddell', username: 'alice' })
  })

  it('renews the access token when its short life ends, without a redirect', LIMIT, async () => {
    await page.goto(`${api}/v1/session`)
    const before = JSON.parse((await page.locator('body').textContent()) ?? '')
    const statuses = await page.evaluate(async (end) => {
      const seen: number[] = []
      for (let tries = 0; tries < 150; tries++) {
        const answer = await fetch('/v1/session', { redirect: 'error' })
        seen.push(answer.status)
        const { accessTokenExpiresAt } = (await answer.json()) as { accessTokenExpiresAt: string }
        if (accessTokenExpiresAt > end) return seen
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
      throw new Error('the access token was not renewed')
    }, before.accessTokenExpiresAt)
    assert.deepEqual(new Set(statuses), new Set([200]))
    assert.equal((await page.goto(`${api}/v1/self`))?.status(), 200)
  })

  it('signs out there too', LIMIT, async () => {
    await page.goto(`${api}/`)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL(`${api}/`)
    await page.goto(`${api}/v1/self`)
    assert.ok(page.url().startsWith(issuer), page.url())
  })
})
