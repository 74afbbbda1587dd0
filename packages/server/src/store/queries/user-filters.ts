import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool, sql } from 'kysely'
import type { Tables } from '../tables.ts'
import type { UserQuery } from '../user-ports.ts'
import { attributeValueKey } from './user-parts.ts'

export type UserExpression = ExpressionBuilder<Tables, 'app_user'>
export type UserFilter = ExpressionWrapper<Tables, 'app_user', SqlBool>
export type SearchColumn = 'username' | 'email_key' | 'first_name_key' | 'last_name_key'

export const SEARCH_COLUMNS: readonly SearchColumn[] = ['username', 'email_key', 'first_name_key', 'last_name_key']

/** One word of `search`: the beginning of a field, a pattern with `*`, or in quotation marks a whole field. */
interface Word {
  readonly text: string
  readonly whole: boolean
}

/**
 * Everything that must hold of a user, as in Keycloak's user list: `search` alone counts of the names when it is given,
 * else every field that is given.
 */
export function userFilters(user: UserExpression, realmId: string, query: UserQuery): readonly UserFilter[] {
  const all: UserFilter[] = []
  if (query.ids !== undefined) all.push(user('id', 'in', query.ids))
  else all.push(...(query.search === undefined ? fieldFilters(user, query) : wordFilters(user, query.search)))
  // as an expression, because the column's index names nearly everybody and no planner should begin there
  if (!namesField(query)) all.push(user(user.fn.coalesce('service_account_client_uuid', user.val('')), '=', ''))
  if (query.enabled !== undefined) all.push(user('enabled', '=', query.enabled ? 1 : 0))
  if (query.emailVerified !== undefined) all.push(user('email_verified', '=', query.emailVerified ? 1 : 0))
  if (query.createdAfterMs !== undefined) all.push(user('created_ms', '>=', query.createdAfterMs))
  if (query.createdBeforeMs !== undefined) all.push(user('created_ms', '<=', query.createdBeforeMs))
  for (const [name, value] of query.attributes ?? []) all.push(user('id', 'in', holders(user, realmId, name, value)))
  if (query.idpAlias !== undefined || query.idpUserId !== undefined)
    all.push(user('id', 'in', linked(user, realmId, query)))
  return all
}

/** Service accounts are found by who asks for them, and stay out of lists of people. */
function namesField({ ids, search, username, email, firstName, lastName }: UserQuery): boolean {
  if (ids !== undefined || search !== undefined) return false
  return [username, email, firstName, lastName].some((field) => field !== undefined)
}

/** The fields that are asked for, as their columns hold them. */
export function fieldsOf(query: UserQuery): readonly (readonly [SearchColumn, string])[] {
  const fields: readonly (readonly [SearchColumn, string | undefined])[] = [
    ['username', query.username],
    ['email_key', query.email],
    ['first_name_key', query.firstName],
    ['last_name_key', query.lastName],
  ]
  return fields.flatMap(([column, value]) => (value === undefined ? [] : [[column, value.toLowerCase()] as const]))
}

function fieldFilters(user: UserExpression, query: UserQuery): readonly UserFilter[] {
  return fieldsOf(query).map(([column, text]) =>
    query.exact === true ? user(column, '=', text) : matches(user, column, `%${literal(text)}%`),
  )
}

export function wordsOf(search: string): readonly Word[] {
  return search
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => {
      const quoted = /^"(.*)"$/.exec(word)?.[1]
      return quoted === undefined ? { text: word, whole: false } : { text: quoted, whole: true }
    })
}

function wordFilters(user: UserExpression, search: string): readonly UserFilter[] {
  return wordsOf(search).map(({ text, whole }) => {
    if (whole) return user.or(SEARCH_COLUMNS.map((column) => user(column, '=', text)))
    const pattern = `${literal(text).replaceAll('*', '%')}%`
    return user.or(SEARCH_COLUMNS.map((column) => matches(user, column, pattern)))
  })
}

function holders(user: UserExpression, realmId: string, name: string, value: string) {
  return user
    .selectFrom('user_attribute')
    .select('user_attribute.user_id')
    .where('user_attribute.realm_id', '=', realmId)
    .where('user_attribute.name', '=', name)
    .where('user_attribute.value_key', '=', attributeValueKey(value))
}

function linked(user: UserExpression, realmId: string, { idpAlias, idpUserId }: UserQuery) {
  let links = user
    .selectFrom('federated_identity')
    .select('federated_identity.user_id')
    .where('federated_identity.realm_id', '=', realmId)
  if (idpAlias !== undefined) links = links.where('federated_identity.identity_provider', '=', idpAlias)
  if (idpUserId !== undefined) links = links.where('federated_identity.external_id', '=', idpUserId)
  return links
}

function matches(user: UserExpression, column: SearchColumn, pattern: string) {
  return user(column, 'like', sql<string>`${pattern} escape '\\'`)
}

/** `%` and `_` mean themselves in what people type. */
function literal(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&')
}
