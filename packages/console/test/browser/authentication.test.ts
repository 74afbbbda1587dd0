import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type ConsolePage, expectAccessible, startConsole, type TestConsole } from './console.ts'

const LIMIT = { timeout: 60_000 }

describe('sign-in flows in the console', () => {
  let server: TestConsole
  let tab: ConsolePage
  before(async () => {
    server = await startConsole([
      {
        realm: 'shop',
        enabled: true,
        users: [
          {
            username: 'viewer',
            enabled: true,
            email: 'viewer@shop.example',
            firstName: 'Vera',
            lastName: 'Viewer',
            credentials: [{ type: 'password', value: 'viewer-pass' }],
            clientRoles: { 'realm-management': ['view-realm'] },
          },
        ],
      },
    ])
    tab = await server.open('/shop/authentication')
    tab.page.setDefaultTimeout(10_000)
  })
  after(() => server?.close())

  const steps = () => tab.page.getByRole('list', { name: /^Steps of/ })
  const names = () => steps().locator('li strong').allInnerTexts()

  it('say what each is used for; a built-in one keeps its steps', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('row', { name: /^browser Browser flow/ }).waitFor()
    await page.getByRole('link', { name: 'browser', exact: true }).click()
    await page.getByText('A built-in flow keeps its steps').first().waitFor()
    const remove = steps().getByRole('button', { name: 'Delete Cookie' })
    assert.equal(await remove.getAttribute('aria-disabled'), 'true')
  })

  it('a flow is copied, under a name that no other has', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('button', { name: 'Copy…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Copy browser' })
    await dialog.getByLabel('Name of the copy').fill('')
    await dialog.getByRole('button', { name: 'Copy' }).click()
    await dialog.getByText('A flow needs a name.').waitFor()
    await dialog.getByLabel('Name of the copy').fill('direct grant')
    await dialog.getByRole('button', { name: 'Copy' }).click()
    await dialog.getByText(/already exists/).waitFor()
    assert.equal(await dialog.getByLabel('Name of the copy').getAttribute('aria-invalid'), 'true')
    await expectAccessible(page)
    await dialog.getByLabel('Name of the copy').fill('ours')
    await dialog.getByRole('button', { name: 'Copy' }).click()
    await page.getByRole('heading', { name: 'ours', level: 1 }).waitFor()
  })

  it('a requirement is chosen, and a step moved', LIMIT, async () => {
    const { page } = tab
    const before = await names()
    assert.equal(before[0], 'Cookie')
    await steps().getByLabel('Requirement of Cookie').selectOption('Disabled')
    await steps().getByRole('button', { name: 'Move Cookie down' }).click()
    await steps().getByRole('listitem').first().filter({ hasNotText: 'Cookie' }).waitFor()
    await page.reload()
    await steps().waitFor()
    const after = await names()
    assert.equal(after[0], before[1])
    assert.equal(await steps().getByLabel('Requirement of Cookie').inputValue(), 'DISABLED')
  })

  it('a step is added, set and removed', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('button', { name: 'Add step', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Add a step to ours' })
    await dialog.getByPlaceholder('Find a step').fill('no step at all')
    await dialog.getByText('No step is called so').waitFor()
    await dialog.getByPlaceholder('Find a step').fill('user role')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: /^Condition - user role/ }).click()
    await dialog.waitFor({ state: 'detached' })
    await steps().getByRole('button', { name: 'Settings of Condition - user role' }).click()
    const settings = page.getByRole('dialog', { name: 'Settings of Condition - user role' })
    await settings.getByRole('button', { name: 'Save' }).click()
    await settings.getByText('The settings need a name.').waitFor()
    await settings.getByLabel('Name of these settings').fill('staff only')
    await settings.getByLabel('User role').fill('staff')
    await settings.getByRole('button', { name: 'Save' }).click()
    await settings.waitFor({ state: 'detached' })
    await steps().getByText('staff only').waitFor()
    await steps().getByRole('button', { name: 'Settings of Condition - user role' }).click()
    await settings.locator('input[value=staff]').waitFor()
    await settings.getByRole('button', { name: 'Cancel' }).click()
    await steps().getByRole('button', { name: 'Delete Condition - user role' }).last().click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete Condition - user role' }).click()
    await steps().getByText('staff only').waitFor({ state: 'detached' })
  })

  it('a sub-flow is added', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('button', { name: 'Add sub-flow', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Add a sub-flow to ours' })
    await dialog.getByLabel('Name').fill('second look')
    await dialog.getByRole('button', { name: 'Add sub-flow' }).click()
    await steps().getByText('second look').waitFor()
  })

  it('a flow is bound; what is in use can’t be deleted', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('button', { name: 'Bind…' }).click()
    const dialog = page.getByRole('dialog', { name: 'What is ours used for?' })
    await dialog.getByLabel('Used for').selectOption('Reset credentials flow')
    await dialog.getByRole('button', { name: 'Bind' }).click()
    await page.getByText('Reset credentials flow').waitFor()
    await page.getByRole('button', { name: 'More' }).click()
    assert.equal(await page.getByRole('menuitem', { name: 'Delete flow…' }).isDisabled(), true)
    await page.keyboard.press('Escape')
  })

  it('a flow of one’s own is made and deleted', LIMIT, async () => {
    const { page } = tab
    await page.goto(`${server.url}/admin/master/console/shop/authentication/flows`)
    await page.getByRole('button', { name: 'Create flow' }).click()
    const dialog = page.getByRole('dialog', { name: 'Create a flow' })
    await dialog.getByLabel('Name').fill('short')
    await dialog.getByRole('button', { name: 'Create flow' }).click()
    await page.getByText('This flow has no steps yet').waitFor()
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Delete flow…' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete short' }).click()
    await page.getByRole('heading', { name: 'Sign-in flows', level: 1 }).waitFor()
    assert.equal(await page.getByRole('link', { name: 'short', exact: true }).count(), 0)
  })

  it('required actions are switched, ordered and set', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('link', { name: 'Required actions' }).click()
    const byDefault = page.getByRole('switch', { name: 'Update Password by default' })
    await byDefault.click({ force: true })
    await page.reload()
    await byDefault.waitFor()
    assert.equal(await byDefault.isChecked(), true)
    await page.getByRole('button', { name: 'Settings of Update Password' }).click()
    const dialog = page.getByRole('dialog', { name: 'Settings of Update Password' })
    await dialog.getByLabel('Maximum Age of Authentication').fill('60')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.waitFor({ state: 'detached' })
  })

  it('an administrator who may only look can change nothing', LIMIT, async () => {
    const viewer = await server.open('/shop/authentication/required-actions', {
      username: 'viewer',
      password: 'viewer-pass',
      realm: 'shop',
    })
    const { page } = viewer
    await page.getByText('This needs the role manage-realm').first().waitFor()
    assert.equal(await page.getByRole('switch', { name: 'Update Password enabled' }).isDisabled(), true)
    await page.getByRole('link', { name: 'Flows', exact: true }).click()
    const create = page.getByRole('button', { name: 'Create flow' })
    assert.equal(await create.getAttribute('aria-disabled'), 'true')
    await page.context().close()
  })

  it('breaks no policy and misses no file on the way', () => assert.deepEqual(tab.complaints, []))
})
