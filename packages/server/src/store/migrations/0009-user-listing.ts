import { type Act, changes, type QueryBuilder } from '../act.ts'

/** Indexes that hold the user names too, so that users are found and sorted without being read. */
const INDEXES: readonly (readonly [name: string, columns: readonly string[]])[] = [
  ['app_user_email_name', ['email_key', 'username']],
  ['app_user_first_name', ['first_name_key', 'username']],
  ['app_user_last_name', ['last_name_key', 'username']],
  [
    'app_user_listing',
    [
      'username',
      'email_key',
      'first_name_key',
      'last_name_key',
      'enabled',
      'email_verified',
      'created_ms',
      'service_account_client_uuid',
    ],
  ],
]

export function* userListing(db: QueryBuilder): Act<void> {
  for (const replaced of ['app_user_first_name', 'app_user_last_name']) {
    yield* changes(db.schema.dropIndex(replaced))
  }
  for (const [name, columns] of INDEXES) {
    yield* changes(
      db.schema
        .createIndex(name)
        .on('app_user')
        .columns(['realm_id', ...columns]),
    )
  } // SQLite's index of parts is made anew: its keys now tell the realms apart
  yield* changes(db.schema.dropTable('user_text').ifExists())
  yield* changes(db.updateTable('app_user').set({ text_key: null }))
}
