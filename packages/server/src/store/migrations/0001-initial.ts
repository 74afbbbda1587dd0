import type { CreateTableBuilder } from 'kysely'
import { type Act, changes, type QueryBuilder } from '../act.ts'

/**
 * The first schema. Rules for every migration, so that PostgreSQL can be spread over nodes by realm: primary keys begin
 * with `realm_id`, unique constraints contain it (a realm's own name is the exception), ids are made by the program,
 * times are integers; no sequences, triggers, generated columns or foreign keys. References are kept by the acts that
 * delete: a dangling one grants nothing, because roles and sessions are looked up, never assumed.
 */
export function* initial(db: QueryBuilder): Act<void> {
  yield* configuration(db)
  yield* people(db)
  yield* sessions(db)
  yield* oneTimeThings(db)
}

function* configuration(db: QueryBuilder): Act<void> {
  yield* changes(
    db.schema
      .createTable('realm')
      .addColumn('realm_id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('name', 'text', (column) => column.notNull().unique())
      .addColumn('revision', 'bigint', (column) => column.notNull())
      .addColumn('default_role_id', 'text')
      .addColumn('duplicate_emails', 'integer', (column) => column.notNull())
      .addColumn('document', 'text', (column) => column.notNull()),
  )
  yield* changes(
    tableOfRealm(db, 'client', ['id', 'client_id', 'document'])
      .addPrimaryKeyConstraint('client_pk', ['realm_id', 'id'])
      .addUniqueConstraint('client_client_id', ['realm_id', 'client_id']),
  )
  yield* changes(
    tableOfRealm(db, 'client_scope', ['id', 'name', 'document'])
      .addPrimaryKeyConstraint('client_scope_pk', ['realm_id', 'id'])
      .addUniqueConstraint('client_scope_name', ['realm_id', 'name']),
  )
  yield* changes(pairsOfRealm(db, 'scope_mapping', 'holder_id', 'role_id'))
  yield* changes(
    tableOfRealm(db, 'role', ['id', 'client_uuid', 'name', 'document'])
      .addPrimaryKeyConstraint('role_pk', ['realm_id', 'id'])
      .addUniqueConstraint('role_name', ['realm_id', 'client_uuid', 'name']),
  )
  yield* changes(pairsOfRealm(db, 'role_composite', 'role_id', 'child_id'))
  yield* changes(
    tableOfRealm(db, 'realm_group', ['id', 'parent_id', 'name', 'document'])
      .addPrimaryKeyConstraint('realm_group_pk', ['realm_id', 'id'])
      .addUniqueConstraint('realm_group_name', ['realm_id', 'parent_id', 'name']),
  )
  yield* changes(pairsOfRealm(db, 'group_role', 'group_id', 'role_id'))
}

function* people(db: QueryBuilder): Act<void> {
  yield* changes(
    tableOfRealm(db, 'app_user', ['id', 'username', 'email_slot', 'document'])
      .addColumn('email', 'text')
      .addColumn('email_key', 'text')
      .addColumn('first_name_key', 'text')
      .addColumn('last_name_key', 'text')
      .addColumn('enabled', 'integer', (column) => column.notNull())
      .addColumn('created_ms', 'bigint', (column) => column.notNull())
      .addColumn('service_account_client_uuid', 'text')
      .addColumn('required_actions', 'text')
      .addPrimaryKeyConstraint('app_user_pk', ['realm_id', 'id'])
      .addUniqueConstraint('app_user_username', ['realm_id', 'username'])
      // Users without an address don't collide: NULLs are distinct. Look-up by address uses this index too.
      .addUniqueConstraint('app_user_email', ['realm_id', 'email_key', 'email_slot'])
      .addUniqueConstraint('app_user_service_account', ['realm_id', 'service_account_client_uuid']),
  )
  yield* changes(
    tableOfRealm(db, 'credential', ['user_id', 'id', 'type', 'secret_data', 'credential_data'])
      .addColumn('user_label', 'text')
      .addColumn('created_ms', 'bigint', (column) => column.notNull())
      .addColumn('priority', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('credential_pk', ['realm_id', 'user_id', 'id']),
  )
  yield* changes(pairsOfRealm(db, 'user_role', 'user_id', 'role_id'))
  yield* changes(pairsOfRealm(db, 'user_group', 'user_id', 'group_id'))
}

function* sessions(db: QueryBuilder): Act<void> {
  yield* changes(
    tableOfRealm(db, 'user_session', ['id', 'user_id', 'username', 'ip_address', 'auth_method', 'notes'])
      .addColumn('offline', 'integer', (column) => column.notNull())
      .addColumn('remember_me', 'integer', (column) => column.notNull())
      .addColumn('started', 'bigint', (column) => column.notNull())
      .addColumn('last_refresh', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('user_session_pk', ['realm_id', 'id', 'offline']),
  )
  yield* changes(db.schema.createIndex('user_session_user').on('user_session').columns(['realm_id', 'user_id']))
  // The sweep's: the columns before the time are those that choose a lifespan.
  yield* changes(
    db.schema
      .createIndex('user_session_idle')
      .on('user_session')
      .columns(['realm_id', 'offline', 'remember_me', 'last_refresh']),
  )
  yield* changes(
    tableOfRealm(db, 'client_session', ['user_session_id', 'client_uuid', 'scope', 'notes'])
      .addColumn('offline', 'integer', (column) => column.notNull())
      .addColumn('started', 'bigint', (column) => column.notNull())
      .addColumn('last_refresh', 'bigint', (column) => column.notNull())
      .addColumn('redirect_uri', 'text')
      .addColumn('auth_time', 'bigint')
      .addPrimaryKeyConstraint('client_session_pk', CLIENT_SESSION_KEY),
  )
  yield* changes(
    tableOfRealm(db, 'refresh_token_family', [
      'user_session_id',
      'client_uuid',
      'family_id',
      'newest_id',
      'previous_id',
    ])
      .addColumn('offline', 'integer', (column) => column.notNull())
      .addColumn('previous_uses', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('refresh_token_family_pk', [...CLIENT_SESSION_KEY, 'family_id']),
  )
}

const CLIENT_SESSION_KEY: string[] = ['realm_id', 'user_session_id', 'offline', 'client_uuid']

function* oneTimeThings(db: QueryBuilder): Act<void> {
  yield* changes(
    tableOfRealm(db, 'authorization_code', ['id', 'user_session_id', 'client_uuid', 'redirect_uri', 'scope'])
      .addColumn('redirect_uri_parameter', 'text')
      .addColumn('nonce', 'text')
      .addColumn('code_challenge', 'text')
      .addColumn('code_challenge_method', 'text')
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addColumn('redeemed_at', 'bigint')
      .addPrimaryKeyConstraint('authorization_code_pk', ['realm_id', 'id']),
  )
  yield* changes(expiryIndex(db, 'authorization_code'))
  yield* changes(
    tableOfRealm(db, 'login_session', ['root_id', 'tab_id', 'client_uuid', 'document'])
      .addColumn('session_code', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('login_session_pk', ['realm_id', 'root_id', 'tab_id']),
  )
  yield* changes(expiryIndex(db, 'login_session'))
}

/** A table whose rows belong to a realm, with text columns that are never NULL. */
function tableOfRealm(db: QueryBuilder, table: string, texts: readonly string[]): CreateTableBuilder<string, string> {
  const start: CreateTableBuilder<string, string> = db.schema
    .createTable(table)
    .addColumn('realm_id', 'text', (column) => column.notNull())
  return texts.reduce((builder, name) => builder.addColumn(name, 'text', (column) => column.notNull()), start)
}

/** A table that says which belongs to which. */
function pairsOfRealm(db: QueryBuilder, table: string, one: string, other: string): CreateTableBuilder<string, string> {
  return tableOfRealm(db, table, [one, other]).addPrimaryKeyConstraint(`${table}_pk`, ['realm_id', one, other])
}

function expiryIndex(db: QueryBuilder, table: string) {
  return db.schema.createIndex(`${table}_expiry`).on(table).columns(['realm_id', 'expires_at'])
}
