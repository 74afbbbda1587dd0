/**
 * The discovery document (OpenID Connect Discovery §3, RFC 8414 §2): what this version does, and only that. A capability
 * adds its lines here when it works.
 */
import type { Realm } from '../../model/realm.ts'
import { json } from '../answers.ts'
import { RESPONSE_MODES } from '../authorize/authorization-request.ts'
import { readableByAll } from '../cors.ts'
import type { Response } from '../exchange.ts'
import type { RealmContext } from '../realm-endpoint.ts'
import { GRANT_TYPES } from '../token/grants.ts'

const CLIENT_AUTHENTICATION = ['client_secret_basic', 'client_secret_post']

export async function discoveryEndpoint({ realm, issuer, request }: RealmContext): Promise<Response> {
  return readableByAll(
    request,
    json(discoveryDocument(realm, issuer), 200, {
      'cache-control': 'no-cache, must-revalidate, no-transform, no-store',
    }),
  )
}

function discoveryDocument(realm: Realm, issuer: string): object {
  const oidc = `${issuer}/protocol/openid-connect`
  return {
    issuer,
    authorization_endpoint: `${oidc}/auth`,
    token_endpoint: `${oidc}/token`,
    userinfo_endpoint: `${oidc}/userinfo`,
    end_session_endpoint: `${oidc}/logout`,
    jwks_uri: `${oidc}/certs`,
    grant_types_supported: GRANT_TYPES,
    acr_values_supported: ['0', '1'],
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    prompt_values_supported: ['none', 'login'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_modes_supported: RESPONSE_MODES,
    token_endpoint_auth_methods_supported: CLIENT_AUTHENTICATION,
    claims_supported: [
      'iss',
      'sub',
      'aud',
      'exp',
      'iat',
      'auth_time',
      'name',
      'given_name',
      'family_name',
      'preferred_username',
      'email',
      'acr',
    ],
    claim_types_supported: ['normal'],
    claims_parameter_supported: false,
    scopes_supported: ['openid', ...scopeNames(realm)],
    request_parameter_supported: false,
    request_uri_parameter_supported: false,
    code_challenge_methods_supported: ['plain', 'S256'],
    authorization_response_iss_parameter_supported: true,
  }
}

function scopeNames(realm: Realm): readonly string[] {
  return [...realm.clientScopes.values()]
    .filter(({ protocol }) => protocol === 'openid-connect')
    .map(({ name }) => name)
}
