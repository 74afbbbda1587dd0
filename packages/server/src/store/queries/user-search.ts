import { type Act, firstRow, type QueryBuilder, rows } from '../act.ts'
import type { UserRow } from '../tables.ts'
import type { UserQuery } from '../user-ports.ts'
import { inLists } from './in-lists.ts'
import { type SearchEngine, type UserCandidates, type UserPage, userCandidates } from './user-candidates.ts'
import { SEARCH_COLUMNS, userFilters } from './user-filters.ts'
import { type StoredUser, USER_COLUMNS } from './user-rows.ts'

const DEFAULT_MAX = 100
/** Longer pages, and those without an end, are read in one go. */
const LONGEST_PAGE = 1_000
/** What the index of the walk holds: no user needs to be read to be compared. */
const LISTED: readonly (keyof UserRow)[] = [
  ...SEARCH_COLUMNS,
  'enabled',
  'email_verified',
  'created_ms',
  'service_account_client_uuid',
]
/** So few candidates are always looked at. */
const LEAST_FEW = 200

/** A page of the users who match, in the order of their names. */
export function* searchUsers(engine: SearchEngine, realmId: string, query: UserQuery): Act<readonly StoredUser[]> {
  const max = query.max ?? DEFAULT_MAX
  if (max === 0) return []
  const page = { offset: query.first ?? 0, limit: max < 0 ? Number.MAX_SAFE_INTEGER : max }
  if (namedByKey(query) || page.limit > LONGEST_PAGE) return yield* wholePage(engine.db, realmId, query, page)
  const found: StoredUser[] = []
  for (const names of inLists(yield* namesOfPage(engine, realmId, query, page))) {
    found.push(...(yield* usersNamed(engine.db, realmId, names)))
  }
  return found
}

export function* countUsers(engine: SearchEngine, realmId: string, query: UserQuery): Act<number> {
  const { db } = engine
  const { exact: _exact, ...asked } = query
  if (Object.values(asked).every((value) => value === undefined)) return yield* countPeople(db, realmId)
  const candidates = namedByKey(query) ? undefined : userCandidates(engine, realmId, query)
  const people = yield* countPeople(db, realmId)
  const few = candidates !== undefined && (yield* areFewerThanAll(candidates, people))
  const counted = yield* firstRow(
    db
      .selectFrom('app_user')
      .select(({ fn }) => fn.countAll<number>().as('people'))
      .where('realm_id', '=', realmId)
      .where((user) => user.and([...userFilters(user, realmId, query), ...(few ? [candidates.among(user)] : [])])),
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

/** The conditions name few users by a key that has an index of its own. */
function namedByKey({ ids, attributes, idpUserId }: UserQuery): boolean {
  return ids !== undefined || attributes !== undefined || idpUserId !== undefined
}

/**
 * Few candidates are looked at, all of them. What many users have is met sooner by going through the users in the order
 * of their names, which costs people × page ÷ found; the limit between the two is where they cost the same. Unless those
 * who have it stand together far down the alphabet: so the walk ends after twice the cost it should have had.
 */
function* namesOfPage(engine: SearchEngine, realmId: string, query: UserQuery, page: UserPage): Act<readonly string[]> {
  const candidates = userCandidates(engine, realmId, query)
  if (candidates === undefined) return yield* walk(engine.db, realmId, query, page, Number.MAX_SAFE_INTEGER)
  const people = yield* countPeople(engine.db, realmId)
  const sought = people * (page.offset + page.limit)
  const few = Math.max(LEAST_FEW, Math.ceil(Math.sqrt(sought / candidates.cost)))
  if ((yield* candidates.count(few + 1)) <= few) return yield* candidates.page(page)
  const met = yield* walk(engine.db, realmId, query, page, Math.ceil((2 * sought) / few))
  if (met.length === page.limit) return met
  if (yield* areFewerThanAll(candidates, people)) return yield* candidates.page(page)
  return yield* walk(engine.db, realmId, query, page, Number.MAX_SAFE_INTEGER)
}

/** Whether to look at all candidates costs less than to go through all people. */
function* areFewerThanAll(candidates: UserCandidates, people: number): Act<boolean> {
  if (candidates.cost < 1) return true
  const most = Math.max(LEAST_FEW, Math.ceil(people / candidates.cost))
  return (yield* candidates.count(most + 1)) <= most
}

/**
 * Goes through the users in the order of their names, in an index that holds what they are mostly searched by.
 *
 * @param budget - after so many users it gives up, with fewer names than asked for.
 */
function* walk(
  db: QueryBuilder,
  realmId: string,
  query: UserQuery,
  { offset, limit }: UserPage,
  budget: number,
): Act<readonly string[]> {
  const met = yield* rows(
    db
      .selectFrom(
        db
          .selectFrom('app_user')
          .select(query.idpAlias === undefined ? LISTED : [...LISTED, 'id'])
          .where('realm_id', '=', realmId)
          .orderBy('username')
          .limit(budget)
          .as('app_user'),
      )
      .select('username')
      .where((user) => user.and(userFilters(user, realmId, query)))
      .orderBy('username')
      .offset(offset)
      .limit(limit),
  )
  return met.map(({ username }) => username)
}

function wholePage(db: QueryBuilder, realmId: string, query: UserQuery, { offset, limit }: UserPage) {
  const matching = db
    .selectFrom('app_user')
    .select(USER_COLUMNS)
    .where('realm_id', '=', realmId)
    .where((user) => user.and(userFilters(user, realmId, query)))
    .offset(offset)
    .limit(limit)
  // few are sorted by an expression: the column's own index would be gone through whole
  return rows(
    namedByKey(query) ? matching.orderBy((user) => user.fn.coalesce('username', 'id')) : matching.orderBy('username'),
  )
}

function usersNamed(db: QueryBuilder, realmId: string, names: readonly string[]) {
  return rows(
    db
      .selectFrom('app_user')
      .select(USER_COLUMNS)
      .where('realm_id', '=', realmId)
      .where('username', 'in', names)
      .orderBy('username'),
  )
}
