import { type Act, changes, type QueryBuilder, rows } from '../act.ts'
import type { UserSessionStore } from '../session-ports.ts'

/** All online sessions of a realm with every client's part. */
export function* deleteOnlineSessions(db: QueryBuilder, realmId: string): Act<void> {
  for (const table of ['client_session', 'user_session'] as const) {
    yield* changes(db.deleteFrom(table).where('realm_id', '=', realmId).where('offline', '=', 0))
  }
}

export function* countSessions(
  db: QueryBuilder,
  realmId: string,
): Act<Awaited<ReturnType<UserSessionStore['countByClient']>>> {
  const counted = yield* rows(
    db
      .selectFrom('client_session')
      .select((session) => ['client_uuid', 'offline', session.fn.countAll<number>().as('sessions')])
      .where('realm_id', '=', realmId)
      .groupBy(['client_uuid', 'offline'])
      .orderBy('client_uuid'),
  )
  const byClient = Map.groupBy(counted, (row) => row.client_uuid)
  return [...byClient].map(([clientUuid, kinds]) => {
    const of = (offline: number) => Number(kinds.find((kind) => kind.offline === offline)?.sessions ?? 0)
    return { clientUuid, active: of(0), offline: of(1) }
  })
}
