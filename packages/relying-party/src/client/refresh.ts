import type { OidcClient, TokenSet } from './client.ts'
import { discover } from './discover.ts'
import { validateIdToken } from './id-token.ts'
import { observed } from './observe.ts'
import { tokenRequest } from './provider.ts'
import { readTokenSet } from './token-set.ts'

export interface RefreshOptions {
  /** Narrower than before; everything unless told. */
  readonly scope?: string
  /** `claims` of the token set before: a new ID token must be about the same user and client (OpenID Connect Core §12.2). */
  readonly previous?: NonNullable<TokenSet['claims']>
}

/**
 * Trades a refresh token for new tokens. With a server that rotates them the old one is used up, also when the answer gets
 * lost, so let one caller at a time do this for a session.
 *
 * @returns the new tokens. `refreshToken` is the given one when the server keeps it; `idToken` and `claims` are there when
 *   the server sends a new ID token.
 * @throws {RelyingPartyError} `refused` (`invalid_grant`: the session is over); `server_unreachable`: it may work later;
 *   `invalid_token` or `token_expired` for the ID token; `discovery_failed`.
 * @see RFC 6749 §6, OpenID Connect Core §12
 */
export async function refresh(
  client: OidcClient,
  refreshToken: string,
  options: RefreshOptions = {},
): Promise<TokenSet> {
  return observed(client, 'refresh', async () => {
    const metadata = await discover(client)
    const askedAt = client.options.clock()
    const answer = await tokenRequest(client, metadata, 'refresh_token', {
      refresh_token: refreshToken,
      ...(options.scope !== undefined && { scope: options.scope }),
    })
    const tokens: TokenSet = { refreshToken, ...readTokenSet(answer, askedAt, client.dpop !== undefined) }
    if (tokens.idToken === undefined) return tokens
    const { accessToken, idToken } = tokens
    const expected = { accessToken, ...(options.previous && { previous: options.previous }) }
    return { ...tokens, claims: await validateIdToken(client, metadata, idToken, expected) }
  })
}
