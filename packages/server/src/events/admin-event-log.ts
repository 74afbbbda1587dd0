/** Admin events: what administrators changed, saved, logged and passed on before they are answered. */
import type { AdminEventSink } from '../endpoints/admin/admin-event.ts'
import { eventIds } from '../model/event-id.ts'
import type { Clock, Random } from '../model/time.ts'
import { adminEventRepresentation } from '../representations/event-representation.ts'
import type { AdminEventStore } from '../store/event-ports.ts'
import { WEBHOOK_LISTENER, type Webhooks } from './webhook-listener.ts'
import { withoutSecrets } from './without-secrets.ts'

/** Characters. A realm file may have millions of them: such a change is told without. */
const LONGEST_REPRESENTATION = 1_000_000
const LONGEST_PATH = 2_000

interface AdminEventParts {
  readonly store: AdminEventStore
  readonly webhooks: Webhooks | undefined
  /** Hears of changes in realms that have the listener `jboss-logging`, Keycloak's name for the log. */
  readonly log: (facts: object, message: string) => void
  readonly clock: Clock
  readonly random: Random
}

const LOG_LISTENER = 'jboss-logging'

export function createAdminEventLog({ store, webhooks, log, clock, random }: AdminEventParts): AdminEventSink {
  const nextId = eventIds(clock, random)
  return {
    async record({ realm: own, client, user, ipAddress }, realm, changes) {
      const { listeners, admin } = realm.events
      const listening = listeners.includes(WEBHOOK_LISTENER) ? webhooks : undefined
      const isLogged = listeners.includes(LOG_LISTENER)
      if (!admin.saved && !isLogged && listening === undefined) return
      const by = { realmId: own.id, clientUuid: client.id, userId: user.id, ipAddress }
      const events = changes.map(({ operation, resource, path, representation }) => ({
        id: nextId(),
        timeMs: clock.nowMs(),
        operation,
        resource,
        path: path.slice(0, LONGEST_PATH),
        by,
        representation: admin.withRepresentation ? representationOf(representation) : undefined,
      }))
      if (isLogged) {
        for (const { operation, resource, path } of events) {
          log({ realm: realm.name, resource, path, by: user.username, ipAddress }, operation)
        }
      }
      const announced = () =>
        events.map((event) => ({
          id: event.id,
          kind: 'admin' as const,
          event: adminEventRepresentation(event, realm.id),
        }))
      await Promise.all([admin.saved && store.add(realm.id, events), listening?.tell(realm, announced())])
    },
  }
}

function representationOf(value: unknown): string | undefined {
  if (value === undefined) return undefined
  const text = JSON.stringify(withoutSecrets(value))
  return text.length > LONGEST_REPRESENTATION ? undefined : text
}
