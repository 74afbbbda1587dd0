import type { Expression, SelectQueryBuilder } from 'kysely'
import { type Act, type QueryBuilder, rows } from '../act.ts'
import type { Tables } from '../tables.ts'
import type { UserStore } from '../user-ports.ts'
import { inLists } from './in-lists.ts'
import { type StoredUser, USER_COLUMNS } from './user-rows.ts'

type Held = Parameters<UserStore['holders']>[1]

const DEFAULT_MAX = 100
/** Up to here it is quicker to sort those who hold something than to go through the users in the order of their names. */
const FEW = 2_000

/** Those who have a role, or are in a group, in the order of the user name. */
export function* findHolders(
  db: QueryBuilder,
  realmId: string,
  held: Held,
  { first = 0, max = DEFAULT_MAX }: Parameters<UserStore['holders']>[2],
): Act<readonly StoredUser[]> {
  const ids = yield* rows(holderIds(db, realmId, held).limit(FEW + 1))
  if (ids.length <= FEW)
    return yield* pageOfFew(
      db,
      realmId,
      ids.map(({ id }) => id),
      first,
      max,
    )
  return yield* rows(
    db
      .selectFrom('app_user')
      .select(USER_COLUMNS)
      .where('app_user.realm_id', '=', realmId)
      .where((user) => user(holdingOf(db, realmId, held, user.ref('app_user.id')), 'is not', null))
      .orderBy('username')
      .limit(max)
      .offset(first),
  )
}

/** In two steps: asked for both at once, SQLite goes through all users of the realm for the sake of their order. */
function* pageOfFew(
  db: QueryBuilder,
  realmId: string,
  ids: readonly string[],
  first: number,
  max: number,
): Act<readonly StoredUser[]> {
  const found: Pick<StoredUser, 'id' | 'username'>[] = []
  for (const some of inLists(ids)) {
    found.push(
      ...(yield* rows(
        db.selectFrom('app_user').select(['id', 'username']).where('realm_id', '=', realmId).where('id', 'in', some),
      )),
    )
  }
  const page = found.sort((a, b) => (a.username < b.username ? -1 : 1)).slice(first, first + max)
  const users = new Map<string, StoredUser>()
  for (const some of inLists(page.map(({ id }) => id))) {
    const read = yield* rows(
      db.selectFrom('app_user').select(USER_COLUMNS).where('realm_id', '=', realmId).where('id', 'in', some),
    )
    for (const user of read) users.set(user.id, user)
  }
  return page.flatMap(({ id }) => users.get(id) ?? [])
}

function holderIds(
  db: QueryBuilder,
  realmId: string,
  { kind, id }: Held,
): SelectQueryBuilder<Tables, never, { readonly id: string }> {
  return kind === 'role'
    ? db.selectFrom('user_role').select('user_id as id').where('realm_id', '=', realmId).where('role_id', '=', id)
    : db.selectFrom('user_group').select('user_id as id').where('realm_id', '=', realmId).where('group_id', '=', id)
}

/** One user's row of what is held: a look-up that is made user by user, so that the order of the names is kept. */
function holdingOf(db: QueryBuilder, realmId: string, { kind, id }: Held, userId: Expression<string>) {
  return kind === 'role'
    ? db
        .selectFrom('user_role')
        .select('user_id as id')
        .where('realm_id', '=', realmId)
        .where('user_id', '=', userId)
        .where('role_id', '=', id)
    : db
        .selectFrom('user_group')
        .select('user_id as id')
        .where('realm_id', '=', realmId)
        .where('user_id', '=', userId)
        .where('group_id', '=', id)
}
