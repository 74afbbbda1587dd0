/** `roles`: a realm's own. */
import { adminJson } from '../admin-json.ts'
import { type AdminRoute, realmRoute } from '../admin-route.ts'

export const roleRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'GET',
    path: '/roles',
    summary: "List a realm's roles",
    needs: 'view-realm',
    answer: async ({ realm }) =>
      adminJson(
        [...realm.roles.values()]
          .filter(({ client }) => client === undefined)
          .map(({ id, name, composites }) => ({
            id,
            name,
            composite: composites.length > 0,
            clientRole: false,
            containerId: realm.id,
          })),
      ),
  }),
]
