import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type ConsolePage, expectAccessible, startConsole, type TestConsole } from './console.ts'

const LIMIT = { timeout: 60_000 }

const person = (username: string, roles: readonly string[]) => ({
  username,
  enabled: true,
  email: `${username}@weak.example`,
  emailVerified: true,
  firstName: 'First',
  lastName: 'Last',
  credentials: [{ type: 'password', value: username }],
  clientRoles: { 'realm-management': roles },
})

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
        users: [
          person('viewer', ['view-realm', 'view-clients']),
          person('looker', ['view-realm']),
          person('clerk', ['view-users']),
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

  it(
    'says what the server sees: why it has this address, its database, the password that everybody knows',
    LIMIT,
    async () => {
      const { page } = tab
      await page.getByText('The scheme is that of the connection.').waitFor()
      await page.getByText(`The host is that of the Host header: ${new URL(server.url).host}.`).waitFor()
      await page.getByText('none came').waitFor()
      await page.getByText(/^sqlite, schema \d+, /).waitFor()
      await check('admin signs in with the password admin').getByText('repair', { exact: true }).waitFor()
      await check('Proxy').getByText('good', { exact: true }).waitFor()
    },
  )

  it('names what is weak', LIMIT, async () => {
    await check('Any page on the Internet could receive a code: open').getByText('repair', { exact: true }).waitFor()
    await check('try passwords past the sign-in page through direct').getByText('repair', { exact: true }).waitFor()
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

  it('tells what a proxy says in vain, and the option that makes it count', LIMIT, async () => {
    const { page, complaints } = await server.open('/weak/doctor', {})
    await page.context().setExtraHTTPHeaders({ 'x-forwarded-proto': 'https' })
    await page.getByRole('button', { name: 'Check again' }).click()
    const proxy = page.getByRole('listitem').filter({ hasText: 'A proxy sends x-forwarded-proto' })
    await proxy.getByText('--proxy-headers', { exact: true }).waitFor()
    await page.getByText('x-forwarded-proto: https').waitFor()
    await page.getByText('not read', { exact: true }).waitFor()
    await expectAccessible(page)
    assert.deepEqual(complaints, [])
    await page.context().close()
  })

  it("shows a realm's own administrators as much as they may see", LIMIT, async () => {
    const as = (username: string) => server.open('/weak/doctor', { username, password: username, realm: 'weak' })
    const viewer = await as('viewer')
    await viewer.page.getByText('Any page on the Internet could receive a code: open').waitFor()
    await viewer.page.getByText('is told to administrators of the realm master').waitFor()
    assert.equal(await viewer.page.getByText('First administrator').count(), 0)
    await expectAccessible(viewer.page)
    const looker = await as('looker')
    await looker.page.getByText('A password may be guessed at without end').waitFor()
    await looker.page.getByText('This needs the role view-clients').waitFor()
    assert.equal(await looker.page.getByText('Redirect URIs').count(), 0)
    const clerk = await as('clerk')
    await clerk.page.getByText('You may not see what the doctor finds').waitFor()
    await clerk.page.getByText('This needs the role view-realm').waitFor()
    for (const { page, complaints } of [viewer, looker, clerk]) {
      assert.deepEqual(complaints, [])
      await page.context().close()
    }
  })

  it('breaks no policy and misses no file on the way', () => assert.deepEqual(tab.complaints, []))
})
