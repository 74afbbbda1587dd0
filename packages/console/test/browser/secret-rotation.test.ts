import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { type ConsolePage, expectAccessible, startConsole, type TestConsole } from './console.ts'

const LIMIT = { timeout: 60_000 }
const FIRST = 'not-a-secret-of-anybody'
const ROBOT = '11111111-0000-4000-8000-000000000001'
const account = (username: string, roles: readonly string[]) => ({
  username,
  enabled: true,
  firstName: username,
  lastName: 'Tester',
  email: `${username}@shop.example`,
  credentials: [{ type: 'password', value: `${username}-pass` }],
  clientRoles: { 'realm-management': roles },
})
const REALM = {
  realm: 'test',
  enabled: true,
  clients: [{ id: ROBOT, clientId: 'robot', secret: FIRST, serviceAccountsEnabled: true }],
  users: [account('viewer', ['view-clients', 'view-realm']), account('clerk', ['manage-clients'])],
}
const CREDENTIALS = `/test/clients/${ROBOT}/credentials`

describe('rotation of client secrets in the console', () => {
  let server: TestConsole
  let tab: ConsolePage
  before(async () => {
    server = await startConsole([REALM])
    tab = await server.open(CREDENTIALS)
    tab.page.setDefaultTimeout(8_000)
  })
  after(() => server?.close())

  const signsIn = async (secret: string) => {
    const form = { grant_type: 'client_credentials', client_id: 'robot', client_secret: secret }
    const url = `${server.url}/realms/test/protocol/openid-connect/token`
    return (await fetch(url, { method: 'POST', body: new URLSearchParams(form) })).status
  }

  it('is turned on where it is missed, with lives that make sense', LIMIT, async () => {
    const { page } = tab
    await page.getByText('No policy of this realm lets secrets rotate').waitFor()
    await page.getByRole('button', { name: 'Turn rotation on' }).click()
    const dialog = page.getByRole('dialog', { name: 'Let secrets of confidential clients rotate?' })
    await expectAccessible(page)
    await dialog.getByRole('textbox', { name: 'The previous secret works for' }).fill('30')
    await dialog.getByRole('button', { name: 'Turn rotation on' }).click()
    await dialog.getByText('can’t outlive the one that replaces it').waitFor()
    await dialog.getByRole('textbox', { name: 'The previous secret works for' }).fill('2')
    await dialog.getByRole('button', { name: 'Turn rotation on' }).click()
    await page.getByText('Secrets rotate by the policy secret-rotation').waitFor()
    assert.equal(await signsIn(FIRST), 200)
  })

  it('lets the old secret work on beside the new one, shown on demand', LIMIT, async () => {
    const { page } = tab
    await regenerate(page)
    await page.getByText('Expires in 29 days').waitFor()
    const previous = page.getByRole('region', { name: 'Previous secret' })
    await previous.getByText('Expires in 2 days').waitFor()
    const field = previous.getByLabel('Previous secret', { exact: true })
    assert.equal(await field.getAttribute('type'), 'password')
    await previous.getByRole('button', { name: 'Show' }).click()
    assert.equal(await field.inputValue(), FIRST)
    assert.equal(await field.getAttribute('type'), 'text')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await previous.getByRole('button', { name: 'Copy' }).click()
    assert.equal(await page.evaluate('navigator.clipboard.readText()'), FIRST)
    await expectAccessible(page)
    assert.deepEqual([await signsIn(FIRST), await signsIn(await present(page))], [200, 200])
  })

  it('keeps both through a change of other settings', LIMIT, async () => {
    const { page } = tab
    await page.goto(`${server.url}/admin/master/console/test/clients/${ROBOT}/settings`)
    await page.getByLabel('Name', { exact: true }).fill('The robot')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { name: 'The robot', level: 1 }).waitFor()
    assert.equal(await signsIn(FIRST), 200)
    await page.goto(`${server.url}/admin/master/console/test/clients/${ROBOT}/advanced`)
    await page.getByText('Keycloak keeps rare settings here').waitFor()
    assert.equal(await page.locator('input[value^="client.secret"]').count(), 0)
  })

  it('lets only those who manage clients drop the old one, and says so to others', LIMIT, async () => {
    const viewer = await server.open(CREDENTIALS, { realm: 'test', username: 'viewer', password: 'viewer-pass' })
    const button = viewer.page.getByRole('button', { name: 'Invalidate previous secret' })
    await button.waitFor()
    assert.equal(await button.getAttribute('aria-disabled'), 'true')
    await viewer.page.context().close()
    const clerk = await server.open(CREDENTIALS, { realm: 'test', username: 'clerk', password: 'clerk-pass' })
    await clerk.page.getByText('A client policy applies to this client').waitFor()
    assert.equal(await clerk.page.getByRole('link', { name: 'To the client policies' }).count(), 0)
    assert.deepEqual([...viewer.complaints, ...clerk.complaints], [])
    await clerk.page.context().close()
  })

  it('refuses the old one as soon as it is invalidated, also when an old page is saved after that', LIMIT, async () => {
    const { page } = tab
    const other = await server.open(`/test/clients/${ROBOT}/settings`)
    await other.page.getByLabel('Name', { exact: true }).fill('The old robot')
    await page.goto(`${server.url}/admin/master/console${CREDENTIALS}`)
    await page.getByRole('button', { name: 'Invalidate previous secret' }).click()
    const dialog = page.getByRole('dialog', { name: 'Invalidate the previous secret of robot?' })
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    assert.equal(await signsIn(FIRST), 200)
    await page.getByRole('button', { name: 'Invalidate previous secret' }).click()
    await dialog.getByRole('button', { name: 'Invalidate previous secret' }).click()
    await page.getByRole('region', { name: 'Previous secret' }).waitFor({ state: 'detached' })
    assert.deepEqual([await signsIn(FIRST), await signsIn(await present(page))], [401, 200])
    await other.page.getByRole('button', { name: 'Save' }).click()
    await other.page.getByRole('heading', { name: 'The old robot', level: 1 }).waitFor()
    assert.equal(await signsIn(FIRST), 401)
    assert.deepEqual(other.complaints, [])
    await other.page.context().close()
  })

  it('tells when a secret has expired', LIMIT, async () => {
    const { page } = tab
    const second = await present(page)
    await regenerate(page)
    await page.getByRole('region', { name: 'Previous secret' }).waitFor()
    const form = { grant_type: 'password', client_id: 'admin-cli', username: 'admin', password: 'admin' }
    const url = `${server.url}/realms/master/protocol/openid-connect/token`
    const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(form) })
    const { access_token: token } = (await answer.json()) as { access_token: string }
    const past = String(Math.floor(Date.now() / 1000) - 7_200)
    const changed = await fetch(`${server.url}/admin/realms/test/clients/${ROBOT}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ attributes: { 'client.secret.rotated.expiration.time': past } }),
    })
    assert.equal(changed.status, 204)
    await page.reload()
    await page.getByText('It is refused. Expired 2 hours ago').waitFor()
    assert.equal(await page.getByLabel('Previous secret', { exact: true }).count(), 1, 'the section, not the secret')
    assert.equal(await signsIn(second), 401)
  })

  it('stands among the client policies, whose JSON is judged at the field', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('link', { name: 'To the client policies' }).click()
    const policies = page.getByRole('table', { name: 'Policies' })
    await policies.getByRole('row', { name: /secret-rotation on client-access-type/ }).waitFor()
    await page.getByRole('button', { name: 'Edit policies' }).click()
    const dialog = page.getByRole('dialog', { name: 'Edit policies' })
    const field = dialog.getByRole('textbox', { name: 'JSON' })
    const written = await field.inputValue()
    for (const [text, words] of [
      ['[{', /This is no JSON/],
      ['{"policies": 1}', /This is no list of objects/],
      [written.replace('"client-access-type"', '"nonesuch"'), /contains invalid condition nonesuch/],
    ] as const) {
      await field.fill(text)
      await dialog.getByRole('button', { name: 'Save' }).click()
      await dialog.getByText(words).waitFor()
      assert.equal(await field.getAttribute('aria-invalid'), 'true')
    }
    await expectAccessible(page)
    await field.fill(written.replace('"enabled": true', '"enabled": false'))
    await dialog.getByRole('button', { name: 'Save' }).click()
    await policies.getByRole('row', { name: /secret-rotation off/ }).waitFor()
    assert.deepEqual(tab.complaints, [])
  })
})

async function regenerate(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Regenerate secret' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Regenerate secret' }).click()
  await page.getByText('The secret is new').waitFor()
}

async function present(page: Page): Promise<string> {
  return await page
    .getByRole('region', { name: 'Client secret' })
    .getByLabel('Client secret', { exact: true })
    .inputValue()
}
