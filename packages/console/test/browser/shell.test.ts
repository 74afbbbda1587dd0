import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { type ConsolePage, expectAccessible, startConsole, type TestConsole } from './console.ts'

const LIMIT = { timeout: 60_000 }
const password = (value: string) => [{ type: 'password', value }]
const REALM = {
  realm: 'test',
  enabled: true,
  clients: Array.from({ length: 30 }, (_, at) => ({ clientId: `service-${String(at).padStart(2, '0')}` })),
  users: [
    {
      username: 'viewer',
      firstName: 'Vera',
      lastName: 'Viewer',
      email: 'vera@example.org',
      enabled: true,
      credentials: password('viewer-pass'),
      clientRoles: { 'realm-management': ['view-realm', 'view-clients'] },
    },
  ],
}
const FILE = {
  name: 'realm.json',
  mimeType: 'application/json',
  buffer: Buffer.from(JSON.stringify({ realm: 'dropped', enabled: true, clients: [{ clientId: 'from-the-file' }] })),
}
const pathOf = (page: Page): string => new URL(page.url()).pathname + new URL(page.url()).search

describe('the console around its pages', () => {
  let server: TestConsole
  let tab: ConsolePage
  before(async () => {
    server = await startConsole([REALM])
    tab = await server.open('/#/test/clients')
  })
  after(() => server?.close())

  it("an address of Keycloak's console leads to the same page", LIMIT, async () => {
    await tab.page.getByRole('heading', { name: 'Clients', level: 1 }).waitFor()
    assert.equal(pathOf(tab.page), '/admin/master/console/test/clients')
  })

  it('a list is paged by the server, and the address holds the page', LIMIT, async () => {
    const { page } = tab
    assert.equal(await page.getByRole('row').count(), 21)
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByRole('link', { name: 'service-29' }).waitFor()
    assert.equal(pathOf(page), '/admin/master/console/test/clients?page=2')
    await page.reload()
    await page.getByRole('link', { name: 'service-29' }).waitFor()
    await page.goBack()
    await page.getByRole('link', { name: 'account', exact: true }).waitFor()
  })

  it('a page beyond the last one says so, and leads back', LIMIT, async () => {
    const { page } = tab
    await page.goto(`${server.url}/admin/master/console/test/clients?page=9999`)
    await page.getByRole('heading', { name: 'There is no page 9999' }).waitFor()
    await page.getByRole('button', { name: 'To the first page' }).click()
    await page.getByRole('link', { name: 'account', exact: true }).waitFor()
    assert.equal(pathOf(page), '/admin/master/console/test/clients')
  })

  it('a search that finds nothing says so, and is undone by one button', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('searchbox', { name: 'Search by client ID' }).fill('nonesuch')
    await page.getByRole('heading', { name: 'Nothing matches “nonesuch”' }).waitFor()
    assert.match(pathOf(page), /q=nonesuch/)
    await page.getByRole('button', { name: 'Clear the search' }).click()
    await page.getByRole('link', { name: 'account', exact: true }).waitFor()
  })

  it('Ctrl-K opens a page by its name, with the keyboard alone', LIMIT, async () => {
    const { page } = tab
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Find a client, user, role, page or setting' }).fill('realms')
    await page.getByRole('option', { name: 'Realms Page' }).waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Realms', level: 1 }).waitFor()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expectAccessible(page)
  })

  it('Ctrl-K leads to the tab that a setting is on, and names what begins so first', LIMIT, async () => {
    const { page } = tab
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('s')
    await page.getByRole('option', { name: 'Setting' }).first().waitFor()
    assert.match((await page.getByRole('option').first().textContent()) ?? '', /^S/)
    await page.getByRole('combobox').fill('brute')
    await page.getByRole('option', { name: 'Brute force detection Setting · Security defenses' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('switch', { name: 'Brute force detection' }).waitFor()
    assert.match(pathOf(page), /\/realm-settings\/security-defenses$/)
  })

  it('Ctrl-K finds a user by name on the server', LIMIT, async () => {
    const { page } = tab
    await page.goto(`${server.url}/admin/master/console/test/clients`)
    await page.getByRole('main').waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('viewer')
    await page.getByRole('option', { name: /^viewer User/ }).waitFor()
    await page.keyboard.press('Escape')
  })

  it('the first Tab is the way past the navigation', LIMIT, async () => {
    const { page } = tab
    await page.goto(`${server.url}/admin/master/console/test/clients`)
    await page.getByRole('main').waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    assert.equal(await page.evaluate('document.activeElement.id'), 'main')
  })

  it(
    'a realm is made from a file, after a look at what it holds; another file is refused with the reason',
    LIMIT,
    async () => {
      const { page } = tab
      await page.goto(`${server.url}/admin/master/console/master/add-realm`)
      const file = page.getByLabel('Drop a realm’s JSON file here, or choose one')
      await file.setInputFiles({ ...FILE, buffer: Buffer.from('[{}]') })
      await page.getByText('This file holds several realms').waitFor()
      await file.setInputFiles(FILE)
      await page.getByRole('region', { name: 'What will be created' }).getByText('1 client').waitFor()
      assert.equal(await page.getByLabel('Realm name').and(page.locator('input')).inputValue(), 'dropped')
      await expectAccessible(page)
      await page.getByRole('button', { name: 'Create realm' }).click()
      await page.getByRole('heading', { name: 'dropped', level: 1 }).waitFor()
      await page.getByRole('link', { name: 'Clients' }).first().click()
      await page.getByRole('link', { name: 'from-the-file' }).waitFor()
    },
  )

  it('a name that is taken is refused at the field', LIMIT, async () => {
    const { page } = tab
    await page.goto(`${server.url}/admin/master/console/master/add-realm`)
    const name = page.getByLabel('Realm name').and(page.locator('input'))
    await name.fill('dropped')
    await page.getByRole('button', { name: 'Create realm' }).click()
    await page.getByText('already exists').waitFor()
    assert.equal(await name.getAttribute('aria-invalid'), 'true')
    assert.equal(await page.getByRole('alert').count(), 0, 'told at the field, not in passing too')
    await name.fill('')
  })

  it('speaks another language at once, and after a reload', LIMIT, async () => {
    const { page } = tab
    await page.goto(`${server.url}/admin/master/console/test/clients`)
    await page.getByRole('button', { name: /appearance, language/ }).click()
    await expectAccessible(page)
    await page.getByRole('menuitemradio', { name: 'Deutsch' }).click()
    await page.getByRole('button', { name: 'Client anlegen' }).waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'Client anlegen' }).waitFor()
    assert.equal(await page.evaluate('document.documentElement.lang'), 'de')
    assert.equal(await page.title(), 'Clients · test')
  })

  it('breaks no policy and misses no file on the way', () => assert.deepEqual(tab.complaints, []))

  it('signs out, and asks for the password again', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('button', { name: /abmelden/ }).click()
    await page.getByRole('menuitem', { name: 'Abmelden' }).click()
    await page.locator('#password').waitFor()
    assert.match(page.url(), /\/realms\/master\/protocol\/openid-connect\/auth/)
  })
})

