import type { OidcClient } from './client.ts'
import { discover } from './discover.ts'
import { observed } from './observe.ts'

export interface EndSessionOptions {
  /** The ID token of the session, also an expired one: with it the provider needs no confirmation by the user. */
  readonly idTokenHint?: string
  /** Where the provider sends the browser then; must be registered. */
  readonly postLogoutRedirectUri?: string
  /** Comes back with the browser. */
  readonly state?: string
}

/**
 * Where to send the browser to end its session at the provider. End your own session first.
 *
 * @returns `undefined` when the provider has no such endpoint.
 * @throws {RelyingPartyError} `server_unreachable`, `discovery_failed`
 * @see OpenID Connect RP-Initiated Logout §2
 */
export async function endSessionUrl(client: OidcClient, options: EndSessionOptions = {}): Promise<URL | undefined> {
  return observed(client, 'end_session_request', async () => {
    const { end_session_endpoint: endpoint } = await discover(client)
    if (endpoint === undefined) return undefined
    const url = new URL(endpoint)
    url.searchParams.set('client_id', client.options.clientId)
    if (options.idTokenHint !== undefined) url.searchParams.set('id_token_hint', options.idTokenHint)
    if (options.postLogoutRedirectUri !== undefined) {
      url.searchParams.set('post_logout_redirect_uri', options.postLogoutRedirectUri)
    }
    if (options.state !== undefined) url.searchParams.set('state', options.state)
    return url
  })
}
