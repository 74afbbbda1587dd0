import {
  type Compilable,
  type ExpressionBuilder,
  type ExpressionWrapper,
  type RawBuilder,
  type SqlBool,
  sql,
} from 'kysely'
import { type Act, type Engine, firstRow, type QueryBuilder, rows } from '../act.ts'
import type { Tables } from '../tables.ts'
import type { TextColumn } from '../text-index.ts'
import type { UserQuery } from '../user-ports.ts'
import { attributeValueKey } from './user-parts.ts'
import { type StoredUser, USER_COLUMNS } from './user-rows.ts'

const DEFAULT_MAX = 100
/**
 * Users that an index names are fetched and sorted while they are few. Where they are many they are so frequent that a
 * page of them is found sooner by going through the users in the order of their names: that costs people × page ÷ found.
 */
const LEAST_FEW = 200
const MOST_FEW = 2_000
/** What it costs to fetch and sort one, in users gone through. */
const FETCH_COST = 5

type UserExpression = ExpressionBuilder<Tables, 'app_user'>
type Filter = ExpressionWrapper<Tables, 'app_user', SqlBool>
type SearchColumn = 'username' | 'email_key' | 'first_name_key' | 'last_name_key'
type SearchEngine = Pick<Engine, 'db' | 'texts'>

const COLUMNS: readonly SearchColumn[] = ['username', 'email_key', 'first_name_key', 'last_name_key']
/** What the columns are called in the engine's index of parts. */
const TEXTS: Readonly<Record<SearchColumn, TextColumn>> = {
  username: 'username',
  email_key: 'email',
  first_name_key: 'first_name',
  last_name_key: 'last_name',
}

/** As Keycloak's user list: `search` alone counts of the names when it is given, else every field that is given. */
export function* searchUsers(engine: SearchEngine, realmId: string, query: UserQuery): Act<readonly StoredUser[]> {
  const max = query.max ?? DEFAULT_MAX
  if (max === 0) return []
  const few = yield* fewCandidates(engine, realmId, query)
  const whole = engine.db.selectFrom('app_user').select(USER_COLUMNS).where('realm_id', '=', realmId)
  const page = { offset: query.first ?? 0, limit: max < 0 ? Number.MAX_SAFE_INTEGER : max }
  if (few === undefined) {
    return yield* rows(
      whole
        .where((user) => user.and(filters(user, realmId, query)))
        .orderBy('username')
        .offset(page.offset)
        .limit(page.limit),
    )
  }
  // The few are sorted by an expression: the column's own index would be gone through whole. And without their
  // documents, which only those of the page are read with.
  const found = engine.db
    .selectFrom('app_user')
    .select('id')
    .where('realm_id', '=', realmId)
    .where((user) => user.and([...filters(user, realmId, query), few(user)]))
    .orderBy((user) => user.fn.coalesce('username', 'id'))
    .offset(page.offset)
    .limit(page.limit)
  return yield* rows(whole.where('id', 'in', found).orderBy((user) => user.fn.coalesce('username', 'id')))
}

export function* countUsers(engine: SearchEngine, realmId: string, query: UserQuery): Act<number> {
  const { db } = engine
  const { exact: _exact, ...asked } = query
  if (Object.values(asked).every((value) => value === undefined)) {
    return yield* countPeople(db, realmId)
  }
  const few = yield* fewCandidates(engine, realmId, query)
  const counted = yield* firstRow(
    db
      .selectFrom('app_user')
      .select(({ fn }) => fn.countAll<number>().as('people'))
      .where('realm_id', '=', realmId)
      .where((user) => user.and([...filters(user, realmId, query), ...(few === undefined ? [] : [few(user)])])),
  )
  return counted?.people ?? 0
}

function* countPeople(db: QueryBuilder, realmId: string): Act<number> {
  const counted = yield* firstRow(
    db
      .selectFrom('user_count')
      .select(({ fn }) => fn.sum<number>('people').as('people'))
      .where('realm_id', '=', realmId),
  )
  return counted?.people ?? 0
}

