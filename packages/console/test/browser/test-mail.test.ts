import assert from 'node:assert/strict'
import { once } from 'node:events'
import { after, before, describe, it } from 'node:test'
import { type MailServer, startMailServer } from '../../../server/test/support/mail-server.ts'
import { type ConsolePage, expectAccessible, startConsole, type TestConsole } from './console.ts'

const LIMIT = { timeout: 60_000 }

describe('the test of a mail server', () => {
  let mailServer: MailServer
  let server: TestConsole
  let tab: ConsolePage
  before(async () => {
    mailServer = await startMailServer()
    const { port } = mailServer
    server = await startConsole([
      {
        realm: 'shop',
        enabled: true,
        smtpServer: { host: '127.0.0.1', port, from: 'shop@shop.example' },
        users: [
          {
            username: 'viewer',
            enabled: true,
            email: 'viewer@shop.example',
            firstName: 'Vera',
            lastName: 'Viewer',
            credentials: [{ type: 'password', value: 'viewer' }],
            clientRoles: { 'realm-management': ['view-realm'] },
          },
        ],
      },
    ])
    tab = await server.open('/shop/realm-settings/email')
    tab.page.setDefaultTimeout(15_000)
  })
  after(async () => {
    await server?.close()
    await mailServer?.close()
  })

  const field = (name: string) => tab.page.getByRole('textbox', { name, exact: true })
  const send = () => tab.page.getByRole('button', { name: 'Send a test e-mail' }).click()
  /** The field that is to be looked at has the focus. */
  const refusedAt = async (name: string, words: string) => {
    await send()
    await tab.page.getByText(words).waitFor()
    assert.equal(await field(name).getAttribute('aria-invalid'), 'true')
    await tab.page.locator('[aria-invalid="true"]:focus').waitFor()
  }

  it('leads to the account that has no address', LIMIT, async () => {
    const { page } = tab
    await send()
    await page.getByText('Your own account has no e-mail address').waitFor()
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Give it one' }).click()
    await page.getByLabel('E-mail', { exact: true }).fill('boss@shop.example')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('unsaved change').waitFor({ state: 'detached' })
  })

  it('sends one, with what stands in the form, saved or not', LIMIT, async () => {
    const { page } = tab
    await page.goto(`${server.url}/admin/master/console/shop/realm-settings/email`)
    await field('From display name').fill('Not saved yet')
    const [[to]] = await Promise.all([once(mailServer.post, 'mail'), send()])
    assert.equal(to, 'boss@shop.example')
    await page.getByText('The mail server took it').waitFor()
    await page.getByRole('button', { name: 'Discard' }).click()
  })

  it('tells a sender whom the mail server refuses at that field', LIMIT, async () => {
    await field('From').fill('someone@else.example')
    await refusedAt('From', 'The mail server does not take the e-mail')
    await expectAccessible(tab.page)
    await field('From').fill('shop@shop.example')
  })

  it('tells a wrong password at the user name', LIMIT, async () => {
    const { page } = tab
    await page.getByText('Authentication', { exact: true }).click()
    await field('Username').fill('shop')
    await field('Password').fill('wrong')
    await refusedAt('Username', 'does not take this user name with this password')
    await field('Password').fill('right')
    const [[to]] = await Promise.all([once(mailServer.post, 'mail'), send()])
    assert.equal(to, 'boss@shop.example')
  })

  it('tells a port where nobody is at the port', LIMIT, async () => {
    await field('Port').fill('1')
    await refusedAt('Port', 'Nobody takes the connection there')
    await field('Port').fill(mailServer.port)
  })

  it('tells the wrong encryption at the encryption', LIMIT, async () => {
    const { page } = tab
    await page.getByText('StartTLS', { exact: true }).click()
    await send()
    await page.getByText('The encrypted connection could not be made').waitFor()
    await expectAccessible(page)
    await page.getByText('None', { exact: true }).click()
    await page.getByText('The encrypted connection could not be made').waitFor({ state: 'detached' })
  })

  it('tells an address inside at the host, and names the option', LIMIT, async () => {
    await field('Host').fill('169.254.169.254')
    await refusedAt('Host', '--outbound-allowed-addresses')
  })

  it('is nothing for an administrator who may only look, who is told why', LIMIT, async () => {
    const viewer = await server.open('/shop/realm-settings/email', {
      username: 'viewer',
      password: 'viewer',
      realm: 'shop',
    })
    const button = viewer.page.getByRole('button', { name: 'Send a test e-mail' })
    await viewer.page.getByText('This needs the role manage-realm').first().waitFor()
    assert.equal(await button.getAttribute('aria-disabled'), 'true')
    await viewer.page.context().close()
  })

  it('breaks no policy and misses no file on the way', () => assert.deepEqual(tab.complaints, []))
})
