import { queryClient } from '../../api/query-client.ts'
import { realmByName } from '../../api/realms.ts'
import type { PageRoute } from '../../page-route.ts'

export const realmSettingsPages: readonly PageRoute[] = ['realm-settings', 'realm-settings/$tab'].map((path) => ({
  path,
  parts: ['client-policies', 'realm-settings'],
  page: async () => (await import('./realm-settings-page.tsx')).RealmSettingsPage,
  prefetch: ({ realm }) => queryClient.prefetchQuery(realmByName(realm)),
}))
