import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { firstEventIdOf } from '../../model/event-id.ts'
import { type Act, changes, type Engine, type QueryBuilder } from '../act.ts'
import type { EventQuery } from '../event-ports.ts'
import type { Page } from '../page.ts'
import type { Tables } from '../tables.ts'

export type EventTable = 'login_event' | 'admin_event'
/** The columns that both tables have. */
type EventExpression = ExpressionBuilder<Tables, EventTable>

/** Deleted at once: a statement that lasts keeps everybody waiting. */
const CLEARED_AT_ONCE = 1_000

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
