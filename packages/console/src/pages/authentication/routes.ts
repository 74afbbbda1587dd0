import { flowById, flowList } from '../../api/flows.ts'
import { queryClient } from '../../api/query-client.ts'
import type { PageRoute } from '../../page-route.ts'

export const authenticationPages: readonly PageRoute[] = [
  ...['authentication', 'authentication/$tab'].map(
    (path): PageRoute => ({
      path,
      parts: ['authentication', 'realm-settings'],
      page: async () => (await import('./authentication-page.tsx')).AuthenticationPage,
      prefetch: ({ realm }) => queryClient.prefetchQuery(flowList(realm)),
    }),
  ),
  {
    path: 'authentication/$id/$usedBy',
    parts: ['authentication'],
    page: async () => (await import('./flow-page.tsx')).FlowPage,
    prefetch: ({ realm, path }) => queryClient.prefetchQuery(flowById(realm, path['id'] ?? '')),
  },
]
