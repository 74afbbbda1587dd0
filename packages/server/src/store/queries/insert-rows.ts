import { type Act, type Parameter, type Prepared, prepared, type QueryBuilder } from '../act.ts'
import type { RealmTable, Tables } from '../tables.ts'

/** Rows per statement when there are many: on a socket each statement costs a round trip. */
const ROWS_AT_ONCE = 32

/** Inserts rows that all have the same columns. */
export type InsertRows<Row> = (rows: readonly Row[]) => Act<void>

/** Makes the inserter of a table; its statements are built once. */
export function inserter<Table extends RealmTable>(db: QueryBuilder, table: Table): InsertRows<Tables[Table]> {
  let columns: readonly string[] | undefined
  let insertOne: Prepared<Record<string, unknown>, unknown> | undefined
  let insertMany: Prepared<Record<string, unknown>, unknown> | undefined
  return function* (rows) {
    const [first] = rows
    if (!first) return
    columns ??= Object.keys(first)
    insertOne ??= insertOf(db, table, columns, 1)
    insertMany ??= insertOf(db, table, columns, ROWS_AT_ONCE)
    const manyEnd = rows.length - (rows.length % ROWS_AT_ONCE)
    for (let start = 0; start < manyEnd; start += ROWS_AT_ONCE) {
      yield* insertMany(numbered(rows.slice(start, start + ROWS_AT_ONCE)))
    }
    for (const row of rows.slice(manyEnd)) yield* insertOne(numbered([row]))
  }
}

function insertOf(db: QueryBuilder, table: RealmTable, columns: readonly string[], rowCount: number) {
  return prepared((the: Parameter<Record<string, unknown>>) =>
    db.insertInto(table).values(
      Array.from({ length: rowCount }, (_, index) =>
        // The columns are those of the rows, whose type the inserter checks.
        Object.fromEntries(columns.map((column) => [column, the(`${index}.${column}`)])),
      ) as never,
    ),
  )
}

/** `[{ a: 1 }, { a: 2 }]` → `{ '0.a': 1, '1.a': 2 }` */
function numbered(rows: readonly object[]): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  rows.forEach((row, index) => {
    for (const [column, value] of Object.entries(row)) values[`${index}.${column}`] = value
  })
  return values
}
