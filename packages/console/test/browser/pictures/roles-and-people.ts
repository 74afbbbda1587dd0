/** Roles, users and groups. */
import type { Page } from 'playwright-core'
import { ID, LONG } from './people.ts'
import { openNamed, type Picture } from './picture.ts'

export const PEOPLE: Readonly<Record<string, Picture>> = {
  roles: { path: '/test/roles' },
  'roles-none-found': { path: '/test/roles?q=nonesuch' },
  'role-add': { path: '/test/roles/new' },
  'role-details': { path: '/test/roles?q=editor', act: (page) => openNamed(page, 'editor') },
  'role-associated': { path: '/test/roles?q=editor', act: (page) => openRole(page, 'Associated roles') },
  'role-associated-add': {
    path: '/test/roles?q=editor',
    act: async (page) => {
      await openRole(page, 'Associated roles')
      await page.getByRole('button', { name: 'Add associated roles' }).click()
      await page.getByRole('checkbox', { name: LONG }).waitFor()
    },
  },
  'role-users': { path: '/test/roles?q=editor', act: (page) => openRole(page, 'Users in role') },
  'role-attributes': { path: '/test/roles?q=editor', act: (page) => openRole(page, 'Attributes') },
  'role-delete': {
    path: '/test/roles?q=editor',
    act: async (page) => {
      await openNamed(page, 'editor')
      await page.getByRole('button', { name: 'More', exact: true }).click()
      await page.getByRole('menuitem', { name: 'Delete role…' }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  'role-missing': { path: '/test/roles/no-such-id/details' },
  users: { path: '/test/users' },
  'users-none-found': { path: '/test/users?q=nonesuch' },
  'users-empty': { path: '/empty/users' },
  'user-add': { path: '/test/users/add-user' },
  'user-add-wrong': {
    path: '/test/users/add-user',
    act: async (page) => {
      await page.getByLabel('Username').fill('ada')
      await page.getByLabel('E-mail', { exact: true }).fill('no address')
      await page.getByRole('button', { name: 'Create user' }).click()
      await page.getByText('This is no e-mail address').waitFor()
    },
  },
  user: { path: `/test/users/${ID.user}/settings` },
  'user-german': { path: `/test/users/${ID.user}/settings`, locale: 'de' },
  'user-credentials': { path: `/test/users/${ID.user}/credentials` },
  'user-credentials-none': { path: `/test/users/${ID.bare}/credentials` },
  'user-password': {
    path: `/test/users/${ID.user}/credentials`,
    act: (page) => page.getByRole('button', { name: 'Reset password' }).click(),
  },
  'user-roles': { path: `/test/users/${ID.user}/role-mapping` },
  'user-assign': {
    path: `/test/users/${ID.user}/role-mapping`,
    act: async (page) => {
      await page.getByRole('button', { name: 'Assign roles' }).click()
      await page.getByRole('checkbox', { name: 'editor' }).check()
    },
  },
  'user-groups': { path: `/test/users/${ID.user}/groups` },
  'user-join': {
    path: `/test/users/${ID.user}/groups`,
    act: async (page) => {
      await page.getByRole('button', { name: 'Join groups' }).click()
      await page.getByRole('button', { name: 'Groups in Press' }).click()
      await page.getByRole('checkbox', { name: 'Culture' }).check()
    },
  },
  'user-consents': { path: `/test/users/${ID.user}/consents` },
  'user-consents-none': { path: `/test/users/${ID.bare}/consents` },
  'user-consents-revoke': {
    path: `/test/users/${ID.user}/consents`,
    act: async (page) => {
      await page.getByRole('button', { name: 'Revoke shop' }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  'user-sessions': { path: `/test/users/${ID.user}/sessions` },
  'user-links': { path: `/test/users/${ID.user}/identity-provider-links` },
  'user-delete': {
    path: `/test/users/${ID.user}/settings`,
    act: async (page) => {
      await page.getByRole('button', { name: 'More' }).click()
      await page.getByRole('menuitem', { name: 'Delete user…' }).click()
    },
  },
  'user-missing': { path: '/test/users/no-such-id/settings' },
  groups: { path: `/test/groups?open=%5B%22${ID.group}%22%5D` },
  'groups-found': { path: '/test/groups?q=Sports' },
  'groups-none-found': { path: '/test/groups?q=nonesuch' },
  'groups-empty': { path: '/empty/groups' },
  'group-add': {
    path: '/test/groups',
    act: async (page) => {
      await page.getByRole('button', { name: 'Create group' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Create group' }).click()
      await page.getByText('A group needs a name.').waitFor()
    },
  },
  'group-children': { path: `/test/groups/${ID.group}/children` },
  'group-members': { path: `/test/groups/${ID.child}/members` },
  'group-attributes': { path: `/test/groups/${ID.group}/attributes` },
  'group-roles': { path: `/test/groups/${ID.group}/role-mapping` },
  'group-delete': {
    path: `/test/groups/${ID.group}/children`,
    act: async (page) => {
      await page.getByRole('button', { name: 'More' }).click()
      await page.getByRole('menuitem', { name: 'Delete group…' }).click()
      await page.getByText('3 groups below it').waitFor()
    },
  },
  'group-missing': { path: '/test/groups/no-such-id/children' },
  'group-move': {
    path: `/test/groups/${ID.child}/children`,
    act: async (page) => {
      await page.getByRole('button', { name: 'More' }).click()
      await page.getByRole('menuitem', { name: 'Move…' }).click()
      await page.getByRole('radio', { name: 'Sales' }).waitFor()
    },
  },
}

async function openRole(page: Page, tab: string): Promise<void> {
  await openNamed(page, 'editor')
  await page.getByRole('link', { name: tab, exact: true }).click()
  await page.waitForLoadState('networkidle')
}
