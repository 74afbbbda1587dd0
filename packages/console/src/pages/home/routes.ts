import { startFacts } from '../../api/getting-started.ts'
import { queryClient } from '../../api/query-client.ts'
import type { PageRoute } from '../../page-route.ts'

export const homePages: readonly PageRoute[] = [
  {
    path: '',
    parts: ['home', 'events'],
    page: async () => (await import('./home-page.tsx')).HomePage,
    prefetch: ({ realm }) => queryClient.prefetchQuery(startFacts(realm)),
  },
]
