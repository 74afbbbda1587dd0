import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { type ConsolePage, expectAccessible, startConsole, type TestConsole } from './console.ts'
import { HARD_NAMES, HARD_REALM, hardId } from './pictures/hard-names.ts'

const LIMIT = { timeout: 60_000 }

/** What has all such names on it: lists, and what belongs to one user; then what one thing is. */
const PAGES = [
  'users',
  'clients',
  'roles',
  `groups?open=${encodeURIComponent(JSON.stringify([hardId('group', 'long')]))}`,
  `users/${hardId('user', 'long')}/role-mapping`,
  `users/${hardId('user', 'japanese')}/groups`,
  `users/${hardId('user', 'emoji')}/consents`,
  `users/${hardId('user', 'arabic')}/settings`,
  `groups/${hardId('group', 'long')}/members`,
  `groups/${hardId('group', 'japanese')}/attributes`,
  `roles/${hardId('role', 'long')}/details`,
  `clients/${hardId('client', 'long')}/settings`,
]

/** Each leads to a question that names the thing. */
const DELETED = [
  `users/${hardId('user', 'long')}/settings`,
  `groups/${hardId('group', 'japanese')}/children`,
  `roles/${hardId('role', 'long')}/details`,
  `clients/${hardId('client', 'emoji')}/settings`,
]

describe('names that break layouts', () => {
  let server: TestConsole
  before(async () => {
    server = await startConsole([HARD_REALM])
  })
  after(() => server?.close())

  for (const [where, viewport] of [
    ['a desk', { width: 1360, height: 860 }],
    ['a phone', { width: 390, height: 844 }],
  ] as const) {
    describe(`on ${where}`, () => {
      let tab: ConsolePage
      before(async () => {
        tab = await server.open('/names', { viewport })
        tab.page.setDefaultTimeout(10_000)
      })
      after(() => tab?.page.context().close())

      const open = async (path: string) => {
        await tab.page.goto(`${server.url}/admin/master/console/names/${path}`)
        await tab.page.getByRole('heading', { level: 1 }).waitFor()
        await tab.page.waitForLoadState('networkidle')
      }

      it('no page is wider than its window, and no table than its frame', LIMIT, async () => {
        const tooWide: unknown[] = []
        for (const path of PAGES) {
          await open(path)
          tooWide.push(...(await widerThanTheirPlace(tab.page)).map((what) => `${path}: ${what}`))
        }
        assert.deepEqual(tooWide, [])
      })

      it('a question that names one shows both its answers', LIMIT, async () => {
        for (const path of DELETED) {
          await open(path)
          await tab.page.getByRole('button', { name: 'More', exact: true }).click()
          await tab.page.getByRole('menuitem', { name: /^Delete/ }).click()
          const buttons = tab.page.getByRole('dialog').getByRole('button')
          await buttons.nth(2).waitFor()
          for (const button of await buttons.all()) await isInWindow(button, viewport)
          assert.deepEqual(await widerThanTheirPlace(tab.page), [], path)
        }
        await expectAccessible(tab.page)
      })

      it('breaks no policy and misses no file on the way', () => assert.deepEqual(tab.complaints, []))
    })
  }

  describe('a name that is written from right to left', () => {
    let tab: ConsolePage
    before(async () => {
      tab = await server.open(`/names/groups/${hardId('group', 'arabic')}/attributes`)
      tab.page.setDefaultTimeout(10_000)
    })
    const { arabic } = HARD_NAMES

    it('is read so in title, way, fields and lists, and stands where its neighbours stand', LIMIT, async () => {
      const { page } = tab
      await page.getByLabel('Value 1').waitFor()
      for (const place of [
        page.getByRole('heading', { level: 1 }),
        page.getByRole('navigation', { name: 'Where you are' }).getByText(arabic),
        page.getByLabel('Key 1'),
        page.getByLabel('Value 1'),
      ]) {
        assert.equal(await directionOf(place), 'rtl')
      }
      await page.goto(`${server.url}/admin/master/console/names/users`)
      const name = page.getByRole('link', { name: arabic.toLowerCase() })
      assert.equal(await directionOf(name), 'rtl')
      assert.equal(await directionOf(page.locator('html')), 'ltr')
      const other = page.getByRole('link', { name: HARD_NAMES.long })
      assert.equal(await directionOf(other), 'ltr')
      assert.equal(await textLeft(name), await textLeft(other))
    })

    it('keeps its place in a sentence, and the thing can be deleted by its name', LIMIT, async () => {
      const { page } = tab
      await page.goto(`${server.url}/admin/master/console/names/groups/${hardId('group', 'arabic')}/children`)
      await page.getByRole('button', { name: 'More', exact: true }).click()
      await page.getByRole('menuitem', { name: 'Delete group…' }).click()
      const dialog = page.getByRole('dialog', { name: `Delete the group \u2068${arabic}\u2069?` })
      await dialog.getByRole('button', { name: `Delete \u2068${arabic}\u2069` }).click()
      await page.getByRole('heading', { name: 'Groups', level: 1 }).waitFor()
      await page.getByRole('link', { name: HARD_NAMES.long }).waitFor()
      await page.getByRole('link', { name: arabic }).waitFor({ state: 'detached' })
      assert.deepEqual(tab.complaints, [])
    })
  })
})

/** Of a page, a dialog and the frames of tables: what has more in it than can be seen, and doesn't end in dots. */
async function widerThanTheirPlace(page: Page): Promise<readonly string[]> {
  return page.evaluate(`
    [document.documentElement, ...document.querySelectorAll('main, [role=dialog] *, :has(> table)')]
      .filter((place) => place.scrollWidth > place.clientWidth + 1 && place.clientWidth > 0)
      .filter((place) => getComputedStyle(place).textOverflow !== 'ellipsis' && place.tagName !== 'INPUT')
      .map((place) => place.tagName + ' ' + place.textContent.slice(0, 40))`)
}

async function isInWindow(thing: Locator, window: { readonly width: number; readonly height: number }): Promise<void> {
  const box = await thing.boundingBox()
  assert.ok(box !== null)
  assert.ok(box.x >= 0 && box.x + box.width <= window.width, 'it sticks out at a side')
  assert.ok(box.y >= 0 && box.y + box.height <= window.height, 'it is above or below what can be seen')
}

/** As much of an element as is asked for here. */
interface Shown {
  readonly ownerDocument: {
    createRange(): { selectNodeContents(element: Shown): void; getBoundingClientRect(): { readonly left: number } }
    readonly defaultView: { getComputedStyle(element: Shown): { readonly direction: string } }
  }
}

function directionOf(place: Locator): Promise<string> {
  return place.evaluate((element: Shown) => element.ownerDocument.defaultView.getComputedStyle(element).direction)
}

/** Where its letters begin, on the left. */
function textLeft(place: Locator): Promise<number> {
  return place.evaluate((element: Shown) => {
    const range = element.ownerDocument.createRange()
    range.selectNodeContents(element)
    return Math.round(range.getBoundingClientRect().left)
  })
}
