import type { AuthorizationCode } from '../../../model/session.ts'
import { invalidGrant, invalidRequest, unauthorizedClient } from '../../../protocol/oauth-error.ts'
import { checkVerifier } from '../../../protocol/pkce.ts'
import { usesRefreshTokens } from '../../../protocol/refresh-token.ts'
import type { Reason } from '../../../protocol/rules.ts'
import type { Grant, GrantRequest } from '../grant.ts'
import { livingSession } from '../living-session.ts'

/** Longer than any code issued here; what is longer is not looked up. */
const LONGEST_CODE = 255
const CODE = /^([0-9a-f-]{36})\.([\w-]{1,64})\.([0-9a-f-]{36})$/

/** Trades an authorization code for tokens, once (RFC 6749 §4.1.3). */
export const authorizationCodeGrant: Grant = {
  grantType: 'authorization_code',
  shortcut: 'ac',
  event: 'CODE_TO_TOKEN',
  takesScope: false,

  permit(client) {
    if (client.standardFlowEnabled) return
    throw unauthorizedClient('Client not allowed to exchange code', {
      kind: 'standard_flow_disabled',
      came: client.clientId,
    })
  },

  async authorize(request) {
    const { context, client, form } = request
    const sent = form.get('code')
    if (sent === undefined) throw invalidRequest('Missing parameter: code', { kind: 'code_missing' })
    // from here on the code is spent, whatever else is wrong with the request
    const code = await redeem(request, sent)
    if (code.clientUuid !== client.id) {
      throw invalidGrant('Auth error: Found different client_id in clientSession', { kind: 'code_of_other_client' })
    }
    const redirectUri = form.get('redirect_uri')
    if (redirectUri !== code.redirectUriParameter) {
      throw invalidGrant('Incorrect redirect_uri', {
        kind: 'redirect_uri_mismatch',
        came: redirectUri ?? 'no redirect_uri',
        expected: code.redirectUriParameter ?? 'no redirect_uri',
      })
    }
    checkVerifier(code, form.get('code_verifier'))
    const { user, session } = await livingSession(context, client, code.userSessionId, false, {
      sessionMissing: notValid({ kind: 'session_not_active' }),
      clientMissing: notValid({ kind: 'client_session_missing' }),
    })
    return {
      user,
      session: { ...session, client: { ...session.client, scope: code.scope } },
      scope: code.scope,
      nonce: code.nonce,
      refreshToken: usesRefreshTokens(client),
      details: { code_id: code.userSessionId },
    }
  },
}

async function redeem({ context }: GrantRequest, sent: string): Promise<AuthorizationCode> {
  const { realm, services, now } = context
  const [, id, sessionId, clientUuid] = (sent.length <= LONGEST_CODE && CODE.exec(sent)) || []
  if (id === undefined) throw notValid({ kind: 'invalid_code', came: 'something that is no code' })
  const redeemed = await services.stores.authorizationCodes.redeem(realm.id, id, now)
  if (redeemed === undefined) throw notValid({ kind: 'invalid_code', came: 'an unknown code' })
  const { code, outcome } = redeemed
  if (code.userSessionId !== sessionId || code.clientUuid !== clientUuid) throw notValid({ kind: 'invalid_code' })
  if (outcome === 'used') {
    // Somebody has the code who should not. We can't tell which of the two, so what it gave ends (RFC 6749 §4.1.2).
    const { userSessions } = services.stores
    await userSessions.endClient(realm.id, code.userSessionId, code.clientUuid, false)
    await userSessions.endClient(realm.id, code.userSessionId, code.clientUuid, true)
    throw notValid({ kind: 'code_reused' })
  }
  if (code.expiresAt <= now) {
    throw notValid({ kind: 'expired_code', came: `${now - code.expiresAt} s after its end` })
  }
  return code
}

function notValid(reason: Reason) {
  return invalidGrant('Code not valid', reason)
}
