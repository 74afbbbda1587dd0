import type { UserSession } from '../../model/session.ts'
import type { EpochSeconds } from '../../model/time.ts'
import type { User } from '../../model/user.ts'
import { isSessionExpired } from '../../protocol/lifespans.ts'
import type { RealmContext } from '../realm-endpoint.ts'
import { identityOf } from './cookies.ts'

/** The session this browser is signed in with: alive, and of an enabled user. */
export interface SsoSession {
  readonly session: UserSession
  readonly user: User
  readonly authTime: EpochSeconds
}

/** Note of the user session that holds the time of the last real authentication. */
export const AUTH_TIME_NOTE = 'AUTH_TIME'

/** @returns `undefined` unless the browser's cookie names a session that still is one (attack case 32: of an enabled user). */
export async function ssoSessionOf(context: RealmContext): Promise<SsoSession | undefined> {
  const identity = await identityOf(context)
  if (identity === undefined) return undefined
  const { realm, services, now } = context
  const session = await services.stores.userSessions.find(realm.id, identity.sid, false)
  if (session === undefined || session.userId !== identity.sub || isSessionExpired(session, realm, now))
    return undefined
  const user = await services.stores.users.find(realm.id, session.userId)
  if (user === undefined || !user.enabled) return undefined
  if (realm.notBefore > session.started || user.notBefore > session.started) return undefined
  return { session, user, authTime: Number(session.notes[AUTH_TIME_NOTE] ?? session.started) }
}
