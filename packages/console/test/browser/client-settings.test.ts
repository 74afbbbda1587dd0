import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { type ConsolePage, startConsole, type TestConsole } from './console.ts'

const LIMIT = { timeout: 60_000 }
const CALLBACK = 'https://shop.example/cb'

describe("a client's settings and credentials", () => {
  let server: TestConsole
  let tab: ConsolePage
  /** What was sent to change a client. */
  const sent: unknown[] = []
  before(async () => {
    server = await startConsole([
      {
        realm: 'test',
        enabled: true,
        clients: [
          {
            clientId: 'shop',
            secret: 'not-a-secret-of-anybody',
            redirectUris: [CALLBACK],
            serviceAccountsEnabled: true,
          },
          { clientId: 'app', publicClient: true },
          { clientId: 'taken' },
        ],
        users: [
          {
            username: 'viewer',
            enabled: true,
            email: 'viewer@shop.example',
            firstName: 'V',
            lastName: 'V',
            credentials: [{ type: 'password', value: 'viewer-pass' }],
            clientRoles: { 'realm-management': ['view-realm', 'view-clients'] },
          },
        ],
      },
    ])
    tab = await server.open('/test/clients?q=shop')
    tab.page.on('request', (request) => {
      if (request.method() === 'PUT') sent.push(request.postDataJSON())
    })
    await openClient(tab.page, 'shop')
  })
  after(() => server?.close())

  const field = (name: string) => tab.page.getByRole('textbox', { name, exact: true })
  const button = (name: string) => tab.page.getByRole('button', { name, exact: true })

  /** Nothing is sent, the field says why and has the focus, and Discard takes both back. */
  async function refusedAt(wrong: Locator, sentence: RegExp): Promise<void> {
    const before = sent.length
    await button('Save').click()
    await tab.page.getByText(sentence).waitFor()
    assert.equal(await wrong.getAttribute('aria-invalid'), 'true')
    await wrong.and(tab.page.locator(':focus')).waitFor()
    assert.equal(sent.length, before, 'it was sent')
    await button('Discard').click()
    assert.notEqual(await wrong.getAttribute('aria-invalid'), 'true')
    assert.equal(await tab.page.getByText(sentence).count(), 0)
  }

  it('a client without an ID is not sent, and what is typed takes the complaint back', LIMIT, async () => {
    await field('Client ID').fill('  ')
    await button('Save').click()
    assert.equal(await field('Client ID').getAttribute('aria-invalid'), 'true')
    await field('Client ID').fill('shop-')
    assert.notEqual(await field('Client ID').getAttribute('aria-invalid'), 'true')
    await field('Client ID').fill('')
    await refusedAt(field('Client ID'), /A client needs an ID/)
  })

  for (const [label, value, sentence] of [
    ['Valid redirect URIs 1', 'shop.example/cb', /An address begins with https/],
    ['Valid post logout redirect URIs 1', 'https://shop.example/#out', /can’t have a # part/],
    ['Web origins 1', 'https://shop.example/path', /An origin is scheme, host and port/],
  ] as const) {
    it(`${label}: what can’t be right is not sent`, LIMIT, async () => {
      await field(label).fill(value)
      await refusedAt(field(label), sentence)
    })
  }

  for (const [label, value, sentence] of [
    ['Client ID', 'taken', /Another client has this ID/],
    ['Root URL', '/shop', /Root URL is not a valid URL/],
    ['Home URL', 'shop', /Base URL is not a valid URL/],
    ['Valid redirect URIs 1', 'https://shop.example/%zz', /A redirect URI is not a valid URI/],
    ['Valid post logout redirect URIs 1', 'https://shop.example/%zz', /A post-logout redirect URI is not a valid URI/],
  ] as const) {
    it(`${label}: what the server refuses stands at the field`, LIMIT, async () => {
      const { page } = tab
      const before = sent.length
      await field(label).fill(value)
      await button('Save').click()
      await page.getByText(sentence).waitFor()
      assert.equal(await field(label).getAttribute('aria-invalid'), 'true')
      assert.equal(sent.length, before + 1)
      assert.equal(await page.locator('[aria-invalid="true"]').count(), 1, 'another field is blamed too')
      assert.equal(await page.getByRole('alert').count(), 0, 'told in passing too')
      await button('Discard').click()
    })
  }

  it('+ stands for the redirect URIs among sign-out addresses and origins', LIMIT, async () => {
    await field('Valid post logout redirect URIs 1').fill('+')
    await field('Web origins 1').fill('+')
    await button('Save').click()
    await tab.page.getByText('unsaved change').waitFor({ state: 'detached' })
    const [saved] = sent.slice(-1)
    assert.deepEqual(Reflect.get(Object(saved), 'webOrigins'), ['+'])
    assert.match(JSON.stringify(saved), /"post.logout.redirect.uris":"\+"/)
  })

  it('a public client has no service account: the switch is off and says why', LIMIT, async () => {
    const { page } = tab
    const account = page.getByRole('switch', { name: 'Service account' })
    assert.deepEqual([await account.isChecked(), await account.isEnabled()], [true, true])
    await page.getByText('Public', { exact: true }).click()
    assert.deepEqual([await account.isChecked(), await account.isEnabled()], [false, false])
    await page.getByText('Only a confidential client can have one.').waitFor()
    await page.getByText('Confidential', { exact: true }).click()
    assert.deepEqual([await account.isChecked(), await account.isEnabled()], [true, true])
    assert.equal(await page.getByText('unsaved change').count(), 0, 'there and back is no change')
  })

  it('what is saved is what was typed, and nothing is left to save', LIMIT, async () => {
    const { page } = tab
    await field('Name').fill(' The shop ')
    await field('Web origins 1').fill('https://shop.example')
    await button('Save').click()
    await page.getByText('unsaved change').waitFor({ state: 'detached' })
    await page.reload()
    await page.getByRole('heading', { name: 'The shop', level: 1 }).waitFor()
    assert.equal(await field('Name').inputValue(), 'The shop')
    assert.equal(await field('Web origins 1').inputValue(), 'https://shop.example')
  })

  it('a public client has no secret to show, and leads to where that is changed', LIMIT, async () => {
    const { page } = tab
    await page.goto(`${server.url}/admin/master/console/test/clients?q=app`)
    await openClient(page, 'app')
    await page.getByRole('link', { name: 'Credentials' }).click()
    await page.getByRole('heading', { name: 'This client has no secret' }).waitFor()
    assert.equal(await page.getByRole('button', { name: 'Regenerate secret' }).count(), 0)
    await page.getByRole('link', { name: 'To its settings' }).click()
    await page.getByRole('radio', { name: 'Public' }).waitFor()
  })

  it('breaks no policy and misses no file on the way', () => assert.deepEqual(tab.complaints, []))

  it('whoever may only look changes nothing: no field, no secret', LIMIT, async () => {
    const account = { realm: 'test', username: 'viewer', password: 'viewer-pass' }
    const { page } = await server.open('/test/clients?q=shop', account)
    await openClient(page, 'shop')
    await page.getByText('You can look at this, but not change it').waitFor()
    const fields = page.getByRole('main').locator('input')
    assert.ok((await fields.count()) > 10)
    for (const one of await fields.all()) assert.equal(await one.isDisabled(), true)
    await page.getByRole('link', { name: 'Credentials' }).click()
    const regenerate = page.getByRole('button', { name: 'Regenerate secret' })
    assert.match((await regenerate.getAttribute('aria-description')) ?? '', /role manage-clients/)
    await regenerate.click({ force: true })
    assert.equal(await page.getByRole('dialog').count(), 0)
  })
})

async function openClient(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name, exact: true }).click()
  await page
    .getByRole('heading', { level: 1 })
    .filter({ hasText: /shop|app/i })
    .waitFor()
}
