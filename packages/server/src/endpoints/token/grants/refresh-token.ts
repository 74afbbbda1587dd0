import { invalidGrant, invalidRequest } from '../../../protocol/oauth-error.ts'
import type { RefreshTokenClaims } from '../../../protocol/refresh-token.ts'
import { readRefreshToken, usesRefreshTokens } from '../../../protocol/refresh-token.ts'
import type { Grant, GrantRequest } from '../grant.ts'
import { livingSession } from '../living-session.ts'

/** Trades a refresh token for a new token set (RFC 6749 §6; rotation: RFC 9700 §4.14.2). */
export const refreshTokenGrant: Grant = {
  grantType: 'refresh_token',
  shortcut: 'rt',
  event: 'REFRESH_TOKEN',
  takesScope: true,

  /** Whoever was given a refresh token may use it, whatever the client's settings have become. */
  permit() {},

  async authorize(request) {
    const { context, client, form } = request
    const { realm, services, keys, issuer, now } = context
    const sent = form.get('refresh_token')
    if (sent === undefined) throw invalidRequest('No refresh token', { kind: 'refresh_token_missing' })
    const verified = await keys.verify(sent, ['HS512'])
    const token = readRefreshToken(verified?.claims, { issuer, client, realm, now })
    const { user, session } = await livingSession(context, client, token.sessionId, token.offline, {
      sessionMissing: token.offline
        ? invalidGrant('Offline user session not found', { kind: 'session_not_active' })
        : invalidGrant('Session not active', { kind: 'session_not_active' }),
      clientMissing: invalidGrant("Session doesn't have required client", { kind: 'client_session_missing' }),
    })
    if (user.id !== session.user.userId || (token.issuedAt < user.notBefore && user.notBefore > 0)) {
      throw invalidGrant('Stale token', { kind: 'token_revoked_by_not_before' })
    }
    // the client was signed out and in again since: what it had before stays ended
    if (token.issuedAt < session.client.started) {
      throw invalidGrant("Session doesn't have required client", {
        kind: 'client_session_missing',
        came: `a token of ${token.issuedAt}, before the client's session began`,
        expected: `at least ${session.client.started}`,
      })
    }
    const rotated = realm.refreshTokens.rotate ? { id: await rotate(request, token), family: token.family } : undefined
    services.stores.userSessions.touch(realm.id, token.sessionId, client.id, token.offline, now)
    return {
      user,
      session,
      scope: form.get('scope'),
      refreshScope: token.scope,
      refreshToken: usesRefreshTokens(client),
      details: { refresh_token_id: token.id },
      ...(rotated !== undefined && { rotated }),
    }
  },
}

/** @returns the `jti` of the next refresh token of the family. */
async function rotate({ context, client }: GrantRequest, token: RefreshTokenClaims): Promise<string> {
  const { realm, services } = context
  const next = services.random.uuid()
  const outcome = await services.stores.userSessions.rotateRefreshToken(realm.id, {
    userSessionId: token.sessionId,
    clientUuid: client.id,
    offline: token.offline,
    family: token.family,
    used: token.id,
    next,
    maxReuse: realm.refreshTokens.maxReuse,
  })
  if (outcome === 'rotated') return next
  throw outcome === 'reused'
    ? // Two holders of one token. We can't tell thief from owner, so the client's session has ended for both.
      invalidGrant('Maximum allowed refresh token reuse exceeded', { kind: 'refresh_token_reused' })
    : invalidGrant("Session doesn't have required client", { kind: 'client_session_missing' })
}
