import { providerByAlias, providerList } from '../../api/identity-providers.ts'
import { readListSearch } from '../../api/page-of.ts'
import { queryClient } from '../../api/query-client.ts'
import type { PageRoute } from '../../page-route.ts'

export const identityProviderPages: readonly PageRoute[] = [
  {
    path: 'identity-providers',
    parts: ['identity-providers'],
    page: async () => (await import('./providers-page.tsx')).ProvidersPage,
    prefetch: ({ realm, search }) => queryClient.prefetchQuery(providerList(realm, readListSearch(search))),
  },
  {
    path: 'identity-providers/oidc/add',
    parts: ['identity-providers'],
    page: async () => (await import('./add-provider-page.tsx')).AddProviderPage,
  },
  {
    path: 'identity-providers/$providerId/$alias/mappers/$mapperId',
    parts: ['groups', 'identity-providers', 'mappers', 'roles'],
    page: async () => (await import('./provider-mapper-page.tsx')).ProviderMapperPage,
  },
  {
    path: 'identity-providers/$providerId/$alias/$tab',
    parts: ['identity-providers', 'mappers'],
    page: async () => (await import('./provider-page.tsx')).ProviderPage,
    prefetch: ({ realm, path }) => queryClient.prefetchQuery(providerByAlias(realm, path['alias'] ?? '')),
  },
]
