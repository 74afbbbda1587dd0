import type { ClientSession, UserSession } from '../../model/session.ts'
import type { EpochSeconds } from '../../model/time.ts'
import { type Act, changes, type Engine, firstRow, type Parameter, prepared, type QueryBuilder, rows } from '../act.ts'
import type { LastUse, SessionKey } from '../last-use.ts'
import type { Page } from '../page.ts'
import type { UserSessionStore } from '../session-ports.ts'
import type { ClientSessionRow } from '../tables.ts'
import { inserter } from './insert-rows.ts'
import { countSessions, deleteOnlineSessions } from './realm-sessions.ts'
import { refreshTokenRotator } from './refresh-token-family.ts'
import {
  CLIENT_COLUMNS_ASIDE,
  clientSessionAside,
  clientSessionOf,
  clientSessionRow,
  deleteSessionsOfUser,
  flag,
  type JoinedSessionRow,
  userSessionOf,
  userSessionRow,
} from './session-rows.ts'

/** Names a user session's row. */
interface SessionValues {
  readonly realmId: string
  readonly id: string
  readonly offline: number
}

export function userSessionStore(engine: Engine, lastUse: LastUse): UserSessionStore {
  const { db } = engine
  const insertUserSession = inserter(db, 'user_session')
  const insertClientSession = inserter(db, 'client_session')
  const join = clientJoiner(db)
  const rotate = refreshTokenRotator(db)
  const byId = prepared((the: Parameter<SessionValues>) =>
    db
      .selectFrom('user_session')
      .selectAll()
      .where('realm_id', '=', the('realmId'))
      .where('id', '=', the('id'))
      .where('offline', '=', the('offline')),
  )
  const withClient = prepared((the: Parameter<SessionValues & { clientUuid: string }>) =>
    db
      .selectFrom('user_session')
      .leftJoin('client_session', (on) =>
        on
          .onRef('client_session.realm_id', '=', 'user_session.realm_id')
          .onRef('client_session.user_session_id', '=', 'user_session.id')
          .onRef('client_session.offline', '=', 'user_session.offline')
          .on('client_session.client_uuid', '=', the('clientUuid')),
      )
      .selectAll('user_session')
      .select(CLIENT_COLUMNS_ASIDE)
      .where('user_session.realm_id', '=', the('realmId'))
      .where('user_session.id', '=', the('id'))
      .where('user_session.offline', '=', the('offline')),
  )

  /** As stored, or as it will be once the last use is written. */
  function upToDate(key: SessionKey, session: UserSession): UserSession {
    const at = lastUse.ofSession(key)
    return at === undefined || at <= session.lastRefresh ? session : { ...session, lastRefresh: at }
  }

  function clientUpToDate(key: SessionKey, session: ClientSession): ClientSession {
    const at = lastUse.ofClient(key, session.clientUuid)
    return at === undefined || at <= session.lastRefresh ? session : { ...session, lastRefresh: at }
  }

  function both(realmId: string, row: JoinedSessionRow) {
    const key = { realmId, sessionId: row.id, offline: row.offline === 1 }
    const client = clientSessionAside(row)
    return { user: upToDate(key, userSessionOf(row)), client: client && clientUpToDate(key, client) }
  }

  return {
    create: (realmId, session, client) =>
      engine.write(function* () {
        yield* insertUserSession([userSessionRow(realmId, session)])
        if (client !== undefined) yield* insertClientSession([clientSessionRow(realmId, client)])
      }),
    find: (realmId, id, offline) =>
      engine.read(function* () {
        const [row] = yield* byId({ realmId, id, offline: flag(offline) })
        return row && upToDate({ realmId, sessionId: id, offline }, userSessionOf(row))
      }),
    findWithClient: (realmId, id, clientUuid, offline) =>
      engine.read(function* () {
        const [row] = yield* withClient({ realmId, id, clientUuid, offline: flag(offline) })
        return row ? both(realmId, row) : { user: undefined, client: undefined }
      }),
    listClients: (realmId, id, offline) =>
      engine.read(function* () {
        const key = { realmId, sessionId: id, offline }
        const found = yield* rows(clientsOf(db, realmId, id, offline))
        return found.map((row) => clientUpToDate(key, clientSessionOf(row)))
      }),
    listByUser: (realmId, userId, offline) =>
      engine.read(function* () {
        const found = yield* rows(sessionsOfUser(db, realmId, userId, offline))
        return found.flatMap((row) => {
          const { user, client } = both(realmId, row)
          return client ? [{ user, client }] : []
        })
      }),
    listWithClients: (realmId, userId, offline) =>
      engine.snapshot(function* () {
        const sessions = yield* rows(
          db
            .selectFrom('user_session')
            .selectAll()
            .where('realm_id', '=', realmId)
            .where('user_id', '=', userId)
            .where('offline', '=', flag(offline))
            .orderBy('started', 'desc')
            .orderBy('id'),
        )
        const parts = yield* rows(sessionsOfUser(db, realmId, userId, offline))
        return sessions.map((row) => ({
          session: upToDate({ realmId, sessionId: row.id, offline }, userSessionOf(row)),
          clients: parts.flatMap((part) => (part.id === row.id ? (both(realmId, part).client ?? []) : [])),
        }))
      }),
    listByClient: (realmId, clientUuid, offline, page) =>
      engine.read(function* () {
        const found = yield* rows(sessionsOfClient(db, realmId, clientUuid, offline, page))
        return found.map((row) => upToDate({ realmId, sessionId: row.id, offline }, userSessionOf(row)))
      }),
    joinClient: (realmId, client, now, notes) => engine.write(() => join(realmId, client, now, notes)),
    touch(realmId, id, clientUuid, offline, now) {
      lastUse.touch({ realmId, sessionId: id, offline }, clientUuid, now)
    },
    rotateRefreshToken: (realmId, rotation) => engine.write(() => rotate(realmId, rotation)),
    endClient: (realmId, id, clientUuid, offline) =>
      engine.write(function* () {
        yield* changes(
          db
            .deleteFrom('client_session')
            .where('realm_id', '=', realmId)
            .where('user_session_id', '=', id)
            .where('offline', '=', flag(offline))
            .where('client_uuid', '=', clientUuid),
        )
      }),
    end: (realmId, id, offline) => engine.write(() => endSession(db, realmId, id, offline)),
    endAll: (realmId) => engine.write(() => deleteOnlineSessions(db, realmId)),
    countByClient: (realmId) => engine.read(() => countSessions(db, realmId)),
    endByUser: (realmId, userId, offline) =>
      engine.write(() => deleteSessionsOfUser(db, realmId, userId, [offline ? 1 : 0])),
  }
}

