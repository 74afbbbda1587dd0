import { type Act, changes, type QueryBuilder } from '../act.ts'

/**
 * The long parts of a realm's document beside its settings: a list of many realms reads the settings only. What is in
 * one document so far stays readable there, and parts when the realm next changes.
 */
export function* realmParts(db: QueryBuilder): Act<void> {
  yield* changes(db.schema.alterTable('realm').addColumn('parts', 'text', (column) => column.notNull().defaultTo('{}')))
}
