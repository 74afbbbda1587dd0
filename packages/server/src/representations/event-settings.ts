import { SAVED_BY_DEFAULT } from '../model/event-types.ts'
import type { EventSettings } from '../model/realm.ts'
import type { Seconds } from '../model/time.ts'
import { flagOf, numberOf, textMapOf, textsOf } from './fields.ts'
import type { RealmRepresentation } from './keycloak.ts'

/** How a realm's document sets its events. Keycloak keeps the age of admin events in an attribute. */
export function eventSettingsOf(document: RealmRepresentation): EventSettings {
  return {
    types: new Set(savedTypesOf(document)),
    saved: flagOf(document.eventsEnabled, false),
    expiration: lifespanOf(numberOf(document.eventsExpiration, 0)),
    listeners: textsOf(document.eventsListeners),
    admin: {
      saved: flagOf(document.adminEventsEnabled, false),
      withRepresentation: flagOf(document.adminEventsDetailsEnabled, false),
      expiration: lifespanOf(Number(textMapOf(document.attributes)['adminEventsExpiration'] ?? 0)),
    },
  }
}

/** An empty list chooses nothing, so it means the default. */
export function savedTypesOf(document: RealmRepresentation): readonly string[] {
  const chosen = textsOf(document.enabledEventTypes)
  return chosen.length === 0 ? SAVED_BY_DEFAULT : chosen
}

function lifespanOf(seconds: number): Seconds | undefined {
  return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined
}