function clientsOf(db: QueryBuilder, realmId: string, id: string, offline: boolean) {
  return db
    .selectFrom('client_session')
    .selectAll()
    .where('realm_id', '=', realmId)
    .where('user_session_id', '=', id)
    .where('offline', '=', flag(offline))
    .orderBy('client_uuid')
}

function sessionsOfUser(db: QueryBuilder, realmId: string, userId: string, offline: boolean) {
  return db
    .selectFrom('user_session')
    .innerJoin('client_session', (on) =>
      on
        .onRef('client_session.realm_id', '=', 'user_session.realm_id')
        .onRef('client_session.user_session_id', '=', 'user_session.id')
        .onRef('client_session.offline', '=', 'user_session.offline'),
    )
    .selectAll('user_session')
    .select(CLIENT_COLUMNS_ASIDE)
    .where('user_session.realm_id', '=', realmId)
    .where('user_session.user_id', '=', userId)
    .where('user_session.offline', '=', flag(offline))
    .orderBy('user_session.started')
    .orderBy('user_session.id')
}

function sessionsOfClient(
  db: QueryBuilder,
  realmId: string,
  clientUuid: string,
  offline: boolean,
  { first = 0, max = Number.MAX_SAFE_INTEGER }: Page,
) {
  return db
    .selectFrom('client_session')
    .innerJoin('user_session', (on) =>
      on
        .onRef('user_session.realm_id', '=', 'client_session.realm_id')
        .onRef('user_session.id', '=', 'client_session.user_session_id')
        .onRef('user_session.offline', '=', 'client_session.offline'),
    )
    .selectAll('user_session')
    .where('client_session.realm_id', '=', realmId)
    .where('client_session.client_uuid', '=', clientUuid)
    .where('client_session.offline', '=', flag(offline))
    .orderBy('user_session.started')
    .orderBy('user_session.id')
    .limit(max)
    .offset(first)
}

/** The session's row goes first: who joins it at the same moment waits for that row, and then finds it gone. */
function* endSession(db: QueryBuilder, realmId: string, id: string, offline: boolean): Act<readonly ClientSession[]> {
  yield* changes(
    db
      .deleteFrom('user_session')
      .where('realm_id', '=', realmId)
      .where('id', '=', id)
      .where('offline', '=', flag(offline)),
  )
  const parts = yield* rows(
    db
      .deleteFrom('client_session')
      .where('realm_id', '=', realmId)
      .where('user_session_id', '=', id)
      .where('offline', '=', flag(offline))
      .returningAll(),
  )
  return parts.map(clientSessionOf)
}

function clientJoiner(db: QueryBuilder) {
  const markUsed = prepared((the: Parameter<SessionValues & { now: number }>) =>
    db
      .updateTable('user_session')
      .set({ last_refresh: the('now') })
      .where('realm_id', '=', the('realmId'))
      .where('id', '=', the('id'))
      .where('offline', '=', the('offline'))
      .returning('id'),
  )
  const replaceClient = prepared((the: Parameter<ClientSessionRow>) => upsertClientSession(db, the))
  return function* (
    realmId: string,
    client: ClientSession,
    now: EpochSeconds,
    notes: Readonly<Record<string, string>> | undefined,
  ): Act<boolean> {
    const key = { realmId, id: client.userSessionId, offline: flag(client.offline) }
    const [used] = yield* markUsed({ ...key, now })
    if (!used) return false
    if (notes) yield* replaceNotes(db, key, notes)
    yield* replaceClient(clientSessionRow(realmId, client))
    return true
  }
}

function* replaceNotes(db: QueryBuilder, key: SessionValues, notes: Readonly<Record<string, string>>): Act<void> {
  yield* firstRow(
    db
      .updateTable('user_session')
      .set({ notes: JSON.stringify(notes) })
      .where('realm_id', '=', key.realmId)
      .where('id', '=', key.id)
      .where('offline', '=', key.offline),
  )
}

/** What a client does in a session goes on when it signs in again: its start stays, and tokens of before stay good. */
function upsertClientSession(db: QueryBuilder, the: Parameter<ClientSessionRow>) {
  const data = {
    last_refresh: the('last_refresh'),
    redirect_uri: the('redirect_uri'),
    scope: the('scope'),
    auth_time: the('auth_time'),
    notes: the('notes'),
  }
  return db
    .insertInto('client_session')
    .values({
      realm_id: the('realm_id'),
      user_session_id: the('user_session_id'),
      offline: the('offline'),
      client_uuid: the('client_uuid'),
      started: the('started'),
      ...data,
    })
    .onConflict((conflict) =>
      conflict.columns(['realm_id', 'user_session_id', 'offline', 'client_uuid']).doUpdateSet(data),
    )
}
