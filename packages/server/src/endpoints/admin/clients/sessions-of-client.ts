/** Who is signed in at a client: `user-sessions`, `offline-sessions`, and how many there are. */
import { isSessionExpired } from '../../../protocol/lifespans.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { pageFields, pageOf } from '../paging.ts'
import type { QueryOf } from '../read-request.ts'
import { sessionRepresentation } from '../session-representation.ts'
import { clientIn } from './client.ts'

/** As Keycloak lists them. */
const DEFAULT_MAX = 100

const KINDS = [
  { offline: false, list: 'user-sessions', count: 'session-count', words: 'sessions' },
  { offline: true, list: 'offline-sessions', count: 'offline-session-count', words: 'offline sessions' },
] as const

export const sessionsOfClientRoutes: readonly AdminRoute[] = KINDS.flatMap(({ offline, list, count, words }) => [
  realmRoute({
    method: 'GET',
    path: `/clients/:clientUuid/${list}`,
    summary: `List the ${words} that a client takes part in`,
    needs: 'view-clients',
    query: pageFields,
    answer: async (context) => listSessions(context, offline),
  }),
  realmRoute({
    method: 'GET',
    path: `/clients/:clientUuid/${count}`,
    summary: `Count the ${words} that a client takes part in`,
    needs: 'view-clients',
    answer: async (context) => {
      const { id } = await clientIn(context)
      const counts = await context.services.stores.userSessions.countByClient(context.realm.id)
      const own = counts.find(({ clientUuid }) => clientUuid === id)
      return adminJson({ count: (offline ? own?.offline : own?.active) ?? 0 })
    },
  }),
])

async function listSessions(
  context: AdminContext<undefined, QueryOf<typeof pageFields>>,
  offline: boolean,
): Promise<AdminResponse> {
  const { services, realm, query } = context
  const { userSessions, clients } = services.stores
  const { id } = await clientIn(context)
  const now = services.clock.now()
  const found = await userSessions.listByClient(realm.id, id, offline, { max: DEFAULT_MAX, ...pageOf(query) })
  const sessions = found.filter((session) => !isSessionExpired(session, realm, now))
  const shown = sessions.map(async (session) => {
    const parts = await userSessions.listClients(realm.id, session.id, offline)
    const named = await Promise.all(parts.map(({ clientUuid }) => clients.find(realm.id, clientUuid)))
    return sessionRepresentation(
      session,
      named.filter((client) => client !== undefined).map((client) => [client.id, client.clientId]),
    )
  })
  return adminJson(await Promise.all(shown))
}
