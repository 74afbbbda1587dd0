/**
 * Issues the tokens of a granted request: scopes that the user may have, claims by one pipeline, two signatures at the
 * same time off the event loop, the refresh token by HMAC. Every grant ends here.
 */
import type { Client } from '../../model/client.ts'
import type { SessionOfClient } from '../../model/session.ts'
import type { EpochSeconds } from '../../model/time.ts'
import { accessTokenExpiry, refreshTokenExpiry } from '../../protocol/lifespans.ts'
import {
  hasOfflineAccess,
  type RefreshedScopes,
  refreshScopes,
  requireOfflineAccess,
  scopesFor,
} from '../../protocol/scopes.ts'
import {
  accessTokenClaims,
  atHash,
  idTokenClaims,
  refreshTokenClaims,
  responseClaims,
  type TokenClaims,
} from '../../protocol/tokens.ts'
import type { EventDetails } from '../../trace/recorder.ts'
import type { RealmContext } from '../realm-endpoint.ts'
import { claimsInput } from './claims-for.ts'
import type { Grant, Granted } from './grant.ts'
import { keysToSign } from './signing-keys.ts'
import { signatureAlgorithms } from './token-algorithms.ts'

/** The body of a token answer (RFC 6749 §5.1), with what Keycloak adds, in Keycloak's order, and what an event says. */
export async function issueTokens(
  context: RealmContext,
  client: Client,
  grant: Grant,
  granted: Granted,
): Promise<{ readonly answer: Readonly<Record<string, unknown>>; readonly details: EventDetails }> {
  const { realm, now, services } = context
  const asked = scopesOf(context, client, granted)
  const { session, save } = await sessionToUse(
    context,
    client,
    granted,
    hasOfflineAccess(asked) && granted.refreshToken,
  )
  const { input, scopes } = await claimsInput(context, { ...granted, client, session }, asked)
  requireOfflineAccess(asked, scopes)
  const { idToken, accessToken: algorithm } = signatureAlgorithms(client, realm)
  const keys = await keysToSign(context, asked.idToken ? [algorithm, idToken] : [algorithm])
  await save?.()
  const expiresAt = accessTokenExpiry(client, realm, session, now)
  const issue = { now, expiresAt }
  const access = accessTokenClaims(input, {
    ...issue,
    id: services.random.uuid(),
    grant: grant.shortcut,
    scope: scopes.tokenScope,
  })
  const accessToken = keys.sign(algorithm, access, accessTokenType(client))
  const idClaims = async () =>
    idTokenClaims(input, { ...issue, id: services.random.uuid(), atHash: atHash(await accessToken, idToken) })
  const [signed, id, refresh] = await Promise.all([
    accessToken,
    asked.idToken ? idClaims().then((claims) => keys.sign(idToken, claims)) : undefined,
    granted.refreshToken && session !== undefined
      ? refreshToken(context, client, granted, session, access, granted.refreshScope ?? scopes.grantedScope)
      : undefined,
  ])
  const answer = {
    access_token: signed,
    expires_in: expiresAt - now,
    refresh_expires_in: refresh?.expiresAt === undefined ? 0 : refresh.expiresAt - now,
    ...(refresh !== undefined && { refresh_token: refresh.token }),
    token_type: 'Bearer',
    ...(id !== undefined && { id_token: id }),
    'not-before-policy': Math.max(realm.notBefore, client.notBefore, granted.user.notBefore),
    ...(session !== undefined && { session_state: session.user.id }),
    scope: scopes.tokenScope,
    ...responseClaims(input),
  }
  const details = { token_id: String(access['jti']), scope: scopes.tokenScope, ...refresh?.details }
  return { answer, details }
}

function scopesOf({ realm }: RealmContext, client: Client, { scope, refreshScope }: Granted): RefreshedScopes {
  if (refreshScope !== undefined) return refreshScopes(client, realm, refreshScope, scope)
  const asked = scopesFor(client, realm, scope || undefined)
  return { ...asked, idToken: asked.openid }
}

interface SessionToUse {
  readonly session: SessionOfClient | undefined
  /** For when the tokens are sure to be given. */
  readonly save?: () => Promise<unknown>
}

/**
 * The first offline token of a session makes its offline twin, which outlives the browser's session (OpenID Connect Core
 * §11); of a session that begins with it there is only the twin. A refresh of an offline token brings its own.
 */
async function sessionToUse(
  { realm, services, now }: RealmContext,
  client: Client,
  { session, begins }: Granted,
  offline: boolean,
): Promise<SessionToUse> {
  const { userSessions } = services.stores
  if (session === undefined || session.user.offline) return { session }
  if (!offline) {
    return { session, ...(begins && { save: () => userSessions.create(realm.id, session.user, session.client) }) }
  }
  const twin: SessionOfClient = {
    user: { ...session.user, offline: true, started: now, lastRefresh: now },
    client: {
      ...session.client,
      offline: true,
      started: now,
      lastRefresh: now,
    },
  }
  const known = await userSessions.findWithClient(realm.id, twin.user.id, client.id, true)
  if (known.user === undefined) {
    return { session: twin, save: () => userSessions.create(realm.id, twin.user, twin.client) }
  }
  return {
    session: { user: known.user, client: twin.client },
    save: () => userSessions.joinClient(realm.id, twin.client, now),
  }
}

async function refreshToken(
  { realm, keys, services, now }: RealmContext,
  client: Client,
  granted: Granted,
  session: SessionOfClient,
  access: TokenClaims,
  scope: string,
): Promise<{ readonly token: string; readonly expiresAt: EpochSeconds | undefined; readonly details: EventDetails }> {
  const expiresAt = refreshTokenExpiry(client, realm, session, now)
  const { id, family } = granted.rotated ?? { id: services.random.uuid(), family: undefined }
  const claims = refreshTokenClaims(access, { id, family, now, expiresAt, scope, offline: session.user.offline })
  const details = { refresh_token_id: id, refresh_token_type: session.user.offline ? 'Offline' : 'Refresh' }
  return { token: await keys.sign('HS512', claims), expiresAt, details }
}

/** RFC 9068 §2.1 for the clients that want it. */
function accessTokenType(client: Client): string {
  return client.attributes['access.token.header.type.rfc9068'] === 'true' ? 'at+jwt' : 'JWT'
}
