import type { EventSettings, Lifespans, Realm } from '../../model/realm.ts'
import type { EpochSeconds, Seconds } from '../../model/time.ts'
import { type Act, changes, type Engine, type QueryBuilder, rows } from '../act.ts'
import type { LastUse } from '../last-use.ts'
import type { RealmStore, Stores } from '../ports.ts'
import { sweepEvents } from './events.ts'
import { flag } from './session-rows.ts'

/**
 * How long a dead row stays: another node's clock may be behind ours, its last uses are written behind, and a code that
 * is replayed right after its expiry shall still be known.
 */
const GRACE: Seconds = 60

/** Sweeps realm by realm, one short act each. */
export function sweeper(engine: Engine, realms: RealmStore, lastUse: LastUse): Stores['sweep'] {
  const { db } = engine
  return async (now, batch) => {
    await lastUse.flush()
    let deleted = 0
    for (const { id, name } of await realms.list()) {
      const realm = await realms.findByName(name)
      if (realm?.id !== id) continue
      deleted += await engine.write(() => sweepRealm(db, realm, now - GRACE, batch))
    }
    return { deleted }
  }
}

function* sweepRealm(
  db: QueryBuilder,
  { id: realmId, lifespans, events }: Realm,
  deadSince: EpochSeconds,
  batch: number,
): Act<number> {
  let deleted = yield* sweepCodes(db, realmId, deadSince, batch)
  deleted += yield* sweepOldEvents(db, realmId, events, deadSince, batch)
  deleted += yield* sweepLogins(db, realmId, deadSince, batch)
  for (const kind of sessionKinds(lifespans)) {
    deleted += yield* sweepSessions(db, realmId, kind, deadSince - kind.unusedFor, batch)
  }
  return deleted + (yield* sweepFamilies(db, realmId, batch))
}

function* sweepOldEvents(
  db: QueryBuilder,
  realmId: string,
  { expiration, admin }: EventSettings,
  now: EpochSeconds,
  batch: number,
): Act<number> {
  let deleted = 0
  if (expiration !== undefined) {
    deleted += yield* sweepEvents(db, 'login_event', realmId, (now - expiration) * 1000, batch)
  }
  if (admin.expiration !== undefined) {
    deleted += yield* sweepEvents(db, 'admin_event', realmId, (now - admin.expiration) * 1000, batch)
  }
  return deleted
}

/** Families of refresh tokens whose client has left the session: nobody can use them, however the part ended. */
function* sweepFamilies(db: QueryBuilder, realmId: string, batch: number): Act<number> {
  const dead = yield* rows(
    db
      .selectFrom('refresh_token_family as family')
      .leftJoin('client_session as part', (on) =>
        on
          .onRef('part.realm_id', '=', 'family.realm_id')
          .onRef('part.user_session_id', '=', 'family.user_session_id')
          .onRef('part.offline', '=', 'family.offline')
          .onRef('part.client_uuid', '=', 'family.client_uuid'),
      )
      .select(['family.user_session_id', 'family.offline', 'family.client_uuid', 'family.family_id'])
      .where('family.realm_id', '=', realmId)
      .where('part.realm_id', 'is', null)
      .limit(batch),
  )
  let deleted = 0
  for (const { user_session_id, offline, client_uuid, family_id } of dead) {
    deleted += yield* changes(
      db
        .deleteFrom('refresh_token_family')
        .where('realm_id', '=', realmId)
        .where('user_session_id', '=', user_session_id)
        .where('offline', '=', offline)
        .where('client_uuid', '=', client_uuid)
        .where('family_id', '=', family_id),
    )
  }
  return deleted
}

function* sweepCodes(db: QueryBuilder, realmId: string, deadSince: EpochSeconds, batch: number): Act<number> {
  const dead = db
    .selectFrom('authorization_code')
    .select('id')
    .where('realm_id', '=', realmId)
    .where('expires_at', '<=', deadSince)
    .orderBy('expires_at')
    .limit(batch)
  return yield* changes(db.deleteFrom('authorization_code').where('realm_id', '=', realmId).where('id', 'in', dead))
}

function* sweepLogins(db: QueryBuilder, realmId: string, deadSince: EpochSeconds, batch: number): Act<number> {
  const dead = yield* rows(
    db
      .selectFrom('login_session')
      .select(['root_id', 'tab_id'])
      .where('realm_id', '=', realmId)
      .where('expires_at', '<=', deadSince)
      .orderBy('expires_at')
      .limit(batch),
  )
  let deleted = 0
  for (const { root_id, tab_id } of dead) {
    deleted += yield* changes(
      db
        .deleteFrom('login_session')
        .where('realm_id', '=', realmId)
        .where('root_id', '=', root_id)
        .where('tab_id', '=', tab_id)
        .where('expires_at', '<=', deadSince),
    )
  }
  return deleted
}

interface SessionKind {
  readonly offline: boolean
  readonly rememberMe: boolean
  /** Nobody may use a session after this long without use. */
  readonly unusedFor: Seconds
}

/**
 * A session whose maximum has passed can't be used any more, so it too comes to be unused for long: one index by last
 * use is enough. The protocol, which judges each request, knows both limits.
 */
function sessionKinds(lifespans: Lifespans): readonly SessionKind[] {
  const idle = Math.min(lifespans.ssoSessionIdle, lifespans.ssoSessionMax)
  const rememberMeIdle = Math.max(lifespans.ssoSessionIdle, lifespans.ssoSessionIdleRememberMe)
  const offlineIdle = Math.min(lifespans.offlineSessionIdle, lifespans.offlineSessionMax ?? Number.POSITIVE_INFINITY)
  return [
    { offline: false, rememberMe: false, unusedFor: idle },
    { offline: false, rememberMe: true, unusedFor: rememberMeIdle },
    { offline: true, rememberMe: false, unusedFor: offlineIdle },
    { offline: true, rememberMe: true, unusedFor: offlineIdle },
  ]
}

function* sweepSessions(
  db: QueryBuilder,
  realmId: string,
  { offline, rememberMe }: SessionKind,
  unusedSince: EpochSeconds,
  batch: number,
): Act<number> {
  const dead = yield* rows(
    db
      .selectFrom('user_session')
      .select('id')
      .where('realm_id', '=', realmId)
      .where('offline', '=', flag(offline))
      .where('remember_me', '=', flag(rememberMe))
      .where('last_refresh', '<=', unusedSince)
      .orderBy('last_refresh')
      .limit(batch),
  )
  let deleted = 0
  for (const { id } of dead) {
    // Asked again while deleting: on another node the session may just have been used.
    const gone = yield* changes(
      db
        .deleteFrom('user_session')
        .where('realm_id', '=', realmId)
        .where('id', '=', id)
        .where('offline', '=', flag(offline))
        .where('last_refresh', '<=', unusedSince),
    )
    if (gone === 0) continue
    deleted += gone
    deleted += yield* changes(
      db
        .deleteFrom('client_session')
        .where('realm_id', '=', realmId)
        .where('user_session_id', '=', id)
        .where('offline', '=', flag(offline)),
    )
  }
  return deleted
}
