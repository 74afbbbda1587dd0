import { invalidClient, invalidGrant, invalidRequest, unauthorizedClient } from '../../../protocol/oauth-error.ts'
import { usesRefreshTokens } from '../../../protocol/refresh-token.ts'
import { directGrantUser } from '../../login/direct-grant.ts'
import { hasRequiredActions } from '../../login/required-actions.ts'
import type { Grant } from '../grant.ts'
import { newSession } from '../new-session.ts'

/** Trades a password for tokens (RFC 6749 §4.3), where the client is allowed to: Keycloak's direct access grant. */
export const passwordGrant: Grant = {
  grantType: 'password',
  shortcut: 'ro',
  event: 'LOGIN',
  takesScope: true,
  details: { auth_method: 'openid-connect' },

  permit(client) {
    if (!client.directAccessGrantsEnabled) {
      throw unauthorizedClient('Client not allowed for direct access grants', {
        kind: 'direct_grants_disabled',
        came: client.clientId,
      })
    }
    if (client.consentRequired) {
      throw invalidClient('Client requires user consent', { kind: 'client_requires_consent' }, 400)
    }
  },

  async authorize({ context, client, form }) {
    const username = form.get('username')
    if (username === undefined) {
      throw invalidRequest('Missing parameter: username', { kind: 'username_missing' }, 401)
    }
    const user = await directGrantUser(context, client, username, form.get('password') ?? '')
    if (hasRequiredActions(context.realm, user)) {
      throw invalidGrant('Account is not fully set up', { kind: 'resolve_required_actions', came: user.username })
    }
    const scope = form.get('scope')
    const session = newSession(context, client, user, { authMethod: 'openid-connect', scope, notes: {} })
    return {
      user,
      session,
      begins: true,
      scope,
      refreshToken: usesRefreshTokens(client),
      details: { username: user.username },
    }
  },
}
