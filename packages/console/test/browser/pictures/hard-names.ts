/** A realm of names that break layouts: as long as can be, without a place to break, written from right to left, drawn. */
import type { Picture } from './picture.ts'

/** By what is hard about them; the longest that there may be. */
export const HARD_NAMES = {
  long: 'w'.repeat(255),
  japanese: '勤怠管理システム利用者登録業務委託先'.repeat(14).slice(0, 250),
  arabic: 'فريق الدعم (API) – القاهرة ٢٤',
  emoji: '👩🏽‍🚀🏳️‍🌈👨‍👩‍👧‍👦'.repeat(9),
} as const

const HARD = ['long', 'japanese', 'arabic', 'emoji'] as const
const KINDS = ['user', 'group', 'role', 'client'] as const

/** For the address of a page. */
export function hardId(kind: (typeof KINDS)[number], hard: (typeof HARD)[number]): string {
  return `00000000-0000-4000-8000-0000000000${KINDS.indexOf(kind)}${HARD.indexOf(hard)}`
}

const names = HARD.map((hard) => HARD_NAMES[hard])

export const HARD_REALM = {
  realm: 'names',
  displayName: HARD_NAMES.arabic,
  enabled: true,
  clients: HARD.map((hard) => ({
    id: hardId('client', hard),
    clientId: HARD_NAMES[hard],
    name: HARD_NAMES[hard],
    description: HARD_NAMES[hard],
    secret: 'not-a-secret-of-anybody',
  })),
  roles: {
    realm: HARD.map((hard) => ({
      id: hardId('role', hard),
      name: HARD_NAMES[hard],
      description: HARD_NAMES[hard],
    })),
  },
  groups: HARD.map((hard) => ({
    id: hardId('group', hard),
    name: HARD_NAMES[hard],
    realmRoles: [HARD_NAMES[hard]],
    attributes: { [HARD_NAMES[hard]]: [HARD_NAMES[hard]] },
    subGroups: names.map((name) => ({ name })),
  })),
  users: HARD.map((hard) => ({
    id: hardId('user', hard),
    username: HARD_NAMES[hard].toLowerCase(),
    enabled: true,
    firstName: HARD_NAMES[hard],
    lastName: HARD_NAMES[hard],
    email: `${hard}@names.example`,
    realmRoles: names,
    groups: names.map((name) => `/${name}`),
    clientConsents: names.map((clientId) => ({ clientId, grantedClientScopes: ['email'] })),
  })),
}

export const NAMES: Readonly<Record<string, Picture>> = {
  'names-users': { path: '/names/users' },
  'names-groups': { path: `/names/groups?open=${encodeURIComponent(JSON.stringify([hardId('group', 'long')]))}` },
  'names-user-roles': { path: `/names/users/${hardId('user', 'arabic')}/role-mapping` },
  'names-client': { path: `/names/clients/${hardId('client', 'long')}/settings` },
  'names-user-delete': {
    path: `/names/users/${hardId('user', 'arabic')}/settings`,
    act: async (page) => {
      await page.getByRole('button', { name: 'More', exact: true }).click()
      await page.getByRole('menuitem', { name: 'Delete user…' }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
}
