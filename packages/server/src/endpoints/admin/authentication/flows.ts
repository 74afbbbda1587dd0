/** `authentication/flows` */
import { adminJson } from '../admin-json.ts'
import { type AdminRoute, realmRoute } from '../admin-route.ts'

export const flowRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'GET',
    path: '/authentication/flows',
    summary: 'List authentication flows',
    needs: 'view-realm',
    answer: async ({ realm }) =>
      adminJson((realm.representation.authenticationFlows ?? []).filter(({ topLevel }) => topLevel)),
  }),
]
