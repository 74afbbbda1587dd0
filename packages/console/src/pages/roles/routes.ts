import { readListSearch } from '../../api/page-of.ts'
import { queryClient } from '../../api/query-client.ts'
import { roleById, roleList } from '../../api/roles.ts'
import type { PageRoute } from '../../page-route.ts'

export const rolePages: readonly PageRoute[] = [
  {
    path: 'roles',
    parts: ['roles'],
    page: async () => (await import('./roles-page.tsx')).RolesPage,
    prefetch: ({ realm, search }) => queryClient.prefetchQuery(roleList(realm, undefined, readListSearch(search))),
  },
  {
    path: 'roles/new',
    parts: ['roles'],
    page: async () => (await import('./add-role-page.tsx')).AddRolePage,
  },
  {
    path: 'roles/$roleId/$tab',
    parts: ['roles'],
    page: async () => (await import('./role-page.tsx')).RolePage,
    prefetch: ({ realm, path }) => queryClient.prefetchQuery(roleById(realm, path['roleId'] ?? '')),
  },
  {
    path: 'clients/$id/create-role',
    parts: ['roles'],
    page: async () => (await import('./add-role-page.tsx')).AddRolePage,
  },
  {
    path: 'clients/$id/roles/$roleId/$tab',
    parts: ['roles'],
    page: async () => (await import('./role-page.tsx')).RolePage,
    prefetch: ({ realm, path }) => queryClient.prefetchQuery(roleById(realm, path['roleId'] ?? '')),
  },
]
