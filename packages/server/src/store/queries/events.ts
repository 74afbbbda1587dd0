import { setImmediate as others } from 'node:timers/promises'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { firstEventIdOf } from '../../model/event-id.ts'
import { type Act, changes, type Engine, firstRow, type QueryBuilder } from '../act.ts'
import type { EventQuery } from '../event-ports.ts'
import type { Page } from '../page.ts'
import type { Tables } from '../tables.ts'

export type EventTable = 'login_event' | 'admin_event'
/** The columns that both tables have. */
type EventExpression = ExpressionBuilder<Tables, EventTable>

/** Deleted at once: a statement that lasts keeps everybody waiting. */
const CLEARED_AT_ONCE = 1_000

/**
 * Events that are looked through at a time where no index finds them. An index for every filter would cost each login more
 * than a search that is rare and lets everybody else go on (docs/benchmarks.md).
 */
const LOOKED_THROUGH = 10_000

/** Ids between two others, in the order of the query: the first is behind `after`, the last is `last`. */
export interface Span {
  readonly after?: string | undefined
  readonly last?: string | undefined
}

/**
 * What matches a query, found by going through all events of a realm: in steps, between which others are served. Events
 * that are added or go meanwhile are found or not.
 *
 * @param matching - at most `limit` of the matching events in a span, in the order of the query.
 */
export async function lookThrough<Row>(
  engine: Engine,
  table: EventTable,
  realmId: string,
  query: EventQuery,
  matching: (span: Span, limit: number) => Act<readonly Row[]>,
): Promise<readonly Row[]> {
  const { offset, limit } = limitsOf(query)
  const found: Row[] = []
  let passed = 0
  let after: string | undefined
  while (found.length < limit) {
    const wanted = Math.min(offset - passed + limit - found.length, LOOKED_THROUGH)
    const step = await engine.read(function* () {
      const last = yield* endOfStep(engine.db, table, realmId, query, after)
      return { last, events: yield* matching({ after, last }, wanted) }
    })
    found.push(...step.events.slice(offset - passed))
    passed = Math.min(offset, passed + step.events.length)
    if (step.last === undefined) break
    after = step.last
    await others()
  }
  return found
}

/** @returns `undefined` when the rest is no more than a step. */
function* endOfStep(
  db: QueryBuilder,
  table: EventTable,
  realmId: string,
  query: EventQuery,
  after: string | undefined,
): Act<string | undefined> {
  const row = yield* firstRow(
    db
      .selectFrom(table)
      .select('id')
      .where('realm_id', '=', realmId)
      .where((event) => event.and([...withinTime(event, query), ...withinSpan(event, query, { after })]))
      .orderBy('id', query.oldestFirst ? 'asc' : 'desc')
      .limit(1)
      .offset(LOOKED_THROUGH - 1),
  )
  return row?.id
}

export function withinSpan(
  event: EventExpression,
  { oldestFirst = false }: EventQuery,
  { after, last }: Span,
): Expression<SqlBool>[] {
  return [
    ...(after === undefined ? [] : [event('id', oldestFirst ? '>' : '<', after)]),
    ...(last === undefined ? [] : [event('id', oldestFirst ? '<=' : '>=', last)]),
  ]
}

/** What follows from the times that are asked for: a span of ids. */
export function withinTime(event: EventExpression, { fromMs, beforeMs }: EventQuery): Expression<SqlBool>[] {
  return [
    ...(fromMs === undefined ? [] : [event('id', '>=', firstEventIdOf(fromMs))]),
    ...(beforeMs === undefined ? [] : [event('id', '<', firstEventIdOf(beforeMs))]),
  ]
}

export function limitsOf({ first = 0, max }: Page): { readonly offset: number; readonly limit: number } {
  return { offset: first, limit: max ?? Number.MAX_SAFE_INTEGER }
}

export async function clearEvents(engine: Engine, table: EventTable, realmId: string): Promise<void> {
  while ((await engine.write(() => sweepEvents(engine.db, table, realmId, undefined, CLEARED_AT_ONCE))) > 0);
}

/** The oldest, at most a batch of them. @param beforeMs - only what is older. @returns how many went. */
export function* sweepEvents(
  db: QueryBuilder,
  table: EventTable,
  realmId: string,
  beforeMs: number | undefined,
  batch: number,
): Act<number> {
  const old = db
    .selectFrom(table)
    .select('id')
    .where('realm_id', '=', realmId)
    .where((event) => event.and(withinTime(event, beforeMs === undefined ? {} : { beforeMs })))
    .orderBy('id')
    .limit(batch)
  return yield* changes(db.deleteFrom(table).where('realm_id', '=', realmId).where('id', 'in', old))
}
