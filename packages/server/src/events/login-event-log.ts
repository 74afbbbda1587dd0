/**
 * Login events: what a request told the recorder becomes Keycloak's events, saved before the request is answered. A realm
 * that neither saves nor passes on costs one look at two flags. Events of a request are one act, and acts of concurrent
 * requests share one commit.
 */
import { eventIds } from '../model/event-id.ts'
import type { Realm } from '../model/realm.ts'
import type { Clock, Random } from '../model/time.ts'
import { loginEventRepresentation } from '../representations/event-representation.ts'
import type { LoginEventStore } from '../store/event-ports.ts'
import type { FlowRecorder } from '../trace/recorder.ts'
import { loginEventOf, type Told } from './login-event.ts'
import { WEBHOOK_LISTENER, type Webhooks } from './webhook-listener.ts'

export interface LoginEventLog {
  /**
   * @param next - hears everything, too.
   * @returns `undefined` where nothing would be saved or passed on.
   */
  begin(realm: Realm, next: FlowRecorder): RequestRecord | undefined
}

/** What one request tells. */
export interface RequestRecord {
  readonly recorder: FlowRecorder
  /** Saves what was told. To be awaited before the request is answered. */
  save(): Promise<void>
}

interface LoginEventParts {
  readonly store: LoginEventStore
  readonly webhooks: Webhooks | undefined
  readonly clock: Clock
  readonly random: Random
}

export function createLoginEventLog({ store, webhooks, clock, random }: LoginEventParts): LoginEventLog {
  const nextId = eventIds(clock, random)
  return {
    begin(realm, next) {
      const { types, saved, listeners } = realm.events
      const listening = listeners.includes(WEBHOOK_LISTENER) ? webhooks : undefined
      if (!saved && listening === undefined) return undefined
      const told: Told[] = []
      return {
        recorder: {
          happened(event) {
            if (types.has(event.type)) told.push(event)
            next.happened(event)
          },
          refused(event) {
            if (types.has(event.type)) told.push(event)
            next.refused(event)
          },
        },
        async save() {
          const events = told
            .map((one) => loginEventOf(one, nextId(), clock.nowMs()))
            .filter((event) => event !== undefined)
          if (events.length === 0) return
          const announced = () =>
            events.map((event) => ({
              id: event.id,
              kind: 'login' as const,
              event: loginEventRepresentation(event, realm.id),
            }))
          await Promise.all([saved && store.add(realm.id, events), listening?.tell(realm, announced())])
        },
      }
    },
  }
}