describe('the console of a realm, for somebody with view rights only', () => {
  let server: TestConsole
  let tab: ConsolePage
  before(async () => {
    server = await startConsole([REALM])
    const account = { realm: 'test', username: 'viewer', password: 'viewer-pass' }
    tab = await server.open('/test/clients', { ...account, colorScheme: 'dark', viewport: { width: 390, height: 844 } })
  })
  after(() => server?.close())

  it('shows what may be seen, on a phone, in the dark', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('link', { name: 'service-00' }).waitFor()
    await expectAccessible(page)
    const width = await page.evaluate('document.documentElement.scrollWidth')
    assert.equal(width, 390, 'the page is wider than the phone')
  })

  it('has the navigation behind a button', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('button', { name: 'Menu', exact: true }).click()
    const menu = page.getByRole('dialog', { name: 'Menu' })
    await menu.getByText('Vera Viewer').waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await menu.waitFor({ state: 'detached' })
  })

  it('disables what may not be done, with the reason, and sends nothing', LIMIT, async () => {
    const { page } = tab
    const create = page.getByRole('button', { name: 'Create client' })
    assert.equal(await create.getAttribute('aria-disabled'), 'true')
    assert.match((await create.getAttribute('aria-description')) ?? '', /role manage-clients/)
    await create.click({ force: true })
    assert.equal(pathOf(page), '/admin/test/console/test/clients')
    await page.getByRole('link', { name: 'service-00' }).click()
    await page.getByText('You can look at this, but not change it').waitFor()
    assert.equal(await page.getByRole('switch', { name: 'Standard flow' }).isDisabled(), true)
    await expectAccessible(page)
  })

  it('tells when the session was ended elsewhere, with the page still there to read', LIMIT, async () => {
    const { page } = tab
    const master = await adminToken(server)
    const [user] = await api<{ id: string }[]>(server, master, '/test/users?username=viewer')
    await api(server, master, `/test/users/${user?.id}/logout`, 'POST')
    await page.getByRole('link', { name: 'Clients' }).click()
    await page.getByRole('searchbox').fill('service')
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' })
    await dialog.waitFor()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Sign in again' }).click()
    await page.locator('#password').waitFor()
  })

  it('breaks no policy and misses no file on the way', () => assert.deepEqual(tab.complaints, []))
})

async function adminToken({ url }: TestConsole): Promise<string> {
  const response = await fetch(`${url}/realms/master/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'password', client_id: 'admin-cli', username: 'admin', password: 'admin' }),
  })
  return String(Reflect.get(Object(await response.json()), 'access_token'))
}

async function api<Answer>({ url }: TestConsole, token: string, path: string, method = 'GET'): Promise<Answer> {
  const response = await fetch(`${url}/admin/realms${path}`, { method, headers: { authorization: `Bearer ${token}` } })
  assert.ok(response.ok, `${method} ${path} answered ${response.status}`)
  return (response.status === 204 ? undefined : await response.json()) as Answer
}
