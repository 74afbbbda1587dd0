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
