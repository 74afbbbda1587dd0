/** What is done to a whole realm, or asked of it: its sessions, its caches, what its users may register. */

import { clientOf } from '../../../representations/client-model.ts'
import { flag } from '../../../representations/json-shape.ts'
import type { ClientRecord } from '../../../representations/realm-aggregate.ts'
import { noContent } from '../../answers.ts'
import { notFound } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { type ToldClients, tellAllClients } from '../clients/admin-actions.ts'
import { featureRoutes } from '../feature-not-enabled.ts'
import type { QueryOf } from '../read-request.ts'
import { refuseStrongerUser } from '../rights-guard.ts'

const sessionFields = { isOffline: flag } as const

export const realmActionRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'POST',
    path: '/logout-all',
    summary: 'Sign everybody out; offline sessions go on',
    needs: 'manage-users',
    changes: 'REALM',
    answer: logoutAll,
  }),
  realmRoute({
    method: 'DELETE',
    path: '/sessions/:session',
    summary: 'End a session',
    needs: 'manage-users',
    query: sessionFields,
    changes: 'USER_SESSION',
    answer: endSession,
  }),
  realmRoute({
    method: 'GET',
    path: '/client-session-stats',
    summary: 'Count the sessions of every client that has some',
    needs: 'view-realm',
    answer: sessionStats,
  }),
  realmRoute({
    method: 'POST',
    path: '/push-revocation',
    summary: 'Tell clients with an admin URL that older tokens are void',
    needs: 'manage-realm',
    changes: 'REALM',
    answer: async (context) => {
      const { notBefore } = context.realm
      return told(await tellAllClients(context, { action: 'PUSH_NOT_BEFORE', notBefore }))
    },
  }),
  realmRoute({
    method: 'GET',
    path: '/credential-registrators',
    summary: 'List the required actions that register a credential',
    needs: 'view-realm',
    answer: async ({ realm }) =>
      adminJson(
        REGISTRATORS.filter((alias) => realm.requiredActions.some((one) => one.alias === alias && one.enabled)),
      ),
  }),
  ...['clear-realm-cache', 'clear-user-cache', 'clear-keys-cache'].map((path) =>
    realmRoute({
      method: 'POST',
      path: `/${path}`,
      summary: 'Does nothing: caches here are never behind',
      needs: 'manage-realm',
      changes: 'REALM',
      answer: async () => noContent(),
    }),
  ),
  ...featureRoutes('/users-management-permissions', 'fine-grained permissions of users'),
]

/** Required actions at whose end the user has a new credential. */
const REGISTRATORS = [
  'CONFIGURE_TOTP',
  'webauthn-register',
  'webauthn-register-passwordless',
  'CONFIGURE_RECOVERY_AUTHN_CODES',
]

async function logoutAll(context: AdminContext): Promise<AdminResponse> {
  const { services, realm } = context
  // tokens that are out there are told by their time, as those of a single user who is signed out
  const notBefore = services.clock.now()
  await services.stores.realms.change(realm.id, (document) => ({ ...document, notBefore }))
  await services.stores.userSessions.endAll(realm.id)
  const isEnabled = (client: ClientRecord) => clientOf(client).enabled
  return told(await tellAllClients(context, { action: 'LOGOUT', notBefore }, isEnabled))
}

/** The event says who was told. */
function told(clients: ToldClients): AdminResponse {
  return { ...adminJson(clients), changed: clients }
}

async function endSession(context: AdminContext<undefined, QueryOf<typeof sessionFields>>): Promise<AdminResponse> {
  const { services, realm, request, query } = context
  const id = request.params['session'] ?? ''
  const offline = query.isOffline === true
  const session = await services.stores.userSessions.find(realm.id, id, offline)
  if (session === undefined) throw notFound('Sesssion not found') // as Keycloak spells it
  await refuseStrongerUser(context, session.userId)
  await services.stores.userSessions.end(realm.id, id, offline)
  return noContent()
}

async function sessionStats({ services, realm }: AdminContext): Promise<AdminResponse> {
  const counted = await services.stores.userSessions.countByClient(realm.id)
  const stats = await Promise.all(
    counted.map(async ({ clientUuid, active, offline }) => {
      const client = await services.stores.clients.find(realm.id, clientUuid)
      // texts, as Keycloak has them; a client that was deleted a moment ago has no name any more
      return client && { offline: String(offline), clientId: client.clientId, active: String(active), id: clientUuid }
    }),
  )
  return adminJson(stats.filter((one) => one !== undefined))
}
