import { type Act, changes, type QueryBuilder } from '../act.ts'
import { columnsOfRealm } from './columns-of-realm.ts'

/** Messages on their way out, found by when they are due. */
export function* webhooks(db: QueryBuilder): Act<void> {
  yield* changes(
    columnsOfRealm(db, 'webhook_message', ['id', 'body'])
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('due_ms', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('webhook_message_pk', ['realm_id', 'id']),
  )
  yield* changes(db.schema.createIndex('webhook_message_due').on('webhook_message').column('due_ms'))
}
