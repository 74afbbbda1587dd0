import { clientById, clientList } from '../../api/clients.ts'
import { readListSearch } from '../../api/page-of.ts'
import { queryClient } from '../../api/query-client.ts'
import type { PageRoute } from '../../page-route.ts'

export const clientPages: readonly PageRoute[] = [
  {
    path: 'clients',
    parts: ['clients'],
    page: async () => (await import('./clients-page.tsx')).ClientsPage,
    prefetch: ({ realm, search }) => queryClient.prefetchQuery(clientList(realm, readListSearch(search))),
  },
  {
    path: 'clients/add-client',
    parts: ['clients'],
    page: async () => (await import('./add-client-page.tsx')).AddClientPage,
  },
  {
    path: 'clients/$id/clientScopes/dedicated/mappers/$mapperId',
    parts: ['clients', 'groups', 'mappers', 'roles'],
    page: async () => (await import('./client-mapper-page.tsx')).ClientMapperPage,
    prefetch: ({ realm, path }) => queryClient.prefetchQuery(clientById(realm, path['id'] ?? '')),
  },
  {
    path: 'clients/$id/$tab/{-$part}',
    parts: ['client-policies', 'clients', 'installation', 'mappers', 'roles', 'scopes'],
    page: async () => (await import('./client-page.tsx')).ClientPage,
    prefetch: ({ realm, path }) => queryClient.prefetchQuery(clientById(realm, path['id'] ?? '')),
  },
]
