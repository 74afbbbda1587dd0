import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type ConsolePage, expectAccessible, startConsole, type TestConsole } from './console.ts'

const LIMIT = { timeout: 60_000 }

describe('policies, themes and what new users get', () => {
  let server: TestConsole
  let tab: ConsolePage
  before(async () => {
    server = await startConsole([
      {
        realm: 'shop',
        enabled: true,
        loginTheme: 'theme-of-elsewhere',
        groups: [{ name: 'Readers' }, { name: 'Writers' }],
        users: [
          {
            username: 'viewer',
            enabled: true,
            email: 'viewer@shop.example',
            firstName: 'Vera',
            lastName: 'Viewer',
            credentials: [{ type: 'password', value: 'viewer' }],
            clientRoles: { 'realm-management': ['view-realm', 'view-users'] },
          },
        ],
      },
    ])
    tab = await server.open('/shop/authentication/otp-policy')
    tab.page.setDefaultTimeout(15_000)
  })
  after(() => server?.close())

  const open = (path: string) => tab.page.goto(`${server.url}/admin/master/console/shop/${path}`)
  const label = (name: string) => tab.page.getByLabel(name, { exact: true })
  const pressSave = () => tab.page.getByRole('button', { name: 'Save', exact: true }).click()
  const save = async () => {
    await pressSave()
    await tab.page.getByText('unsaved change').waitFor({ state: 'detached' })
  }

  it('one-time codes: refused at the field, saved, and there again', LIMIT, async () => {
    const { page } = tab
    await page.getByText('asks for no second factor').waitFor()
    await label('Look around window').fill('11')
    await label('OTP token period').fill('0')
    await pressSave()
    await page.getByText('At most 10').waitFor()
    await page.getByText('Between one second and two minutes').waitFor()
    await expectAccessible(page)
    await label('Look around window').fill('2')
    await label('OTP token period').fill('60')
    await label('Number of digits').selectOption('8')
    await label('OTP hash algorithm').selectOption('SHA-256')
    await save()
    await page.reload()
    await label('Number of digits').waitFor()
    assert.equal(await label('Number of digits').inputValue(), '8')
    assert.equal(await label('OTP hash algorithm').inputValue(), 'HmacSHA256')
    assert.equal(await label('Look around window').inputValue(), '2')
  })

  it('codes by a counter have a beginning instead of a time', LIMIT, async () => {
    await tab.page.getByText('By a counter (HOTP)').click()
    assert.equal(await label('OTP token period').count(), 0)
    await label('Initial counter').fill('7')
    await save()
    await tab.page.reload()
    await label('Initial counter').waitFor()
    assert.equal(await label('Initial counter').inputValue(), '7')
  })

  it('passkeys: what is no host, no origin and no AAGUID is refused there', LIMIT, async () => {
    const { page } = tab
    await open('authentication/webauthn-policy')
    const name = page.getByRole('textbox', { name: 'Relying party entity name' })
    await name.fill('')
    await label('Relying party ID').fill('https://id.example')
    await page.getByLabel('Acceptable AAGUIDs 1', { exact: true }).fill('my key')
    await page.getByLabel('Extra origins 1', { exact: true }).fill('shop.example')
    await pressSave()
    await page.getByText('A relying party needs a name.').waitFor()
    await page.getByText('A host name only').waitFor()
    await page.getByText('An AAGUID looks like this').waitFor()
    await expectAccessible(page)
    await name.fill('The shop')
    await label('Relying party ID').fill('shop.example')
    await page.getByLabel('Acceptable AAGUIDs 1', { exact: true }).fill('2fc0579f-8113-47ea-b116-bb5a8db9202a')
    await page.getByLabel('Extra origins 1', { exact: true }).fill('https://shop.example')
    await label('User verification requirement').selectOption('preferred')
    await label('RS256').uncheck()
    await save()
    await page.reload()
    await name.waitFor()
    assert.equal(await name.inputValue(), 'The shop')
    assert.equal(await label('RS256').isChecked(), false)
    assert.equal(await label('ES256').isChecked(), true)
  })

  it('passkeys in place of a password have rules of their own', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('link', { name: 'Passwordless passkeys' }).click()
    await page.getByText('Stands in for user name and password').waitFor()
    const name = page.getByRole('textbox', { name: 'Relying party entity name' })
    assert.equal(await name.inputValue(), 'keycloak')
    assert.equal(await label('User verification requirement').inputValue(), 'required')
    for (const algorithm of ['ES256', 'RS256']) await label(algorithm).uncheck()
    await pressSave()
    await page.getByText('Without an algorithm no passkey can be made').waitFor()
    await page.getByRole('button', { name: 'Discard' }).click()
  })

  it('a theme of another server stays chosen until another is', LIMIT, async () => {
    const { page } = tab
    await open('realm-settings/themes')
    await page.getByText('This version has one look').waitFor()
    assert.equal(await label('Login theme').inputValue(), 'theme-of-elsewhere')
    await label('Email theme').selectOption('keycloak')
    await save()
    await page.reload()
    await label('Email theme').waitFor()
    assert.equal(await label('Email theme').inputValue(), 'keycloak')
    assert.equal(await label('Login theme').inputValue(), 'theme-of-elsewhere')
    await label('Login theme').selectOption('')
    await save()
  })

  it('a default group is added, reaches the next user, and is removed', LIMIT, async () => {
    const { page } = tab
    await open('realm-settings/user-registration')
    await page.getByText('Every user has the role default-roles-shop').waitFor()
    await page.getByRole('rowheader', { name: 'offline_access' }).waitFor()
    await page.getByText('New users get no group').waitFor()
    await page.getByRole('button', { name: 'Add default groups' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Readers').check()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Add 1 group' }).click()
    const groups = page.getByRole('table', { name: 'Default groups' })
    await groups.getByRole('link', { name: 'Readers' }).waitFor()
    await expectAccessible(page)
    await groups.getByRole('button', { name: 'Remove Readers' }).click()
    await page.getByRole('dialog').getByText('Those who are members stay members').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove Readers' }).click()
    await page.getByText('New users get no group').waitFor()
  })

  it('an administrator who may only look changes none of it', LIMIT, async () => {
    const { page, complaints } = await server.open('/shop/realm-settings/user-registration', {
      username: 'viewer',
      password: 'viewer',
      realm: 'shop',
    })
    const add = page.getByRole('button', { name: 'Add default groups' })
    await page.getByText('New users get no group').waitFor()
    assert.equal(await add.getAttribute('aria-disabled'), 'true')
    for (const path of ['authentication/otp-policy', 'authentication/webauthn-policy', 'realm-settings/themes']) {
      await page.goto(`${server.url}/admin/shop/console/shop/${path}`)
      await page.getByText('This needs the role manage-realm').first().waitFor()
      assert.equal(await page.getByRole('main').getByRole('combobox').first().isDisabled(), true, path)
    }
    assert.deepEqual(complaints, [])
    await page.context().close()
  })

  it('breaks no policy and misses no file on the way', () => assert.deepEqual(tab.complaints, []))
})
