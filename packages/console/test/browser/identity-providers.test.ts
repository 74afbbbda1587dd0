import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type ConsolePage, expectAccessible, startConsole, type TestConsole } from './console.ts'

const LIMIT = { timeout: 60_000 }

describe('identity providers in the console', () => {
  let server: TestConsole
  let tab: ConsolePage
  before(async () => {
    server = await startConsole([
      {
        realm: 'shop',
        enabled: true,
        groups: [{ name: 'Staff', subGroups: [{ name: 'Editors' }] }],
        roles: { realm: [{ name: 'editor' }] },
        clients: [{ clientId: 'desk' }],
        users: [
          {
            username: 'viewer',
            enabled: true,
            email: 'viewer@shop.example',
            firstName: 'Vera',
            lastName: 'Viewer',
            credentials: [{ type: 'password', value: 'viewer-pass' }],
            clientRoles: { 'realm-management': ['view-realm', 'view-identity-providers'] },
          },
        ],
      },
    ])
    tab = await server.open('/shop/identity-providers')
    tab.page.setDefaultTimeout(10_000)
  })
  after(() => server?.close())

  it('say that signing in through them comes later, and how the first is added', LIMIT, async () => {
    const { page } = tab
    await page.getByText('Signing in through them comes with a later version').waitFor()
    await page.getByRole('heading', { name: 'No identity providers' }).waitFor()
    await page.getByRole('button', { name: 'Add OpenID Connect provider' }).first().click()
    await page.getByLabel('Alias').waitFor()
  })

  it('what is missing or no address is refused at the field', LIMIT, async () => {
    const { page } = tab
    await page.getByLabel('Authorization URL').fill('javascript:alert(1)')
    await page.getByRole('button', { name: 'Add OpenID Connect provider' }).click()
    await page.getByText('A provider needs an alias.').waitFor()
    await page.getByText('An address begins with').waitFor()
    await page.getByText('This address is needed.').waitFor()
    await expectAccessible(page)
  })

  it('one is added, and its secret never shown again', LIMIT, async () => {
    const { page } = tab
    await page.getByLabel('Authorization URL').fill('http://corp.example/authorize')
    await page.getByLabel('Token URL').fill('https://corp.example/token')
    await page.getByLabel('Client ID').fill('shop')
    await page.getByLabel('Alias').fill('corp')
    await page.getByRole('button', { name: 'Add OpenID Connect provider' }).click()
    await page.getByText('requires secure connections').waitFor()
    assert.equal(await page.getByLabel('Authorization URL').getAttribute('aria-invalid'), 'true')
    await page.getByText('/realms/shop/broker/corp/endpoint').waitFor()
    await page.getByLabel('Authorization URL').fill('https://corp.example/authorize')
    await page.getByLabel('Token URL').fill('https://corp.example/token')
    await page.getByLabel('Client ID').fill('shop')
    await page.getByLabel('Client secret').fill('not-a-secret-of-anybody')
    await page.getByRole('button', { name: 'Add OpenID Connect provider' }).click()
    await page.getByText('A secret is kept here').waitFor()
    assert.equal(await page.getByLabel('Client secret').inputValue(), '')
    assert.equal(await page.getByLabel('Alias').isDisabled(), true)
  })

  it('endpoints are read from a discovery document, and from nothing else', LIMIT, async () => {
    const { page } = tab
    const discovery = page.getByLabel('Discovery document')
    const read = page.getByRole('button', { name: 'Read it' })
    await discovery.fill('corp.example')
    await read.click()
    await page.getByText('An address begins with').waitFor()
    await discovery.fill(`${server.url}/realms/nowhere`)
    await read.click()
    await page.getByText('can’t read a discovery document there').waitFor()
    await expectAccessible(page)
    await discovery.fill('http://169.254.169.254/latest/meta-data')
    await read.click()
    await page.getByText('can’t read a discovery document there').waitFor()
    await discovery.fill(`${server.url}/realms/shop`)
    await discovery.press('Enter')
    await page.getByText('The endpoints are filled in').waitFor()
    assert.equal(
      await page.getByLabel('Token URL').inputValue(),
      `${server.url}/realms/shop/protocol/openid-connect/token`,
    )
    assert.equal(await page.getByLabel('Issuer').inputValue(), `${server.url}/realms/shop`)
    await page.getByText('More from the discovery document').waitFor()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('unsaved change').waitFor({ state: 'detached' })
    await page.reload()
    await page.getByLabel('JWKS URL').waitFor()
    assert.match(await page.getByLabel('JWKS URL').inputValue(), /certs$/)
  })

  it('a mapper is added with a role that is found, changed, and deleted', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('link', { name: 'Mappers' }).click()
    await page.getByRole('button', { name: 'Add mapper' }).click()
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Advanced Claim to Role' }).click()
    await page.getByRole('heading', { name: 'Add mapper: Advanced Claim to Role' }).waitFor()
    await page.getByRole('button', { name: 'Add mapper' }).click()
    await page.getByText('A mapper needs a name.').waitFor()
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('editors')
    await page.getByRole('button', { name: 'Add to Claims' }).click()
    await page.getByLabel('Value 1', { exact: true }).fill('editorial')
    await page.getByRole('button', { name: 'Choose a role' }).click()
    const dialog = page.getByRole('dialog', { name: 'Choose a role' })
    await dialog.getByRole('radio', { name: 'editor' }).check()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Choose editor' }).click()
    await dialog.waitFor({ state: 'detached' })
    assert.equal(await page.getByLabel('Role', { exact: true }).inputValue(), 'editor')
    await page.getByRole('button', { name: 'Add mapper' }).click()
    await page.getByLabel('Key 1', { exact: true }).fill('department')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Add mapper' }).click()
    await page.getByRole('link', { name: 'editors' }).click()
    await page.getByLabel('Sync mode override').selectOption('FORCE')
    assert.equal(await page.getByLabel('Value 1', { exact: true }).inputValue(), 'editorial')
    await page.getByRole('button', { name: 'Choose a role' }).click()
    const owner = page.getByRole('combobox', { name: 'Roles of' })
    await owner.fill('realm-man')
    await page.getByRole('option', { name: 'realm-management' }).click()
    await dialog.getByRole('searchbox').fill('view-users')
    await dialog.getByRole('radio', { name: 'view-users' }).check()
    await dialog.getByRole('button', { name: 'Choose view-users' }).click()
    await dialog.waitFor({ state: 'detached' })
    assert.equal(await page.getByLabel('Role', { exact: true }).inputValue(), 'realm-management.view-users')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('unsaved change').waitFor({ state: 'detached' })
    await page.reload()
    await page.getByLabel('Role', { exact: true }).waitFor()
    assert.equal(await page.getByLabel('Sync mode override').inputValue(), 'FORCE')
    await page.getByRole('button', { name: 'Delete…' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete editors' }).click()
    await page.getByRole('heading', { name: 'No mappers' }).waitFor()
  })

  it('a group is found in its tree, an attribute among those of the profile', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('button', { name: 'Add mapper' }).click()
    await page.getByRole('link', { name: 'Hardcoded Group' }).click()
    await page.getByRole('button', { name: 'Choose a group' }).click()
    const dialog = page.getByRole('dialog', { name: 'Choose a group' })
    await dialog.getByRole('searchbox').fill('Edit')
    await dialog.getByRole('radio', { name: 'Editors' }).check()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Choose Editors' }).click()
    await dialog.waitFor({ state: 'detached' })
    assert.equal(await page.getByLabel('Group', { exact: true }).inputValue(), '/Staff/Editors')
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('staff')
    await page.getByRole('button', { name: 'Add mapper' }).click()
    await page.getByRole('link', { name: 'staff' }).waitFor()
    await page.getByRole('button', { name: 'Add mapper' }).click()
    await page.getByRole('link', { name: 'Attribute Importer' }).click()
    await page.getByRole('combobox', { name: 'User attribute name' }).fill('last')
    await page.getByRole('option', { name: 'lastName' }).click()
    assert.equal(await page.getByRole('combobox', { name: 'User attribute name' }).inputValue(), 'lastName')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Leave and discard' }).click()
    await page.getByRole('link', { name: 'staff' }).click()
    await page.getByRole('button', { name: 'Delete…' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete staff' }).click()
    await page.getByRole('heading', { name: 'No mappers' }).waitFor()
    await page.getByRole('link', { name: 'Settings', exact: true }).click()
  })

  it('one is switched off, and an alias is taken once', LIMIT, async () => {
    const { page } = tab
    await page.getByText('Enabled', { exact: true }).click()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('disabled', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'Mappers' }).click()
    await page.getByRole('heading', { name: 'No mappers' }).waitFor()
    await page.goto(`${server.url}/admin/master/console/shop/identity-providers/oidc/add`)
    await page.getByLabel('Alias').fill('corp')
    await page.getByLabel('Authorization URL').fill('https://corp.example/authorize')
    await page.getByLabel('Token URL').fill('https://corp.example/token')
    await page.getByLabel('Client ID').fill('shop')
    await page.getByRole('button', { name: 'Add OpenID Connect provider' }).click()
    await page.getByText('already exists').waitFor()
    assert.equal(await page.getByLabel('Alias').getAttribute('aria-invalid'), 'true')
  })

  it('an administrator who may only look can change nothing', LIMIT, async () => {
    const { page } = await server.open('/shop/identity-providers/oidc/corp/settings', {
      username: 'viewer',
      password: 'viewer-pass',
      realm: 'shop',
    })
    await page.getByText('This needs the role manage-identity-providers').first().waitFor()
    assert.equal(await page.getByLabel('Token URL').isDisabled(), true)
    assert.equal(await page.getByRole('button', { name: 'Read it' }).isDisabled(), true)
    await page.getByRole('link', { name: 'Mappers' }).click()
    await page.getByText('No mappers').waitFor()
    assert.equal(await page.getByRole('button', { name: 'Add mapper' }).getAttribute('aria-disabled'), 'true')
    await page.context().close()
  })

  it('one goes after a question that says what goes with it', LIMIT, async () => {
    const { page } = tab
    await page.getByLabel('Alias').fill('')
    await page.getByRole('button', { name: 'Cancel' }).click()
    const leave = page.getByRole('button', { name: 'Leave and discard' })
    await leave.click()
    await page.getByRole('link', { name: 'corp' }).click()
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Delete provider…' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete corp' }).click()
    await page.getByRole('heading', { name: 'No identity providers' }).waitFor()
  })

  it('breaks no policy and misses no file on the way', () => assert.deepEqual(tab.complaints, []))
})
