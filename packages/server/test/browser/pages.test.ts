/** Every page in a real browser, under the policy that it is served with. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { launchChromium } from '../../../../conformance/chromium.ts'
import { contentSecurityPolicy } from '../../src/pages/content-security-policy.ts'
import { formPostPage } from '../../src/pages/form-post-page.ts'
import { resources } from '../../src/pages/resources.ts'
import { samples, view } from './pages-samples.ts'

const LIMIT = { timeout: 60_000 }
const axe = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

interface Violation {
  readonly id: string
  readonly impact: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
}

describe('pages in Chromium', LIMIT, () => {
  let server: Server
  let origin: string
  let browser: Browser
  const posted: string[] = []

  before(async () => {
    server = createServer((request, response) => {
      const path = new URL(request.url ?? '/', 'http://localhost').pathname
      if (request.method === 'POST') {
        request.setEncoding('utf8').on('data', (chunk) => posted.push(String(chunk)))
        request.on('end', () => response.writeHead(200, { 'content-type': 'text/plain' }).end('arrived'))
        return
      }
      const found = resources.get(path)
      if (found) return void response.writeHead(200, { 'content-type': found.contentType }).end(found.body)
      const page = path === '/form-post-here' ? formPostHere() : samples[path.slice(1)]?.()
      const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': contentSecurityPolicy }
      response.writeHead(page === undefined ? 404 : 200, headers).end(page)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    browser = await launchChromium()
  }, LIMIT)

  after(async () => {
    await browser?.close()
    server?.closeAllConnections()
    server?.close()
  }, LIMIT)

  const formPostHere = () =>
    formPostPage(
      {
        action: `${origin}/cb`,
        parameters: [
          ['code', 'a b'],
          ['submit', 'hides the method'],
        ],
      },
      view,
    )

  async function opened(name: string, options: BrowserContextOptions, work: (page: Page) => Promise<void>) {
    const context = await browser.newContext(options)
    try {
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
      page.on('pageerror', (error) => complaints.push(error.message))
      await page.goto(`${origin}/${name}`)
      await work(page)
      assert.deepEqual(complaints, [])
    } finally {
      await context.close()
    }
  }

  for (const name of Object.keys(samples).filter((one) => one !== 'form-post')) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(
        `${name}, ${colorScheme}: axe finds nothing, on a desk and on a phone, and nothing overflows`,
        LIMIT,
        async () => {
          await opened(name, { colorScheme, bypassCSP: true, reducedMotion: 'reduce' }, async (page) => {
            await page.evaluate(axe)
            for (const width of [1360, 390, 320]) {
              await page.setViewportSize({ width, height: 844 })
              const found = (await page.evaluate('axe.run().then((result) => result.violations)')) as Violation[]
              assert.deepEqual(
                found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`),
                [],
              )
              assert.ok(Number(await page.evaluate('document.documentElement.scrollWidth')) <= width, `${width}`)
            }
          })
        },
      )
    }
  }

  it('a password is shown while asked for, and sent as a password', LIMIT, async () => {
    await opened('login', {}, async (page) => {
      await page.fill('#password', 'something')
      const show = page.locator('#password-show-password')
      await show.click()
      assert.equal(await page.getAttribute('#password', 'type'), 'text')
      assert.equal(await show.getAttribute('aria-pressed'), 'true')
      await show.click()
      assert.equal(await page.getAttribute('#password', 'type'), 'password')
    })
  })

  it('without script, the page offers nothing that would not work, and the form is whole', LIMIT, async () => {
    await opened('login', { javaScriptEnabled: false }, async (page) => {
      assert.equal(await page.locator('#password-show-password').isVisible(), false)
      assert.equal(await page.locator('#kc-login').isVisible(), true)
      await page.locator('summary').click()
      assert.equal(await page.locator('a[hreflang=fr]').isVisible(), true)
    })
  })

  it('the keyboard goes through the login in the order in which it is read, and focus is seen', LIMIT, async () => {
    await opened('login', {}, async (page) => {
      const order: unknown[] = []
      for (let i = 0; i < 6; i++) {
        order.push(await page.evaluate('document.activeElement.id || document.activeElement.textContent'))
        const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')
        assert.notEqual(outline, 'none', String(order.at(-1)))
        await page.keyboard.press('Tab')
      }
      assert.deepEqual(order, [
        'username',
        'Forgot it?',
        'password',
        'password-show-password',
        'rememberMe',
        'kc-login',
      ])
    })
  })

  for (const javaScriptEnabled of [true, false]) {
    it(`form_post arrives ${javaScriptEnabled ? 'by itself' : 'by its button without script'}`, LIMIT, async () => {
      posted.length = 0
      await opened('form-post-here', { javaScriptEnabled }, async (page) => {
        if (!javaScriptEnabled) await page.click('button')
        await page.waitForURL('**/cb')
        assert.deepEqual(posted, ['code=a+b&submit=hides+the+method'])
      })
    })
  }
})
