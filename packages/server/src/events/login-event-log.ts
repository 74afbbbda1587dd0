/**
 * Login events: what a request told the recorder becomes Keycloak's events, saved before the request is answered. A realm
 * that saves none costs one look at a flag. Events of a request are one act, and acts of concurrent requests share one
 * commit.
 */
import { eventIds } from '../model/event-id.ts'
import type { Realm } from '../model/realm.ts'
import type { Clock, Random } from '../model/time.ts'
import type { LoginEventStore } from '../store/event-ports.ts'
import type { FlowRecorder } from '../trace/recorder.ts'
import { loginEventOf, type Told } from './login-event.ts'

export interface LoginEventLog {
  /**
   * @param next - hears everything, too.
   * @returns `undefined` where nothing would be saved.
   */
  begin(realm: Realm, next: FlowRecorder): RequestRecord | undefined
}

/** What one request tells. */
export interface RequestRecord {
  readonly recorder: FlowRecorder
  /** Saves what was told. To be awaited before the request is answered. */
  save(): Promise<void>
}

export function createLoginEventLog(store: LoginEventStore, clock: Clock, random: Random): LoginEventLog {
  const nextId = eventIds(clock, random)
  return {
    begin(realm, next) {
      const { saved } = realm.events
      if (saved.size === 0) return undefined
      const told: Told[] = []
      return {
        recorder: {
          happened(event) {
            if (saved.has(event.type)) told.push(event)
            next.happened(event)
          },
          refused(event) {
            if (saved.has(event.type)) told.push(event)
            next.refused(event)
          },
        },
        async save() {
          const events = told.map((one) => loginEventOf(one, nextId(), clock.nowMs()))
          const kept = events.filter((event) => event !== undefined)
          if (kept.length > 0) await store.add(realm.id, kept)
        },
      }
    },
  }
}
