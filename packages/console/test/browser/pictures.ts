/** Every page of the console in every state worth looking at: for the pictures and for axe. */
import type { Page } from 'playwright-core'
import { CLIENT_SCOPES } from './pictures/client-scopes.ts'
import { CLIENTS } from './pictures/clients.ts'
import { NAMES } from './pictures/hard-names.ts'
import type { Picture } from './pictures/picture.ts'
import { REALM_SETTINGS } from './pictures/realm-settings.ts'
import { PEOPLE } from './pictures/roles-and-people.ts'
import { SHELL } from './pictures/shell.ts'

/** A row for every page, and for every state of it worth looking at. */
export const PICTURES: Readonly<Record<string, Picture>> = {
  ...SHELL,
  ...CLIENTS,
  ...CLIENT_SCOPES,
  ...PEOPLE,
  ...REALM_SETTINGS,
  ...NAMES,
}

/** Opens a picture's page and brings it into its state. The tab is signed in already. */
export async function show(page: Page, console: string, { path, act }: Picture): Promise<void> {
  await page.goto(console + path.replace('CLIENT', await shopId(page, console)))
  await page.getByRole('main').waitFor()
  await page.waitForLoadState('networkidle')
  await act?.(page)
}

const ids = new Map<string, string>()

async function shopId(page: Page, console: string): Promise<string> {
  const known = ids.get(console)
  if (known !== undefined) return known
  await page.goto(`${console}/test/clients?q=shop`)
  const href = await page.getByRole('link', { name: 'shop', exact: true }).getAttribute('href')
  const id = href?.split('/').at(-2) ?? ''
  ids.set(console, id)
  return id
}
