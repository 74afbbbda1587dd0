import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type ConsolePage, expectAccessible, startConsole, type TestConsole } from './console.ts'

const LIMIT = { timeout: 60_000 }

describe('the doctor', () => {
  let server: TestConsole
  let tab: ConsolePage
  before(async () => {
    server = await startConsole([
      {
        realm: 'weak',
        enabled: true,
        verifyEmail: true,
        accessTokenLifespan: 86_400,
        clients: [
          { clientId: 'open', publicClient: true, redirectUris: ['*'], webOrigins: ['https://shop.example'] },
          { clientId: 'direct', publicClient: true, directAccessGrantsEnabled: true },
        ],
      },
    ])
    tab = await server.open('/weak/doctor')
    tab.page.setDefaultTimeout(15_000)
  })
  after(() => server?.close())

  const check = (name: string) => tab.page.getByRole('listitem').filter({ hasText: name }).first()

  it('finds the deployment in order, as it is seen from here', LIMIT, async () => {
    await check('Issuer').getByText(`${server.url}/realms/weak`).waitFor()
    await check('Issuer').getByText('good', { exact: true }).waitFor()
    await check('Encryption').getByText('on this machine only').waitFor()
    await check('Clocks').getByText('agree').waitFor()
    await check('Cookies').getByText('good', { exact: true }).waitFor()
  })

  it('names what is weak', LIMIT, async () => {
    await check('Any page on the Internet could receive a code: open').getByText('repair', { exact: true }).waitFor()
    await check('These applications see passwords themselves: direct').getByText('look here').waitFor()
    await check('promises e-mails').waitFor()
    await check('live longer than an hour').waitFor()
    await expectAccessible(tab.page)
  })

  it('leads to the repair, and sees it when it comes back', LIMIT, async () => {
    const { page } = tab
    await check('live longer than an hour').getByRole('link', { name: 'Repair' }).click()
    await page.getByLabel('Access token lifespan', { exact: true }).waitFor()
    await page.getByLabel('Unit of Access token lifespan', { exact: true }).selectOption('minutes')
    await page.getByLabel('Access token lifespan', { exact: true }).fill('5')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('unsaved change').waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'Doctor' }).click()
    await check('A stolen access token is soon worth nothing').getByText('good', { exact: true }).waitFor()
  })

  it('judges a web origin for a client', LIMIT, async () => {
    const { page } = tab
    await page.getByLabel('Client', { exact: true }).selectOption('open')
    await page.getByLabel('Origin', { exact: true }).fill('https://shop.example/')
    await page.getByText('An origin is scheme, host and port').waitFor()
    await page.getByLabel('Origin', { exact: true }).fill('https://shop.example')
    await page.getByText('https://shop.example may call.').waitFor()
    await page.getByLabel('Origin', { exact: true }).fill('https://evil.example')
    await page.getByText('https://evil.example may not call').waitFor()
  })

  it('breaks no policy and misses no file on the way', () => assert.deepEqual(tab.complaints, []))
})
