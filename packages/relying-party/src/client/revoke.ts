import { revocationRequest } from 'oauth4webapi'
import { emptyAnswer } from './answer.ts'
import type { OidcClient } from './client.ts'
import { discover } from './discover.ts'
import { observed } from './observe.ts'
import { asLibraryClient, endpointOf, requestOptions } from './provider.ts'

/**
 * Ends a token at the server; with a refresh token usually all that came from the same login. An unknown token is no error.
 *
 * @param hint - which kind it is, which spares the server a search.
 * @throws {RelyingPartyError} `refused`; `invalid_configuration` when the server has no such endpoint;
 *   `server_unreachable`; `discovery_failed`.
 * @see RFC 7009 §2
 */
export async function revoke(
  client: OidcClient,
  token: string,
  hint?: 'access_token' | 'refresh_token',
): Promise<void> {
  await observed(client, 'revocation', async () => {
    const metadata = await discover(client)
    const endpoint = endpointOf(metadata, 'revocation_endpoint')
    const response = await revocationRequest(metadata, asLibraryClient(client), client.authenticate, token, {
      ...requestOptions(client),
      ...(hint !== undefined && { additionalParameters: { token_type_hint: hint } }),
    })
    await emptyAnswer(response, endpoint)
  })
}
