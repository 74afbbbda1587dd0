/** `client-scopes` */
import { adminJson } from '../admin-json.ts'
import { type AdminRoute, realmRoute } from '../admin-route.ts'

export const clientScopeRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'GET',
    path: '/client-scopes',
    summary: 'List client scopes',
    needs: 'view-clients',
    answer: async ({ realm }) =>
      adminJson(
        [...realm.clientScopes.values()].map(({ id, name, protocol, attributes, protocolMappers }) => ({
          id,
          name,
          protocol,
          attributes,
          protocolMappers,
        })),
      ),
  }),
]
