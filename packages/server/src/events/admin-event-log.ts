/** Admin events: what administrators changed, saved before they are answered. */
import type { AdminEventSink } from '../endpoints/admin/admin-event.ts'
import { eventIds } from '../model/event-id.ts'
import type { Clock, Random } from '../model/time.ts'
import type { AdminEventStore } from '../store/event-ports.ts'
import { withoutSecrets } from './without-secrets.ts'

/** Characters. A realm file may have millions of them: such a change is told without. */
const LONGEST_REPRESENTATION = 1_000_000
const LONGEST_PATH = 2_000

export function createAdminEventLog(store: AdminEventStore, clock: Clock, random: Random): AdminEventSink {
  const nextId = eventIds(clock, random)
  return {
    async record({ realm: own, client, user, ipAddress }, realm, changes) {
      const { saved, withRepresentation } = realm.events.admin
      if (!saved) return
      const by = { realmId: own.id, clientUuid: client.id, userId: user.id, ipAddress }
      const events = changes.map(({ operation, resource, path, representation }) => ({
        id: nextId(),
        timeMs: clock.nowMs(),
        operation,
        resource,
        path: path.slice(0, LONGEST_PATH),
        by,
        representation: withRepresentation ? representationOf(representation) : undefined,
      }))
      await store.add(realm.id, events)
    },
  }
}

function representationOf(value: unknown): string | undefined {
  if (value === undefined) return undefined
  const text = JSON.stringify(withoutSecrets(value))
  return text.length > LONGEST_REPRESENTATION ? undefined : text
}
