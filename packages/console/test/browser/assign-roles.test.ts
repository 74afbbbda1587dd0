import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type ConsolePage, expectAccessible, startConsole, type TestConsole } from './console.ts'

const LIMIT = { timeout: 60_000 }
const CLIENTS = 2_000
const at = (number: number) => String(number).padStart(4, '0')
const account = (username: string, roles: readonly string[]) => ({
  username,
  enabled: true,
  email: `${username}@many.example`,
  firstName: username,
  lastName: 'Many',
  credentials: [{ type: 'password', value: `${username}-pass` }],
  clientRoles: { 'realm-management': roles },
})

describe('roles are found among those of the realm and of 2,000 clients', () => {
  let server: TestConsole
  let tab: ConsolePage
  before(async () => {
    server = await startConsole([
      {
        realm: 'many',
        enabled: true,
        clients: Array.from({ length: CLIENTS }, (_, number) => ({ clientId: `service-${at(number)}` })),
        roles: {
          realm: [{ name: 'auditor' }, { name: 'service-1 keeper' }],
          client: Object.fromEntries(
            Array.from({ length: CLIENTS }, (_, number) => [`service-${at(number)}`, [{ name: `read ${number}` }]]),
          ),
        },
        users: [account('ada', []), account('helper', ['view-users', 'manage-users'])],
      },
    ])
    tab = await server.open('/many/users?q=ada')
    await tab.page.getByRole('link', { name: 'ada', exact: true }).click()
    await tab.page.getByRole('link', { name: 'Role mapping' }).click()
  })
  after(() => server?.close())

  it('both come at once, the page within a second', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('button', { name: 'Assign roles' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('checkbox', { name: 'auditor' }).waitFor()
    await dialog.getByRole('checkbox', { name: 'manage-account account', exact: true }).waitFor()
    const before = performance.now()
    await dialog.getByRole('searchbox').fill('service-1')
    await dialog.getByRole('checkbox', { name: 'read 1000 service-1000' }).waitFor()
    assert.ok(performance.now() - before < 1_000, `${performance.now() - before} ms`)
    assert.equal(await dialog.getByRole('checkbox', { name: 'service-1 keeper' }).count(), 1)
    assert.equal(await dialog.getByRole('checkbox', { name: 'auditor' }).count(), 0)
    await expectAccessible(page)
  })

  it(
    'are turned page by page, and what was chosen on one is given with what was chosen on another',
    LIMIT,
    async () => {
      const { page } = tab
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('checkbox', { name: 'service-1 keeper' }).check()
      await dialog.getByRole('button', { name: 'Next' }).click()
      await dialog.getByRole('checkbox', { name: 'read 1020 service-1020' }).check()
      await dialog.getByRole('button', { name: 'Assign 2 roles' }).click()
      await page.getByRole('rowheader', { name: 'service-1 keeper' }).waitFor()
      await page.getByRole('rowheader', { name: 'read 1020 service-1020' }).waitFor()
    },
  )

  it('offers what is given already no more, or says so', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('button', { name: 'Assign roles' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('searchbox').fill('service-1')
    const keeper = dialog.getByRole('checkbox', { name: 'service-1 keeper' })
    await dialog.getByRole('checkbox', { name: 'read 1000 service-1000' }).waitFor()
    assert.equal(await keeper.isDisabled(), true)
    await dialog.getByRole('searchbox').fill('1020')
    await dialog.getByText('Nothing matches “1020”').waitFor()
    await page.keyboard.press('Escape')
  })

  it('breaks no policy and misses no file on the way', () => assert.deepEqual(tab.complaints, []))

  it('who may not see the realm’s roles gives those of clients, and is told', LIMIT, async () => {
    const signedIn = { realm: 'many', username: 'helper', password: 'helper-pass' }
    const { page } = await server.open('/many/users?q=ada', signedIn)
    await page.getByRole('link', { name: 'ada', exact: true }).click()
    await page.getByRole('link', { name: 'Role mapping' }).click()
    await page.getByRole('button', { name: 'Assign roles' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Some roles are not shown').waitFor()
    await dialog.getByRole('searchbox').fill('service-0007')
    await dialog.getByRole('checkbox', { name: 'read 7 service-0007' }).check()
    await dialog.getByRole('button', { name: 'Assign 1 role' }).click()
    await page
      .getByText(/read 7/)
      .first()
      .waitFor()
  })
})
