import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type ConsolePage, expectAccessible, startConsole, type TestConsole } from './console.ts'

const LIMIT = { timeout: 60_000 }
const REALM = {
  realm: 'team',
  enabled: true,
  roles: { realm: [{ name: 'editor' }] },
  users: [
    { username: 'alice', enabled: true, groups: ['/staff/desk'] },
    {
      username: 'viewer',
      enabled: true,
      email: 'viewer@team.example',
      firstName: 'Vera',
      lastName: 'Viewer',
      credentials: [{ type: 'password', value: 'viewer-pass' }],
      clientRoles: { 'realm-management': ['view-users'] },
    },
  ],
  groups: [
    { name: 'media', attributes: { floor: ['3'] }, subGroups: [{ name: 'photo' }] },
    { name: 'staff', subGroups: [{ name: 'desk', subGroups: [{ name: 'night desk' }] }] },
  ],
}

describe('groups that are there already', () => {
  let server: TestConsole
  let tab: ConsolePage
  before(async () => {
    server = await startConsole([REALM])
    tab = await server.open('/team/groups')
    tab.page.setDefaultTimeout(10_000)
  })
  after(() => server?.close())

  it('one is found wherever it is, with the way to it', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('link', { name: 'media' }).waitFor()
    const search = page.getByRole('searchbox', { name: 'Search groups by name' })
    await search.fill('night')
    await page.getByRole('link', { name: 'night desk' }).waitFor()
    await page.getByRole('link', { name: 'media' }).waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'staff' }).waitFor()
    await expectAccessible(page)
    await search.fill('nonesuch')
    await page.getByText('“nonesuch”').waitFor()
    assert.equal(await page.getByRole('link', { name: 'staff' }).count(), 0)
    await search.fill('')
    await page.getByRole('button', { name: 'Groups in staff' }).waitFor()
  })

  it('a new name costs it none of its attributes', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('link', { name: 'media' }).click()
    await page.getByRole('link', { name: 'Attributes' }).click()
    await page.getByLabel('Value 1').waitFor()
    await menu('Rename…')
    const dialog = page.getByRole('dialog', { name: 'Rename media' })
    await dialog.getByLabel('Group name').fill('')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.getByText('A group needs a name.').waitFor()
    await dialog.getByLabel('Group name').fill('staff')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.getByText('already exists').waitFor()
    await dialog.getByLabel('Group name').fill('newsroom')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { name: 'newsroom', level: 1 }).waitFor()
    await page.reload()
    await page.getByLabel('Value 1').waitFor()
    assert.equal(await page.getByLabel('Key 1').inputValue(), 'floor')
    assert.equal(await page.getByLabel('Value 1').inputValue(), '3')
  })

  it('what it gives, the group below inherits, and it is taken away only where it comes from', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('link', { name: 'Role mapping' }).click()
    await page.getByRole('button', { name: 'Assign roles' }).click()
    await page.getByRole('dialog').getByRole('checkbox', { name: 'editor' }).check()
    await page.getByRole('dialog').getByRole('button', { name: 'Assign 1 role' }).click()
    await page.getByRole('row', { name: /editor Given directly/ }).waitFor()
    await page.getByRole('link', { name: 'Child groups' }).click()
    await page.getByRole('link', { name: 'photo' }).click()
    await page.getByRole('heading', { name: 'photo', level: 1 }).waitFor()
    await page.getByRole('link', { name: 'Role mapping' }).click()
    await page.getByRole('row', { name: /editor Group \/newsroom/ }).waitFor()
    assert.equal(await page.getByRole('button', { name: 'Remove editor' }).getAttribute('aria-disabled'), 'true')
    await page.getByRole('link', { name: 'Group /newsroom' }).click()
    await page.getByRole('heading', { name: 'newsroom', level: 1 }).waitFor()
    await page.getByRole('button', { name: 'Remove editor' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove editor' }).click()
    await page.getByRole('row', { name: /editor/ }).waitFor({ state: 'detached' })
  })

  it('a member is taken out, after a question', LIMIT, async () => {
    const { page } = tab
    await page.goto(`${server.url}/admin/master/console/team/groups?q=desk`)
    await page.getByRole('link', { name: 'desk', exact: true }).click()
    await page.getByRole('link', { name: 'Members' }).click()
    await page.getByRole('rowheader', { name: 'alice' }).waitFor()
    await page.getByRole('button', { name: 'Remove alice' }).click()
    const dialog = page.getByRole('dialog', { name: 'Remove alice from desk?' })
    await dialog.getByText('alice loses the roles').waitFor()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('rowheader', { name: 'alice' }).waitFor()
    await page.getByRole('button', { name: 'Remove alice' }).click()
    await dialog.getByRole('button', { name: 'Remove alice' }).click()
    await page.getByRole('heading', { name: 'Nobody is in this group' }).waitFor()
  })

  it('deleting one says what goes with it, and leads to the one above', LIMIT, async () => {
    const { page } = tab
    await menu('Delete group…')
    const dialog = page.getByRole('dialog', { name: 'Delete the group desk?' })
    await dialog.getByText('1 group below it goes too').waitFor()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Delete desk' }).click()
    await page.getByRole('heading', { name: 'staff', level: 1 }).waitFor()
    await page.getByRole('heading', { name: 'There are no groups below this one' }).waitFor()
    await page.getByRole('button', { name: 'Create child group' }).nth(1).waitFor({ state: 'detached' })
  })

  it('who may only look is told why nothing can be made, and makes nothing', LIMIT, async () => {
    const account = { realm: 'team', username: 'viewer', password: 'viewer-pass' }
    const { page, complaints } = await server.open('/team/groups', account)
    await page.getByRole('link', { name: 'staff' }).waitFor()
    const create = page.getByRole('button', { name: 'Create group' })
    assert.match((await create.getAttribute('aria-description')) ?? '', /role manage-users/)
    await create.click({ force: true })
    assert.equal(await page.getByRole('dialog').count(), 0)
    assert.deepEqual(complaints, [])
    await page.context().close()
  })

  it('breaks no policy and misses no file on the way', () => assert.deepEqual(tab.complaints, []))

  async function menu(item: string): Promise<void> {
    await tab.page.getByRole('button', { name: 'More', exact: true }).click()
    await tab.page.getByRole('menuitem', { name: item }).click()
  }
})
