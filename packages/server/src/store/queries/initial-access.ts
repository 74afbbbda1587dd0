import type { EpochSeconds } from '../../model/time.ts'
import { changes, type Engine, type QueryBuilder, rows } from '../act.ts'
import type { InitialAccess, InitialAccessStore } from '../initial-access-ports.ts'
import { bumpRevision } from '../revisions.ts'
import type { InitialAccessRow } from '../tables.ts'
import { inserter } from './insert-rows.ts'

export function initialAccessStore(engine: Engine): InitialAccessStore {
  const { db } = engine
  const insert = inserter(db, 'initial_access')
  return {
    list: (realmId, now) =>
      engine.read(function* () {
        const found = yield* rows(
          db
            .selectFrom('initial_access')
            .selectAll()
            .where('realm_id', '=', realmId)
            .where('expires_at', '>', now)
            .where('remaining', '>', 0)
            .orderBy('created')
            .orderBy('id'),
        )
        return found.map(accessOf)
      }),
    create: (realmId, access) =>
      engine.write(function* () {
        yield* bumpRevision(db, realmId) // fails when the realm is gone
        yield* forgetSpent(db, realmId, access.created)
        yield* insert([rowOf(realmId, access)])
      }),
    delete: (realmId, id) =>
      engine.write(function* () {
        yield* changes(db.deleteFrom('initial_access').where('realm_id', '=', realmId).where('id', '=', id))
      }),
  }
}

function* forgetSpent(db: QueryBuilder, realmId: string, now: EpochSeconds) {
  yield* changes(
    db
      .deleteFrom('initial_access')
      .where('realm_id', '=', realmId)
      .where((access) => access.or([access('expires_at', '<=', now), access('remaining', '<=', 0)])),
  )
}

/** Stands for no end: beyond any clock, and within what JavaScript counts exactly. */
const NEVER = Number.MAX_SAFE_INTEGER

function rowOf(realmId: string, { id, created, expiration, count, remaining }: InitialAccess): InitialAccessRow {
  const expires_at = expiration === 0 ? NEVER : created + expiration
  return { realm_id: realmId, id, created, expires_at, count, remaining }
}

function accessOf({ id, created, expires_at, count, remaining }: InitialAccessRow): InitialAccess {
  return { id, created, expiration: expires_at === NEVER ? 0 : expires_at - created, count, remaining }
}
