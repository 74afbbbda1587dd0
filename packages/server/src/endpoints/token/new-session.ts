import type { Client } from '../../model/client.ts'
import type { ClientSession, SessionOfClient, UserSession } from '../../model/session.ts'
import type { User } from '../../model/user.ts'
import type { RealmContext } from '../realm-endpoint.ts'

interface SessionFacts {
  readonly authMethod: string
  readonly scope: string | undefined
  readonly notes: Readonly<Record<string, string>>
}

/** The session of a grant that needs no browser; saved with the first tokens, and nobody learns of it before. */
export function newSession(
  { services, request, now }: RealmContext,
  client: Client,
  user: User,
  facts: SessionFacts,
): SessionOfClient {
  const session: UserSession = {
    id: services.random.bytes(18).toString('base64url'),
    userId: user.id,
    username: user.username,
    ipAddress: request.remoteAddress,
    authMethod: facts.authMethod,
    rememberMe: false,
    offline: false,
    started: now,
    lastRefresh: now,
    notes: facts.notes,
  }
  const part: ClientSession = {
    userSessionId: session.id,
    clientUuid: client.id,
    offline: false,
    started: now,
    lastRefresh: now,
    redirectUri: undefined,
    scope: facts.scope ?? '',
    authTime: undefined,
    notes: {},
  }
  return { user: session, client: part }
}
