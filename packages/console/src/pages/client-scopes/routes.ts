import { scopeById, scopeList } from '../../api/client-scopes.ts'
import { readListSearch } from '../../api/page-of.ts'
import { queryClient } from '../../api/query-client.ts'
import type { PageRoute } from '../../page-route.ts'

export const clientScopePages: readonly PageRoute[] = [
  {
    path: 'client-scopes',
    parts: ['scopes'],
    page: async () => (await import('./client-scopes-page.tsx')).ClientScopesPage,
    prefetch: ({ realm, search }) => queryClient.prefetchQuery(scopeList(realm, readListSearch(search))),
  },
  {
    path: 'client-scopes/new',
    parts: ['scopes'],
    page: async () => (await import('./add-client-scope-page.tsx')).AddClientScopePage,
  },
  {
    path: 'client-scopes/$id/$tab',
    parts: ['mappers', 'roles', 'scopes'],
    page: async () => (await import('./client-scope-page.tsx')).ClientScopePage,
    prefetch: ({ realm, path }) => queryClient.prefetchQuery(scopeById(realm, path['id'] ?? '')),
  },
  {
    path: 'client-scopes/$id/mappers/$mapperId',
    parts: ['groups', 'mappers', 'roles', 'scopes'],
    page: async () => (await import('./scope-mapper-page.tsx')).ScopeMapperPage,
    prefetch: ({ realm, path }) => queryClient.prefetchQuery(scopeById(realm, path['id'] ?? '')),
  },
]
