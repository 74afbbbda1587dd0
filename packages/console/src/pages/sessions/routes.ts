import { queryClient } from '../../api/query-client.ts'
import { sessionStats } from '../../api/sessions.ts'
import type { PageRoute } from '../../page-route.ts'

export const sessionPages: readonly PageRoute[] = [
  {
    path: 'sessions',
    parts: ['events'],
    page: async () => (await import('./sessions-page.tsx')).SessionsPage,
    prefetch: ({ realm }) => queryClient.prefetchQuery(sessionStats(realm)),
  },
]
