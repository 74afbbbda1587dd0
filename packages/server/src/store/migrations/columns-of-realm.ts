import type { CreateTableBuilder } from 'kysely'
import type { QueryBuilder } from '../act.ts'

/** A table whose rows belong to a realm, with text columns that are never NULL. */
export function columnsOfRealm(
  db: QueryBuilder,
  table: string,
  texts: readonly string[],
): CreateTableBuilder<string, string> {
  const start: CreateTableBuilder<string, string> = db.schema
    .createTable(table)
    .addColumn('realm_id', 'text', (column) => column.notNull())
  return texts.reduce((builder, name) => builder.addColumn(name, 'text', (column) => column.notNull()), start)
}
