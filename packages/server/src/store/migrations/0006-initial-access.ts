import { type Act, changes, type QueryBuilder } from '../act.ts'
import { columnsOfRealm } from './columns-of-realm.ts'

/** Tokens by which applications may register themselves. */
export function* initialAccess(db: QueryBuilder): Act<void> {
  yield* changes(
    columnsOfRealm(db, 'initial_access', ['id'])
      .addColumn('created', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addColumn('count', 'integer', (column) => column.notNull())
      .addColumn('remaining', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('initial_access_pk', ['realm_id', 'id']),
  )
}
