import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { queryClient } from './api/query-client.ts'
import { whoAmI } from './api/whoami.ts'
import { consolePath, environment } from './environment.ts'
import { loadParts } from './i18n/i18n.ts'
import type { PageRoute } from './page-route.ts'
import { authenticationPages } from './pages/authentication/routes.ts'
import { clientScopePages } from './pages/client-scopes/routes.ts'
import { clientPages } from './pages/clients/routes.ts'
import { doctorPages } from './pages/doctor/routes.ts'
import { eventPages } from './pages/events/routes.ts'
import { groupPages } from './pages/groups/routes.ts'
import { homePages } from './pages/home/routes.ts'
import { identityProviderPages } from './pages/identity-providers/routes.ts'
import { realmSettingsPages } from './pages/realm-settings/routes.ts'
import { realmPages } from './pages/realms/routes.ts'
import { rolePages } from './pages/roles/routes.ts'
import { sessionPages } from './pages/sessions/routes.ts'
import { userPages } from './pages/users/routes.ts'
import { paths } from './paths.ts'
import { PageFailure } from './shell/page-failure.tsx'
import { Shell } from './shell/shell.tsx'
import { UnknownPage } from './shell/unknown-page.tsx'

/** A row for each area. */
const PAGES: readonly PageRoute[] = [
  ...homePages,
  ...clientPages,
  ...userPages,
  ...groupPages,
  ...rolePages,
  ...clientScopePages,
  ...realmSettingsPages,
  ...eventPages,
  ...doctorPages,
  ...identityProviderPages,
  ...authenticationPages,
  ...sessionPages,
  ...realmPages,
]

const root = createRootRoute({ notFoundComponent: UnknownPage, errorComponent: PageFailure })

const index = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: paths.home(environment.realm), replace: true })
  },
})

const realm = createRoute({
  getParentRoute: () => root,
  path: '$realm',
  component: Shell,
  loader: ({ params }) => void queryClient.prefetchQuery(whoAmI(params.realm)),
})

const pages = PAGES.map((page) =>
  createRoute({
    getParentRoute: () => realm,
    path: page.path === '' ? '/' : page.path,
    component: lazyRouteComponent(async () => ({ default: await page.page() })),
    loaderDeps: ({ search }) => ({ search }),
    loader: async ({ params, deps }) => {
      const { realm: name = '', ...path }: Record<string, string> = params
      void page.prefetch?.({ realm: name, path, search: deps.search })
      await loadParts(page.parts)
    },
  }),
)

/** Within the shell, so that the way on is there. */
const missing = createRoute({ getParentRoute: () => realm, path: '$', component: UnknownPage })

export const router = createRouter({
  routeTree: root.addChildren([index, realm.addChildren([...pages, missing])]),
  basepath: consolePath,
  defaultErrorComponent: PageFailure,
  defaultNotFoundComponent: UnknownPage,
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
})
