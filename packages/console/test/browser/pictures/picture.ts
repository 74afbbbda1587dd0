import type { Page } from 'playwright-core'

export interface Picture {
  /** Below `/admin/master/console`; `CLIENT` stands for the id of the realm's client `shop`. */
  readonly path: string
  /** Brings the page into the state worth looking at. */
  readonly act?: (page: Page) => Promise<void>
  readonly locale?: string
}

/** Follows the link of a list to what is called so. */
export async function openNamed(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name, exact: true }).click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
}
