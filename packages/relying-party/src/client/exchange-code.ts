import { readCallback } from './callback.ts'
import type { LoginState, OidcClient, TokenSet } from './client.ts'
import { discover } from './discover.ts'
import { validateIdToken } from './id-token.ts'
import { invalidToken } from './jwt.ts'
import { observed } from './observe.ts'
import { tokenRequest } from './provider.ts'
import { readTokenSet } from './token-set.ts'

/**
 * Ends a login: checks that the callback belongs to it, trades the code for tokens and validates the ID token (signature,
 * `iss`, `aud`, `azp`, `exp`, `nonce`, `at_hash`, and `auth_time` when `max_age` was asked for).
 *
 * @param callback - the URL the browser came to, or its parameters (a form's, with `response_mode=form_post`).
 * @param login - what `authorizationUrl` gave, kept for this browser. Use it once, whatever comes of it.
 * @throws {RelyingPartyError} `invalid_callback` before anything was sent; `refused` with the server's code, from the
 *   callback (`access_denied`) or from the exchange (`invalid_grant` for a code that was used before); `invalid_token` or
 *   `token_expired` for the ID token; `server_unreachable`; `discovery_failed`.
 * @see OpenID Connect Core §3.1.3, RFC 7636 §4.5, RFC 9207
 */
export async function exchangeCode(
  client: OidcClient,
  callback: URL | URLSearchParams,
  login: LoginState,
): Promise<TokenSet> {
  return observed(client, 'code_exchange', async () => {
    const metadata = await discover(client)
    const code = readCallback(callback instanceof URL ? callback.searchParams : callback, login, metadata)
    const askedAt = client.options.clock()
    const answer = await tokenRequest(client, metadata, 'authorization_code', {
      code,
      redirect_uri: login.redirectUri,
      code_verifier: login.codeVerifier,
    })
    const tokens = readTokenSet(answer, askedAt, client.dpop !== undefined)
    if (tokens.idToken === undefined) throw invalidToken('The answer has no ID token.', 'id_token', 'missing')
    const { accessToken, idToken } = tokens
    const { nonce, maxAge } = login
    const expected = { accessToken, nonce, ...(maxAge !== undefined && { maxAge }) }
    return { ...tokens, claims: await validateIdToken(client, metadata, idToken, expected) }
  })
}
