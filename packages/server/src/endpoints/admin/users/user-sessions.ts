/** Where a user is signed in: `sessions`, `offline-sessions`, `logout`. */
import { isSessionExpired } from '../../../protocol/lifespans.ts'
import { noContent } from '../../answers.ts'
import { notFound } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { sessionRepresentation } from '../session-representation.ts'
import { userIn, userToChange } from './user-lookup.ts'

export const userSessionRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'GET',
    path: '/users/:userId/sessions',
    summary: "List a user's sessions",
    needs: 'view-users',
    answer: async (context) => {
      const { id } = await userIn(context)
      return adminJson(await sessionsOf(context, id, false, undefined))
    },
  }),
  realmRoute({
    method: 'GET',
    path: '/users/:userId/offline-sessions/:clientUuid',
    summary: "List a user's offline sessions with a client",
    needs: 'view-users',
    answer: async (context) => {
      const { services, realm, request } = context
      const { id } = await userIn(context)
      const client = await services.stores.clients.find(realm.id, request.params['clientUuid'] ?? '')
      if (client === undefined) throw notFound('Client not found')
      return adminJson(await sessionsOf(context, id, true, client.id))
    },
  }),
  realmRoute({
    method: 'POST',
    path: '/users/:userId/logout',
    summary: 'Sign a user out everywhere',
    needs: 'manage-users',
    changes: 'USER',
    answer: logoutUser,
  }),
]

/** @param of - UUID of a client that must take part. */
async function sessionsOf(
  { services, realm }: AdminContext,
  userId: string,
  offline: boolean,
  of: string | undefined,
): Promise<readonly object[]> {
  const found = await services.stores.userSessions.listWithClients(realm.id, userId, offline)
  const now = services.clock.now()
  const alive = found.filter(
    ({ session, clients }) =>
      !isSessionExpired(session, realm, now) && (of === undefined || clients.some((part) => part.clientUuid === of)),
  )
  return Promise.all(
    alive.map(async ({ session, clients }) => {
      const named = await Promise.all(
        clients.map(async ({ clientUuid }) => services.stores.clients.find(realm.id, clientUuid)),
      )
      return sessionRepresentation(
        session,
        named.flatMap((client) => (client === undefined ? [] : [[client.id, client.clientId] as const])),
      )
    }),
  )
}

async function logoutUser(context: AdminContext): Promise<AdminResponse> {
  const { services, realm } = context
  const user = await userToChange(context)
  // tokens of the ended sessions that nobody asks us about are told by their time; offline sessions go on, as in Keycloak
  const representation = { ...user.representation, notBefore: services.clock.now() }
  await services.stores.users.replace(realm.id, { ...user, representation })
  await services.stores.userSessions.endByUser(realm.id, user.id, false)
  return noContent()
}