/** Everything that must hold of a user. */
function filters(user: UserExpression, realmId: string, query: UserQuery): readonly Filter[] {
  const all: Filter[] = []
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

function fieldsOf(query: UserQuery): readonly (readonly [SearchColumn, string])[] {
  const fields: readonly (readonly [SearchColumn, string | undefined])[] = [
    ['username', query.username],
    ['email_key', query.email],
    ['first_name_key', query.firstName],
    ['last_name_key', query.lastName],
  ]
  return fields.flatMap(([column, value]) => (value === undefined ? [] : [[column, value.toLowerCase()] as const]))
}

function fieldFilters(user: UserExpression, query: UserQuery): readonly Filter[] {
  return fieldsOf(query).map(([column, text]) =>
    query.exact === true ? user(column, '=', text) : matches(user, column, `%${literal(text)}%`),
  )
}

/** One word of `search`: the beginning of a field, a pattern with `*`, or in quotation marks a whole field. */
interface Word {
  readonly text: string
  readonly whole: boolean
}

function wordsOf(search: string): readonly Word[] {
  return search
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => {
      const quoted = /^"(.*)"$/.exec(word)?.[1]
      return quoted === undefined ? { text: word, whole: false } : { text: quoted, whole: true }
    })
}

function wordFilters(user: UserExpression, search: string): readonly Filter[] {
  return wordsOf(search).map(({ text, whole }) => {
    if (whole) return user.or(COLUMNS.map((column) => user(column, '=', text)))
    const pattern = `${literal(text).replaceAll('*', '%')}%`
    return user.or(COLUMNS.map((column) => matches(user, column, pattern)))
  })
}

/** A condition that only few users meet and an index answers; `undefined` when there is none. */
function* fewCandidates(
  engine: SearchEngine,
  realmId: string,
  query: UserQuery,
): Act<((user: UserExpression) => Filter) | undefined> {
  if (query.ids !== undefined || query.attributes !== undefined || query.idpUserId !== undefined) {
    return (user) => user.and([]) // the conditions themselves name them by their keys
  }
  const narrow = narrowest(engine, realmId, query)
  if (narrow === undefined) return undefined
  const people = yield* countPeople(engine.db, realmId)
  const page = (query.first ?? 0) + Math.abs(query.max ?? DEFAULT_MAX)
  const balanced = Math.floor(Math.sqrt((people * page) / FETCH_COST))
  const few = Math.min(MOST_FEW, Math.max(LEAST_FEW, balanced))
  const found = yield* rows(narrow.some(few + 1))
  return found.length > few ? undefined : narrow.among
}

interface Narrowing {
  /** Up to so many of the users. */
  some(limit: number): Compilable<unknown>
  among(user: UserExpression): Filter
}

/** By the longest text that is asked for: the longer, the rarer. */
function narrowest({ db, texts }: SearchEngine, realmId: string, query: UserQuery): Narrowing | undefined {
  const asked =
    query.search === undefined
      ? fieldsOf(query).map(([column, text]) => ({ columns: [column], text, anywhere: query.exact !== true }))
      : wordsOf(query.search).map(({ text, whole }) => {
          const parts = whole ? [text] : text.split('*')
          const part = parts.reduce((longest, one) => (one.length > longest.length ? one : longest), '')
          return { columns: COLUMNS, text: part, anywhere: part !== parts[0] }
        })
  const longest = asked.reduce<(typeof asked)[number] | undefined>(
    (best, one) => (best === undefined || one.text.length > best.text.length ? one : best),
    undefined,
  )
  if (longest === undefined || longest.text === '') return undefined
  if (!longest.anywhere) return beginning(db, realmId, longest.columns, longest.text)
  const keys = texts?.keysOf(
    realmId,
    longest.columns.map((column) => TEXTS[column]),
    longest.text,
  )
  if (keys === undefined) return undefined
  return {
    some: (limit) => compilable(db, sql`${keys} limit ${limit}`),
    among: (user) => user('id', 'in', sql<string>`(select id from app_user where text_key in (${keys}))`),
  }
}

/** By the indexes of the columns, which are sorted. */
function beginning(db: QueryBuilder, realmId: string, columns: readonly SearchColumn[], text: string): Narrowing {
  const parts = columns.map(
    (column) => sql`select id from (select id from app_user where realm_id = ${realmId}
      and ${sql.ref(column)} >= ${text} and ${sql.ref(column)} < ${`${text}\u{10ffff}`} limit ${MOST_FEW + 1})`,
  )
  const ids = sql<{ id: string }>`${sql.join(parts, sql` union `)}`
  // one found in two columns counts twice here: to tell them apart would be to read them all
  const listed = sql`${sql.join(parts, sql` union all `)}`
  return {
    some: (limit) => compilable(db, sql`select id from (${listed}) limit ${limit}`),
    among: (user) => user('id', 'in', sql<string>`(${ids})`),
  }
}

/** A raw query can be compiled only by a dialect. */
function compilable(db: QueryBuilder, query: RawBuilder<unknown>): Compilable<unknown> {
  return { compile: () => query.compile(db) }
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
