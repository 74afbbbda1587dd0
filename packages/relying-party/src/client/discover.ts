import { customFetch, discoveryRequest, allowInsecureRequests as noHttpsCheck } from 'oauth4webapi'
import { RelyingPartyError } from '../errors.ts'
import { type JsonObject, parseObject } from './answer.ts'
import type { OidcClient, ServerMetadata } from './client.ts'
import { requestProvider } from './http.ts'
import { observed } from './observe.ts'
import { isSafeUrl } from './safe-url.ts'

/**
 * The provider's metadata, fetched once and kept for an hour; all who ask meanwhile wait for the same request. When it is
 * to be renewed and the provider doesn't answer, the old one stays in use.
 *
 * @throws {RelyingPartyError} `discovery_failed` when the metadata names another issuer, lacks an endpoint, or there is
 *   none; `server_unreachable` when the provider doesn't answer.
 * @see OpenID Connect Discovery §4
 */
export async function discover(client: OidcClient): Promise<ServerMetadata> {
  try {
    return await client.metadata.get(() => observed(client, 'discovery', () => fetchMetadata(client)))
  } catch (error) {
    const last = client.metadata.last
    // An outage of the provider must not spread; metadata that became wrong must not be papered over.
    if (last && error instanceof RelyingPartyError && error.kind === 'server_unreachable') return last
    throw error
  }
}

async function fetchMetadata({ options }: OidcClient): Promise<ServerMetadata> {
  const { issuer, allowInsecureRequests } = options
  const response = await discoveryRequest(new URL(issuer), {
    [noHttpsCheck]: true, // requestProvider checks, and lets this machine's own http through
    [customFetch]: async (url, init) => {
      try {
        return await requestProvider(options, url, init)
      } catch (error) {
        throw asDiscoveryFailure(error, issuer)
      }
    },
  })
  if (response.status !== 200) {
    throw failed(issuer, `No metadata at the issuer (status ${response.status}): is the issuer or realm spelled right?`)
  }
  const metadata = parseObject(await response.text())
  if (!metadata) throw failed(issuer, "The issuer's metadata is not a JSON object.")
  return checkMetadata(metadata, issuer, allowInsecureRequests)
}

/** A redirect here is a mistake to repair, not an outage to wait for. */
function asDiscoveryFailure(error: unknown, issuer: string): unknown {
  if (!(error instanceof RelyingPartyError) || error.failure.kind !== 'server_unreachable') return error
  const { status } = error.failure
  const isRedirect = status !== undefined && status >= 300 && status < 400
  return isRedirect ? failed(issuer, 'The issuer redirects to somewhere else: configure the final issuer.') : error
}

const REQUIRED = ['authorization_endpoint', 'token_endpoint', 'jwks_uri']

/**
 * Believes metadata only if it says of itself what was configured, character by character: otherwise a server could speak
 * for another one (OpenID Connect Discovery §4.3).
 */
function checkMetadata(metadata: JsonObject, issuer: string, allowInsecureRequests: boolean): ServerMetadata {
  if (metadata['issuer'] !== issuer) {
    const named = typeof metadata['issuer'] === 'string' ? JSON.stringify(metadata['issuer'].slice(0, 200)) : 'none'
    throw failed(issuer, `The metadata names another issuer (${named}): configure exactly the issuer that it names.`)
  }
  for (const [name, value] of Object.entries(metadata)) {
    if (!name.endsWith('_endpoint') && name !== 'jwks_uri') continue
    const url = typeof value === 'string' ? URL.parse(value) : null
    if (!url) throw failed(issuer, `The metadata's ${name} is not a URL.`)
    if (!isSafeUrl(url, allowInsecureRequests)) throw failed(issuer, `The metadata's ${name} is not https.`)
  }
  const missing = REQUIRED.find((name) => metadata[name] === undefined)
  if (missing !== undefined) throw failed(issuer, `The metadata has no ${missing}.`)
  const requiresIss = metadata['authorization_response_iss_parameter_supported']
  return { ...metadata, issuer, authorization_response_iss_parameter_supported: requiresIss === true }
}

function failed(issuer: string, message: string): RelyingPartyError {
  return new RelyingPartyError(message, { kind: 'discovery_failed', issuer })
}
