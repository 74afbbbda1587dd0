import type { LoginFailures } from '../../model/user.ts'
import { type Act, changes, type Engine, firstRow, type QueryBuilder } from '../act.ts'
import type { LoginFailureRow } from '../tables.ts'
import type { LoginFailureStore } from '../user-ports.ts'

export function loginFailureStore(engine: Engine): LoginFailureStore {
  const { db } = engine
  return {
    find: (realmId, userId) => engine.read(() => find(db, realmId, userId)),
    record: (realmId, userId, next) =>
      engine.write(function* () {
        // taken first: of several wrong passwords at once each one counts on what the one before has left
        yield* changes(
          db
            .insertInto('login_failure')
            .values({ ...rowOf(realmId, userId, NONE) })
            .onConflict((conflict) =>
              conflict
                .columns(['realm_id', 'user_id'])
                .doUpdateSet(({ ref }) => ({ failures: ref('login_failure.failures') })),
            ),
        )
        const before = yield* find(db, realmId, userId)
        const after = next(before)
        if (after === undefined) return before
        const { realm_id, user_id, ...columns } = rowOf(realmId, userId, after)
        yield* changes(
          db.updateTable('login_failure').set(columns).where('realm_id', '=', realmId).where('user_id', '=', userId),
        )
        return after
      }),
    clear: (realmId, userId) =>
      engine.write(function* () {
        yield* changes(db.deleteFrom('login_failure').where('realm_id', '=', realmId).where('user_id', '=', userId))
      }),
    clearAll: (realmId) =>
      engine.write(function* () {
        yield* changes(db.deleteFrom('login_failure').where('realm_id', '=', realmId))
      }),
  }
}

const NONE: LoginFailures = {
  failures: 0,
  secondaryFailures: 0,
  temporaryLockouts: 0,
  lastFailureMs: 0,
  lastIp: '',
  lockedUntil: 0,
}

function* find(db: QueryBuilder, realmId: string, userId: string): Act<LoginFailures | undefined> {
  const row = yield* firstRow(
    db.selectFrom('login_failure').selectAll().where('realm_id', '=', realmId).where('user_id', '=', userId),
  )
  if (row === undefined || row.last_failure_ms === 0) return undefined
  return {
    failures: row.failures,
    secondaryFailures: row.secondary_failures,
    temporaryLockouts: row.temporary_lockouts,
    lastFailureMs: row.last_failure_ms,
    lastIp: row.last_ip,
    lockedUntil: row.locked_until,
  }
}

function rowOf(realmId: string, userId: string, failures: LoginFailures): LoginFailureRow {
  return {
    realm_id: realmId,
    user_id: userId,
    failures: failures.failures,
    secondary_failures: failures.secondaryFailures,
    temporary_lockouts: failures.temporaryLockouts,
    last_failure_ms: failures.lastFailureMs,
    last_ip: failures.lastIp,
    locked_until: failures.lockedUntil,
  }
}
