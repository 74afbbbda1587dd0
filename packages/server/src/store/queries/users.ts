import type { User } from '../../model/user.ts'
import { userOf } from '../../representations/user-model.ts'
import type { QueryBuilder } from '../act.ts'
import { type Act, changes, type Engine, firstRow, type Parameter, type Prepared, prepared } from '../act.ts'
import type { UserStore } from '../user-ports.ts'
import { credentialActs } from './credentials.ts'
import { federatedIdentityActs } from './federated-identities.ts'
import { findHolders } from './holders.ts'
import { isThere } from './is-there.ts'
import { membershipReader } from './membership.ts'
import { takenBy } from './taken-names.ts'
import { credentialOf, loadUsers, type StoredUser, USER_COLUMNS, userRecord } from './user-rows.ts'
import { countUsers, searchUsers } from './user-search.ts'
import { deleteUser, updateUser, userInserter } from './user-writes.ts'

/** Finds users by one column: an id or another key. */
type FindUser = Prepared<{ realmId: string; key: string }, StoredUser>

export function userStore(engine: Engine): UserStore {
  const { db } = engine
  const byId = findBy(db, 'id')
  const byUsername = findBy(db, 'username')
  const byEmail = findBy(db, 'email_key')
  const byClient = findBy(db, 'service_account_client_uuid')
  const membership = membershipReader(db)
  const credentials = prepared((the: Parameter<{ realmId: string; userId: string }>) =>
    db
      .selectFrom('credential')
      .selectAll()
      .where('realm_id', '=', the('realmId'))
      .where('user_id', '=', the('userId'))
      .orderBy('priority')
      .orderBy('created_ms')
      .orderBy('id'),
  )
  const insertUsers = userInserter(engine)

  function find(by: FindUser, realmId: string, key: string): Promise<User | undefined> {
    return engine.read(function* () {
      const [row] = yield* by({ realmId, key })
      return row && userOf(userRecord(row))
    })
  }

  return {
    ...credentialActs(engine),
    ...federatedIdentityActs(engine),
    find: (realmId, id) => find(byId, realmId, id),
    findByUsername: (realmId, username) => find(byUsername, realmId, username.toLowerCase()),
    findByEmail: (realmId, email) => find(byEmail, realmId, email.toLowerCase()),
    findServiceAccount: (realmId, clientUuid) => find(byClient, realmId, clientUuid),
    search: (realmId, query) =>
      engine.read(function* () {
        return (yield* searchUsers(engine, realmId, query)).map((row) => userRecord(row))
      }),
    count: (realmId, query) => engine.snapshot(() => countUsers(engine, realmId, query)),
    findRecord: (realmId, id) =>
      engine.snapshot(function* () {
        return (yield* loadUsers(db, realmId, id))[0]
      }),
    holders: (realmId, held, page) =>
      engine.snapshot(function* () {
        return (yield* findHolders(db, realmId, held, page)).map((row) => userRecord(row))
      }),
    joinGroup: (realmId, userId, groupId) =>
      engine.write(function* () {
        if (!(yield* isThere(db, 'app_user', realmId, userId))) return false
        if (!(yield* isThere(db, 'realm_group', realmId, groupId))) return false
        yield* changes(
          db
            .insertInto('user_group')
            .values({ realm_id: realmId, user_id: userId, group_id: groupId })
            .onConflict((conflict) => conflict.doNothing()),
        )
        return true
      }),
    leaveGroup: async (realmId, userId, groupId) => {
      await engine.write(() =>
        changes(
          db
            .deleteFrom('user_group')
            .where('realm_id', '=', realmId)
            .where('user_id', '=', userId)
            .where('group_id', '=', groupId),
        ),
      )
    },
    findTaken: (realmId, { usernames, emails }) =>
      engine.snapshot(function* () {
        return [
          ...(yield* takenBy(db, realmId, 'username', usernames)),
          ...(yield* takenBy(db, realmId, 'email_key', emails)),
        ]
      }),
    membership: (realmId, userId) => engine.read(() => membership(realmId, userId)),
    credentials: (realmId, userId) =>
      engine.read(function* () {
        return (yield* credentials({ realmId, userId })).map(credentialOf)
      }),
    create: (realmId, users) =>
      engine.write(function* () {
        yield* insertUsers(realmId, users, yield* sharesEmails(db, realmId))
      }),
    replace: (realmId, user) =>
      engine.write(function* () {
        return yield* updateUser(engine, realmId, user, yield* sharesEmails(db, realmId))
      }),
    delete: (realmId, id) => engine.write(() => deleteUser(engine, realmId, id)),
    rehash: (realmId, userId, old, next) =>
      engine.write(function* () {
        const rehashed = yield* firstRow(
          db
            .updateTable('credential')
            .set({ secret_data: next.secretData, credential_data: next.credentialData })
            .where('realm_id', '=', realmId)
            .where('user_id', '=', userId)
            .where('id', '=', old.id)
            .where('secret_data', '=', old.secretData)
            .where('credential_data', '=', old.credentialData)
            .returning('id'),
        )
        return rehashed !== undefined
      }),
  }
}

function findBy(db: QueryBuilder, column: 'id' | 'username' | 'email_key' | 'service_account_client_uuid'): FindUser {
  return prepared((the: Parameter<{ realmId: string; key: string }>) => {
    const query = db
      .selectFrom('app_user')
      .select(USER_COLUMNS)
      .where('realm_id', '=', the('realmId'))
      .where(column, '=', the('key'))
    // Only addresses may be shared; elsewhere sorting would cost as much as the look-up.
    return column === 'email_key' ? query.orderBy('created_ms').orderBy('id').limit(1) : query
  })
}

/** @throws when there is no such realm. */
function* sharesEmails(db: QueryBuilder, realmId: string): Act<boolean> {
  const realm = yield* firstRow(db.selectFrom('realm').select('duplicate_emails').where('realm_id', '=', realmId))
  if (!realm) throw new Error(`realm ${realmId} is gone`)
  return realm.duplicate_emails === 1
}
