import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type ConsolePage, expectAccessible, startConsole, type TestConsole } from './console.ts'

const LIMIT = { timeout: 60_000 }
const person = { enabled: true, firstName: 'A', lastName: 'B', email: 'a@shop.example' }

describe('events and sessions of a realm', () => {
  let server: TestConsole
  let tab: ConsolePage
  before(async () => {
    server = await startConsole([
      {
        realm: 'shop',
        enabled: true,
        clients: [{ clientId: 'direct', publicClient: true, directAccessGrantsEnabled: true }],
        users: [
          { ...person, username: 'alice', credentials: [{ type: 'password', value: 'alice-pass' }] },
          {
            ...person,
            username: 'viewer',
            email: 'v@shop.example',
            credentials: [{ type: 'password', value: 'viewer-pass' }],
            clientRoles: { 'realm-management': ['view-realm', 'view-events', 'view-users'] },
          },
        ],
      },
    ])
    tab = await server.open('/shop/events')
    tab.page.setDefaultTimeout(10_000)
  })
  after(() => server?.close())

  const open = (path: string) => tab.page.goto(`${server.url}/admin/master/console/shop/${path}`)
  const signIn = async (password: string) => {
    const body = new URLSearchParams({ grant_type: 'password', client_id: 'direct', username: 'alice', password })
    await fetch(`${server.url}/realms/shop/protocol/openid-connect/token`, { method: 'POST', body })
  }

  it('say that nothing is recorded, and lead to where it is turned on', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('heading', { name: 'Nothing is recorded' }).waitFor()
    await page.getByRole('main').getByRole('link', { name: 'What is recorded' }).last().click()
    await page.getByText('Save events', { exact: true }).click()
    await page.getByText('Save admin events', { exact: true }).click()
    await page.getByText('Include representation', { exact: true }).click()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('unsaved change').waitFor({ state: 'detached' })
  })

  it('stand in the list with their error in plain words, and open to their details', LIMIT, async () => {
    await signIn('wrong')
    await signIn('alice-pass')
    await open('events')
    const { page } = tab
    const failed = page.getByRole('listitem').filter({ hasText: 'LOGIN_ERROR' })
    await failed.getByText('Wrong password').waitFor()
    await failed.locator('summary').click()
    await failed.getByText('invalid_user_credentials').waitFor()
    await expectAccessible(page)
  })

  it('are filtered by type, client and user, and the address holds it', LIMIT, async () => {
    const { page } = tab
    await page.getByLabel('Event type').selectOption('Failures only')
    await page.waitForURL(/type=errors/)
    await page.getByRole('list', { name: 'Events' }).getByRole('listitem').nth(1).waitFor({ state: 'detached' })
    await page.getByRole('listitem').filter({ hasText: 'LOGIN_ERROR' }).waitFor()
    await page.getByLabel('User', { exact: true }).fill('alice')
    await page.waitForURL(/user=alice/)
    await page.reload()
    assert.equal(await page.getByLabel('User', { exact: true }).inputValue(), 'alice')
    await page.getByLabel('User', { exact: true }).fill('nobody')
    await page.getByText('Nobody has this username.').waitFor()
    await page.getByRole('button', { name: 'Reset filters' }).click()
    await page.getByLabel('Client ID').fill('nonesuch')
    await page.getByText('No event fits these filters').waitFor()
    await page.getByRole('button', { name: 'Reset filters' }).click()
    await page.getByRole('listitem').filter({ hasText: 'LOGIN_ERROR' }).waitFor()
  })

  it('tell what administrators changed', LIMIT, async () => {
    await open('realm-settings')
    const { page } = tab
    await page.getByLabel('Display name').fill('Seen')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('unsaved change').waitFor({ state: 'detached' })
    await open('events/admin-events?operation=UPDATE')
    const changed = page.getByRole('list', { name: 'Events' }).getByRole('listitem').first()
    await changed.locator('summary').click()
    await changed.getByText('"displayName": "Seen"').waitFor()
  })

  it('are cleared after a question', LIMIT, async () => {
    await open('events/settings')
    const { page } = tab
    await page.getByRole('button', { name: 'Clear user events' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Clear user events' }).click()
    await page.getByText('Cleared').waitFor()
    await open('events')
    await page.getByRole('heading', { name: 'Nothing has happened yet' }).waitFor()
  })

  it('everybody is signed out, after a question that counts them', LIMIT, async () => {
    await signIn('alice-pass')
    await open('sessions')
    const { page } = tab
    await page.getByRole('row', { name: /direct 2 0/ }).waitFor()
    await page.getByRole('button', { name: 'Sign everybody out' }).click()
    const dialog = page.getByRole('dialog', { name: 'Sign everybody out of shop?' })
    await dialog.getByText('2 sessions end').waitFor()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Sign everybody out' }).click()
    await page.getByRole('heading', { name: 'Nobody is signed in' }).waitFor()
  })

  it('an administrator who may only look can neither clear nor sign out', LIMIT, async () => {
    const viewer = await server.open('/shop/events/settings', {
      username: 'viewer',
      password: 'viewer-pass',
      realm: 'shop',
    })
    const { page } = viewer
    await page.getByText('This needs the role manage-events').first().waitFor()
    const clear = page.getByRole('button', { name: 'Clear user events' })
    assert.equal(await clear.getAttribute('aria-disabled'), 'true')
    assert.equal(await page.getByRole('switch', { name: 'Save events' }).isDisabled(), true)
    await page.context().close()
  })

  it('breaks no policy and misses no file on the way', () => assert.deepEqual(tab.complaints, []))
})
