import type { AdminOperation, ResourceType } from '../../model/admin-change.ts'
import type { AdminEvent } from '../../model/event.ts'
import { type Act, type Engine, type QueryBuilder, rows } from '../act.ts'
import type { AdminEventQuery, AdminEventStore } from '../event-ports.ts'
import type { AdminEventRow } from '../tables.ts'
import { clearEvents, limitsOf, lookThrough, type Span, withinSpan, withinTime } from './events.ts'
import { inserter } from './insert-rows.ts'
import { matchesPattern } from './matching.ts'

export function adminEventStore(engine: Engine): AdminEventStore {
  const { db } = engine
  const insert = inserter(db, 'admin_event')
  return {
    add: (realmId, events) => engine.write(() => insert(events.map((event) => rowOf(realmId, event)))),
    async list(realmId, query) {
      const found = isFiltered(query)
        ? await lookThrough(engine, 'admin_event', realmId, query, (span, limit) =>
            listEvents(db, realmId, query, { offset: 0, limit }, span),
          )
        : await engine.read(() => listEvents(db, realmId, query, limitsOf(query)))
      return found.map(eventOf)
    },
    clear: (realmId) => clearEvents(engine, 'admin_event', realmId),
  }
}

/** By anything but time, which is the order of the events. */
function isFiltered({
  first: _,
  max: __,
  fromMs: ___,
  beforeMs: ____,
  oldestFirst: _____,
  ...filters
}: AdminEventQuery) {
  return Object.values(filters).some((filter) => filter !== undefined)
}

function* listEvents(
  db: QueryBuilder,
  realmId: string,
  query: AdminEventQuery,
  { offset, limit }: ReturnType<typeof limitsOf>,
  span: Span = {},
): Act<readonly AdminEventRow[]> {
  const { operations, resources, path, byRealmId, byClientUuid, byUserId, byIpAddress } = query
  return yield* rows(
    db
      .selectFrom('admin_event')
      .selectAll()
      .where('realm_id', '=', realmId)
      .where((event) =>
        event.and([
          ...withinTime(event, query),
          ...withinSpan(event, query, span),
          ...(operations === undefined ? [] : [event('operation', 'in', operations)]),
          ...(resources === undefined ? [] : [event('resource', 'in', resources)]),
          ...(path === undefined ? [] : [matchesPattern(event, 'path', path)]),
          ...(byRealmId === undefined ? [] : [event('by_realm_id', '=', byRealmId)]),
          ...(byClientUuid === undefined ? [] : [event('by_client_uuid', '=', byClientUuid)]),
          ...(byUserId === undefined ? [] : [event('by_user_id', '=', byUserId)]),
          ...(byIpAddress === undefined ? [] : [event('by_ip_address', '=', byIpAddress)]),
        ]),
      )
      .orderBy('id', query.oldestFirst ? 'asc' : 'desc')
      .limit(limit)
      .offset(offset),
  )
}

function rowOf(realmId: string, { by, ...event }: AdminEvent): AdminEventRow {
  return {
    realm_id: realmId,
    id: event.id,
    time_ms: event.timeMs,
    operation: event.operation,
    resource: event.resource,
    path: event.path,
    by_realm_id: by.realmId,
    by_client_uuid: by.clientUuid,
    by_user_id: by.userId,
    by_ip_address: by.ipAddress,
    representation: event.representation ?? null,
  }
}

function eventOf(row: AdminEventRow): AdminEvent {
  return {
    id: row.id,
    timeMs: row.time_ms,
    // as they were written, by this program
    operation: row.operation as AdminOperation,
    resource: row.resource as ResourceType,
    path: row.path,
    by: {
      realmId: row.by_realm_id,
      clientUuid: row.by_client_uuid,
      userId: row.by_user_id,
      ipAddress: row.by_ip_address,
    },
    representation: row.representation ?? undefined,
  }
}
