import { type Act, firstRow, type QueryBuilder } from '../act.ts'

/** Whether a user or a group exists: part of acts that give it something. */
export function* isThere(
  db: QueryBuilder,
  table: 'app_user' | 'realm_group',
  realmId: string,
  id: string,
): Act<boolean> {
  const found = yield* firstRow(db.selectFrom(table).select('id').where('realm_id', '=', realmId).where('id', '=', id))
  return found !== undefined
}
