/** Home, what happens in a realm, realms themselves, and what stands around the pages. */
import type { Page } from 'playwright-core'
import type { Picture } from './picture.ts'
import { REALMS } from './realms.ts'

export const SHELL: Readonly<Record<string, Picture>> = {
  home: {
    path: '/test',
    act: async (page) => {
      await signInOften(page)
      await page.reload()
      await page.getByRole('img').first().waitFor()
    },
  },
  'home-fresh': { path: '/empty' },
  sessions: { path: '/master/sessions' },
  'sessions-none': { path: '/empty/sessions' },
  'sessions-sign-out': {
    path: '/master/sessions',
    act: (page) => page.getByRole('button', { name: 'Sign everybody out' }).click(),
  },
  events: {
    path: '/test/events',
    act: async (page) => {
      await signInOften(page)
      await page.reload()
      await page.locator('summary').first().click()
    },
  },
  'events-none-found': { path: '/test/events?client=never-heard-of' },
  'events-off': { path: '/empty/events' },
  'events-admin': { path: '/test/events/admin-events' },
  'events-settings': { path: '/test/events/settings' },
  doctor: { path: '/test/doctor' },
  'doctor-german': { path: '/test/doctor', locale: 'de' },
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

/** Sign-ins that work and fail, for pages that tell of them. */
async function signInOften(page: Page): Promise<void> {
  const { origin } = new URL(page.url())
  for (const password of ['wrong', 'alice-pass', 'alice-pass', 'wrong', 'alice-pass']) {
    const form = { grant_type: 'password', client_id: 'direct', username: 'alice', password }
    await page.request.post(`${origin}/realms/test/protocol/openid-connect/token`, { form })
  }
  const form = { grant_type: 'password', client_id: 'nonesuch', username: 'alice', password: 'x' }
  await page.request.post(`${origin}/realms/test/protocol/openid-connect/token`, { form })
}
