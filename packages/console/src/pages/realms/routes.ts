import { queryClient } from '../../api/query-client.ts'
import { realmList } from '../../api/realms.ts'
import type { PageRoute } from '../../page-route.ts'

export const realmPages: readonly PageRoute[] = [
  {
    path: 'realms',
    parts: ['realms'],
    page: async () => (await import('./realms-page.tsx')).RealmsPage,
    prefetch: () => queryClient.prefetchQuery(realmList()),
  },
  { path: 'add-realm', parts: ['realms'], page: async () => (await import('./add-realm-page.tsx')).AddRealmPage },
]
