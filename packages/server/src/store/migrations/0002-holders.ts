import { type Act, changes, type QueryBuilder } from '../act.ts'

const INDEXES: readonly (readonly [table: string, columns: string[]])[] = [
  ['user_role', ['realm_id', 'role_id', 'user_id']],
  ['user_group', ['realm_id', 'group_id', 'user_id']],
  ['group_role', ['realm_id', 'role_id', 'group_id']],
  ['role_composite', ['realm_id', 'child_id', 'role_id']],
]

/** Pairs are also looked up by their other end: who has a role, who is in a group, where a role that goes is named. */
export function* holders(db: QueryBuilder): Act<void> {
  for (const [table, columns] of INDEXES) {
    yield* changes(db.schema.createIndex(`${table}_reverse`).on(table).columns(columns))
  }
}
