import { type Compilable, type RawBuilder, sql } from 'kysely'
import { type Act, type Engine, firstRow, type QueryBuilder, rows } from '../act.ts'
import type { TextColumn } from '../text-index.ts'
import type { UserQuery } from '../user-ports.ts'
import { inLists } from './in-lists.ts'
import {
  fieldsOf,
  SEARCH_COLUMNS,
  type SearchColumn,
  type UserExpression,
  type UserFilter,
  userFilters,
  wordsOf,
} from './user-filters.ts'

export type SearchEngine = Pick<Engine, 'db' | 'texts'>

/** @param limit - more than zero. */
export interface UserPage {
  readonly offset: number
  readonly limit: number
}

/** Users who may match, because an index says so of one of the texts that are asked for; all others don't. */
export interface UserCandidates {
  /** What it costs to look at one of them, if going past one in the order of the names costs 1; measured on SQLite. */
  readonly cost: number
  /** How many there are; counts no further than `most`, and may count one twice. */
  count(most: number): Act<number>
  /** The names of a page of those that match, in their order. */
  page(page: UserPage): Act<readonly string[]>
  among(user: UserExpression): UserFilter
}

/** What is looked up: the longest of the texts that are asked for, because the longer is the rarer. */
interface SoughtText {
  readonly columns: readonly SearchColumn[]
  readonly text: string
  readonly place: 'whole' | 'beginning' | 'anywhere'
}

/** What the columns are called in the engine's index of parts. */
const TEXTS: Readonly<Record<SearchColumn, TextColumn>> = {
  username: 'username',
  email_key: 'email',
  first_name_key: 'first_name',
  last_name_key: 'last_name',
}

/** @returns `undefined` when no index answers a part of the query. */
export function userCandidates(engine: SearchEngine, realmId: string, query: UserQuery): UserCandidates | undefined {
  const sought = soughtText(query)
  if (sought === undefined) return undefined
  return sought.place === 'anywhere'
    ? byPart(engine, realmId, query, sought)
    : byBeginning(engine.db, realmId, query, sought)
}

function soughtText(query: UserQuery): SoughtText | undefined {
  const asked: readonly SoughtText[] =
    query.search === undefined
      ? fieldsOf(query).map(([column, text]) => ({
          columns: [column],
          text,
          place: query.exact === true ? 'whole' : 'anywhere',
        }))
      : wordsOf(query.search).map(({ text, whole }) => {
          const parts = whole ? [text] : text.split('*')
          const part = parts.reduce((longest, one) => (one.length > longest.length ? one : longest), '')
          const place = part === parts[0] ? 'beginning' : 'anywhere'
          return { columns: SEARCH_COLUMNS, text: part, place: whole ? 'whole' : place }
        })
  const longest = asked.reduce<SoughtText | undefined>(
    (best, one) => (best === undefined || one.text.length > best.text.length ? one : best),
    undefined,
  )
  return longest?.text === '' ? undefined : longest
}

/**
 * The index of each column holds the user names as well, so that names can be gathered and sorted without a look at the
 * users. Those of a page are then compared in ever larger pieces, because nearly all of the first ones match.
 */
function byBeginning(
  db: QueryBuilder,
  realmId: string,
  query: UserQuery,
  { columns, text, place }: SoughtText,
): UserCandidates {
  const range = (column: SearchColumn) =>
    place === 'whole'
      ? sql`realm_id = ${realmId} and ${sql.ref(column)} = ${text}`
      : sql`realm_id = ${realmId} and ${sql.ref(column)} >= ${text} and ${sql.ref(column)} < ${`${text}\u{10ffff}`}`
  const names = (most?: number) => {
    const parts = columns.map((column) => {
      const bound = most === undefined ? sql`` : sql` order by username limit ${most}`
      return sql`select username from (select username from app_user where ${range(column)}${bound})`
    })
    return sql.join(parts, sql` union `)
  }
  function* page({ offset, limit }: UserPage): Act<readonly string[]> {
    const end = offset + limit
    const found: string[] = []
    let size = 2 * end
    for (let past = 0; found.length < end; past += size, size *= 4) {
      const next = sql<{ username: string }>`select username from (${names(past + size)}) as candidates
        order by username limit ${size} offset ${past}`
      const candidates = (yield* rows(compilable(db, next))).map(({ username }) => username)
      found.push(...(yield* matching(db, realmId, query, candidates)))
      if (candidates.length < size) break
    }
    return found.slice(offset, end)
  }
  return {
    cost: 0.4,
    count(most) {
      const parts = columns.map(
        (column) => sql`select 1 from (select 1 from app_user where ${range(column)} limit ${most})`,
      )
      return counted(db, sql`${sql.join(parts, sql` union all `)} limit ${most}`)
    },
    page,
    among: (user) => user('username', 'in', sql<string>`(${names()})`),
  }
}

/** @returns those of the names whose users match, in the order of the names. */
function* matching(
  db: QueryBuilder,
  realmId: string,
  query: UserQuery,
  names: readonly string[],
): Act<readonly string[]> {
  const found = new Set<string>()
  for (const some of inLists(names)) {
    const matched = yield* rows(
      db
        .selectFrom('app_user')
        .select('username')
        .where('realm_id', '=', realmId)
        .where('username', 'in', some)
        .where((user) => user.and(userFilters(user, realmId, query))),
    )
    for (const { username } of matched) found.add(username)
  }
  return names.filter((name) => found.has(name))
}

/** The index knows only which users have the part: their names are read with them. */
function byPart(
  { db, texts }: SearchEngine,
  realmId: string,
  query: UserQuery,
  { columns, text }: SoughtText,
): UserCandidates | undefined {
  const keys = texts?.keysOf(
    realmId,
    columns.map((column) => TEXTS[column]),
    text,
  )
  if (keys === undefined) return undefined
  const among = (user: UserExpression) => user('text_key', 'in', sql<number>`(${keys})`)
  return {
    cost: 25,
    count: (most) => counted(db, sql`${keys} limit ${most}`),
    *page({ offset, limit }) {
      const found = yield* rows(
        db
          .selectFrom('app_user')
          .select('username')
          // by expressions, because the indexes of realm and user name would be gone through whole
          .where((user) => user(user.fn.coalesce('realm_id', user.val('')), '=', realmId))
          .where((user) => user.and([...userFilters(user, realmId, query), among(user)]))
          .orderBy((user) => user.fn.coalesce('username', 'id'))
          .offset(offset)
          .limit(limit),
      )
      return found.map(({ username }) => username)
    },
    among,
  }
}

function* counted(db: QueryBuilder, query: RawBuilder<unknown>): Act<number> {
  const row = yield* firstRow(
    compilable(db, sql<{ found: number }>`select count(*) as found from (${query}) as candidates`),
  )
  return row?.found ?? 0
}

/** A raw query can be compiled only by a dialect. */
function compilable<Row>(db: QueryBuilder, query: RawBuilder<Row>): Compilable<Row> {
  return { compile: () => query.compile(db) }
}
