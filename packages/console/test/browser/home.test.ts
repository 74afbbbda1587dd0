import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type ConsolePage, expectAccessible, startConsole, type TestConsole } from './console.ts'

const LIMIT = { timeout: 60_000 }
const CALLBACK = 'http://localhost:1234/v1/token'
const alice = {
  username: 'alice',
  enabled: true,
  email: 'alice@shop.example',
  firstName: 'Alice',
  lastName: 'Ash',
  credentials: [{ type: 'password', value: 'alice-pass' }],
}

describe("a realm's home", () => {
  let server: TestConsole
  let tab: ConsolePage
  before(async () => {
    server = await startConsole([
      { realm: 'fresh', enabled: true },
      {
        realm: 'shop',
        enabled: true,
        eventsEnabled: true,
        clients: [
          { clientId: 'shop', secret: 'not-a-secret-of-anybody', redirectUris: [CALLBACK] },
          { clientId: 'direct', publicClient: true, directAccessGrantsEnabled: true },
        ],
        users: [
          alice,
          {
            ...alice,
            username: 'viewer',
            email: 'viewer@shop.example',
            credentials: [{ type: 'password', value: 'viewer-pass' }],
            clientRoles: { 'realm-management': ['view-realm'] },
          },
        ],
      },
    ])
    tab = await server.open('/fresh')
    tab.page.setDefaultTimeout(15_000)
  })
  after(() => server?.close())

  const step = (name: string) => tab.page.getByRole('listitem').filter({ hasText: name }).first()
  const signIn = async (password: string) => {
    const body = new URLSearchParams({ grant_type: 'password', client_id: 'direct', username: 'alice', password })
    await fetch(`${server.url}/realms/shop/protocol/openid-connect/token`, { method: 'POST', body })
  }

  it('tells a new realm what is still to do, and that nothing is recorded', LIMIT, async () => {
    const { page } = tab
    await step('Create a realm').getByText('done').waitFor()
    await step('Connect an application').getByText('to do').waitFor()
    await step('Create a user').getByText('to do').waitFor()
    await page.getByText('Sign-ins are not recorded').waitFor()
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Turn events on' }).click()
    await page.getByRole('switch', { name: 'Save events' }).waitFor()
  })

  it('ticks itself off as it happens', LIMIT, async () => {
    const { page } = tab
    await page.goto(`${server.url}/admin/master/console/shop`)
    await step('Connect an application').getByText('done').waitFor()
    await step('Create a user').getByText('done').waitFor()
    await step('Sign in for the first time').getByText('to do').waitFor()
    await signIn('alice-pass')
    await page.getByText('Everything is set up').waitFor()
  })

  it('draws the last day, says it as a table, and tells failures in plain words', LIMIT, async () => {
    await signIn('wrong')
    const { page } = tab
    await page.reload()
    await page.getByRole('img', { name: '1 sign-in, 1 failure' }).waitFor()
    await page.getByText('Wrong password').waitFor()
    await page.getByText('As a table').click()
    await page.getByRole('row', { name: /1 1$/ }).waitFor()
    await expectAccessible(page)
  })

  it('leads from a failure to what is like it', LIMIT, async () => {
    const { page } = tab
    const unknown = new URLSearchParams({
      grant_type: 'password',
      client_id: 'direct',
      username: 'nobody',
      password: 'x',
    })
    await fetch(`${server.url}/realms/shop/protocol/openid-connect/token`, { method: 'POST', body: unknown })
    await page.reload()
    await page.getByRole('link', { name: 'Wrong password' }).click()
    await page.getByRole('heading', { name: 'Events', level: 1 }).waitFor()
    const { user, ...search } = Object.fromEntries(new URL(page.url()).searchParams)
    const day = new Date().toISOString().slice(0, 10)
    assert.deepEqual(search, { type: 'LOGIN_ERROR', client: 'direct', from: day, to: day })
    assert.match(user ?? '', /^[\da-f-]{36}$/)
    await page.getByText('alice → direct').waitFor()
    assert.equal(await page.getByText('nobody → direct').count(), 0)
    await page.goBack()
    // whom nobody knows is no filter
    await page.getByRole('link', { name: 'No user of this name' }).click()
    await page.getByText('nobody → direct').waitFor()
    assert.equal(new URL(page.url()).searchParams.has('user'), false)
    await page.goBack()
    await page.getByRole('link', { name: 'All events' }).waitFor()
  })

  it('tells an administrator who may not see events why', LIMIT, async () => {
    const { page } = await server.open('/shop', { username: 'viewer', password: 'viewer-pass', realm: 'shop' })
    await page.getByText('This needs the role view-events').first().waitFor()
    await page.getByText('You may not see whether this is done.').first().waitFor()
    await page.context().close()
  })

  it('breaks no policy and misses no file on the way', () => assert.deepEqual(tab.complaints, []))
})
