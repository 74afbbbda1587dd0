import {
  allowInsecureRequests,
  type Client,
  clockSkew,
  customFetch,
  type DPoPHandle,
  genericTokenEndpointRequest,
} from 'oauth4webapi'
import { RelyingPartyError } from '../errors.ts'
import { type JsonObject, jsonAnswer } from './answer.ts'
import type { OidcClient, ServerMetadata } from './client.ts'
import { checkDpopOffered } from './dpop.ts'
import { type ProviderRequest, requestProvider } from './http.ts'

/** How oauth4webapi is told about the client: its clock is the difference to the system's, so it is made for each call. */
export function asLibraryClient({ options }: OidcClient): Client {
  return { client_id: options.clientId, [clockSkew]: options.clock() - Math.floor(Date.now() / 1000) }
}

/** Lets oauth4webapi ask the provider in our way only. It checks no https, because `requestProvider` does. */
export function requestOptions({ options }: OidcClient) {
  return {
    [allowInsecureRequests]: true,
    [customFetch]: (url: string, init: ProviderRequest) => requestProvider(options, url, init),
  }
}

export type EndpointName =
  | 'token_endpoint'
  | 'userinfo_endpoint'
  | 'introspection_endpoint'
  | 'revocation_endpoint'
  | 'pushed_authorization_request_endpoint'

/** @throws {RelyingPartyError} `invalid_configuration` when the provider has no such endpoint. */
export function endpointOf(metadata: ServerMetadata, name: EndpointName): string {
  const endpoint = metadata[name]
  if (endpoint === undefined) {
    throw new RelyingPartyError(`${metadata.issuer} has no ${name}.`, { kind: 'invalid_configuration', setting: name })
  }
  return endpoint.split('?', 1)[0] ?? endpoint
}

/** One request to the token endpoint. @throws {RelyingPartyError} `refused`, `server_unreachable` */
export async function tokenRequest(
  client: OidcClient,
  metadata: ServerMetadata,
  grantType: string,
  parameters: Readonly<Record<string, string>>,
): Promise<JsonObject> {
  const endpoint = endpointOf(metadata, 'token_endpoint')
  const response = await withProof(client, metadata, (proof) =>
    genericTokenEndpointRequest(
      metadata,
      asLibraryClient(client),
      client.authenticate,
      grantType,
      { ...parameters },
      {
        ...requestOptions(client),
        ...proof,
      },
    ),
  )
  return jsonAnswer(response, endpoint)
}

/** Sends with a DPoP proof when the client uses them; again, once, when the server wants its nonce in it (RFC 9449 §8). */
export async function withProof(
  client: OidcClient,
  metadata: ServerMetadata,
  send: (proof: { readonly DPoP?: DPoPHandle }) => Promise<Response>,
): Promise<Response> {
  if (!client.dpop) return send({})
  checkDpopOffered(metadata)
  const proof = { DPoP: await client.dpop.handle(asLibraryClient(client)) }
  const response = await send(proof)
  return (await wantsNonce(response)) ? send(proof) : response
}

async function wantsNonce(response: Response): Promise<boolean> {
  if (response.ok || !response.headers.has('dpop-nonce')) return false
  const challenge = response.headers.get('www-authenticate') ?? ''
  return challenge.includes('use_dpop_nonce') || (await response.clone().text()).includes('use_dpop_nonce')
}
