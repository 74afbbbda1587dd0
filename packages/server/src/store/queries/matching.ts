import { type ExpressionBuilder, type ReferenceExpression, sql } from 'kysely'

/** Part of a text column's value, without regard to case; `%` and `_` mean themselves. */
export function contains<DB, Table extends keyof DB>(
  row: ExpressionBuilder<DB, Table>,
  column: ReferenceExpression<DB, Table>,
  text: string,
) {
  const pattern = `%${text.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`
  return row(row.fn<string>('lower', [column]), 'like', sql<string>`${pattern} escape '\\'`)
}
