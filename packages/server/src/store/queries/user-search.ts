import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool, sql } from 'kysely'
import { type Act, type QueryBuilder, rows } from '../act.ts'
import type { UserQuery } from '../ports.ts'
import type { Tables } from '../tables.ts'
import { type StoredUser, USER_COLUMNS } from './user-rows.ts'

const DEFAULT_MAX = 100

type SearchColumn = 'username' | 'email_key' | 'first_name_key' | 'last_name_key'
type UserExpression = ExpressionBuilder<Tables, 'app_user'>

/** As Keycloak's user list: `search` alone counts when it is given, else every field that is given must match. */
export function* searchUsers(db: QueryBuilder, realmId: string, query: UserQuery): Act<readonly StoredUser[]> {
  let select = db
    .selectFrom('app_user')
    .select(USER_COLUMNS)
    .where('realm_id', '=', realmId)
    .where((user) => user.and(query.search === undefined ? fieldFilters(user, query) : termFilters(user, query.search)))
    .orderBy('username')
    .offset(query.first ?? 0)
  if (!namesField(query)) select = select.where('service_account_client_uuid', 'is', null)
  if (query.enabled !== undefined) select = select.where('enabled', '=', query.enabled ? 1 : 0)
  const max = query.max ?? DEFAULT_MAX
  return yield* rows(select.limit(max < 0 ? Number.MAX_SAFE_INTEGER : max))
}

/** Service accounts are found by who asks for them, and stay out of lists of people. */
function namesField({ search, username, email, firstName, lastName }: UserQuery): boolean {
  return search === undefined && [username, email, firstName, lastName].some((field) => field !== undefined)
}

function fieldFilters(user: UserExpression, query: UserQuery): ExpressionWrapper<Tables, 'app_user', SqlBool>[] {
  const fields: readonly (readonly [SearchColumn, string | undefined])[] = [
    ['username', query.username],
    ['email_key', query.email],
    ['first_name_key', query.firstName],
    ['last_name_key', query.lastName],
  ]
  return fields.flatMap(([column, value]) => {
    if (value === undefined) return []
    const text = value.toLowerCase()
    return [query.exact ? user(column, '=', text) : matches(user, column, `%${literal(text)}%`)]
  })
}

/** Every word must be the beginning of one of the fields; `*` stands for any text, quotation marks for the whole value. */
function termFilters(user: UserExpression, search: string): ExpressionWrapper<Tables, 'app_user', SqlBool>[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return words.map((word) => {
    const quoted = /^"(.*)"$/.exec(word)?.[1]
    const pattern = quoted === undefined ? `${literal(word).replaceAll('*', '%')}%` : literal(quoted)
    const columns: readonly SearchColumn[] = ['username', 'email_key', 'first_name_key', 'last_name_key']
    return user.or(columns.map((column) => matches(user, column, pattern)))
  })
}

function matches(user: UserExpression, column: SearchColumn, pattern: string) {
  return user(column, 'like', sql<string>`${pattern} escape '\\'`)
}

/** `%` and `_` mean themselves in what people type. */
function literal(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&')
}
