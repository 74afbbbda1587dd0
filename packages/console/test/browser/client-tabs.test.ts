import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type ConsolePage, expectAccessible, startConsole, type TestConsole } from './console.ts'

const LIMIT = { timeout: 60_000 }
const SECRET = 'not-a-secret-of-anybody'
const account = (username: string) => ({
  username,
  enabled: true,
  firstName: username,
  lastName: 'Tester',
  email: `${username}@shop.example`,
  credentials: [{ type: 'password', value: `${username}-pass` }],
})
const REALM = {
  realm: 'test',
  enabled: true,
  roles: { realm: [{ name: 'auditor' }] },
  clients: [
    {
      clientId: 'shop',
      secret: SECRET,
      redirectUris: ['http://localhost:1234/v1/token'],
      directAccessGrantsEnabled: true,
      fullScopeAllowed: true,
    },
    { clientId: 'app', publicClient: true, redirectUris: ['http://localhost:5173/*'] },
    { clientId: 'robot', secret: SECRET, serviceAccountsEnabled: true, standardFlowEnabled: false },
  ],
  users: [
    account('alice'),
    { ...account('viewer'), clientRoles: { 'realm-management': ['view-clients', 'view-realm'] } },
  ],
}

describe("the other tabs of a client's page", () => {
  let server: TestConsole
  let tab: ConsolePage
  before(async () => {
    server = await startConsole([REALM])
    tab = await server.open('/test/clients')
    tab.page.setDefaultTimeout(8_000)
  })
  after(() => server?.close())

  it('installation names the real issuer and address, the secret only on demand', LIMIT, async () => {
    const { page } = tab
    await openTab(page, 'shop', 'Installation')
    const library = page.getByRole('region', { name: 'Latchkey relying party for Node' })
    assert.match((await library.textContent()) ?? '', new RegExp(`issuer: '${server.url}/realms/test'`))
    assert.match((await library.textContent()) ?? '', /redirectUri: 'http:\/\/localhost:1234\/v1\/token'/)
    assert.ok(!(await page.content()).includes(SECRET), 'the secret is on the page unasked')
    await page.getByLabel('Put the client secret in').check({ force: true })
    await library.getByText(SECRET).waitFor()
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.getByRole('button', { name: 'Copy: curl' }).click()
    assert.match(String(await page.evaluate('navigator.clipboard.readText()')), new RegExp(`client_secret=${SECRET}`))
    await expectAccessible(page)
  })

  it('installation of a public client has no secret, and says that no redirect URI is exact', LIMIT, async () => {
    const { page } = tab
    await openTab(page, 'app', 'Installation')
    await page.getByRole('region', { name: 'keycloak-js' }).waitFor()
    assert.equal(await page.getByRole('region', { name: 'Spring Boot' }).count(), 0)
    assert.equal(await page.getByLabel('Put the client secret in').count(), 0)
    await page.getByText('None yet: add one in the settings').waitFor()
  })

  it('keys: an address that is none is refused at the field; a new key is shown once', LIMIT, async () => {
    const { page } = tab
    await openTab(page, 'shop', 'Keys')
    await page.getByText('No certificate yet.').waitFor()
    await page.getByText('Use JWKS URL', { exact: true }).click()
    await page.getByLabel('JWKS URL', { exact: false }).last().fill('shop.example/jwks')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The keys are fetched from an address').waitFor()
    await page.getByRole('button', { name: 'Discard' }).click()
    await page.getByRole('button', { name: 'Generate key and certificate' }).click()
    const dialog = page.getByRole('dialog', { name: 'Generate a new key for shop?' })
    await dialog.getByRole('button', { name: 'Generate key and certificate' }).click()
    await page.getByText('BEGIN RSA PRIVATE KEY').waitFor()
    await page.getByText('BEGIN CERTIFICATE').waitFor()
    await expectAccessible(page)
    await page.reload()
    await page.getByText('BEGIN CERTIFICATE').waitFor()
    assert.equal(await page.getByText('BEGIN RSA PRIVATE KEY').count(), 0)
  })

  it('sessions show who is signed in; signing out ends the refresh token', LIMIT, async () => {
    const { page } = tab
    const refreshToken = await signIn(server, 'alice')
    await openTab(page, 'shop', 'Sessions')
    await page.getByRole('link', { name: 'alice' }).waitFor()
    await page.getByRole('button', { name: 'Sign out alice' }).click()
    const dialog = page.getByRole('dialog', { name: 'Sign out alice?' })
    await dialog.getByText('Refresh tokens are refused at once').waitFor()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Sign out alice' }).click()
    await page.getByText('Nobody is signed in here').waitFor()
    const answer = await token(server, { grant_type: 'refresh_token', refresh_token: refreshToken })
    assert.equal(answer.status, 400)
    await page.getByText('Offline', { exact: true }).click()
    await page.getByText('No offline sessions').waitFor()
    assert.match(page.url(), /kind=offline/)
  })

  it('the service account is given a role', LIMIT, async () => {
    const { page } = tab
    await openTab(page, 'shop', 'Service account roles')
    await page.getByText('This client has no service account').waitFor()
    await openTab(page, 'robot', 'Service account roles')
    await page.getByRole('link', { name: 'service-account-robot' }).waitFor()
    await page.getByRole('button', { name: 'Assign roles' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('auditor').check()
    await dialog.getByRole('button', { name: /^Assign/ }).click()
    await page.getByRole('link', { name: 'auditor' }).waitFor()
  })

  it('without full scope only the roles named here pass', LIMIT, async () => {
    const { page } = tab
    await openTab(page, 'shop', 'Client scopes')
    await page.getByRole('link', { name: 'Scope', exact: true }).click()
    await page.getByText('Full scope allowed', { exact: true }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('No roles pass yet').waitFor()
    await page.getByRole('button', { name: 'Add roles' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('auditor').check()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: /^(Add|Assign)/ }).click()
    await page.getByRole('link', { name: 'auditor' }).waitFor()
    await page.getByRole('link', { name: 'Evaluate' }).click()
    await page.getByText('Roles', { exact: true }).last().click()
    await page.getByRole('region', { name: 'Realm roles' }).getByText('auditor').waitFor()
  })

  it('breaks no policy and misses no file on the way', () => assert.deepEqual(tab.complaints, []))

  it('nobody is signed out by whoever may only look', LIMIT, async () => {
    await signIn(server, 'alice')
    const who = { realm: 'test', username: 'viewer', password: 'viewer-pass' }
    const { page } = await server.open('/test/clients', who)
    page.setDefaultTimeout(8_000)
    await openTab(page, 'shop', 'Sessions')
    const button = page.getByRole('button', { name: 'Sign out alice' })
    assert.match((await button.getAttribute('aria-description')) ?? '', /role manage-users/)
    await button.click({ force: true })
    assert.equal(await page.getByRole('dialog').count(), 0)
  })

  async function openTab(page: ConsolePage['page'], client: string, name: string): Promise<void> {
    const console = new URL(page.url()).pathname.split('/').slice(0, 5).join('/')
    await page.goto(`${server.url}${console}/clients?q=${client}`)
    await page.getByRole('link', { name: client, exact: true }).click()
    await page.getByLabel('Parts of the client', { exact: true }).getByRole('link', { name, exact: true }).click()
  }
})

async function signIn(server: TestConsole, username: string): Promise<string> {
  const answer = await token(server, { grant_type: 'password', username, password: `${username}-pass` })
  assert.equal(answer.status, 200)
  return String(Reflect.get(Object(await answer.json()), 'refresh_token'))
}

function token({ url }: TestConsole, fields: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(`${url}/realms/test/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: 'shop', client_secret: SECRET, ...fields }),
  })
}
