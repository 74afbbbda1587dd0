/** `events`: what happened at logins and with tokens, where the realm saves it. */
import { EVENT_TYPES } from '../../../model/event-types.ts'
import { loginEventRepresentation } from '../../../representations/event-representation.ts'
import { listOf, text } from '../../../representations/json-shape.ts'
import { noContent } from '../../answers.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import type { QueryOf } from '../read-request.ts'
import { eventFields, eventQueryOf, refuseUnknown } from './event-filters.ts'

const listFields = { ...eventFields, type: listOf(text), client: text, user: text, ipAddress: text } as const

export const loginEventRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'GET',
    path: '/events',
    summary: 'List login events, the newest first',
    needs: 'view-events',
    query: listFields,
    answer: listEvents,
  }),
  realmRoute({
    method: 'DELETE',
    path: '/events',
    summary: 'Delete all login events',
    needs: 'manage-events',
    changes: 'nothing',
    async answer({ services, realm }) {
      await services.stores.loginEvents.clear(realm.id)
      return noContent()
    },
  }),
]

async function listEvents({
  services,
  realm,
  query,
}: AdminContext<undefined, QueryOf<typeof listFields>>): Promise<AdminResponse> {
  const types = refuseUnknown('type', query.type, EVENT_TYPES)
  const events = await services.stores.loginEvents.list(realm.id, {
    ...eventQueryOf(query),
    ...(types !== undefined && { types }),
    ...(query.client !== undefined && { clientId: query.client }),
    ...(query.user !== undefined && { userId: query.user }),
    ...(query.ipAddress !== undefined && { ipAddress: query.ipAddress }),
  })
  return adminJson(events.map((event) => loginEventRepresentation(event, realm.id)))
}
