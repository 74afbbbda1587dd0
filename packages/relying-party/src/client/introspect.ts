import { introspectionRequest } from 'oauth4webapi'
import { type JsonObject, jsonAnswer } from './answer.ts'
import type { EpochSeconds, OidcClient } from './client.ts'
import { discover } from './discover.ts'
import { invalidToken } from './jwt.ts'
import { observed } from './observe.ts'
import { asLibraryClient, endpointOf, requestOptions } from './provider.ts'

/** What the server says of a token. Of one that isn't active it says nothing else. */
export interface Introspection {
  readonly active: boolean
  readonly sub?: string
  readonly scope?: string
  readonly client_id?: string
  readonly username?: string
  readonly exp?: EpochSeconds
  readonly [claim: string]: unknown
}

/**
 * Asks the server whether a token is good at this moment, which also finds out about revoked ones.
 *
 * @param token - an access or refresh token, of any form.
 * @throws {RelyingPartyError} `refused` when the server doesn't let this client ask; `invalid_token` when the answer has no
 *   `active` or is of another issuer; `invalid_configuration` when the server has no such endpoint; `server_unreachable`;
 *   `discovery_failed`.
 * @see RFC 7662 §2
 */
export async function introspect(client: OidcClient, token: string): Promise<Introspection> {
  return observed(client, 'introspection', async () => {
    const metadata = await discover(client)
    const endpoint = endpointOf(metadata, 'introspection_endpoint')
    const response = await introspectionRequest(
      metadata,
      asLibraryClient(client),
      client.authenticate,
      token,
      requestOptions(client),
    )
    return readIntrospection(await jsonAnswer(response, endpoint), metadata.issuer)
  })
}

const TYPES: Readonly<Record<string, string>> = {
  sub: 'string',
  scope: 'string',
  client_id: 'string',
  username: 'string',
  exp: 'number',
}

/** @throws {RelyingPartyError} `invalid_token` */
function readIntrospection(answer: JsonObject, issuer: string): Introspection {
  const { active } = answer
  if (typeof active !== 'boolean') throw invalidToken('The introspection says neither yes nor no.', 'active', 'missing')
  if (!active) return { active }
  if (answer['iss'] !== undefined && answer['iss'] !== issuer) {
    throw invalidToken('The introspected token is of another issuer.', 'iss', 'check_failed')
  }
  const wrong = Object.entries(TYPES).find(
    ([claim, type]) => answer[claim] !== undefined && typeof answer[claim] !== type,
  )
  if (wrong) throw invalidToken(`The introspection's ${wrong[0]} is not a ${wrong[1]}.`, wrong[0], 'invalid')
  return { ...answer, active }
}
