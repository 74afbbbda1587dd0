import { invalidGrant, unauthorizedClient } from '../../../protocol/oauth-error.ts'
import type { Grant } from '../grant.ts'
import { newSession } from '../new-session.ts'

/** Tokens for the client itself, as its service account (RFC 6749 §4.4). No session, so nothing is stored. */
export const clientCredentialsGrant: Grant = {
  grantType: 'client_credentials',
  shortcut: 'cc',
  event: 'CLIENT_LOGIN',
  takesScope: true,

  permit(client) {
    if (client.publicClient) {
      throw unauthorizedClient(
        'Public client not allowed to retrieve service account',
        { kind: 'public_client_service_account', came: client.clientId },
        401,
      )
    }
    if (client.serviceAccountsEnabled) return
    throw unauthorizedClient(
      'Client not enabled to retrieve service account',
      { kind: 'service_accounts_disabled', came: client.clientId },
      401,
    )
  },

  async authorize({ context, client, form }) {
    const { realm, services, request } = context
    const user = await services.stores.users.findServiceAccount(realm.id, client.id)
    if (user === undefined) throw invalidGrant('Service account not found', { kind: 'user_not_found' })
    if (!user.enabled) throw invalidGrant('User disabled', { kind: 'user_disabled', came: user.username })
    const scope = form.get('scope')
    const notes = {
      clientHost: request.remoteAddress,
      clientAddress: request.remoteAddress,
      client_id: client.clientId,
    }
    const details = { username: user.username }
    if (client.attributes['client_credentials.use_refresh_token'] !== 'true') {
      return { user, session: undefined, scope, notes, refreshToken: false, details }
    }
    const session = newSession(context, client, user, { authMethod: 'openid-connect', scope, notes })
    return { user, session, begins: true, scope, notes, refreshToken: true, details }
  },
}
