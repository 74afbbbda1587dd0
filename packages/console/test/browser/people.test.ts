import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type ConsolePage, expectAccessible, startConsole, type TestConsole } from './console.ts'

const LIMIT = { timeout: 60_000 }

describe('a role, a group and a user from nothing', () => {
  let server: TestConsole
  let tab: ConsolePage
  before(async () => {
    server = await startConsole([{ realm: 'team', enabled: true, clients: [{ clientId: 'shop' }] }])
    tab = await server.open('/team/roles')
    tab.page.setDefaultTimeout(10_000)
  })
  after(() => server?.close())

  const open = (path: string) => tab.page.goto(`${server.url}/admin/master/console/team/${path}`)

  it('a role needs a name, and one that no other has: refused at the field', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('button', { name: 'Create role' }).click()
    const name = page.getByLabel('Role name')
    await page.getByRole('button', { name: 'Create role' }).click()
    await page.getByText('A role needs a name.').waitFor()
    await name.fill('offline_access')
    await page.getByRole('button', { name: 'Create role' }).click()
    await page.getByText('already exists').waitFor()
    assert.equal(await name.getAttribute('aria-invalid'), 'true')
    await expectAccessible(page)
  })

  it('a role is made, described, and given attributes', LIMIT, async () => {
    const { page } = tab
    await page.getByLabel('Role name').fill('editor')
    await page.getByLabel('Description').fill('May change texts')
    await page.getByRole('button', { name: 'Create role' }).click()
    await page.getByRole('heading', { name: 'editor', level: 1 }).waitFor()
    await page.getByRole('link', { name: 'Attributes' }).click()
    await page.getByRole('button', { name: 'Add to Attributes' }).click()
    await page.getByLabel('Key 1').fill('desk')
    await page.getByLabel('Value 1').fill('news')
    await save()
    await page.reload()
    await page.getByLabel('Value 1').waitFor()
    assert.equal(await page.getByLabel('Value 1').inputValue(), 'news')
  })

  it('a role of a client is made on its tab', LIMIT, async () => {
    const { page } = tab
    await open('clients?q=shop')
    await page.getByRole('link', { name: 'shop', exact: true }).click()
    await page.getByRole('link', { name: 'Roles', exact: true }).click()
    await page.getByRole('heading', { name: 'No roles yet' }).waitFor()
    await page.getByRole('button', { name: 'Create role' }).last().click()
    await page.getByLabel('Role name').fill('cashier')
    await page.getByRole('button', { name: 'Create role' }).click()
    await page.getByRole('heading', { name: 'cashier', level: 1 }).waitFor()
    assert.match(page.url(), /\/clients\/[^/]+\/roles\//)
    await page.getByRole('navigation', { name: 'Where you are' }).getByRole('link', { name: 'shop' }).waitFor()
  })

  it('a role stands for another, chosen from those of a client', LIMIT, async () => {
    const { page } = tab
    await open('roles?q=editor')
    await page.getByRole('link', { name: 'editor' }).click()
    await page.getByRole('link', { name: 'Associated roles' }).click()
    await page.getByRole('button', { name: 'Add associated roles' }).click()
    const dialog = page.getByRole('dialog', { name: 'Whoever has editor also has…' })
    await dialog.getByRole('checkbox', { name: 'editor' }).waitFor()
    assert.equal(await dialog.getByRole('checkbox', { name: 'editor' }).isDisabled(), true)
    await dialog.getByRole('combobox', { name: 'Roles of' }).fill('shop')
    await page.getByRole('option', { name: 'shop' }).click()
    await dialog.getByRole('checkbox', { name: 'cashier' }).check()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Assign 1 role' }).click()
    await page.getByRole('rowheader', { name: 'cashier shop' }).waitFor()
    await page.getByText('Composite', { exact: true }).waitFor()
    await expectAccessible(page)
  })

  it('breaks no policy and misses no file on the way', () => assert.deepEqual(tab.complaints, []))

  async function save(): Promise<void> {
    await tab.page.getByRole('button', { name: 'Save' }).click()
    await tab.page.getByText('unsaved change').waitFor({ state: 'detached' })
  }
})
