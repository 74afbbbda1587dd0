import { readListSearch } from '../../api/page-of.ts'
import { queryClient } from '../../api/query-client.ts'
import { profileMetadata, userById, userList } from '../../api/users.ts'
import type { PageRoute } from '../../page-route.ts'

export const userPages: readonly PageRoute[] = [
  {
    path: 'users',
    parts: ['users'],
    page: async () => (await import('./users-page.tsx')).UsersPage,
    prefetch: ({ realm, search }) => queryClient.prefetchQuery(userList(realm, readListSearch(search))),
  },
  {
    path: 'users/add-user',
    parts: ['users'],
    page: async () => (await import('./add-user-page.tsx')).AddUserPage,
    prefetch: ({ realm }) => queryClient.prefetchQuery(profileMetadata(realm)),
  },
  {
    path: 'users/$id/$tab',
    parts: ['users', 'roles', 'groups'],
    page: async () => (await import('./user-page.tsx')).UserPage,
    prefetch: ({ realm, path }) => queryClient.prefetchQuery(userById(realm, path['id'] ?? '')),
  },
]
