import type { LoginEvent } from '../../model/event.ts'
import { type Act, type Engine, type QueryBuilder, rows } from '../act.ts'
import type { LoginEventQuery, LoginEventStore } from '../event-ports.ts'
import type { LoginEventRow } from '../tables.ts'
import { clearEvents, limitsOf, withinTime } from './events.ts'
import { inserter } from './insert-rows.ts'

export function loginEventStore(engine: Engine): LoginEventStore {
  const { db } = engine
  const insert = inserter(db, 'login_event')
  return {
    add: (realmId, events) => engine.write(() => insert(events.map((event) => rowOf(realmId, event)))),
    list: (realmId, query) => engine.read(() => listEvents(db, realmId, query)),
    clear: (realmId) => clearEvents(engine, 'login_event', realmId),
  }
}

function* listEvents(db: QueryBuilder, realmId: string, query: LoginEventQuery): Act<readonly LoginEvent[]> {
  const { types, clientId, userId, ipAddress } = query
  const { offset, limit } = limitsOf(query)
  const found = yield* rows(
    db
      .selectFrom('login_event')
      .selectAll()
      .where('realm_id', '=', realmId)
      .where((event) =>
        event.and([
          ...withinTime(event, query),
          ...(types === undefined ? [] : [event('type', 'in', types)]),
          ...(clientId === undefined ? [] : [event('client_id', '=', clientId)]),
          ...(userId === undefined ? [] : [event('user_id', '=', userId)]),
          ...(ipAddress === undefined ? [] : [event('ip_address', '=', ipAddress)]),
        ]),
      )
      .orderBy('id', query.oldestFirst ? 'asc' : 'desc')
      .limit(limit)
      .offset(offset),
  )
  return found.map(eventOf)
}

function rowOf(realmId: string, event: LoginEvent): LoginEventRow {
  return {
    realm_id: realmId,
    id: event.id,
    time_ms: event.timeMs,
    type: event.type,
    client_id: event.clientId ?? null,
    user_id: event.userId ?? null,
    session_id: event.sessionId ?? null,
    ip_address: event.ipAddress ?? null,
    error: event.error ?? null,
    details: JSON.stringify(event.details),
  }
}

function eventOf(row: LoginEventRow): LoginEvent {
  return {
    id: row.id,
    timeMs: row.time_ms,
    type: row.type,
    clientId: row.client_id ?? undefined,
    userId: row.user_id ?? undefined,
    sessionId: row.session_id ?? undefined,
    ipAddress: row.ip_address ?? undefined,
    error: row.error ?? undefined,
    details: JSON.parse(row.details),
  }
}
