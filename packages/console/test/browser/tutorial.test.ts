import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type ConsolePage, expectAccessible, startConsole, type TestConsole } from './console.ts'

const LIMIT = { timeout: 60_000 }
const CALLBACK = 'http://localhost:1234/v1/token'

describe("the tutorial's steps in the console", () => {
  let server: TestConsole
  let tab: ConsolePage
  before(async () => {
    server = await startConsole([
      {
        realm: 'test',
        enabled: true,
        clients: [
          { clientId: 'with-secret', secret: 'not-a-secret-of-anybody', redirectUris: [CALLBACK] },
          {
            clientId: 'my-test-client',
            publicClient: true,
            directAccessGrantsEnabled: true,
            standardFlowEnabled: true,
          },
        ],
        users: [{ username: 'alice', enabled: true, credentials: [{ type: 'password', value: 'alice-pass' }] }],
      },
    ])
    tab = await server.open('/test/clients')
  })
  after(() => server?.close())

  it('comes back to the page that was asked for, with nothing kept in the browser but its cookies', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('heading', { name: 'Clients', level: 1 }).waitFor()
    assert.equal(new URL(page.url()).pathname, '/admin/master/console/test/clients')
    const kept = await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])')
    assert.doesNotMatch(String(kept), /eyJ/, 'a token is in the storage')
  })

  it('makes the client confidential, turns direct access grants off, enters the redirect URI', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('link', { name: 'my-test-client' }).click()
    await page.getByRole('heading', { name: 'my-test-client', level: 1 }).waitFor()
    assert.equal(await page.getByRole('radio', { name: 'Public' }).isChecked(), true)
    await page.getByText('Confidential', { exact: true }).click()
    await page.getByText('Direct access grants', { exact: true }).click()
    await page.getByLabel('Valid redirect URIs 1', { exact: true }).fill(CALLBACK)
    await page.getByText('3 unsaved changes: Access type, Direct access grants, Valid redirect URIs').waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('unsaved change').waitFor({ state: 'detached' })
    await page.reload()
    await page.getByRole('heading', { name: 'my-test-client', level: 1 }).waitFor()
    assert.equal(await page.getByRole('radio', { name: 'Confidential' }).isChecked(), true)
    assert.equal(await page.getByRole('switch', { name: 'Direct access grants' }).isChecked(), false)
    assert.equal(await page.getByLabel('Valid redirect URIs 1', { exact: true }).inputValue(), CALLBACK)
  })

  it('asks before unsaved changes are left', LIMIT, async () => {
    const { page } = tab
    await page.getByLabel('Description').fill('half a thought')
    await page.getByRole('link', { name: 'Credentials' }).click()
    const dialog = page.getByRole('dialog', { name: 'Leave without saving?' })
    await dialog.getByRole('button', { name: 'Stay here' }).click()
    assert.equal(await page.getByLabel('Description').inputValue(), 'half a thought')
    await page.getByRole('link', { name: 'Credentials' }).click()
    await dialog.getByRole('button', { name: 'Leave and discard' }).click()
    await page.getByRole('heading', { name: 'Client secret' }).waitFor()
  })

  it('warns of a wildcard, and refuses what is no address, at the field', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('link', { name: 'Settings', exact: true }).click()
    const uri = page.getByLabel('Valid redirect URIs 1', { exact: true })
    await uri.fill('https://shop.example/*')
    await page.getByText('Any page under shop.example could receive a code').waitFor()
    await uri.fill('shop.example/cb')
    await page.getByText('An address begins with https://').waitFor()
    await page.getByRole('button', { name: 'Save' }).click()
    assert.equal(await uri.getAttribute('aria-invalid'), 'true')
    await page.getByRole('button', { name: 'Discard' }).click()
    assert.equal(await uri.inputValue(), CALLBACK)
  })

  it('shows and copies the secret only when asked; the token endpoint takes it', LIMIT, async () => {
    const { page } = tab
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.goto(`${server.url}/admin/master/console/test/clients?q=with-secret`)
    await page.getByRole('link', { name: 'with-secret' }).click()
    await page.getByRole('link', { name: 'Credentials' }).click()
    const secret = page.getByLabel('Client secret').and(page.locator('input'))
    assert.equal(await secret.getAttribute('type'), 'password')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Copy' }).click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    const copied = String(await page.evaluate('navigator.clipboard.readText()'))
    assert.equal(await answerTo(copied), 'invalid_grant', 'the secret is right, only the code is not')
    assert.equal(await answerTo(`${copied}x`), 'unauthorized_client')
    await page.getByRole('button', { name: 'Show' }).click()
    assert.equal(await secret.getAttribute('type'), 'text')
  })

  it('creates a confidential client that takes no passwords, and leads to its secret', LIMIT, async () => {
    const { page } = tab
    await page.goto(`${server.url}/admin/master/console/test/clients`)
    await page.getByRole('button', { name: 'Create client' }).first().click()
    await page.getByRole('radio', { name: 'Web app with a server' }).waitFor()
    await page.getByLabel('Client ID').fill('created')
    await page.getByLabel('Valid redirect URIs 1', { exact: true }).fill(CALLBACK)
    await page.getByRole('button', { name: 'Create client' }).click()
    await page.getByRole('heading', { name: 'created', level: 1 }).waitFor()
    await page.getByRole('heading', { name: 'Client secret' }).waitFor()
    await page.getByRole('link', { name: 'Settings', exact: true }).click()
    assert.equal(await page.getByRole('radio', { name: 'Confidential' }).isChecked(), true)
    assert.equal(await page.getByRole('switch', { name: 'Direct access grants' }).isChecked(), false)
  })

  it('a new secret ends the old one, after a question that says so', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('link', { name: 'Credentials' }).click()
    const secret = page.getByLabel('Client secret').and(page.locator('input'))
    const old = await secret.inputValue()
    assert.equal(await answerTo(old, 'created'), 'invalid_grant')
    await page.getByRole('button', { name: 'Regenerate secret' }).click()
    const dialog = page.getByRole('dialog', { name: 'Regenerate the secret of created?' })
    await dialog.getByRole('button', { name: 'Regenerate secret' }).click()
    await page.getByText('The secret is new').waitFor()
    const fresh = await secret.inputValue()
    assert.notEqual(fresh, old)
    assert.equal(await answerTo(old, 'created'), 'unauthorized_client')
    assert.equal(await answerTo(fresh, 'created'), 'invalid_grant')
  })

  it('an ID that is taken is refused at the field', LIMIT, async () => {
    const { page } = tab
    await page.goto(`${server.url}/admin/master/console/test/clients/add-client`)
    const clientId = page.getByLabel('Client ID')
    await clientId.fill('created')
    await page.getByRole('button', { name: 'Create client' }).click()
    await page.getByText('already exists').waitFor()
    assert.equal(await clientId.getAttribute('aria-invalid'), 'true')
    await clientId.fill('')
  })

  it('a client goes after a question that names it', LIMIT, async () => {
    const { page } = tab
    await page.goto(`${server.url}/admin/master/console/test/clients?q=created`)
    await page.getByRole('link', { name: 'created' }).click()
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Delete client…' }).click()
    await page.getByRole('button', { name: 'Delete created' }).click()
    await page.getByRole('heading', { name: 'Clients', level: 1 }).waitFor()
    assert.equal(await page.getByRole('link', { name: 'created', exact: true }).count(), 0)
  })

  it('breaks no policy and misses no file on the way', () => assert.deepEqual(tab.complaints, []))

  /** What the token endpoint says to a made-up code with this secret. */
  async function answerTo(secret: string, clientId = 'with-secret'): Promise<unknown> {
    const response = await fetch(`${server.url}/realms/test/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code: 'made-up',
        redirect_uri: CALLBACK,
        client_id: clientId,
        client_secret: secret,
      }),
    })
    return Reflect.get(Object(await response.json()), 'error')
  }
})
