import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type ConsolePage, expectAccessible, startConsole, type TestConsole } from './console.ts'

const LIMIT = { timeout: 60_000 }

describe("a realm's settings", () => {
  let server: TestConsole
  let tab: ConsolePage
  before(async () => {
    server = await startConsole([
      {
        realm: 'shop',
        enabled: true,
        smtpServer: { host: 'mail.example', from: 'shop@mail.example', auth: 'true', user: 'shop', password: 'kept' },
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
    tab = await server.open('/shop/realm-settings')
    tab.page.setDefaultTimeout(10_000)
  })
  after(() => server?.close())

  const open = (path: string) => tab.page.goto(`${server.url}/admin/master/console/shop/realm-settings/${path}`)
  const save = async () => {
    await tab.page.getByRole('button', { name: 'Save' }).click()
    await tab.page.getByText('unsaved change').waitFor({ state: 'detached' })
  }

  it('are found from the navigation, and saved', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('heading', { name: 'Realm settings', level: 1 }).waitFor()
    await page.getByLabel('Display name').fill('The shop')
    await page.getByRole('link', { name: 'Realm settings' }).waitFor()
    await save()
    await page.reload()
    await page.getByLabel('Display name').waitFor()
    assert.equal(await page.getByLabel('Display name').inputValue(), 'The shop')
  })

  it('a realm needs a name, and one that no other has: refused at the field', LIMIT, async () => {
    const { page } = tab
    const name = page.getByLabel('Realm name')
    await name.fill('')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('A realm needs a name.').waitFor()
    await name.fill('master')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('same name exists').waitFor()
    assert.equal(await name.getAttribute('aria-invalid'), 'true')
    await page.getByRole('button', { name: 'Discard' }).click()
  })

  it('switches of the sign-in page say what follows', LIMIT, async () => {
    await open('login')
    const { page } = tab
    await page.getByText('Anybody can make an account.').waitFor()
    await page.getByText('Remember me', { exact: true }).click()
    await save()
    assert.equal(await page.getByRole('switch', { name: 'Remember me' }).isChecked(), true)
  })

  it('keep a mail password that is never shown', LIMIT, async () => {
    await open('email')
    const { page } = tab
    const password = page.getByLabel('Password', { exact: true })
    await password.waitFor()
    assert.equal(await password.inputValue(), '')
    await page.getByLabel('Port', { exact: true }).fill('no port')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('A port is a number').waitFor()
    await page.getByLabel('Port', { exact: true }).fill('587')
    await save()
    await page.getByText('A password is kept here').waitFor()
  })

  it('a key is rotated: the new one signs, the old one verifies', LIMIT, async () => {
    await open('keys')
    const { page } = tab
    const keys = page.getByRole('table', { name: 'Keys', exact: true })
    await keys.getByRole('button', { name: 'Rotate RS256' }).click()
    const dialog = page.getByRole('dialog', { name: 'Rotate the key for RS256?' })
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Rotate RS256' }).click()
    await page.getByText('The realm signs with a new key').waitFor()
    const rows = keys.getByRole('row').filter({ hasText: 'RS256' })
    assert.deepEqual(await rows.locator('td:nth-of-type(1)').allInnerTexts(), ['active', 'passive'])
  })

  it('a key provider is added from what the server describes', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('button', { name: 'Add provider' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add a key provider' })
    await dialog.getByLabel('Kind').selectOption('ecdsa-generated')
    await dialog.getByRole('textbox', { name: 'Name' }).fill('')
    await dialog.getByRole('button', { name: 'Add provider' }).click()
    await dialog.getByText('A provider needs a name.').waitFor()
    await dialog.getByRole('textbox', { name: 'Name' }).fill('curve')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Add provider' }).click()
    await page.getByRole('rowheader', { name: 'ES256' }).waitFor()
    await page.getByRole('button', { name: 'Delete curve' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete curve' }).click()
    await page.getByRole('rowheader', { name: 'ES256' }).waitFor({ state: 'detached' })
  })

  it('a session can’t idle longer than it lasts', LIMIT, async () => {
    await open('sessions')
    const { page } = tab
    await page.getByLabel('SSO session idle', { exact: true }).fill('9000')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('It can’t idle longer').waitFor()
    await page.getByLabel('SSO session idle', { exact: true }).fill('45')
    await save()
  })

  it('a lifespan of nothing is refused, a long one warned of', LIMIT, async () => {
    await open('tokens')
    const { page } = tab
    const lifespan = page.getByLabel('Access token lifespan', { exact: true })
    await lifespan.fill('600')
    await page.getByText('Longer than an hour').waitFor()
    await lifespan.fill('0')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('A lifespan of 0').waitFor()
    await page.getByRole('button', { name: 'Discard' }).click()
  })

  it('brute force detection and headers', LIMIT, async () => {
    await open('security-defenses')
    const { page } = tab
    await page.getByText('Off, a password may be guessed at without end.').waitFor()
    await page.getByText('Brute force detection', { exact: true }).last().click()
    await page.getByLabel('Failures before it locks').fill('0')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('A whole number of at least 1').waitFor()
    await page.getByLabel('Failures before it locks').fill('5')
    await page.getByLabel('Referrer-Policy').fill('same-origin')
    await save()
    await page.reload()
    assert.equal(await page.getByLabel('Failures before it locks').inputValue(), '5')
    assert.equal(await page.getByLabel('Referrer-Policy').inputValue(), 'same-origin')
  })

  it('languages, and texts of one’s own', LIMIT, async () => {
    await open('localization?locale=de')
    const { page } = tab
    await page.getByText('Internationalization', { exact: true }).click()
    await page.getByLabel('German (de)').check()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The default must be one of').waitFor()
    await page.getByLabel('English (en)').check()
    await save()
    await page.getByRole('button', { name: 'Add text' }).click()
    await page.getByText('A text needs the key').waitFor()
    await page.getByLabel('Message key').fill('loginTitle')
    await page.getByLabel('Text', { exact: true }).fill('Zum Laden')
    await page.getByRole('button', { name: 'Add text' }).click()
    await page.getByRole('cell', { name: 'Zum Laden' }).waitFor()
    await page.getByRole('button', { name: 'Remove loginTitle' }).click()
    await page.getByRole('cell', { name: 'Zum Laden' }).waitFor({ state: 'detached' })
  })

  it('a password rule is added, judged and removed', LIMIT, async () => {
    await tab.page.goto(`${server.url}/admin/master/console/shop/authentication/password-policy`)
    const { page } = tab
    await page.getByText('Any password is taken').waitFor()
    await page.getByLabel('Add a rule').selectOption('length')
    await page.getByLabel('Minimum Length', { exact: true }).fill('long')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Minimum Length needs a whole number.').waitFor()
    await page.getByLabel('Minimum Length', { exact: true }).fill('12')
    await page.getByLabel('Add a rule').selectOption('notUsername')
    await save()
    await page.reload()
    assert.equal(await page.getByLabel('Minimum Length', { exact: true }).inputValue(), '12')
    await page.getByRole('button', { name: 'Remove Not Username' }).click()
    await save()
  })

  it('an administrator who may only look is told so, and can change nothing', LIMIT, async () => {
    const viewer = await server.open('/shop/realm-settings/general', {
      username: 'viewer',
      password: 'viewer-pass',
      realm: 'shop',
    })
    const { page } = viewer
    await page.getByText('This needs the role manage-realm').first().waitFor()
    assert.equal(await page.getByLabel('Display name').isDisabled(), true)
    await page.getByRole('link', { name: 'Keys', exact: true }).click()
    const rotate = page.getByRole('button', { name: 'Rotate RS256' }).first()
    assert.equal(await rotate.getAttribute('aria-disabled'), 'true')
    await page.context().close()
  })

  it('a realm goes after a question that says what goes with it', LIMIT, async () => {
    await open('general')
    const { page } = tab
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Delete realm…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Delete the realm shop?' })
    await dialog.getByText('1 user with credentials').waitFor()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Delete shop' }).click()
    await page.getByRole('heading', { name: 'Realms', level: 1 }).waitFor()
    assert.equal(await page.getByRole('link', { name: 'shop', exact: true }).count(), 0)
  })

  it('breaks no policy and misses no file on the way', () => assert.deepEqual(tab.complaints, []))
})
