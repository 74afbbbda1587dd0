import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type ConsolePage, expectAccessible, startConsole, type TestConsole } from './console.ts'

const LIMIT = { timeout: 60_000 }
const REALM = {
  realm: 'test',
  enabled: true,
  clients: [
    { clientId: 'shop', secret: 'not-a-secret-of-anybody', redirectUris: ['http://localhost:1234/v1/token'] },
    { clientId: 'orders-api', bearerOnly: true },
  ],
  users: [
    {
      username: 'alice',
      enabled: true,
      email: 'alice@shop.example',
      emailVerified: true,
      attributes: { department: ['checkout'] },
    },
    {
      username: 'viewer',
      enabled: true,
      firstName: 'Vera',
      lastName: 'Viewer',
      email: 'viewer@shop.example',
      credentials: [{ type: 'password', value: 'viewer-pass' }],
      clientRoles: { 'realm-management': ['view-clients', 'view-realm'] },
    },
  ],
}

describe('client scopes and mappers in the console', () => {
  let server: TestConsole
  let tab: ConsolePage
  before(async () => {
    server = await startConsole([REALM])
    tab = await server.open('/test/client-scopes')
    tab.page.setDefaultTimeout(6_000)
  })
  after(() => server?.close())

  it('refuses a name that no request could carry, at the field', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('button', { name: 'Create client scope' }).click()
    const name = page.getByRole('textbox', { name: /^Name/ })
    await name.waitFor()
    await page.getByRole('button', { name: 'Create client scope' }).click()
    await page.getByText('A client scope needs a name.').waitFor()
    await name.fill('two words')
    await page.getByRole('button', { name: 'Create client scope' }).click()
    await page.getByText('The name stands between spaces').waitFor()
    assert.equal(await name.getAttribute('aria-invalid'), 'true')
    await name.fill('email')
    await page.getByRole('button', { name: 'Create client scope' }).click()
    await page.getByText('already exists').waitFor()
    assert.equal(await name.getAttribute('aria-invalid'), 'true')
    await expectAccessible(page)
    await name.fill('department')
    await page.getByRole('button', { name: 'Create client scope' }).click()
    await page.getByRole('heading', { name: 'department', level: 1 }).waitFor()
    await page.getByText('No mappers yet').waitFor()
  })

  it('makes a mapper of a kind that the server offers, its settings as fields', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('button', { name: 'Add mapper' }).first().click()
    const dialog = page.getByRole('dialog', { name: 'Add a mapper to department' })
    await dialog.getByLabel('Search by what it does').fill('attribute of the person')
    await dialog.getByRole('link', { name: /^User Attribute/ }).click()
    await page.getByRole('heading', { name: 'Add mapper: User Attribute' }).waitFor()
    await page.getByRole('button', { name: 'Add mapper' }).click()
    await page.getByText('A mapper needs a name.').waitFor()
    await page.getByText('Without this the mapper can say nothing.').first().waitFor()
    await page.getByRole('textbox', { name: /^Name/ }).fill('department')
    await page.getByRole('combobox', { name: 'User Attribute' }).fill('department')
    await page.getByRole('textbox', { name: /^Token Claim Name/ }).fill('department')
    await page.getByText('Add to userinfo').click()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Add mapper' }).click()
    const row = page.getByRole('row', { name: /department/ })
    await row.getByText('access token, ID token').waitFor()
  })

  it('keeps what was changed at a mapper', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('link', { name: 'department' }).last().click()
    await page.getByRole('heading', { name: 'department', level: 1 }).waitFor()
    assert.equal(await page.getByRole('switch', { name: 'Add to userinfo' }).isChecked(), false)
    await page.getByText('Add to userinfo').click()
    await page.getByText('1 unsaved change: Add to userinfo').waitFor()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('unsaved change').waitFor({ state: 'detached' })
    await page.reload()
    await page.getByRole('heading', { name: 'department', level: 1 }).waitFor()
    assert.equal(await page.getByRole('switch', { name: 'Add to userinfo' }).isChecked(), true)
  })

  it('gives a client the scope as optional, then as default', LIMIT, async () => {
    const { page } = tab
    await page.goto(`${server.url}/admin/master/console/test/clients?q=shop`)
    await page.getByRole('link', { name: 'shop' }).click()
    await page.getByLabel('Parts of the client', { exact: true }).getByRole('link', { name: 'Client scopes' }).click()
    await page.getByRole('button', { name: 'Add client scope' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add client scopes to shop' })
    await dialog.getByLabel('department').check()
    await dialog.getByRole('button', { name: 'Add as optional' }).click()
    await dialog.waitFor({ state: 'detached' })
    const type = page.getByLabel('Type of department')
    assert.equal(await type.inputValue(), 'optional')
    await type.selectOption('Default')
    await page.getByText('department is now Default').waitFor()
    await page.reload()
    await type.waitFor()
    assert.equal(await type.inputValue(), 'default')
  })

  it('shows what the token would say, and which mapper says it', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('link', { name: 'Evaluate' }).click()
    await page.getByText('Pick a user').waitFor()
    await page.getByRole('combobox', { name: 'User' }).fill('ali')
    await page.getByRole('option', { name: 'alice' }).click()
    const claims = page.getByRole('table', { name: 'Access token' })
    const row = claims.getByRole('row', { name: /^department/ })
    await row.getByText('"checkout"').waitFor()
    await row.getByRole('link', { name: 'department' }).waitFor()
    await claims.getByRole('row', { name: /^iss/ }).getByText('the server').waitFor()
    assert.match(page.url(), /user=/)
    await page.getByText('ID token', { exact: true }).click()
    await page.getByRole('table', { name: 'ID token' }).getByText('alice@shop.example').waitFor()
    await page.reload()
    await page.getByRole('table', { name: 'ID token' }).waitFor()
    await page.getByText('Mappers', { exact: true }).click()
    await page.getByRole('table', { name: 'Mappers' }).getByRole('link', { name: 'department' }).first().waitFor()
    await page.getByText('Roles', { exact: true }).last().click()
    await page.getByRole('region', { name: 'Realm roles' }).waitFor()
  })

  it('takes it from the client again', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('link', { name: 'Assigned' }).click()
    await page.getByRole('button', { name: 'Remove department' }).click()
    await page.getByText('department is removed').waitFor()
    await page.getByLabel('Type of department').waitFor({ state: 'detached' })
  })

  it('adds ready-made mappers to a client, and deletes one after a question', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('link', { name: 'Dedicated mappers' }).click()
    await page.getByRole('button', { name: 'Add mapper' }).first().click()
    const dialog = page.getByRole('dialog', { name: 'Add a mapper to shop' })
    await dialog.getByText('Take predefined ones').click()
    await dialog.getByLabel('given name').check()
    await dialog.getByRole('button', { name: 'Add 1 mapper' }).click()
    await page.getByRole('link', { name: 'given name' }).click()
    await page.getByRole('button', { name: 'Delete…' }).click()
    const question = page.getByRole('dialog', { name: 'Delete the mapper given name?' })
    await question.getByText('Only shop is concerned.').waitFor()
    await expectAccessible(page)
    await question.getByRole('button', { name: 'Delete given name' }).click()
    await page.getByText('No mappers yet').waitFor()
  })

  it('the type of a scope decides what new clients get', LIMIT, async () => {
    const { page } = tab
    await page.goto(`${server.url}/admin/master/console/test/client-scopes?q=department`)
    await page.getByLabel('Type of department').selectOption('Default')
    await page.getByText('department is now Default').waitFor()
    await page.reload()
    await page.getByRole('link', { name: 'department' }).waitFor()
    assert.equal(await page.getByLabel('Type of department').inputValue(), 'default')
  })

  it('a scope goes after a question that names it and counts its mappers', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('link', { name: 'department' }).click()
    await page.getByRole('button', { name: 'Delete…' }).click()
    const question = page.getByRole('dialog', { name: 'Delete the client scope department?' })
    await question.getByText('1 mapper goes with it.').waitFor()
    await question.getByRole('button', { name: 'Delete department' }).click()
    await page.getByRole('heading', { name: 'Client scopes', level: 1 }).waitFor()
    assert.equal(await page.getByRole('link', { name: 'department' }).count(), 0)
  })

  it('breaks no policy and misses no file on the way', () => assert.deepEqual(tab.complaints, []))

  it('without the right to change, everything is there to read and nothing to change', LIMIT, async () => {
    const account = { realm: 'test', username: 'viewer', password: 'viewer-pass' }
    const { page, complaints } = await server.open('/test/client-scopes', account)
    page.setDefaultTimeout(6_000)
    await page.getByRole('link', { name: 'profile', exact: true }).waitFor()
    assert.equal(await page.getByLabel('Type of profile').isDisabled(), true)
    const create = page.getByRole('button', { name: 'Create client scope' })
    assert.match((await create.getAttribute('aria-description')) ?? '', /role manage-clients/)
    await page.goto(`${server.url}/admin/test/console/test/clients?q=shop`)
    await page.getByRole('link', { name: 'shop' }).click()
    await page.getByLabel('Parts of the client', { exact: true }).getByRole('link', { name: 'Client scopes' }).click()
    const remove = page.getByRole('button', { name: 'Remove profile' })
    assert.match((await remove.getAttribute('aria-description')) ?? '', /role manage-clients/)
    await page.getByRole('link', { name: 'Evaluate' }).click()
    await page.getByText('role view-users').waitFor()
    assert.equal(await page.getByRole('combobox', { name: 'User' }).isDisabled(), true)
    await expectAccessible(page)
    assert.deepEqual(complaints, [])
  })
})
