/** Client scopes, mappers, and what tokens would say. */
import type { Page } from 'playwright-core'
import { openNamed, type Picture } from './picture.ts'

export const CLIENT_SCOPES: Readonly<Record<string, Picture>> = {
  'client-mappers-empty': { path: '/test/clients/CLIENT/clientScopes/dedicated' },
  'client-mapper-kinds': {
    path: '/test/clients/CLIENT/clientScopes/dedicated',
    act: async (page) => {
      await page.getByRole('button', { name: 'Add mapper' }).first().click()
      await page.getByRole('dialog').getByRole('link').first().waitFor()
    },
  },
  'client-mapper-predefined': {
    path: '/test/clients/CLIENT/clientScopes/dedicated',
    act: async (page) => {
      await page.getByRole('button', { name: 'Add mapper' }).first().click()
      await page.getByText('Take predefined ones').click()
      await page.getByText('given name').click()
    },
  },
  'client-mapper-new': {
    path: '/test/clients/CLIENT/clientScopes/dedicated/mappers/oidc-usermodel-attribute-mapper',
  },
  'client-evaluate': { path: '/test/clients/CLIENT/clientScopes/evaluate', act: evaluateAlice },
  'client-evaluate-nobody': { path: '/test/clients/CLIENT/clientScopes/evaluate' },
  'client-evaluate-mappers': { path: '/test/clients/CLIENT/clientScopes/evaluate?show=mappers' },
  'client-evaluate-roles': { path: '/test/clients/CLIENT/clientScopes/evaluate?show=roles' },
  'client-scopes': { path: '/test/client-scopes' },
  'client-scopes-german': { path: '/test/client-scopes', locale: 'de' },
  'client-scope-add': { path: '/test/client-scopes/new' },
  'client-scope-settings': { path: '/test/client-scopes', act: (page) => openNamed(page, 'profile') },
  'client-scope-mappers': {
    path: '/test/client-scopes',
    act: async (page) => {
      await openNamed(page, 'profile')
      await page.getByRole('link', { name: 'Mappers' }).click()
      await page.getByRole('link', { name: 'full name' }).waitFor()
    },
  },
  'client-scope-mapper': {
    path: '/test/client-scopes',
    act: async (page) => {
      await openNamed(page, 'profile')
      await page.getByRole('link', { name: 'Mappers' }).click()
      await page.getByRole('link', { name: 'given name' }).click()
      await page.getByRole('heading', { name: 'given name', level: 1 }).waitFor()
    },
  },
  'client-scope-delete': {
    path: '/test/client-scopes',
    act: async (page) => {
      await openNamed(page, 'profile')
      await page.getByRole('button', { name: 'Delete…' }).click()
    },
  },
}

async function evaluateAlice(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'User' }).click()
  await page.getByRole('option', { name: 'alice' }).click()
  await page.getByRole('table', { name: 'Access token' }).waitFor()
}
