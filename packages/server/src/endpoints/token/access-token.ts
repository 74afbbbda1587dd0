/**
 * Access tokens as this server takes them back (RFC 6750): signed by the realm, alive, of a session that still is. The
 * endpoints that are asked with one (userinfo, introspection, the Admin API) all come through here.
 */
import type { Client } from '../../model/client.ts'
import type { SessionOfClient } from '../../model/session.ts'
import type { User } from '../../model/user.ts'
import { isClientSessionExpired, isSessionExpired } from '../../protocol/lifespans.ts'
import type { Reason } from '../../protocol/rules.ts'
import type { RealmContext } from '../realm-endpoint.ts'
import { TOKEN_ALGORITHMS } from './token-algorithms.ts'

export interface AccessToken {
  readonly claims: Readonly<Record<string, unknown>>
  readonly client: Client
  readonly user: User
  /** `undefined` for tokens of no session (client_credentials). */
  readonly session: SessionOfClient | undefined
}

/** Why a token is not taken; `words` are Keycloak's. */
export interface TokenRefusal {
  readonly words: 'Token verification failed' | 'user_session_not_found' | 'User disabled'
  readonly reason: Reason
}

/** @returns the token with what it stands for, or why it is refused. */
export async function acceptAccessToken(context: RealmContext, token: string): Promise<AccessToken | TokenRefusal> {
  const { keys, issuer, now, realm, services } = context
  const claims = (await keys.verify(token, TOKEN_ALGORITHMS))?.claims
  if (claims === undefined) return failed('a token this realm did not sign')
  const { typ, iss, exp, iat, azp, sid, sub } = claims
  if (typ !== 'Bearer' || iss !== issuer) return failed(`a token of type ${String(typ)} by ${String(iss)}`)
  if (typeof exp !== 'number' || exp <= now) return failed(`exp ${String(exp)}, now ${now}`)
  if (typeof azp !== 'string' || typeof iat !== 'number') return failed('no azp or iat')
  const client = await services.stores.clients.findByClientId(realm.id, azp)
  if (client === undefined || !client.enabled) return failed(`client ${azp} is gone or disabled`)
  if (iat < realm.notBefore || iat < client.notBefore) return failed('issued before the not-before time')
  const owner =
    typeof sid === 'string' ? await ownerBySession(context, client, claims, sid) : await ownerBySub(context, sub)
  if ('words' in owner) return owner
  if (!owner.user.enabled) {
    return { words: 'User disabled', reason: { kind: 'user_disabled', came: owner.user.username } }
  }
  if (iat < owner.user.notBefore) return failed("issued before the user's not-before time")
  return { claims, client, ...owner }
}

type Owner = Pick<AccessToken, 'user' | 'session'>

async function ownerBySession(
  { realm, services, now }: RealmContext,
  client: Client,
  { jti }: Readonly<Record<string, unknown>>,
  sid: string,
): Promise<Owner | TokenRefusal> {
  // the token's id tells whose kind of session it was issued from, see tokens.ts
  const offline = typeof jti === 'string' && jti.startsWith('of')
  const { user: session, client: part } = await services.stores.userSessions.findWithClient(
    realm.id,
    sid,
    client.id,
    offline,
  )
  if (
    session === undefined ||
    part === undefined ||
    isSessionExpired(session, realm, now) ||
    isClientSessionExpired(part, session, client, realm, now)
  ) {
    return noSession
  }
  const user = await services.stores.users.find(realm.id, session.userId)
  return user === undefined ? noSession : { user, session: { user: session, client: part } }
}

async function ownerBySub({ realm, services }: RealmContext, sub: unknown): Promise<Owner | TokenRefusal> {
  const user = typeof sub === 'string' ? await services.stores.users.find(realm.id, sub) : undefined
  return user === undefined ? failed('a user who is gone') : { user, session: undefined }
}

const noSession: TokenRefusal = { words: 'user_session_not_found', reason: { kind: 'session_not_active' } }

function failed(came: string): TokenRefusal {
  return { words: 'Token verification failed', reason: { kind: 'access_token_invalid', came } }
}

/** @returns the bearer token of the header; the scheme's case does not matter (RFC 9110 §11.1). */
export function bearerToken(header: string | undefined): string | undefined {
  return /^bearer +(\S+)$/i.exec(header?.trim() ?? '')?.[1]
}
