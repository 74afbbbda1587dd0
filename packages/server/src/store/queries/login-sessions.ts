import type { LoginSession } from '../../model/session.ts'
import { type Engine, type Parameter, prepared, type QueryBuilder } from '../act.ts'
import type { LoginSessionStore } from '../session-ports.ts'
import type { LoginSessionRow } from '../tables.ts'

/** What of a login session has no column: nothing looks it up. */
type LoginDocument = Omit<LoginSession, 'rootId' | 'tabId' | 'clientUuid' | 'sessionCode' | 'createdAt' | 'expiresAt'>

/** SQLite wants a LIMIT beside an OFFSET; no browser has this many tabs. */
const ALL_OTHER_TABS = 1_000_000

export function loginSessionStore(engine: Engine): LoginSessionStore {
  const { db } = engine
  const upsert = prepared((the: Parameter<LoginSessionRow>) => upsertLoginSession(db, the))
  const dropOldest = prepared((the: Parameter<{ realmId: string; rootId: string; tabId: string; others: number }>) =>
    db
      .deleteFrom('login_session')
      .where('realm_id', '=', the('realmId'))
      .where('root_id', '=', the('rootId'))
      .where('tab_id', 'in', (tabs) =>
        tabs
          .selectFrom('login_session')
          .select('tab_id')
          .where('realm_id', '=', the('realmId'))
          .where('root_id', '=', the('rootId'))
          .where('tab_id', '<>', the('tabId'))
          .orderBy('created_at', 'desc')
          .orderBy('tab_id')
          .limit(ALL_OTHER_TABS)
          .offset(the('others')),
      ),
  )
  const byTab = prepared((the: Parameter<{ realmId: string; rootId: string; tabId: string }>) =>
    db
      .selectFrom('login_session')
      .selectAll()
      .where('realm_id', '=', the('realmId'))
      .where('root_id', '=', the('rootId'))
      .where('tab_id', '=', the('tabId')),
  )
  const anyOfRoot = prepared((the: Parameter<{ realmId: string; rootId: string; now: number }>) =>
    db
      .selectFrom('login_session')
      .select('tab_id')
      .where('realm_id', '=', the('realmId'))
      .where('root_id', '=', the('rootId'))
      .where('expires_at', '>', the('now'))
      .limit(1),
  )
  const advance = prepared((the: Parameter<LoginSessionRow & { awaited: string | null }>) =>
    db
      .updateTable('login_session')
      .set(loginData(the))
      .where('realm_id', '=', the('realm_id'))
      .where('root_id', '=', the('root_id'))
      .where('tab_id', '=', the('tab_id'))
      .where('session_code', 'is not distinct from', the('awaited'))
      .returning('tab_id'),
  )
  const finish = prepared((the: Parameter<{ realmId: string; rootId: string; tabId: string }>) =>
    db
      .deleteFrom('login_session')
      .where('realm_id', '=', the('realmId'))
      .where('root_id', '=', the('rootId'))
      .where('tab_id', '=', the('tabId'))
      .returning('tab_id'),
  )
  return {
    put: (realmId, session, maxTabs) =>
      engine.write(function* () {
        const { rootId, tabId } = session
        yield* upsert(loginRow(realmId, session))
        yield* dropOldest({ realmId, rootId, tabId, others: maxTabs - 1 })
      }),
    find: (realmId, rootId, tabId) =>
      engine.read(function* () {
        const [row] = yield* byTab({ realmId, rootId, tabId })
        return row && loginSessionOf(row)
      }),
    rootExists: (realmId, rootId, now) =>
      engine.read(function* () {
        return (yield* anyOfRoot({ realmId, rootId, now })).length > 0
      }),
    advance: (realmId, sessionCode, next) =>
      engine.write(function* () {
        const advanced = yield* advance({ ...loginRow(realmId, next), awaited: sessionCode ?? null })
        return advanced.length > 0
      }),
    finish: (realmId, rootId, tabId) =>
      engine.write(function* () {
        return (yield* finish({ realmId, rootId, tabId })).length > 0
      }),
  }
}

function upsertLoginSession(db: QueryBuilder, the: Parameter<LoginSessionRow>) {
  return db
    .insertInto('login_session')
    .values({ realm_id: the('realm_id'), root_id: the('root_id'), tab_id: the('tab_id'), ...loginData(the) })
    .onConflict((conflict) => conflict.columns(['realm_id', 'root_id', 'tab_id']).doUpdateSet(loginData(the)))
}

function loginData(the: Parameter<LoginSessionRow>) {
  return {
    client_uuid: the('client_uuid'),
    session_code: the('session_code'),
    created_at: the('created_at'),
    expires_at: the('expires_at'),
    document: the('document'),
  }
}

function loginRow(realmId: string, session: LoginSession): LoginSessionRow {
  const { rootId, tabId, clientUuid, sessionCode, createdAt, expiresAt, ...rest } = session
  const document: LoginDocument = rest
  return {
    realm_id: realmId,
    root_id: rootId,
    tab_id: tabId,
    client_uuid: clientUuid,
    session_code: sessionCode ?? null,
    created_at: createdAt,
    expires_at: expiresAt,
    document: JSON.stringify(document),
  }
}

function loginSessionOf(row: LoginSessionRow): LoginSession {
  const document: LoginDocument = JSON.parse(row.document)
  return {
    rootId: row.root_id,
    tabId: row.tab_id,
    clientUuid: row.client_uuid,
    protocol: document.protocol,
    redirectUri: document.redirectUri,
    request: document.request,
    sessionCode: row.session_code ?? undefined,
    execution: document.execution,
    userId: document.userId,
    done: document.done,
    authTime: document.authTime,
    userSessionId: document.userSessionId,
    notes: document.notes,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }
}
