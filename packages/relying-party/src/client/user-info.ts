import { userInfoRequest } from 'oauth4webapi'
import { RelyingPartyError } from '../errors.ts'
import { contentType, type JsonObject, jsonAnswer, refused } from './answer.ts'
import type { OidcClient, ServerMetadata } from './client.ts'
import { discover } from './discover.ts'
import { invalidToken, verifyJwt } from './jwt.ts'
import { observed } from './observe.ts'
import { asLibraryClient, endpointOf, requestOptions, withProof } from './provider.ts'

/** What the provider tells about a user (OpenID Connect Core §5.1). */
export type UserInfo = Readonly<Record<string, unknown>> & { readonly sub: string }

/**
 * Asks the provider who the user is. A signed answer (`application/jwt`) is verified.
 *
 * @param expectedSub - `sub` of the ID token; without the comparison a swapped access token would swap the user.
 * @throws {RelyingPartyError} `refused` (`invalid_token` for an access token that is over, `insufficient_scope`);
 *   `invalid_token` when the answer is about somebody else; `invalid_configuration` when the provider has no such endpoint;
 *   `server_unreachable`; `discovery_failed`.
 * @see OpenID Connect Core §5.3
 */
export async function userInfo(client: OidcClient, accessToken: string, expectedSub: string): Promise<UserInfo> {
  return observed(client, 'userinfo', async () => {
    const metadata = await discover(client)
    const endpoint = endpointOf(metadata, 'userinfo_endpoint')
    const response = await withProof(client, metadata, (proof) =>
      userInfoRequest(metadata, asLibraryClient(client), accessToken, { ...requestOptions(client), ...proof }),
    )
    const claims = await readUserInfo(client, metadata, response, endpoint)
    const { sub } = claims
    if (typeof sub !== 'string' || sub !== expectedSub) {
      throw invalidToken('The user info is about another user than the ID token.', 'sub', 'check_failed')
    }
    return { ...claims, sub }
  })
}

async function readUserInfo(
  client: OidcClient,
  metadata: ServerMetadata,
  response: Response,
  endpoint: string,
): Promise<JsonObject> {
  if (response.ok && contentType(response) === 'application/jwt') {
    const { claims } = await verifyJwt(client, metadata, await response.text(), {
      name: 'user info',
      types: ['jwt'],
      audience: client.options.clientId,
      requiredClaims: ['iss', 'aud', 'sub'],
    })
    return claims
  }
  try {
    return await jsonAnswer(response, endpoint)
  } catch (error) {
    throw wordlessRefusal(response, error)
  }
}

/** A bare 401 or 403 is a refusal too: RFC 6750 §3.1 tells what these two mean. */
function wordlessRefusal({ status }: Response, error: unknown): unknown {
  if (error instanceof RelyingPartyError && error.kind === 'refused') return error
  if (status === 401) return refused('invalid_token', undefined, status)
  return status === 403 ? refused('insufficient_scope', undefined, status) : error
}
