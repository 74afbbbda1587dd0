import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { startConsole, type TestConsole } from './console.ts'
import { type Keyboard, keyboardOf } from './keyboard.ts'

const LIMIT = { timeout: 60_000 }
const CALLBACK = 'http://localhost:1234/v1/token'

describe("the tutorial's steps with the keyboard alone", () => {
  let server: TestConsole
  let page: Page
  let keyboard: Keyboard
  before(async () => {
    server = await startConsole([
      {
        realm: 'test',
        enabled: true,
        clients: [
          { clientId: 'my-test-client', publicClient: true, directAccessGrantsEnabled: true },
          ...Array.from({ length: 20 }, (_, at) => ({ clientId: `service-${at}` })),
        ],
      },
    ])
    const permissions = ['clipboard-read', 'clipboard-write']
    const context = await server.chromium.newContext({ reducedMotion: 'reduce', permissions })
    page = await context.newPage()
    keyboard = keyboardOf(page)
  })
  after(() => server?.close())

  it('signs in, and goes past the navigation with the first key', LIMIT, async () => {
    await page.goto(`${server.url}/admin/master/console/test/clients`)
    await keyboard.expectAt('textbox "Username or e-mail"')
    await keyboard.type('admin')
    await keyboard.tabTo('textbox "Password"')
    await keyboard.type('admin')
    await keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Clients', level: 1 }).waitFor()
    await keyboard.tabTo('link "Skip to the content"', { within: 1 })
    await keyboard.press('Enter')
    await keyboard.tabTo('button "Create client"', { within: 1 })
  })

  it('creates a client, and is led to its secret', LIMIT, async () => {
    await keyboard.press('Enter')
    await keyboard.expectAt('heading "Create client"')
    await keyboard.tabTo('radio "Web app with a server"', { within: 1 })
    await keyboard.tabTo('textbox "Client ID"', { within: 1 })
    await keyboard.press('Enter')
    await keyboard.expectAt('textbox "Client ID"')
    await keyboard.type('by-keyboard')
    await keyboard.tabTo('textbox "Valid redirect URIs 1"', { within: 3 })
    await keyboard.type(CALLBACK)
    await keyboard.tabTo('button "Create client"', { within: 4 })
    await keyboard.press('Enter')
    await keyboard.expectAt('heading "by-keyboard"')
    await keyboard.tabTo('textbox "Client secret"', { within: 12 })
    assert.equal(
      await answerTo('by-keyboard', await copySecret()),
      'invalid_grant',
      'the secret is right, the code is not',
    )
  })

  it('finds a client, makes it confidential, takes passwords from it, enters the redirect URI', LIMIT, async () => {
    await keyboard.press('Control+k')
    await keyboard.expectAt('combobox "Find a client, user, role, page or setting"')
    await keyboard.type('my-test')
    await page.getByRole('option', { name: /^my-test-client/ }).waitFor()
    await keyboard.press('Enter')
    await keyboard.expectAt('heading "my-test-client"')
    await keyboard.tabTo('radio "Public"', { within: 12 })
    await keyboard.press('ArrowUp')
    await keyboard.expectAt('radio "Confidential"')
    await keyboard.tabTo('switch "Direct access grants"', { within: 2 })
    await keyboard.press('Space')
    await keyboard.tabTo('textbox "Valid redirect URIs 1"', { within: 3 })
    await keyboard.type(CALLBACK)
    await page.getByText('3 unsaved changes: Access type, Direct access grants, Valid redirect URIs').waitFor()
    await keyboard.press('Enter')
    await page.getByText('unsaved change').waitFor({ state: 'detached' })
    await keyboard.expectAt('textbox "Valid redirect URIs 1"')
  })

  it('opens the credentials and copies the secret, which the token endpoint takes', LIMIT, async () => {
    await keyboard.tabTo('link "Credentials"', { back: true, within: 14 })
    await keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Client secret' }).waitFor()
    await keyboard.tabTo('textbox "Client secret"', { within: 8 })
    assert.equal(await answerTo('my-test-client', await copySecret()), 'invalid_grant')
    await keyboard.tabTo('button "Show"', { back: true, within: 1 })
    await keyboard.press('Space')
    await keyboard.expectAt('button "Hide"')
  })

  it('a question begins at its answer, keeps the keys, and gives the focus back', LIMIT, async () => {
    await keyboard.tabTo('button "Regenerate secret"', { within: 2 })
    await keyboard.press('Enter')
    await keyboard.expectAt('button "Cancel"')
    await keyboard.tabTo('button "Regenerate secret"', { within: 1 })
    await keyboard.tabTo('button "Close"', { within: 1 })
    await keyboard.tabTo('button "Cancel"', { within: 1 })
    await keyboard.press('Escape')
    await keyboard.expectAt('button "Regenerate secret"')
  })

  it('so does one that was asked from a menu', LIMIT, async () => {
    await keyboard.tabTo('button "More"', { back: true, within: 14 })
    await keyboard.press('Enter')
    await keyboard.expectAt('menuitem "Delete client…"')
    await keyboard.press('Enter')
    await keyboard.expectAt('button "Cancel"')
    await keyboard.press('Escape')
    await keyboard.expectAt('button "More"')
  })

  it('after saving one is back at the field, and a change is not left by a slip', LIMIT, async () => {
    await keyboard.tabTo('link "Settings"', { within: 1 })
    await keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Addresses' }).waitFor()
    await keyboard.tabTo('switch "Consent required"', { within: 33 })
    await keyboard.press('Space')
    await keyboard.tabTo('button "Save"', { within: 2 })
    await keyboard.press('Enter')
    await keyboard.expectAt('switch "Consent required"')
    await keyboard.press('Space')
    await keyboard.tabTo('link "Credentials"', { back: true, within: 33 })
    await keyboard.press('Enter')
    await keyboard.expectAt('button "Stay here"')
    await keyboard.press('Enter')
    await keyboard.expectAt('link "Credentials"')
    await keyboard.press('Enter')
    await keyboard.expectAt('button "Stay here"')
    await keyboard.press('Control+k')
    await keyboard.tabTo('button "Leave and discard"', { back: true, within: 1 })
    await keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Client secret' }).waitFor()
    await keyboard.expectAt('link "Credentials"')
  })

  it('a dialog with fields begins at the first', LIMIT, async () => {
    await open('Sign-in flows')
    await keyboard.tabTo('button "Create flow"', { within: 1 })
    await keyboard.press('Enter')
    await keyboard.expectAt('textbox "Name"')
    await keyboard.press('Escape')
    await keyboard.expectAt('button "Create flow"')
  })

  it('a list is searched, opened and turned; the last page doesn’t take the focus away', LIMIT, async () => {
    await open('Clients')
    await keyboard.tabTo('searchbox "Search by client ID"', { within: 2 })
    await keyboard.type('service-1')
    await page.getByRole('link', { name: 'service-0' }).waitFor({ state: 'detached' })
    await keyboard.tabTo('link "service-1"', { within: 6 })
    await keyboard.press('Enter')
    await keyboard.expectAt('heading "service-1"')
    await open('Clients')
    await keyboard.tabTo('button "Next"', { within: 30 })
    await keyboard.press('Enter')
    await page.getByText('Page 2').waitFor()
    await keyboard.expectAt('button "Next"')
    await keyboard.tabTo('button "Previous"', { back: true, within: 1 })
  })

  /** By the palette, as whoever has no mouse does. */
  async function open(name: string): Promise<void> {
    await keyboard.press('Control+k')
    await keyboard.expectAt('combobox "Find a client, user, role, page or setting"')
    await keyboard.type(name)
    await page.getByRole('option', { name: `${name} Page` }).waitFor()
    await keyboard.press('Enter')
    await keyboard.expectAt(`heading "${name}"`)
  }

  /** From the secret on: it need not be seen to be taken along. */
  async function copySecret(): Promise<string> {
    await keyboard.tabTo('button "Copy"', { within: 2 })
    await keyboard.press('Enter')
    await keyboard.expectAt('button "Copied"')
    return String(await page.evaluate('navigator.clipboard.readText()'))
  }

  async function answerTo(clientId: string, secret: string): Promise<unknown> {
    const form = { grant_type: 'authorization_code', code: 'made-up', redirect_uri: CALLBACK }
    const response = await fetch(`${server.url}/realms/test/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams({ ...form, client_id: clientId, client_secret: secret }),
    })
    return Reflect.get(Object(await response.json()), 'error')
  }
})
