/** `admin-events`: what administrators changed, where the realm saves it. */
import { adminEventRepresentation } from '../../../representations/event-representation.ts'
import { listOf, text } from '../../../representations/json-shape.ts'
import { noContent } from '../../answers.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import type { QueryOf } from '../read-request.ts'
import { OPERATIONS, RESOURCES } from '../server-info/enums.ts'
import { eventFields, eventQueryOf, refuseUnknown } from './event-filters.ts'

const listFields = {
  ...eventFields,
  operationTypes: listOf(text),
  resourceTypes: listOf(text),
  resourcePath: text,
  authRealm: text,
  authClient: text,
  authUser: text,
  authIpAddress: text,
} as const

export const adminEventRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'GET',
    path: '/admin-events',
    summary: 'List admin events, the newest first',
    needs: 'view-events',
    query: listFields,
    answer: listEvents,
  }),
  realmRoute({
    method: 'DELETE',
    path: '/admin-events',
    summary: 'Delete all admin events',
    needs: 'manage-events',
    changes: 'nothing',
    async answer({ services, realm }) {
      await services.stores.adminEvents.clear(realm.id)
      return noContent()
    },
  }),
]

async function listEvents({
  services,
  realm,
  query,
}: AdminContext<undefined, QueryOf<typeof listFields>>): Promise<AdminResponse> {
  const operations = refuseUnknown('operationTypes', query.operationTypes, OPERATIONS)
  const resources = refuseUnknown('resourceTypes', query.resourceTypes, RESOURCES)
  const events = await services.stores.adminEvents.list(realm.id, {
    ...eventQueryOf(query),
    ...(operations !== undefined && { operations }),
    ...(resources !== undefined && { resources }),
    ...(query.resourcePath !== undefined && { path: query.resourcePath }),
    ...(query.authRealm !== undefined && { byRealmId: query.authRealm }),
    ...(query.authClient !== undefined && { byClientUuid: query.authClient }),
    ...(query.authUser !== undefined && { byUserId: query.authUser }),
    ...(query.authIpAddress !== undefined && { byIpAddress: query.authIpAddress }),
  })
  return adminJson(events.map((event) => adminEventRepresentation(event, realm.id)))
}
