/** A whole server with the console of this checkout, and a real browser that is signed in to it. */
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { launchChromium } from '../../../../conformance/chromium.ts'
import { buildConsole } from '../../../../scripts/build-console.ts'
import { systemRandom } from '../../../server/src/clock.ts'
import { compose } from '../../../server/src/compose.ts'
import { consoleFilesIn } from '../../../server/src/console-files-in.ts'
import type { Services } from '../../../server/src/endpoints/realm-endpoint.ts'
import { createPasswordHasher } from '../../../server/src/keys/argon2-hasher.ts'
import { bootstrapMaster } from '../../../server/src/provisioning/bootstrap.ts'
import { importRealms } from '../../../server/src/provisioning/import-realms.ts'

export interface TestConsole {
  /** Of the server: `http://localhost:PORT`. */
  readonly url: string
  readonly chromium: Browser
  /** A tab of its own, signed in, at a path below `/admin/master/console`. */
  open(path: string, options?: OpenOptions): Promise<ConsolePage>
  close(): Promise<void>
}

interface OpenOptions extends BrowserContextOptions {
  readonly username?: string
  readonly password?: string
  /** Whose console: `master` unless said. */
  readonly realm?: string
}

export interface ConsolePage {
  readonly page: Page
  /** What the browser complained of: a broken policy, a missing file, an error nobody caught. */
  readonly complaints: readonly string[]
}

const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8')

/**
 * @param realms - documents to import beside master.
 * @param prepare - what goes into the store before the server listens.
 */
export async function startConsole(
  realms: readonly object[] = [],
  prepare?: (services: Services) => Promise<void>,
): Promise<TestConsole> {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-console-'))
  await buildConsole(join(folder, 'console'))
  const latchkey = await compose(
    {
      database: join(folder, 'latchkey.db'),
      development: true,
      relativePath: '',
      hostname: undefined,
      proxyHeaders: undefined,
      bodyLimit: 10 * 1024 * 1024,
      // as start-dev has it: the mail servers and providers of tests are here
      outboundAllowed: ['127.0.0.0/8', '::1'],
    },
    {
      hasher: createPasswordHasher({ random: systemRandom, cheap: true }),
      consoleFiles: consoleFilesIn(join(folder, 'console')),
      log: { error: ({ err }) => console.error(err), warn() {} },
    },
  )
  await bootstrapMaster(latchkey.services, { username: 'admin', password: 'admin' })
  await importRealms(latchkey.services, [...realms])
  await prepare?.(latchkey.services)
  await latchkey.http.listen({ port: 0, host: '127.0.0.1' })
  const { port } = latchkey.http.server.address() as AddressInfo // a socket, not a pipe
  const url = `http://localhost:${port}`
  const chromium = await launchChromium()
  return {
    url,
    chromium,
    async open(path, { username = 'admin', password = 'admin', realm = 'master', ...options } = {}) {
      const context = await chromium.newContext({ reducedMotion: 'reduce', ...options })
      const page = await context.newPage()
      const complaints = complaintsOf(page)
      await page.goto(`${url}/admin/${realm}/console${path}`)
      await page.getByLabel('Username or e-mail').fill(username)
      await page.getByLabel('Password', { exact: true }).fill(password)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByRole('main').waitFor()
      return { page, complaints }
    },
    async close() {
      await chromium.close()
      await latchkey.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    // a refusal that the page shows is also told in the console, as a failed load
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  return complaints
}

/** @throws when axe finds something serious on the page. */
export async function expectAccessible(page: Page): Promise<void> {
  // the policy keeps scripts off the page, and so axe comes through the debugger
  const result: unknown = await page.evaluate(`${await axeSource}; axe.run(document, {
    resultTypes: ['violations'],
    // what floats over the page stands outside its landmarks
    rules: { region: { enabled: false } },
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  })`)
  const { violations } = result as {
    violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[]
  }
  const grave = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical' || impact === 'moderate')
    .map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} — ${failureSummary}`).join('\n')}`,
    )
  assert.deepEqual(grave, [])
}
