/**
 * OpenID Connect client metadata (OpenID Connect Dynamic Client Registration 1.0 §2, RFC 7591 §2) as Keycloak's client.
 */
import { flagOf, isObject, textOf, textsOf } from './fields.ts'
import type { ClientRepresentation } from './keycloak.ts'

type Metadata = Readonly<Record<string, unknown>>

/** Members that by themselves say that this is client metadata. */
const TELLING = ['redirect_uris', 'client_name', 'client_id', 'grant_types', 'response_types', 'jwks_uri', 'jwks']

/** How a client proves itself, by its `token_endpoint_auth_method`. */
const AUTHENTICATORS: Readonly<Record<string, string>> = {
  client_secret_basic: 'client-secret',
  client_secret_post: 'client-secret',
  client_secret_jwt: 'client-secret-jwt',
  private_key_jwt: 'client-jwt',
  tls_client_auth: 'client-x509',
  none: 'none',
}

/** @returns `undefined` when nothing in it is client metadata. */
export function clientOfMetadata(metadata: Metadata): ClientRepresentation | undefined {
  if (!TELLING.some((member) => metadata[member] !== undefined)) return undefined
  const method = textOf(metadata['token_endpoint_auth_method'])
  const frontchannelUri = textOf(metadata['frontchannel_logout_uri'])
  return compact({
    clientId: textOf(metadata['client_id']),
    secret: textOf(metadata['client_secret']),
    name: textOf(metadata['client_name']),
    baseUrl: textOf(metadata['client_uri']),
    clientAuthenticatorType: AUTHENTICATORS[method ?? 'client_secret_basic'] ?? 'client-secret',
    redirectUris: metadata['redirect_uris'] === undefined ? undefined : [...textsOf(metadata['redirect_uris'])],
    ...flowsOf(metadata),
    publicClient: method === 'none',
    frontchannelLogout: frontchannelUri !== undefined,
    protocol: 'openid-connect',
    attributes: attributesOf(metadata),
    optionalClientScopes: wordsOf(metadata['scope']),
  })
}

function flowsOf(metadata: Metadata): ClientRepresentation {
  const responses = textsOf(metadata['response_types']).flatMap((type) => type.split(' '))
  const grants = metadata['grant_types'] === undefined ? undefined : new Set(textsOf(metadata['grant_types']))
  const implicit = responses.includes('token') || responses.includes('id_token')
  if (grants === undefined) {
    return {
      standardFlowEnabled: responses.length === 0 || responses.includes('code'),
      implicitFlowEnabled: implicit,
      directAccessGrantsEnabled: false,
    }
  }
  return {
    standardFlowEnabled: grants.has('authorization_code'),
    implicitFlowEnabled: implicit || grants.has('implicit'),
    directAccessGrantsEnabled: grants.has('password'),
    serviceAccountsEnabled: grants.has('client_credentials'),
  }
}

/** Keycloak's attribute, by the member whose text it takes as it is. */
const TEXTS: Readonly<Record<string, string>> = {
  logo_uri: 'logoUri',
  policy_uri: 'policyUri',
  tos_uri: 'tosUri',
  subject_type: 'subject_type',
  sector_identifier_uri: 'sector_identifier_uri',
  id_token_signed_response_alg: 'id.token.signed.response.alg',
  id_token_encrypted_response_alg: 'id.token.encrypted.response.alg',
  id_token_encrypted_response_enc: 'id.token.encrypted.response.enc',
  userinfo_signed_response_alg: 'user.info.response.signature.alg',
  request_object_signing_alg: 'request.object.signature.alg',
  token_endpoint_auth_signing_alg: 'token.endpoint.auth.signing.alg',
  backchannel_logout_uri: 'backchannel.logout.url',
  frontchannel_logout_uri: 'frontchannel.logout.url',
  tls_client_auth_subject_dn: 'x509.subjectdn',
}

/** The same of lists, whose entries stand between `##`. */
const LISTS: Readonly<Record<string, string>> = {
  default_acr_values: 'default.acr.values',
  request_uris: 'request.uris',
  post_logout_redirect_uris: 'post.logout.redirect.uris',
}

/** The same of flags. */
const FLAGS: Readonly<Record<string, string>> = {
  require_pushed_authorization_requests: 'require.pushed.authorization.requests',
  tls_client_certificate_bound_access_tokens: 'tls.client.certificate.bound.access.tokens',
  dpop_bound_access_tokens: 'dpop.bound.access.tokens',
}

/** A grant type that is an attribute of the client. */
const GRANTS: Readonly<Record<string, string>> = {
  refresh_token: 'use.refresh.tokens',
  'urn:ietf:params:oauth:grant-type:device_code': 'oauth2.device.authorization.grant.enabled',
  'urn:openid:params:grant-type:ciba': 'oidc.ciba.grant.enabled',
  'urn:ietf:params:oauth:grant-type:token-exchange': 'standard.token.exchange.enabled',
  'urn:ietf:params:oauth:grant-type:jwt-bearer': 'oauth2.jwt.authorization.grant.enabled',
}

function attributesOf(metadata: Metadata): Record<string, string> {
  const texts = Object.entries(TEXTS).map(([member, name]) => [name, textOf(metadata[member])] as const)
  const lists = Object.entries(LISTS).map(([member, name]) => [name, textsOf(metadata[member]).join('##')] as const)
  const flags = Object.entries(FLAGS)
    .filter(([member]) => typeof metadata[member] === 'boolean')
    .map(([member, name]) => [name, String(metadata[member])] as const)
  const granted = textsOf(metadata['grant_types'])
  const grants =
    metadata['grant_types'] === undefined
      ? []
      : Object.entries(GRANTS).map(([grant, name]) => [name, String(granted.includes(grant))] as const)
  return Object.fromEntries([
    ...[...texts, ...lists].filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
    ...flags,
    ...grants,
    ...keysOf(metadata),
    ...(metadata['tls_client_auth_subject_dn'] === undefined
      ? []
      : [['x509.allow.regex.pattern.comparison', 'false'] as const]),
    ['backchannel.logout.session.required', String(flagOf(metadata['backchannel_logout_session_required'], true))],
    ['backchannel.logout.revoke.offline.tokens', 'false'],
    ['frontchannel.logout.session.required', String(flagOf(metadata['frontchannel_logout_session_required'], false))],
  ])
}

/** Where the client's public keys are: at an address, or in the metadata itself. */
function keysOf({ jwks_uri, jwks }: Metadata): readonly (readonly [string, string])[] {
  const uri = textOf(jwks_uri)
  if (uri !== undefined) {
    return [
      ['jwks.url', uri],
      ['use.jwks.url', 'true'],
      ['use.jwks.string', 'false'],
    ]
  }
  if (!isObject(jwks)) return []
  return [
    ['jwks.string', JSON.stringify(jwks)],
    ['use.jwks.string', 'true'],
    ['use.jwks.url', 'false'],
  ]
}

function wordsOf(scope: unknown): string[] | undefined {
  return textOf(scope)
    ?.split(' ')
    .filter((word) => word !== '')
}

function compact(
  client: { readonly [Field in keyof ClientRepresentation]: ClientRepresentation[Field] | undefined },
): ClientRepresentation {
  return Object.fromEntries(Object.entries(client).filter(([, value]) => value !== undefined))
}
