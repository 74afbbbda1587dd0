import type { ClientSession, UserSession } from '../../model/session.ts'
import { type Act, changes, type QueryBuilder } from '../act.ts'
import type { ClientSessionRow, UserSessionRow } from '../tables.ts'

export function userSessionRow(realmId: string, session: UserSession): UserSessionRow {
  return {
    realm_id: realmId,
    id: session.id,
    offline: flag(session.offline),
    user_id: session.userId,
    username: session.username,
    ip_address: session.ipAddress,
    auth_method: session.authMethod,
    remember_me: flag(session.rememberMe),
    started: session.started,
    last_refresh: session.lastRefresh,
    notes: JSON.stringify(session.notes),
  }
}

export function userSessionOf(row: Omit<UserSessionRow, 'realm_id'>): UserSession {
  return {
    id: row.id,
    userId: row.user_id,
    username: row.username,
    ipAddress: row.ip_address,
    authMethod: row.auth_method,
    rememberMe: row.remember_me === 1,
    offline: row.offline === 1,
    started: row.started,
    lastRefresh: row.last_refresh,
    notes: JSON.parse(row.notes),
  }
}

export function clientSessionRow(realmId: string, session: ClientSession): ClientSessionRow {
  return {
    realm_id: realmId,
    user_session_id: session.userSessionId,
    offline: flag(session.offline),
    client_uuid: session.clientUuid,
    started: session.started,
    last_refresh: session.lastRefresh,
    redirect_uri: session.redirectUri ?? null,
    scope: session.scope,
    auth_time: session.authTime ?? null,
    notes: JSON.stringify(session.notes),
  }
}

export function clientSessionOf(row: Omit<ClientSessionRow, 'realm_id'>): ClientSession {
  return {
    userSessionId: row.user_session_id,
    clientUuid: row.client_uuid,
    offline: row.offline === 1,
    started: row.started,
    lastRefresh: row.last_refresh,
    redirectUri: row.redirect_uri ?? undefined,
    scope: row.scope,
    authTime: row.auth_time ?? undefined,
    notes: JSON.parse(row.notes),
  }
}

/** A flag as its column has it. */
export function flag(value: boolean): number {
  return value ? 1 : 0
}

/** The columns of a client session beside those of its user session: every name of the first gets a prefix. */
export const CLIENT_COLUMNS_ASIDE = [
  'client_session.client_uuid',
  'client_session.started as client_started',
  'client_session.last_refresh as client_last_refresh',
  'client_session.redirect_uri',
  'client_session.scope',
  'client_session.auth_time',
  'client_session.notes as client_notes',
] as const

/** A row of both; the client's part is NULL throughout when there is none. */
export interface JoinedSessionRow extends UserSessionRow {
  readonly client_uuid: string | null
  readonly client_started: number | null
  readonly client_last_refresh: number | null
  readonly redirect_uri: string | null
  readonly scope: string | null
  readonly auth_time: number | null
  readonly client_notes: string | null
}

export function clientSessionAside(row: JoinedSessionRow): ClientSession | undefined {
  if (row.client_uuid === null) return undefined
  return clientSessionOf({
    user_session_id: row.id,
    offline: row.offline,
    client_uuid: row.client_uuid,
    started: row.client_started ?? 0,
    last_refresh: row.client_last_refresh ?? 0,
    redirect_uri: row.redirect_uri,
    scope: row.scope ?? '',
    auth_time: row.auth_time,
    notes: row.client_notes ?? '{}',
  })
}

/** A user's sessions with every client's part; of both kinds unless told. */
export function* deleteSessionsOfUser(
  db: QueryBuilder,
  realmId: string,
  userId: string,
  kinds: readonly (0 | 1)[] = [0, 1],
): Act<void> {
  const sessionIds = db
    .selectFrom('user_session')
    .select('id')
    .where('realm_id', '=', realmId)
    .where('user_id', '=', userId)
    .where('offline', 'in', kinds)
  yield* changes(
    db
      .deleteFrom('client_session')
      .where('realm_id', '=', realmId)
      .where('user_session_id', 'in', sessionIds)
      .where('offline', 'in', kinds),
  )
  yield* changes(
    db
      .deleteFrom('user_session')
      .where('realm_id', '=', realmId)
      .where('user_id', '=', userId)
      .where('offline', 'in', kinds),
  )
}
