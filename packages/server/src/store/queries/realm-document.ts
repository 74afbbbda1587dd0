import { flagOf } from '../../representations/fields.ts'
import type { RealmRepresentation } from '../../representations/keycloak.ts'
import { type Act, changes, firstRow, type QueryBuilder } from '../act.ts'
import type { ClientEdit, RealmStore } from '../ports.ts'
import { editClient } from './clients.ts'
import { documentColumns, documentOf } from './realm-columns.ts'

function* writeRealm(db: QueryBuilder, realmId: string, representation: RealmRepresentation): Act<void> {
  const old = yield* firstRow(
    db.selectFrom('realm').select(['name', 'duplicate_emails']).where('realm_id', '=', realmId),
  )
  const sharedEmails = flagOf(representation.duplicateEmailsAllowed, false) ? 1 : 0
  yield* changes(
    db
      .updateTable('realm')
      .set({
        name: representation.realm ?? old?.name ?? '',
        duplicate_emails: sharedEmails,
        ...documentColumns(representation),
      })
      .where('realm_id', '=', realmId),
  )
  if (old?.duplicate_emails === sharedEmails) return
  // From now on addresses may be shared, or may not: then two users who share one make this a conflict.
  yield* changes(
    db
      .updateTable('app_user')
      .set((user) => ({ email_slot: sharedEmails ? user.ref('id') : '' }))
      .where('realm_id', '=', realmId),
  )
}

/** Changes a realm's own document, and clients with it. @returns `false` when there is no such realm. */
export function* changeRealm(
  db: QueryBuilder,
  realmId: string,
  change: Parameters<RealmStore['change']>[1],
  clients: readonly ClientEdit[] = [],
): Act<boolean> {
  // Bumped first: from here on another node's change waits for this one, and sees it.
  const row = yield* firstRow(
    db
      .updateTable('realm')
      .set((realm) => ({ revision: realm('revision', '+', 1) }))
      .where('realm_id', '=', realmId)
      .returning(['realm_id', 'name', 'document', 'parts']),
  )
  if (!row) return false
  yield* writeRealm(db, realmId, change(documentOf(row)))
  for (const edit of clients) yield* editClient(db, edit)
  return true
}
