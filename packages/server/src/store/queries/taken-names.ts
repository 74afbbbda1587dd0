import { type Act, type QueryBuilder, rows } from '../act.ts'
import type { UserStore } from '../user-ports.ts'
import { inLists } from './in-lists.ts'

/** Who has one of these user names or addresses, both in lower case. */
export function* takenBy(
  db: QueryBuilder,
  realmId: string,
  column: 'username' | 'email_key',
  keys: readonly string[],
): Act<Awaited<ReturnType<UserStore['findTaken']>>> {
  const taken: { id: string; username: string; email: string | undefined }[] = []
  for (const piece of inLists(keys)) {
    const found = yield* rows(
      db
        .selectFrom('app_user')
        .select(['id', 'username', 'email_key'])
        .where('realm_id', '=', realmId)
        .where(column, 'in', piece),
    )
    taken.push(...found.map(({ id, username, email_key }) => ({ id, username, email: email_key ?? undefined })))
  }
  return taken
}
