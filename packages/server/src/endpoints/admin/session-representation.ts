import type { UserSession } from '../../model/session.ts'

/** @param clients - UUID and public name of those who take part. */
export function sessionRepresentation(
  session: UserSession,
  clients: readonly (readonly [uuid: string, clientId: string])[],
): object {
  return {
    id: session.id,
    username: session.username,
    userId: session.userId,
    ipAddress: session.ipAddress,
    start: session.started * 1_000,
    lastAccess: session.lastRefresh * 1_000,
    rememberMe: session.rememberMe,
    clients: Object.fromEntries(clients),
    transientUser: false,
  }
}
