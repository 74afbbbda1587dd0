import { groupWithAbove } from '../../api/groups.ts'
import { queryClient } from '../../api/query-client.ts'
import type { PageRoute } from '../../page-route.ts'

export const groupPages: readonly PageRoute[] = [
  {
    path: 'groups',
    parts: ['groups'],
    page: async () => (await import('./groups-page.tsx')).GroupsPage,
  },
  {
    path: 'groups/$id/$tab',
    parts: ['groups', 'roles', 'users'],
    page: async () => (await import('./group-page.tsx')).GroupPage,
    prefetch: ({ realm, path }) => queryClient.prefetchQuery(groupWithAbove(realm, path['id'] ?? '')),
  },
]
