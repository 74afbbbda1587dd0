/** Clients: lists, the wizard, the tabs of one. */
import type { Picture } from './picture.ts'

export const CLIENTS: Readonly<Record<string, Picture>> = {
  clients: { path: '/test/clients' },
  'clients-second-page': { path: '/test/clients?page=2' },
  'clients-found': { path: '/test/clients?q=shop' },
  'clients-none-found': { path: '/test/clients?q=nonesuch' },
  'clients-german': { path: '/test/clients', locale: 'de' },
  'client-add': { path: '/test/clients/add-client' },
  'client-add-wrong': {
    path: '/test/clients/add-client',
    act: async (page) => {
      await page.getByLabel('Valid redirect URIs 1', { exact: true }).fill('shop.example/cb')
      await page.getByRole('button', { name: 'Create client' }).scrollIntoViewIfNeeded()
    },
  },
  'client-settings': { path: '/test/clients/CLIENT/settings' },
  'client-settings-changed': {
    path: '/test/clients/CLIENT/settings',
    act: async (page) => {
      await page.getByText('Direct access grants', { exact: true }).click()
      await page.getByLabel('Name', { exact: true }).fill('The shop of all shops')
    },
  },
  'client-credentials': { path: '/test/clients/CLIENT/credentials' },
  'client-regenerate': {
    path: '/test/clients/CLIENT/credentials',
    act: (page) => page.getByRole('button', { name: 'Regenerate secret' }).click(),
  },
  'client-credentials-rotating': {
    path: '/test/clients?q=rotating',
    act: async (page) => {
      await page.getByRole('link', { name: 'rotating', exact: true }).click()
      await page.getByLabel('Parts of the client', { exact: true }).getByRole('link', { name: 'Credentials' }).click()
      await page.getByRole('button', { name: 'Invalidate previous secret' }).waitFor()
    },
  },
  'client-credentials-ended': {
    path: '/test/clients?q=late',
    act: async (page) => {
      await page.getByRole('link', { name: 'late', exact: true }).click()
      await page.getByLabel('Parts of the client', { exact: true }).getByRole('link', { name: 'Credentials' }).click()
      await page.getByText('This secret has expired').waitFor()
    },
  },
  'client-rotation-on': {
    path: '/staging/clients',
    act: async (page) => {
      await page.getByRole('link', { name: 'keeper', exact: true }).click()
      await page.getByLabel('Parts of the client', { exact: true }).getByRole('link', { name: 'Credentials' }).click()
      await page.getByRole('button', { name: 'Turn rotation on' }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  'client-advanced': { path: '/test/clients/CLIENT/advanced' },
  'client-keys': { path: '/test/clients/CLIENT/keys' },
  'client-sessions-empty': { path: '/test/clients/CLIENT/sessions' },
  'client-service-account-none': { path: '/test/clients/CLIENT/serviceAccount' },
  'client-scope-roles': { path: '/test/clients/CLIENT/clientScopes/scope' },
  'client-installation': { path: '/test/clients/CLIENT/installation' },
  'client-scopes-of-client': { path: '/test/clients/CLIENT/clientScopes' },
  'client-scopes-add': {
    path: '/test/clients/CLIENT/clientScopes/setup',
    act: (page) => page.getByRole('button', { name: 'Add client scope' }).click(),
  },
  'client-missing': { path: '/test/clients/no-such-id/settings' },
  'client-settings-french': { path: '/test/clients/CLIENT/settings', locale: 'fr' },
  'client-roles': { path: '/test/clients/CLIENT/roles' },
}
