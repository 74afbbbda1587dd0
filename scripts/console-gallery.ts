/**
 * Draws every page of the administration console, light and dark, on a desk and on a phone, from a server that runs for it,
 * into a folder to look at.
 *
 *     node scripts/launch.mjs scripts/console-gallery.ts [folder] [name…]
 */
import { mkdir, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { startConsole } from '../packages/console/test/browser/console.ts'

interface Picture {
  /** Below `/admin/master/console`; `CLIENT` stands for the id of the realm's client `shop`. */
  readonly path: string
  /** Brings the page into the state worth looking at. */
  readonly act?: (page: Page) => Promise<void>
  readonly locale?: string
  readonly username?: string
}

const LONG = `${'long-name-'.repeat(25)}end`
const many = Array.from({ length: 45 }, (_, at) => ({ clientId: `service-${String(at).padStart(3, '0')}` }))

const REALMS = [
  {
    realm: 'test',
    displayName: 'The shop',
    enabled: true,
    clients: [
      {
        clientId: 'shop',
        name: 'The shop',
        secret: 'not-a-secret-of-anybody',
        redirectUris: ['http://localhost:1234/v1/token', 'https://shop.example/*'],
        webOrigins: ['+'],
        attributes: { 'client.secret.creation.time': '1790000000', 'access.token.lifespan': '900', team: 'checkout' },
      },
      { clientId: LONG, name: '勤怠管理システム', publicClient: true },
      ...many,
    ],
  },
  { realm: 'empty', enabled: true },
  { realm: 'staging', displayName: 'Staging', enabled: false },
]

/** A row for every page, and for every state of it worth looking at. */
const PICTURES: Readonly<Record<string, Picture>> = {
  home: { path: '/test' },
  clients: { path: '/test/clients' },
  'clients-second-page': { path: '/test/clients?page=2' },
  'clients-found': { path: '/test/clients?q=shop' },
  'clients-none-found': { path: '/test/clients?q=nonesuch' },
  'clients-german': { path: '/test/clients', locale: 'de' },
  'client-add': { path: '/test/clients/add-client' },
  'client-add-wrong': {
    path: '/test/clients/add-client',
    act: async (page) => {
      await page.getByLabel('Valid redirect URIs 1', { exact: true }).fill('shop.example/cb')
      await page.getByRole('button', { name: 'Create client' }).scrollIntoViewIfNeeded()
    },
  },
  'client-settings': { path: '/test/clients/CLIENT/settings' },
  'client-settings-changed': {
    path: '/test/clients/CLIENT/settings',
    act: async (page) => {
      await page.getByText('Direct access grants', { exact: true }).click()
      await page.getByLabel('Name', { exact: true }).fill('The shop of all shops')
    },
  },
  'client-credentials': { path: '/test/clients/CLIENT/credentials' },
  'client-regenerate': {
    path: '/test/clients/CLIENT/credentials',
    act: (page) => page.getByRole('button', { name: 'Regenerate secret' }).click(),
  },
  'client-advanced': { path: '/test/clients/CLIENT/advanced' },
  'client-missing': { path: '/test/clients/no-such-id/settings' },
  'client-settings-french': { path: '/test/clients/CLIENT/settings', locale: 'fr' },
  realms: { path: '/test/realms' },
  'realm-add': { path: '/test/add-realm' },
  'realm-add-file': {
    path: '/test/add-realm',
    act: (page) =>
      page.locator('input[type=file]').setInputFiles({
        name: 'realm.json',
        mimeType: 'application/json',
        buffer: Buffer.from(JSON.stringify(REALMS[0])),
      }),
  },
  palette: {
    path: '/test/clients',
    act: async (page) => {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').fill('s')
      await page.getByRole('option').nth(2).waitFor()
    },
  },
  menu: { path: '/test/clients', act: openMenu },
  'missing-page': { path: '/test/nonesuch' },
}

/** On a phone the navigation is behind a button. */
async function openMenu(page: Page): Promise<void> {
  const burger = page.getByRole('button', { name: 'Menu', exact: true })
  if (await burger.isVisible()) await burger.click()
  await page
    .getByRole('button', { name: /appearance, language/ })
    .filter({ visible: true })
    .click()
}

const [, , wanted, ...names] = process.argv
const folder = wanted ?? (await mkdtemp(join(tmpdir(), 'latchkey-console-')))
await mkdir(folder, { recursive: true })
const server = await startConsole(REALMS)

const chosen = Object.entries(PICTURES).filter(([name]) => names.length === 0 || names.includes(name))
for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1360, 390]) {
    for (const locale of new Set(chosen.map(([, picture]) => picture.locale ?? 'en'))) {
      const viewport = { width, height: width > 400 ? 860 : 844 }
      const { page } = await server.open('/test/clients?q=shop', { colorScheme, viewport, locale })
      const client = (await page.getByRole('link', { name: 'shop', exact: true }).getAttribute('href')) ?? ''
      const id = client.split('/').at(-2) ?? ''
      for (const [name, picture] of chosen.filter(([, own]) => (own.locale ?? 'en') === locale)) {
        await page.goto(`${server.url}/admin/master/console${picture.path.replace('CLIENT', id)}`)
        await page.getByRole('main').waitFor()
        await page.waitForLoadState('networkidle')
        await picture.act?.(page)
        // what opens has opened
        await page.waitForTimeout(250)
        await page.screenshot({
          path: join(folder, `${name}-${width}-${colorScheme}.png`),
          fullPage: picture.act === undefined,
        })
      }
      await page.context().close()
    }
  }
}
await server.close()
process.stdout.write(`${folder}\n`)
