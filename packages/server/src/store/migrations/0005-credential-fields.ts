import { type Act, changes, type QueryBuilder } from '../act.ts'

/** What a realm file says of a credential beyond its columns, so that an export has it again. */
export function* credentialFields(db: QueryBuilder): Act<void> {
  yield* changes(
    db.schema.alterTable('credential').addColumn('more', 'text', (column) => column.notNull().defaultTo('{}')),
  )
}
