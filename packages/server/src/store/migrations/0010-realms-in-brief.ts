import { type Act, changes, type QueryBuilder, rows } from '../act.ts'
import { briefColumn } from '../queries/realm-columns.ts'

/** Realms read at once while they get the column. */
const BATCH = 100

/** What a list of many realms shows in brief, so that it need not read their documents. */
export function* realmsInBrief(db: QueryBuilder): Act<void> {
  yield* changes(db.schema.alterTable('realm').addColumn('brief', 'text', (column) => column.notNull().defaultTo('{}')))
  for (let after = ''; ; ) {
    const found = yield* rows(
      db
        .selectFrom('realm')
        .select(['realm_id', 'document'])
        .where('realm_id', '>', after)
        .orderBy('realm_id')
        .limit(BATCH),
    )
    const last = found.at(-1)
    if (last === undefined) return
    after = last.realm_id
    for (const { realm_id, document } of found) {
      const brief = briefColumn(JSON.parse(document))
      yield* changes(db.updateTable('realm').set({ brief }).where('realm_id', '=', realm_id))
    }
  }
}
