import {
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomNonce,
  generateRandomState,
  pushedAuthorizationRequest,
} from 'oauth4webapi'
import { RelyingPartyError } from '../errors.ts'
import { jsonAnswer } from './answer.ts'
import type { AuthorizationRequest, LoginState, OidcClient, Seconds, ServerMetadata } from './client.ts'
import { discover } from './discover.ts'
import { unreachable } from './http.ts'
import { observed } from './observe.ts'
import { asLibraryClient, endpointOf, requestOptions, withProof } from './provider.ts'

export interface AuthorizationUrlOptions {
  /** Space-separated; `openid` unless told, and added when it is missing. */
  readonly scope?: string
  /** `login`, `none`, `consent`, `select_account`, `create`; several are separated by spaces. */
  readonly prompt?: string
  /** How long ago the user may have logged in; checked again in the ID token. */
  readonly maxAge?: Seconds
  readonly loginHint?: string
  /** The client's own unless told. */
  readonly redirectUri?: string
  /** Further parameters, such as `ui_locales` or `kc_idp_hint`; none that this library sets itself. */
  readonly extra?: Readonly<Record<string, string>>
}

/**
 * Begins a login: where to send the browser, and what to keep until it comes back. `state`, `nonce` and a PKCE challenge
 * (S256) are made fresh each time. When the server offers pushed requests, the parameters go there and the URL holds only a
 * reference, which nobody can read or change on the way.
 *
 * @throws {RelyingPartyError} `invalid_configuration` without a redirect URI, or when `extra` sets what is not its to set;
 *   `discovery_failed`; `server_unreachable`; `refused` when the server refuses the pushed request.
 * @see OpenID Connect Core §3.1.2.1, RFC 7636 §4, RFC 9126 §2
 */
export async function authorizationUrl(
  client: OidcClient,
  options: AuthorizationUrlOptions = {},
): Promise<AuthorizationRequest> {
  return observed(client, 'authorization_request', async () => {
    const login = beginLogin(client, options)
    const parameters = await requestParameters(client.options.clientId, login, options)
    const metadata = await discover(client)
    const pushed = usesPushedRequest(client, metadata)
    const url = new URL(metadata.authorization_endpoint ?? '')
    const query = pushed ? await push(client, metadata, parameters) : parameters
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    return { url, login }
  })
}

function beginLogin(
  client: OidcClient,
  { redirectUri = client.options.redirectUri, maxAge }: AuthorizationUrlOptions,
): LoginState {
  if (redirectUri === undefined) {
    throw misconfigured('redirectUri', 'No redirect URI: give one to the client or to authorizationUrl.')
  }
  return {
    state: generateRandomState(),
    nonce: generateRandomNonce(),
    codeVerifier: generateRandomCodeVerifier(),
    redirectUri,
    ...(maxAge !== undefined && { maxAge }),
  }
}

/** What the security of a login rests on, or what changes how its answer comes back. */
const OURS = new Set([
  ...['client_id', 'response_type', 'redirect_uri', 'scope', 'state', 'nonce', 'max_age', 'prompt', 'login_hint'],
  ...['code_challenge', 'code_challenge_method', 'request', 'request_uri', 'dpop_jkt', 'client_secret'],
  ...['client_assertion', 'client_assertion_type'],
])

async function requestParameters(
  clientId: string,
  login: LoginState,
  { scope, prompt, loginHint, extra = {} }: AuthorizationUrlOptions,
): Promise<Record<string, string>> {
  for (const [name, value] of Object.entries(extra)) {
    if (OURS.has(name)) throw misconfigured('extra', `The parameter ${name} is set by the library, not through extra.`)
    if (name === 'response_mode' && value !== 'query' && value !== 'form_post') {
      throw misconfigured('extra', 'The response_mode is neither query nor form_post: the answer could not be read.')
    }
  }
  return {
    ...extra,
    client_id: clientId,
    response_type: 'code',
    redirect_uri: login.redirectUri,
    scope: withOpenid(scope),
    state: login.state,
    nonce: login.nonce,
    code_challenge: await calculatePKCECodeChallenge(login.codeVerifier),
    code_challenge_method: 'S256',
    ...(prompt !== undefined && { prompt }),
    ...(login.maxAge !== undefined && { max_age: String(login.maxAge) }),
    ...(loginHint !== undefined && { login_hint: loginHint }),
  }
}

function withOpenid(scope = ''): string {
  return [...new Set(['openid', ...scope.split(' ').filter((name) => name !== '')])].join(' ')
}

function usesPushedRequest({ options }: OidcClient, metadata: ServerMetadata): boolean {
  if (options.pushedAuthorizationRequests) return metadata.pushed_authorization_request_endpoint !== undefined
  if (!metadata.require_pushed_authorization_requests) return false
  throw misconfigured('pushedAuthorizationRequests', 'The server requires pushed requests, and they are switched off.')
}

async function push(
  client: OidcClient,
  metadata: ServerMetadata,
  parameters: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const endpoint = endpointOf(metadata, 'pushed_authorization_request_endpoint')
  const response = await withProof(client, metadata, () =>
    pushedAuthorizationRequest(
      metadata,
      asLibraryClient(client),
      client.authenticate,
      { ...parameters },
      requestOptions(client),
    ),
  )
  const { request_uri: requestUri } = await jsonAnswer(response, endpoint)
  if (typeof requestUri !== 'string' || requestUri === '') {
    throw unreachable(`${endpoint} answered without a request_uri.`, endpoint, response.status)
  }
  return { client_id: client.options.clientId, request_uri: requestUri }
}

function misconfigured(setting: string, message: string): RelyingPartyError {
  return new RelyingPartyError(message, { kind: 'invalid_configuration', setting })
}
