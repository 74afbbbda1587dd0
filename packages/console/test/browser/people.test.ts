import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type ConsolePage, expectAccessible, startConsole, type TestConsole } from './console.ts'

const LIMIT = { timeout: 60_000 }

const password = (value: string) => [{ type: 'password', value }]
const account = (username: string, value: string) => ({
  username,
  email: `${username}@team.example`,
  firstName: 'Vera',
  lastName: 'Viewer',
  enabled: true,
  credentials: password(value),
})
const TEAM = {
  realm: 'team',
  enabled: true,
  passwordPolicy: 'length(8)',
  clients: [{ clientId: 'shop' }],
  users: [
    {
      ...account('viewer', 'viewer-pass'),
      clientRoles: { 'realm-management': ['view-users', 'view-realm', 'view-clients'] },
    },
    ...Array.from({ length: 2_000 }, (_, at) => ({
      username: `person-${String(at).padStart(4, '0')}`,
      email: `p${at}@many.example`,
      enabled: at % 10 !== 0,
    })),
  ],
}

describe('a role, a group and a user from nothing', () => {
  let server: TestConsole
  let tab: ConsolePage
  before(async () => {
    server = await startConsole([TEAM])
    tab = await server.open('/team/roles')
    tab.page.setDefaultTimeout(10_000)
  })
  after(() => server?.close())

  const open = (path: string) => tab.page.goto(`${server.url}/admin/master/console/team/${path}`)

  it('a role needs a name, and one that no other has: refused at the field', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('button', { name: 'Create role' }).click()
    const name = page.getByLabel('Role name')
    await name.waitFor()
    await page.getByRole('button', { name: 'Create role' }).click()
    await page.getByText('A role needs a name.').waitFor()
    await name.fill('offline_access')
    await page.getByRole('button', { name: 'Create role' }).click()
    await page.getByText('already exists').waitFor()
    assert.equal(await name.getAttribute('aria-invalid'), 'true')
    await expectAccessible(page)
  })

  it('a role is made, described, and given attributes', LIMIT, async () => {
    const { page } = tab
    await page.getByLabel('Role name').fill('editor')
    await page.getByLabel('Description').fill('May change texts')
    await page.getByRole('button', { name: 'Create role' }).click()
    await page.getByRole('heading', { name: 'editor', level: 1 }).waitFor()
    await page.getByRole('link', { name: 'Attributes' }).click()
    await page.getByRole('button', { name: 'Add to Attributes' }).click()
    await page.getByLabel('Key 1').fill('desk')
    await page.getByLabel('Value 1').fill('news')
    await save()
    await page.reload()
    await page.getByLabel('Value 1').waitFor()
    assert.equal(await page.getByLabel('Value 1').inputValue(), 'news')
  })

  it('a role of a client is made on its tab', LIMIT, async () => {
    const { page } = tab
    await open('clients?q=shop')
    await page.getByRole('link', { name: 'shop', exact: true }).click()
    await page.getByRole('link', { name: 'Roles', exact: true }).click()
    await page.getByRole('heading', { name: 'No roles yet' }).waitFor()
    await page.getByRole('button', { name: 'Create role' }).last().click()
    await page.getByLabel('Role name').fill('cashier')
    await page.getByRole('button', { name: 'Create role' }).click()
    await page.getByRole('heading', { name: 'cashier', level: 1 }).waitFor()
    assert.match(page.url(), /\/clients\/[^/]+\/roles\//)
    await page.getByRole('navigation', { name: 'Where you are' }).getByRole('link', { name: 'shop' }).waitFor()
  })

  it('a role stands for another, chosen from those of a client', LIMIT, async () => {
    const { page } = tab
    await open('roles?q=editor')
    await page.getByRole('link', { name: 'editor' }).click()
    await page.getByRole('link', { name: 'Associated roles' }).click()
    await page.getByRole('button', { name: 'Add associated roles' }).click()
    const dialog = page.getByRole('dialog', { name: 'Whoever has editor also has…' })
    await dialog.getByRole('checkbox', { name: 'editor' }).waitFor()
    assert.equal(await dialog.getByRole('checkbox', { name: 'editor' }).isDisabled(), true)
    // of the realm and of all clients at once: by the client's name too
    await dialog.getByRole('searchbox').fill('shop')
    await dialog.getByRole('checkbox', { name: 'cashier shop' }).waitFor()
    await dialog.getByRole('searchbox').fill('')
    await dialog.getByRole('combobox', { name: 'Roles of' }).fill('shop')
    await page.getByRole('option', { name: 'shop' }).click()
    await dialog.getByRole('checkbox', { name: 'cashier' }).check()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Assign 1 role' }).click()
    await page.getByRole('rowheader', { name: 'cashier shop' }).waitFor()
    await page.getByText('Composite', { exact: true }).waitFor()
    await expectAccessible(page)
  })

  it('groups form a tree that is fetched as it is opened', LIMIT, async () => {
    const { page } = tab
    await open('groups')
    await page.getByRole('heading', { name: 'No groups yet' }).waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Create group' }).last().click()
    const dialog = page.getByRole('dialog', { name: 'Create group' })
    await dialog.getByRole('button', { name: 'Create group' }).click()
    await dialog.getByText('A group needs a name.').waitFor()
    await dialog.getByLabel('Group name').fill('Press')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Create group' }).click()
    await page.getByRole('heading', { name: 'Press', level: 1 }).waitFor()
    await page.getByRole('button', { name: 'Create child group' }).click()
    await page.getByLabel('Group name').fill('Sports')
    await page.getByRole('dialog').getByRole('button', { name: 'Create group' }).click()
    await page.getByRole('heading', { name: 'Sports', level: 1 }).waitFor()
    await page.getByText('/Press/Sports').waitFor()
    await open('groups')
    assert.equal(await page.getByRole('link', { name: 'Sports' }).count(), 0)
    await page.getByRole('button', { name: 'Groups in Press' }).click()
    await page.getByRole('link', { name: 'Sports' }).click()
    await page.getByRole('heading', { name: 'Sports', level: 1 }).waitFor()
    await page.goBack()
    await page.getByRole('link', { name: 'Sports' }).waitFor()
  })

  it('a name that a sibling has is refused at the field', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('button', { name: 'Create group' }).click()
    const dialog = page.getByRole('dialog', { name: 'Create group' })
    await dialog.getByLabel('Group name').fill('Press')
    await dialog.getByRole('button', { name: 'Create group' }).click()
    await dialog.getByText('already exists').waitFor()
    assert.equal(await dialog.getByLabel('Group name').getAttribute('aria-invalid'), 'true')
    await dialog.getByRole('button', { name: 'Cancel' }).click()
  })

  it('a group gives a role', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('link', { name: 'Press' }).click()
    await page.getByRole('link', { name: 'Role mapping' }).click()
    await page.getByRole('button', { name: 'Assign roles' }).click()
    await page.getByRole('checkbox', { name: 'editor' }).check()
    await page.getByRole('button', { name: 'Assign 1 role' }).click()
    await page.getByRole('row', { name: /cashier.*Part of editor/ }).waitFor()
    await page.getByRole('row', { name: /editor Given directly/ }).waitFor()
  })

  it('a group is renamed and moved', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('link', { name: 'Child groups' }).click()
    await page.getByRole('link', { name: 'Sports' }).click()
    await page.getByRole('heading', { name: 'Sports', level: 1 }).waitFor()
    await menu('Rename…')
    await page.getByLabel('Group name').fill('Culture')
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { name: 'Culture', level: 1 }).waitFor()
    await menu('Move…')
    const dialog = page.getByRole('dialog', { name: 'Move Culture' })
    await dialog.getByRole('radio', { name: 'Press' }).waitFor()
    assert.equal(await dialog.getByRole('radio', { name: 'Press' }).isDisabled(), true, 'it is there now')
    await dialog.getByRole('radio', { name: 'Top of the tree' }).check()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Move to Top of the tree' }).click()
    await page.getByText('/Culture', { exact: true }).waitFor()
  })

  it('a user is refused at the fields that are wrong', LIMIT, async () => {
    const { page } = tab
    await open('users')
    await page.getByRole('button', { name: 'Create user' }).click()
    await page.getByLabel('Username').waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Create user' }).click()
    await page.getByText('This is needed.').first().waitFor()
    assert.equal(await page.getByLabel('Username').getAttribute('aria-invalid'), 'true')
    await page.getByLabel('Username').fill('viewer')
    await page.getByLabel('E-mail', { exact: true }).fill('no address')
    await page.getByLabel('First name').fill('<script>')
    await page.getByRole('button', { name: 'Create user' }).click()
    await page.getByText('This is no e-mail address').waitFor()
    await page.getByText('A name can’t have this character.').waitFor()
    await page.getByLabel('E-mail', { exact: true }).fill('ada@team.example')
    await page.getByLabel('First name').fill('Ada')
    await page.getByLabel('Last name').fill('Author')
    await page.getByRole('button', { name: 'Create user' }).click()
    await page.getByText('Another user of this realm has this username.').waitFor()
    await page.getByLabel('Username').fill('ada')
    await page.getByLabel('Password', { exact: true }).fill('short')
    await page.getByRole('button', { name: 'Create user' }).click()
    await page.getByText('minimum length 8').waitFor()
    assert.equal(await page.getByLabel('Password', { exact: true }).getAttribute('aria-invalid'), 'true')
    await expectAccessible(page)
  })

  it('a user is made with a password that works', LIMIT, async () => {
    const { page } = tab
    await page.getByLabel('Password', { exact: true }).fill('ada-pass-1')
    await page.getByText('Temporary', { exact: true }).click()
    await page.getByRole('button', { name: 'Create user' }).click()
    await page.getByRole('heading', { name: 'Ada Author', level: 1 }).waitFor()
    assert.equal(await passwordGrant('ada', 'ada-pass-1'), undefined)
  })

  it('joins a group, and has what it gives', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('link', { name: 'Groups' }).last().click()
    await page.getByRole('button', { name: 'Join groups' }).click()
    await page.getByRole('checkbox', { name: 'Press' }).check()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Join 1 group' }).click()
    await page.getByRole('cell', { name: '/Press' }).waitFor()
    await page.getByRole('link', { name: 'Role mapping' }).click()
    await page.getByRole('row', { name: /editor Group \/Press/ }).waitFor()
    assert.equal(await page.getByRole('button', { name: 'Remove editor' }).getAttribute('aria-disabled'), 'true')
    await expectAccessible(page)
  })

  it('is given a role, which is taken again', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('button', { name: 'Assign roles' }).click()
    await page.getByRole('dialog').getByLabel('Search by name').fill('edit')
    await page.getByRole('checkbox', { name: 'editor' }).check()
    await page.getByRole('button', { name: 'Assign 1 role' }).click()
    await page.getByRole('row', { name: /editor Given directly Group \/Press/ }).waitFor()
    await page.getByRole('switch', { name: 'Show inherited roles' }).uncheck({ force: true })
    await page.getByRole('row', { name: /cashier/ }).waitFor({ state: 'detached' })
    assert.match(page.url(), /inherited=false/)
    await page.getByRole('button', { name: 'Remove editor' }).click()
    const dialog = page.getByRole('dialog', { name: 'Take editor from ada?' })
    await dialog.getByText('It stays in effect').waitFor()
    await dialog.getByRole('button', { name: 'Remove editor' }).click()
    await page.getByRole('row', { name: /editor/ }).waitFor({ state: 'detached' })
  })

  it('a password is reset, credentials are labelled', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('link', { name: 'Credentials' }).click()
    await page.getByRole('button', { name: 'Reset password' }).click()
    const dialog = page.getByRole('dialog', { name: 'Reset the password of ada' })
    const field = dialog.getByLabel('Password', { exact: true })
    await field.and(page.locator(':focus')).waitFor()
    await field.fill('short')
    await dialog.getByRole('button', { name: 'Reset password' }).click()
    await dialog.getByText('minimum length 8').waitFor()
    await expectAccessible(page)
    await field.fill('ada-pass-2')
    await dialog.getByRole('switch', { name: 'Temporary' }).uncheck({ force: true })
    await dialog.getByRole('button', { name: 'Reset password' }).click()
    await page.getByText('ada has a new password').waitFor()
    assert.equal(await passwordGrant('ada', 'ada-pass-1'), 'Invalid user credentials')
    assert.equal(await passwordGrant('ada', 'ada-pass-2'), undefined)
    await page.getByRole('button', { name: 'Label Password' }).click()
    await page.getByRole('dialog').getByLabel('Label').fill('from the console')
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await page.getByRole('cell', { name: 'from the console', exact: true }).waitFor()
  })

  it('is signed out everywhere', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('link', { name: 'Sessions' }).last().click()
    await page.getByRole('button', { name: 'Sign out everywhere' }).click()
    await expectAccessible(page)
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out ada' }).click()
    await page.getByRole('heading', { name: 'Not signed in' }).waitFor()
  })

  it('details are changed, and refused at the field', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('link', { name: 'Details' }).click()
    await page.getByLabel('E-mail', { exact: true }).fill('viewer@team.example')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Another user of this realm has this e-mail address.').waitFor()
    await page.getByLabel('E-mail', { exact: true }).fill('')
    await page.getByRole('checkbox', { name: 'Update Profile' }).check()
    await page.getByText('Enabled', { exact: true }).click()
    await page.getByText('3 unsaved changes: E-mail, Enabled, Required user actions').waitFor()
    await save()
    await page.reload()
    await page.getByLabel('Last name').waitFor()
    assert.equal(await page.getByLabel('E-mail', { exact: true }).inputValue(), '')
    assert.equal(await page.getByRole('checkbox', { name: 'Update Profile' }).isChecked(), true)
    assert.equal(await passwordGrant('ada', 'ada-pass-2'), 'Account disabled')
  })

  it('one among 2,000 is found by the beginning, and by the whole in quotes', LIMIT, async () => {
    const { page } = tab
    await open('users')
    const search = page.getByRole('searchbox', { name: 'Search by name or e-mail' })
    await page.getByRole('row').nth(20).waitFor()
    await search.fill('person-17')
    await page.getByRole('link', { name: 'person-1700' }).waitFor()
    assert.match(page.url(), /q=person-17/)
    await search.fill('"p1742@many.example"')
    await page.getByRole('link', { name: 'person-1742' }).waitFor()
    await page.getByRole('link', { name: 'person-1700' }).waitFor({ state: 'detached' })
    assert.equal(await page.getByRole('row').count(), 2)
    await expectAccessible(page)
  })

  it('members are added to a group from among them', LIMIT, async () => {
    const { page } = tab
    await open('groups?q=Cult')
    await page.getByRole('link', { name: 'Culture' }).click()
    await page.getByRole('link', { name: 'Members' }).click()
    await page.getByRole('button', { name: 'Add members' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add members to Culture' })
    await dialog.getByRole('searchbox').fill('person-1999')
    await dialog.getByRole('checkbox', { name: 'person-1999' }).check()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Add members' }).click()
    await page.getByRole('link', { name: 'person-1999' }).waitFor()
    await expectAccessible(page)
  })

  it('a group goes after a question that counts what goes with it', LIMIT, async () => {
    const { page } = tab
    await menu('Delete group…')
    const dialog = page.getByRole('dialog', { name: 'Delete the group Culture?' })
    await dialog.getByText('1 member leaves it').waitFor()
    await dialog.getByRole('button', { name: 'Delete Culture' }).click()
    await page.getByRole('heading', { name: 'Groups', level: 1 }).waitFor()
    assert.equal(await page.getByRole('link', { name: 'Culture' }).count(), 0)
  })

  it('a browser becomes a user in a new tab', LIMIT, async () => {
    const { page } = tab
    await open('users?q=viewer')
    await page.getByRole('link', { name: 'viewer' }).click()
    await menu('Impersonate…')
    const dialog = page.getByRole('dialog', { name: 'Sign in as viewer?' })
    await expectAccessible(page)
    const opened = page.context().waitForEvent('page')
    await dialog.getByRole('button', { name: 'Sign in as viewer' }).click()
    const account = await opened
    await account.waitForURL(/\/realms\/team\/account/)
    const cookies = await page.context().cookies(`${server.url}/realms/team/`)
    assert.ok(cookies.some(({ name }) => name === 'KEYCLOAK_IDENTITY'))
    await account.close()
  })

  it('a user goes after a question', LIMIT, async () => {
    const { page } = tab
    await open('users?q=ada')
    await page.getByRole('link', { name: 'ada', exact: true }).click()
    await menu('Delete user…')
    const dialog = page.getByRole('dialog', { name: 'Delete the user ada?' })
    await dialog.getByText('It is taken out of 1 group.').waitFor()
    await dialog.getByRole('button', { name: 'Delete ada' }).click()
    await page.getByRole('heading', { name: 'Users', level: 1 }).waitFor()
    assert.equal(await page.getByRole('link', { name: 'ada', exact: true }).count(), 0)
  })

  it('who may only look sees all of it, and is told why nothing can be changed', LIMIT, async () => {
    const { page, complaints } = await server.open('/team/users?q=viewer', {
      realm: 'team',
      username: 'viewer',
      password: 'viewer-pass',
    })
    page.setDefaultTimeout(10_000)
    assert.equal(await page.getByRole('button', { name: 'Create user' }).getAttribute('aria-disabled'), 'true')
    await page.getByRole('link', { name: 'viewer', exact: true }).click()
    await page.getByText('You can look at this, but not change it').waitFor()
    assert.equal(await page.getByLabel('First name').isDisabled(), true)
    await page.getByRole('link', { name: 'Role mapping' }).click()
    const take = page.getByRole('button', { name: 'Remove view-users' })
    assert.match((await take.getAttribute('aria-description')) ?? '', /role manage-users/)
    await page.getByRole('link', { name: 'Groups' }).first().click()
    await page.getByRole('link', { name: 'Press' }).waitFor()
    assert.equal(await page.getByRole('button', { name: 'Create group' }).getAttribute('aria-disabled'), 'true')
    await page.getByRole('link', { name: 'Realm roles' }).click()
    await page.getByRole('link', { name: 'editor' }).click()
    assert.equal(await page.getByLabel('Role name').isDisabled(), true)
    assert.deepEqual(complaints, [])
    await page.context().close()
  })

  it('breaks no policy and misses no file on the way', () => assert.deepEqual(tab.complaints, []))

  async function menu(item: string): Promise<void> {
    await tab.page.getByRole('button', { name: 'More' }).click()
    await tab.page.getByRole('menuitem', { name: item }).click()
  }

  /** @returns why there are no tokens; nothing when there are. */
  async function passwordGrant(username: string, password: string): Promise<unknown> {
    const response = await fetch(`${server.url}/realms/team/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'password', client_id: 'admin-cli', username, password }),
    })
    return Reflect.get(Object(await response.json()), 'error_description')
  }

  async function save(): Promise<void> {
    await tab.page.getByRole('button', { name: 'Save' }).click()
    await tab.page.getByText('unsaved change').waitFor({ state: 'detached' })
  }
})
