/** The Admin REST API's routes: path, methods, the permission each needs, and what answers. */

import type { Services } from '../realm-endpoint.ts'
import type { Route } from '../route.ts'
import { type AdminEndpoint, adminOf, type Permission } from './admin.ts'
import { getClient, getServiceAccountUser, listClientRoles, listClients, updateClient } from './clients.ts'
import { listClientScopes, listComponents, listFlows, listGroups, listKeys, listRealmRoles } from './lists.ts'
import { createRealm, deleteRealm, getRealm, listRealms, updateRealm } from './realms.ts'
import { createUser, deleteUser, getUser, listUsers, logoutUser, resetPassword, updateUser } from './users.ts'

/** Methods a preflight of the Admin API allows. */
const CORS = 'DELETE, POST, GET, PUT'

export function adminRoutes(services: Services): readonly Route[] {
  const needs = (permission: Permission, endpoint: AdminEndpoint) => adminOf(services, permission, endpoint)
  const realm = '/admin/realms/:realm'
  return [
    { path: '/admin/realms', cors: CORS, answers: { GET: listRealms(services), POST: createRealm(services) } },
    {
      path: realm,
      cors: CORS,
      answers: {
        GET: needs('view-realm', getRealm),
        PUT: needs('manage-realm', updateRealm),
        DELETE: needs('manage-realm', deleteRealm),
      },
    },
    { path: `${realm}/clients`, cors: CORS, answers: { GET: needs('query-clients', listClients) } },
    {
      path: `${realm}/clients/:id`,
      cors: CORS,
      answers: { GET: needs('view-clients', getClient), PUT: needs('manage-clients', updateClient) },
    },
    { path: `${realm}/clients/:id/roles`, cors: CORS, answers: { GET: needs('view-clients', listClientRoles) } },
    {
      path: `${realm}/clients/:id/service-account-user`,
      cors: CORS,
      answers: { GET: needs('view-clients', getServiceAccountUser) },
    },
    {
      path: `${realm}/users`,
      cors: CORS,
      answers: { GET: needs('query-users', listUsers), POST: needs('manage-users', createUser) },
    },
    {
      path: `${realm}/users/:id`,
      cors: CORS,
      answers: {
        GET: needs('view-users', getUser),
        PUT: needs('manage-users', updateUser),
        DELETE: needs('manage-users', deleteUser),
      },
    },
    { path: `${realm}/users/:id/reset-password`, cors: CORS, answers: { PUT: needs('manage-users', resetPassword) } },
    { path: `${realm}/users/:id/logout`, cors: CORS, answers: { POST: needs('manage-users', logoutUser) } },
    { path: `${realm}/roles`, cors: CORS, answers: { GET: needs('view-realm', listRealmRoles) } },
    { path: `${realm}/groups`, cors: CORS, answers: { GET: needs('view-users', listGroups) } },
    { path: `${realm}/client-scopes`, cors: CORS, answers: { GET: needs('view-clients', listClientScopes) } },
    { path: `${realm}/keys`, cors: CORS, answers: { GET: needs('view-realm', listKeys) } },
    { path: `${realm}/components`, cors: CORS, answers: { GET: needs('view-realm', listComponents) } },
    { path: `${realm}/authentication/flows`, cors: CORS, answers: { GET: needs('view-realm', listFlows) } },
  ]
}
