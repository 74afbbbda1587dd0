import type { Clock } from '../model/time.ts'
import { type Engine, firstRow } from './act.ts'
import { lastUseOf } from './last-use.ts'
import type { Stores } from './ports.ts'
import { adminEventStore } from './queries/admin-events.ts'
import { authorizationCodeStore } from './queries/authorization-codes.ts'
import { clientScopeStore } from './queries/client-scopes.ts'
import { clientStore } from './queries/clients.ts'
import { groupStore } from './queries/group-store.ts'
import { initialAccessStore } from './queries/initial-access.ts'
import { loginEventStore } from './queries/login-events.ts'
import { loginFailureStore } from './queries/login-failures.ts'
import { loginSessionStore } from './queries/login-sessions.ts'
import { realmStore } from './queries/realms.ts'
import { roleStore } from './queries/role-store.ts'
import { sweeper } from './queries/sweep.ts'
import { userSessionStore } from './queries/user-sessions.ts'
import { userStore } from './queries/users.ts'
import { webhookOutbox } from './queries/webhook-outbox.ts'
import { revisionsOf } from './revisions.ts'

/** All stores on one SQL engine whose schema is up to date. */
export function sqlStores(engine: Engine, clock: Clock, onWarning: (message: string) => void): Stores {
  const revisions = revisionsOf(engine, clock)
  const lastUse = lastUseOf(engine, onWarning)
  const realms = realmStore(engine, clock, revisions)
  return {
    realms,
    clients: clientStore(engine, revisions),
    clientScopes: clientScopeStore(engine, revisions),
    initialAccess: initialAccessStore(engine),
    roles: roleStore(engine, revisions),
    users: userStore(engine),
    loginFailures: loginFailureStore(engine),
    groups: groupStore(engine, revisions),
    userSessions: userSessionStore(engine, lastUse),
    authorizationCodes: authorizationCodeStore(engine),
    loginSessions: loginSessionStore(engine),
    loginEvents: loginEventStore(engine),
    adminEvents: adminEventStore(engine),
    webhookOutbox: webhookOutbox(engine),
    sweep: sweeper(engine, realms, lastUse),
    async ping() {
      await engine.read(() => firstRow(engine.db.selectFrom('schema_version').select('version')))
    },
    async describe() {
      const row = await engine.read(() => firstRow(engine.db.selectFrom('schema_version').select('version')))
      return { ...(await engine.size()), schemaVersion: row?.version ?? 0 }
    },
    async close() {
      try {
        await lastUse.flush()
      } finally {
        await engine.close()
      }
    },
  }
}
