import type { LoginEvent } from '../../model/event.ts'
import { type Act, type Engine, type QueryBuilder, rows } from '../act.ts'
import type { LoginEventQuery, LoginEventStore } from '../event-ports.ts'
import type { LoginEventRow } from '../tables.ts'
import { clearEvents, limitsOf, lookThrough, type Span, withinSpan, withinTime } from './events.ts'
import { inserter } from './insert-rows.ts'

export function loginEventStore(engine: Engine): LoginEventStore {
  const { db } = engine
  const insert = inserter(db, 'login_event')
  return {
    add: (realmId, events) => engine.write(() => insert(events.map((event) => rowOf(realmId, event)))),
    async list(realmId, query) {
      const { types, clientId, userId, ipAddress } = query
      // a user's have an index
      const isIndexed = userId !== undefined || (types ?? clientId ?? ipAddress) === undefined
      const found = isIndexed
        ? await engine.read(() => listEvents(db, realmId, query, limitsOf(query)))
        : await lookThrough(engine, 'login_event', realmId, query, (span, limit) =>
            listEvents(db, realmId, query, { offset: 0, limit }, span),
          )
      return found.map(eventOf)
    },
    clear: (realmId) => clearEvents(engine, 'login_event', realmId),
  }
}

function* listEvents(
  db: QueryBuilder,
  realmId: string,
  query: LoginEventQuery,
  { offset, limit }: ReturnType<typeof limitsOf>,
  span: Span = {},
): Act<readonly LoginEventRow[]> {
  const { types, clientId, userId, ipAddress } = query
  return yield* rows(
    db
      .selectFrom('login_event')
      .selectAll()
      .where('realm_id', '=', realmId)
      .where((event) =>
        event.and([
          ...withinTime(event, query),
          ...withinSpan(event, query, span),
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
