import type { PageRoute } from '../../page-route.ts'

export const homePages: readonly PageRoute[] = [
  { path: '', parts: ['realms'], page: async () => (await import('./home-page.tsx')).HomePage },
]
