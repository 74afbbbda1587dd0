import { type Act, changes, type QueryBuilder } from '../act.ts'
import { columnsOfRealm } from './columns-of-realm.ts'

/** Ids grow with time: the primary key alone pages, filters by date and finds what has expired. */
export function* events(db: QueryBuilder): Act<void> {
  yield* changes(
    columnsOfRealm(db, 'login_event', ['id', 'type', 'details'])
      .addColumn('time_ms', 'bigint', (column) => column.notNull())
      .addColumn('client_id', 'text')
      .addColumn('user_id', 'text')
      .addColumn('session_id', 'text')
      .addColumn('ip_address', 'text')
      .addColumn('error', 'text')
      .addPrimaryKeyConstraint('login_event_pk', ['realm_id', 'id']),
  )
  // what happened to one person is asked on every page about that person
  yield* changes(db.schema.createIndex('login_event_user').on('login_event').columns(['realm_id', 'user_id', 'id']))
  yield* changes(
    columnsOfRealm(db, 'admin_event', ['id', 'operation', 'resource', 'path', ...AUTHOR])
      .addColumn('time_ms', 'bigint', (column) => column.notNull())
      .addColumn('representation', 'text')
      .addPrimaryKeyConstraint('admin_event_pk', ['realm_id', 'id']),
  )
}

const AUTHOR = ['by_realm_id', 'by_client_uuid', 'by_user_id', 'by_ip_address']
