import type { UserRecord } from '../../representations/realm-aggregate.ts'
import { type Act, changes, type Engine, firstRow, type QueryBuilder } from '../act.ts'
import type { UserRow } from '../tables.ts'
import { type TextIndex, textsOf } from '../text-index.ts'
import { inserter } from './insert-rows.ts'
import { deleteSessionsOfUser } from './session-rows.ts'
import { attributeRows, federatedRows } from './user-parts.ts'
import { credentialRow, userRow } from './user-rows.ts'

export type UserEngine = Pick<Engine, 'db' | 'texts'>

const HELD_IN = [
  'credential',
  'user_role',
  'user_group',
  'user_attribute',
  'federated_identity',
  'login_failure',
] as const

/** Inserts users with all they hold. */
export function userInserter({ db, texts }: UserEngine) {
  const insertUsers = inserter(db, 'app_user')
  const insertCredentials = inserter(db, 'credential')
  const insertRoles = inserter(db, 'user_role')
  const insertGroups = inserter(db, 'user_group')
  const insertAttributes = inserter(db, 'user_attribute')
  const insertLinks = inserter(db, 'federated_identity')
  return function* (realmId: string, users: readonly UserRecord[], sharedEmails: boolean): Act<void> {
    if (users.length === 0) return
    const userRows = users.map((user) => userRow(realmId, user, sharedEmails))
    yield* insertUsers(texts === undefined ? userRows : yield* indexed(texts, realmId, userRows))
    yield* insertCredentials(
      users.flatMap((user) => user.credentials.map((credential) => credentialRow(realmId, user.id, credential))),
    )
    yield* insertRoles(
      users.flatMap((user) => user.roleIds.map((id) => ({ realm_id: realmId, user_id: user.id, role_id: id }))),
    )
    yield* insertGroups(
      users.flatMap((user) => user.groupIds.map((id) => ({ realm_id: realmId, user_id: user.id, group_id: id }))),
    )
    yield* insertAttributes(users.flatMap((user) => attributeRows(realmId, user)))
    yield* insertLinks(users.flatMap((user) => federatedRows(realmId, user)))
    yield* countPeople(db, realmId, users.filter(isPerson).length)
  }
}

function* indexed(texts: TextIndex, realmId: string, userRows: readonly UserRow[]): Act<readonly UserRow[]> {
  const first = yield* texts.nextKey(realmId)
  for (const [index, row] of userRows.entries()) yield* texts.put(first + index, textsOf(row))
  return userRows.map((row, index) => ({ ...row, text_key: first + index }))
}

/** Replaces what is the user's own. @returns `false` when there is no such user. */
export function* updateUser(
  { db, texts }: UserEngine,
  realmId: string,
  user: UserRecord,
  sharedEmails: boolean,
): Act<boolean> {
  const { realm_id, id, text_key, ...columns } = userRow(realmId, user, sharedEmails)
  const updated = yield* firstRow(
    db.updateTable('app_user').set(columns).where('realm_id', '=', realm_id).where('id', '=', id).returning('text_key'),
  )
  if (updated === undefined) return false
  if (texts !== undefined && updated.text_key !== null) yield* texts.put(updated.text_key, textsOf(columns))
  yield* changes(db.deleteFrom('user_attribute').where('realm_id', '=', realmId).where('user_id', '=', id))
  yield* inserter(db, 'user_attribute')(attributeRows(realmId, user))
  return true
}

/** A user with all that is theirs. @returns `false` when there was none. */
export function* deleteUser({ db, texts }: UserEngine, realmId: string, id: string): Act<boolean> {
  const deleted = yield* firstRow(
    db
      .deleteFrom('app_user')
      .where('realm_id', '=', realmId)
      .where('id', '=', id)
      .returning(['text_key', 'service_account_client_uuid']),
  )
  if (!deleted) return false
  for (const table of HELD_IN) {
    yield* changes(db.deleteFrom(table).where('realm_id', '=', realmId).where('user_id', '=', id))
  }
  yield* deleteSessionsOfUser(db, realmId, id)
  if (texts !== undefined && deleted.text_key !== null) yield* texts.remove(deleted.text_key)
  if (deleted.service_account_client_uuid === null) yield* countPeople(db, realmId, -1)
  return true
}

function isPerson({ serviceAccountClientUuid }: UserRecord): boolean {
  return serviceAccountClientUuid === undefined
}

/** @param more - how many people there are more than before. */
function* countPeople(db: QueryBuilder, realmId: string, more: number): Act<void> {
  if (more === 0) return
  yield* changes(
    db
      .insertInto('user_count')
      .values({ realm_id: realmId, shard: 0, people: more })
      .onConflict((conflict) =>
        conflict
          .columns(['realm_id', 'shard'])
          .doUpdateSet(({ eb, ref }) => ({ people: eb(ref('user_count.people'), '+', more) })),
      ),
  )
}
