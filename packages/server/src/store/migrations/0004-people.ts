import { type Act, changes, type QueryBuilder, rows } from '../act.ts'
import { inserter } from '../queries/insert-rows.ts'
import { attributeRows, federatedRows } from '../queries/user-parts.ts'
import { USER_COLUMNS, userRecord } from '../queries/user-rows.ts'
import { columnsOfRealm } from './columns-of-realm.ts'

/** Users read at once while their attributes and links get tables of their own. */
const BATCH = 500

/** What users are found by beyond their names, how many they are, and who failed to sign in. */
export function* people(db: QueryBuilder): Act<void> {
  yield* changes(
    db.schema.alterTable('app_user').addColumn('email_verified', 'integer', (column) => column.notNull().defaultTo(0)),
  )
  yield* changes(db.schema.alterTable('app_user').addColumn('text_key', 'bigint'))
  yield* changes(db.schema.createIndex('app_user_text_key').on('app_user').column('text_key'))
  yield* changes(db.schema.createIndex('app_user_first_name').on('app_user').columns(['realm_id', 'first_name_key']))
  yield* changes(db.schema.createIndex('app_user_last_name').on('app_user').columns(['realm_id', 'last_name_key']))
  // the document is JSON as this program writes it; within a text the quotation marks would be escaped
  yield* changes(
    db.updateTable('app_user').set({ email_verified: 1 }).where('document', 'like', '%"emailVerified":true%'),
  )
  yield* tables(db)
  yield* fill(db)
}

function* tables(db: QueryBuilder): Act<void> {
  yield* changes(
    columnsOfRealm(db, 'user_attribute', ['user_id', 'name', 'value_key']).addPrimaryKeyConstraint(
      'user_attribute_pk',
      ['realm_id', 'name', 'value_key', 'user_id'],
    ),
  )
  yield* changes(db.schema.createIndex('user_attribute_user').on('user_attribute').columns(['realm_id', 'user_id']))
  yield* changes(
    columnsOfRealm(db, 'federated_identity', ['user_id', 'identity_provider', 'external_id'])
      .addColumn('external_name', 'text')
      .addPrimaryKeyConstraint('federated_identity_pk', ['realm_id', 'user_id', 'identity_provider']),
  )
  yield* changes(
    db.schema
      .createIndex('federated_identity_external')
      .on('federated_identity')
      .columns(['realm_id', 'identity_provider', 'external_id']),
  )
  yield* changes(
    columnsOfRealm(db, 'user_count', [])
      .addColumn('shard', 'integer', (column) => column.notNull())
      .addColumn('people', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('user_count_pk', ['realm_id', 'shard']),
  )
  yield* changes(
    columnsOfRealm(db, 'login_failure', ['user_id', 'last_ip'])
      .addColumn('failures', 'integer', (column) => column.notNull())
      .addColumn('secondary_failures', 'integer', (column) => column.notNull())
      .addColumn('temporary_lockouts', 'integer', (column) => column.notNull())
      .addColumn('last_failure_ms', 'bigint', (column) => column.notNull())
      .addColumn('locked_until', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('login_failure_pk', ['realm_id', 'user_id']),
  )
}

/** Users that are there already. */
function* fill(db: QueryBuilder): Act<void> {
  yield* changes(
    db
      .insertInto('user_count')
      .columns(['realm_id', 'shard', 'people'])
      .expression((query) =>
        query
          .selectFrom('app_user')
          .select(({ fn, lit }) => ['realm_id', lit(0).as('shard'), fn.countAll<number>().as('people')])
          .where('service_account_client_uuid', 'is', null)
          .groupBy('realm_id'),
      ),
  )
  const insertAttributes = inserter(db, 'user_attribute')
  const insertLinks = inserter(db, 'federated_identity')
  let after = { realm_id: '', id: '' }
  for (;;) {
    const found = yield* rows(
      db
        .selectFrom('app_user')
        .select('realm_id')
        .select(USER_COLUMNS)
        .where(({ and, or, eb }) =>
          or([
            eb('realm_id', '>', after.realm_id),
            and([eb('realm_id', '=', after.realm_id), eb('id', '>', after.id)]),
          ]),
        )
        .orderBy('realm_id')
        .orderBy('id')
        .limit(BATCH),
    )
    const last = found.at(-1)
    if (last === undefined) return
    after = last
    for (const row of found) {
      const user = userRecord(row)
      yield* insertAttributes(attributeRows(row.realm_id, user))
      yield* insertLinks(federatedRows(row.realm_id, user))
    }
  }
}
