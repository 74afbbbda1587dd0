import { adminEvents, eventsConfig, loginEvents } from '../../api/events.ts'
import { queryClient } from '../../api/query-client.ts'
import type { PageRoute } from '../../page-route.ts'
import { readFilters } from './event-filters.ts'

export const eventPages: readonly PageRoute[] = ['events', 'events/$tab'].map((path) => ({
  path,
  parts: ['events'],
  page: async () => (await import('./events-page.tsx')).EventsPage,
  prefetch: ({ realm, path: { tab }, search }) => {
    void queryClient.prefetchQuery(eventsConfig(realm))
    if (tab === 'settings') return Promise.resolve()
    const filters = readFilters(search)
    return tab === 'admin-events'
      ? queryClient.prefetchQuery(adminEvents(realm, filters))
      : queryClient.prefetchQuery(loginEvents(realm, filters))
  },
}))
