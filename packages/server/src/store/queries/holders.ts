import type { Expression, SelectQueryBuilder } from 'kysely'
import { type Act, firstRow, type QueryBuilder, rows } from '../act.ts'
import type { UserStore } from '../ports.ts'
import type { Tables } from '../tables.ts'
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
  const ids = holderIds(db, realmId, held)
  const many = (yield* firstRow(ids.limit(1).offset(FEW))) !== undefined
  const users = db.selectFrom('app_user').select(USER_COLUMNS).where('app_user.realm_id', '=', realmId)
  const holders = many
    ? users.where((user) => user(holdingOf(db, realmId, held, user.ref('app_user.id')), 'is not', null))
    : users.where('app_user.id', 'in', ids)
  return yield* rows(holders.orderBy('username').limit(max).offset(first))
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
