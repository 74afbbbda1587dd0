import type { Client } from '../../model/client.ts'
import type { SessionOfClient } from '../../model/session.ts'
import type { User } from '../../model/user.ts'
import { isClientSessionExpired, isSessionExpired } from '../../protocol/lifespans.ts'
import { invalidGrant, type OAuthError } from '../../protocol/oauth-error.ts'
import type { RealmContext } from '../realm-endpoint.ts'

/**
 * Loads the session that a grant continues, and its user. Every grant that continues a session comes through here, so
 * that none forgets a disabled user (attack case 32) or an expired session.
 *
 * @throws {OAuthError} the caller's words for what is missing; `User disabled`.
 */
export async function livingSession(
  context: RealmContext,
  client: Client,
  sessionId: string,
  offline: boolean,
  refusals: { readonly sessionMissing: OAuthError; readonly clientMissing: OAuthError },
): Promise<{ readonly user: User; readonly session: SessionOfClient }> {
  const { realm, services, now } = context
  const found = await services.stores.userSessions.findWithClient(realm.id, sessionId, client.id, offline)
  if (found.user === undefined || isSessionExpired(found.user, realm, now)) throw refusals.sessionMissing
  const user = await services.stores.users.find(realm.id, found.user.userId)
  if (user === undefined) throw refusals.sessionMissing
  if (!user.enabled) throw invalidGrant('User disabled', { kind: 'user_disabled', came: user.username })
  if (found.client === undefined || isClientSessionExpired(found.client, found.user, client, realm, now)) {
    throw refusals.clientMissing
  }
  return { user, session: { user: found.user, client: found.client } }
}
