import type { Client } from '../../model/client.ts'
import type { ClientSession, SessionOfClient, UserSession } from '../../model/session.ts'
import type { User } from '../../model/user.ts'
import type { RealmContext } from '../realm-endpoint.ts'

interface SessionFacts {
  readonly authMethod: string
  readonly scope: string | undefined
  readonly notes: Readonly<Record<string, string>>
}

/** Makes the session of a grant that needs no browser. */
export async function newSession(
  context: RealmContext,
  client: Client,
  user: User,
  facts: SessionFacts,
): Promise<SessionOfClient> {
  const { realm, services } = context
  const made = unsavedSession(context, client, user, facts)
  await services.stores.userSessions.create(realm.id, made.user, made.client)
  return made
}

/** The same, of which nobody else ever learns. */
export function unsavedSession(
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
