import { type ExpressionBuilder, type ReferenceExpression, sql } from 'kysely'

/** Part of a text column's value, without regard to case; `%` and `_` mean themselves. */
export function contains<DB, Table extends keyof DB>(
  row: ExpressionBuilder<DB, Table>,
  column: ReferenceExpression<DB, Table>,
  text: string,
) {
  return containsEither(row, column, literal(text), literal(text.toLowerCase()))
}

/** As {@link contains}, but `*` stands for any text. */
export function containsPattern<DB, Table extends keyof DB>(
  row: ExpressionBuilder<DB, Table>,
  column: ReferenceExpression<DB, Table>,
  pattern: string,
) {
  const any = (text: string) => literal(text).replaceAll('*', '%')
  return containsEither(row, column, any(pattern), any(pattern.toLowerCase()))
}

/** The whole value; `*` stands for any text. */
export function matchesPattern<DB, Table extends keyof DB>(
  row: ExpressionBuilder<DB, Table>,
  column: ReferenceExpression<DB, Table>,
  pattern: string,
) {
  return row(column, 'like', sql<string>`${literal(pattern).replaceAll('*', '%')} escape '\\'`)
}

/** Part of the value as it is written; an engine may find more, without regard to case. */
export function containsAsIs<DB, Table extends keyof DB>(
  row: ExpressionBuilder<DB, Table>,
  column: ReferenceExpression<DB, Table>,
  text: string,
) {
  return row(column, 'like', likeOf(literal(text)))
}

/** Beyond ASCII, SQLite knows no upper and lower case: what is written the same way is found all the same. */
function containsEither<DB, Table extends keyof DB>(
  row: ExpressionBuilder<DB, Table>,
  column: ReferenceExpression<DB, Table>,
  asWritten: string,
  lower: string,
) {
  return row.or([row(column, 'like', likeOf(asWritten)), row(row.fn<string>('lower', [column]), 'like', likeOf(lower))])
}

function likeOf(pattern: string) {
  return sql<string>`${`%${pattern}%`} escape '\\'`
}

function literal(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&')
}
