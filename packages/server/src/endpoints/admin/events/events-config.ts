/** `events/config`: what the realm saves of events, for how long, and who else is told. */
import { savedTypesOf } from '../../../representations/event-settings.ts'
import { flagOf, numberOf, textsOf } from '../../../representations/fields.ts'
import { flag, integer, object, type ShapeOf } from '../../../representations/json-shape.ts'
import type { RealmRepresentation } from '../../../representations/keycloak.ts'
import { texts } from '../../../representations/shapes.ts'
import { noContent } from '../../answers.ts'
import { AdminError } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'

const configShape = object('RealmEventsConfigRepresentation', {
  eventsEnabled: flag,
  eventsExpiration: integer,
  eventsListeners: texts,
  enabledEventTypes: texts,
  adminEventsEnabled: flag,
  adminEventsDetailsEnabled: flag,
})
type EventsConfig = ShapeOf<typeof configShape>

/** Names of types or listeners that a realm may list; Keycloak has some 130 types. */
const MOST_NAMES = 500
const LONGEST_NAME = 255

export const eventsConfigRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'GET',
    path: '/events/config',
    summary: 'Read what the realm saves of events',
    needs: 'view-events',
    answer: async ({ realm }) => adminJson(configOf(realm.representation)),
  }),
  realmRoute({
    method: 'PUT',
    path: '/events/config',
    summary: 'Change what the realm saves of events',
    needs: 'manage-events',
    body: configShape,
    changes: 'REALM',
    answer: updateConfig,
  }),
]

async function updateConfig({ services, realm, body }: AdminContext<EventsConfig>): Promise<AdminResponse> {
  const { eventsListeners = [], enabledEventTypes = [] } = body
  if (!eventsListeners.every((name) => services.eventListeners.includes(name))) {
    throw new AdminError(400, { error: 'Unknown event listener' })
  }
  if (enabledEventTypes.length > MOST_NAMES || enabledEventTypes.some((name) => name.length > LONGEST_NAME)) {
    throw new AdminError(400, { error: 'Too many or too long event types' })
  }
  await services.stores.realms.change(realm.id, (document) => withConfig(document, body))
  return noContent()
}

/** As Keycloak has it: what isn't sent stays, but for saving login events and their age, which are then off. */
function withConfig(document: RealmRepresentation, sent: EventsConfig): RealmRepresentation {
  const { eventsExpiration: _, ...others } = document
  const { eventsEnabled = false, eventsExpiration = 0, ...rest } = sent
  return { ...others, ...rest, eventsEnabled, ...(eventsExpiration > 0 && { eventsExpiration }) }
}

function configOf(document: RealmRepresentation): object {
  const expiration = numberOf(document.eventsExpiration, 0)
  return {
    eventsEnabled: flagOf(document.eventsEnabled, false),
    ...(expiration > 0 && { eventsExpiration: expiration }),
    eventsListeners: textsOf(document.eventsListeners),
    enabledEventTypes: savedTypesOf(document),
    adminEventsEnabled: flagOf(document.adminEventsEnabled, false),
    adminEventsDetailsEnabled: flagOf(document.adminEventsDetailsEnabled, false),
  }
}
