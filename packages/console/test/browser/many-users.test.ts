/** A realm as large as a city's: whoever is sought is found, and a page is never more than a page. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { systemClock, systemRandom } from '../../../server/src/clock.ts'
import type { Services } from '../../../server/src/endpoints/realm-endpoint.ts'
import type { UserRecord } from '../../../server/src/representations/realm-aggregate.ts'
import { type ConsolePage, expectAccessible, startConsole, type TestConsole } from './console.ts'

/** Also the patience with each step: it is the answer of the whole, in a browser, on a busy machine. */
const SOON_MS = 5_000
const LIMIT = { timeout: 60_000 }
const PEOPLE = 100_000
const BATCH = 2_000
const ROWS = 20

const FIRST = 'Anna Boris Chiara Dmitri Elena Farid Greta Hugo Ines Jonas Katya Liam Mona Nils Olga Paul'.split(' ')
const LAST = 'Abebe Bianchi Costa Dubois Eriksen Fischer Garcia Hansen Ivanov Jensen Kowalski Lopez Moreau'.split(' ')

const firstOf = (number: number) => FIRST[number % FIRST.length] ?? ''
const lastOf = (number: number) => LAST[number % LAST.length] ?? ''
const usernameOf = (number: number) => `${firstOf(number)}.${lastOf(number)}.${number}`.toLowerCase()
const emailOf = (number: number) => `mail-${number}@city.example`
const everybody = Array.from({ length: PEOPLE }, (_, number) => usernameOf(number)).toSorted()

describe('one user among 100,000', () => {
  let server: TestConsole
  let tab: ConsolePage
  before(async () => {
    server = await startConsole([{ realm: 'city', enabled: true }], fill)
    tab = await server.open('/city/users')
    tab.page.setDefaultTimeout(SOON_MS)
  }, LIMIT)
  after(() => server?.close())

  const search = (text: string) => tab.page.getByRole('searchbox', { name: 'Search by name or e-mail' }).fill(text)
  const shown = async () => (await tab.page.getByRole('rowheader').allTextContents()).map((name) => name.trim())
  /** Waits until the list shows them, in this order. */
  const showsPage = async (expected: readonly string[]) => {
    const { page } = tab
    for (const edge of [expected.at(0), expected.at(-1)]) {
      await page.getByRole('rowheader', { name: edge ?? '', exact: true }).waitFor()
    }
    await page.locator('table:not([data-stale] *)').waitFor()
    assert.deepEqual(await shown(), expected)
  }

  it('the first page is there, and says how many there are', LIMIT, async () => {
    await showsPage(everybody.slice(0, ROWS))
    await tab.page.getByText('100,000 users').waitFor()
    await expectAccessible(tab.page)
  })

  it('pages follow each other without a gap, forth and back, and have an address', LIMIT, async () => {
    const { page } = tab
    const next = page.getByRole('button', { name: 'Next' })
    await next.click()
    await showsPage(everybody.slice(ROWS, 2 * ROWS))
    await next.click()
    await showsPage(everybody.slice(2 * ROWS, 3 * ROWS))
    await page.getByRole('button', { name: 'Previous' }).click()
    await showsPage(everybody.slice(ROWS, 2 * ROWS))
    assert.match(page.url(), /page=2/)
    await page.goto(`${server.url}/admin/master/console/city/users?page=${PEOPLE / ROWS}`)
    await showsPage(everybody.slice(-ROWS))
    assert.equal(await next.isDisabled(), true)
  })

  it('by the beginning of the user name', LIMIT, async () => {
    await search('chiara.m')
    const found = everybody.filter((name) => name.startsWith('chiara.m'))
    assert.ok(found.length > 2 * ROWS)
    await showsPage(found.slice(0, ROWS))
    await tab.page.getByRole('button', { name: 'Next' }).click()
    await showsPage(found.slice(ROWS, 2 * ROWS))
    await search('chiara.moreau.4')
    const few = everybody.filter((name) => name.startsWith('chiara.moreau.4'))
    await showsPage(few.slice(0, ROWS))
    assert.ok(!tab.page.url().includes('page='), 'another search begins at its first page')
  })

  it('by first and last name', LIMIT, async () => {
    await search('elena dubois')
    const found = everybody.filter((name) => name.startsWith('elena.dubois.'))
    await showsPage(found.slice(0, ROWS))
  })

  it('by a part of the address', LIMIT, async () => {
    await search('*98765@')
    await showsPage([usernameOf(98_765)])
    assert.equal(await tab.page.getByRole('button', { name: 'Next' }).count(), 0)
    await tab.page.getByRole('cell', { name: emailOf(98_765) }).waitFor()
  })

  it('exactly, and nobody whose name only begins so', LIMIT, async () => {
    assert.ok(everybody.some((name) => name.startsWith(usernameOf(42)) && name !== usernameOf(42)))
    await search(`"${usernameOf(42)}"`)
    await showsPage([usernameOf(42)])
    await search(`"${emailOf(99_999)}"`)
    await showsPage([usernameOf(99_999)])
    await tab.page.getByRole('link', { name: usernameOf(99_999) }).click()
    await tab.page.getByRole('heading', { name: `${firstOf(99_999)} ${lastOf(99_999)}`, level: 1 }).waitFor()
    await tab.page.goBack()
    await showsPage([usernameOf(99_999)])
  })

  it('nobody: the page says so, and leads back to all', LIMIT, async () => {
    const { page } = tab
    await search('zacharias')
    await page.getByRole('heading', { name: 'Nothing matches “zacharias”' }).waitFor()
    assert.equal(await page.getByRole('table').count(), 0)
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Clear the search' }).click()
    await showsPage(everybody.slice(0, ROWS))
  })

  it('from everywhere, with Ctrl+K', LIMIT, async () => {
    const { page } = tab
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill(usernameOf(77_777))
    await page.getByRole('option', { name: usernameOf(77_777) }).click()
    await page.getByText(usernameOf(77_777)).first().waitFor()
    assert.match(page.url(), /\/city\/users\//)
  })

  it('breaks no policy and misses no file on the way', () => assert.deepEqual(tab.complaints, []))
})

/** Through the store, because an import of such a file would be what takes the time. */
async function fill({ stores }: Services): Promise<void> {
  const realm = await stores.realms.findByName('city')
  assert.ok(realm)
  for (let first = 0; first < PEOPLE; first += BATCH) {
    await stores.users.create(
      realm.id,
      Array.from({ length: BATCH }, (_, at) => person(first + at)),
    )
  }
}

function person(number: number): UserRecord {
  const id = systemRandom.uuid()
  const username = usernameOf(number)
  const email = emailOf(number)
  const own = { id, username, email, enabled: true }
  return {
    ...own,
    createdTimestampMs: systemClock.nowMs(),
    serviceAccountClientUuid: undefined,
    roleIds: [],
    groupIds: [],
    credentials: [],
    representation: { ...own, firstName: firstOf(number), lastName: lastOf(number) },
  }
}
