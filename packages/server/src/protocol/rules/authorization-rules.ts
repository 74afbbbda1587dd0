/** What an authorization request must be. */
import type { Rule } from './rule.ts'

export const AUTHORIZATION_RULES = {
  client_id_missing: {
    rule: 'An authorization request names its client.',
    source: 'RFC 6749 §4.1.1',
    repair: 'Send the parameter client_id.',
  },
  client_not_found: {
    rule: 'The request names a client of this realm.',
    source: 'RFC 6749 §4.1.2.1',
    repair: 'Check the spelling of client_id and the realm in the URL, or create the client.',
  },
  client_disabled: {
    rule: 'The client is enabled.',
    source: 'Keycloak: client setting Enabled',
    repair: 'Enable the client in its settings.',
  },
  client_protocol_wrong: {
    rule: 'Tokens are for clients of OpenID Connect.',
    source: 'Keycloak: client setting Client type',
    repair: 'Use a client of type OpenID Connect.',
  },
  bearer_only_client: {
    rule: 'A bearer-only client only receives tokens: it starts no login and asks for none.',
    source: 'Keycloak: client setting Bearer only',
    repair: 'Use a client of its own for logging in, or turn Bearer only off.',
  },
  invalid_redirect_uri: {
    rule: "redirect_uri is one of the client's valid redirect URIs, character by character, or begins with one that ends in *.",
    source: 'RFC 6749 §3.1.2.3, RFC 9700 §2.1',
    repair: "Add the URI that came to the client's valid redirect URIs, or send one that is registered.",
  },
  pushed_request_required: {
    rule: 'The client pushes its authorization request first (PAR), and this version takes none.',
    source: 'RFC 9126 §5, client attribute require.pushed.authorization.requests',
    repair: 'Turn Pushed authorization request required off in the client, or wait for a version that has PAR.',
  },
  dpop_required: {
    rule: "The client's tokens are bound to its key by DPoP, and this version binds none.",
    source: 'RFC 9449 §5, client attribute dpop.bound.access.tokens',
    repair: 'Turn DPoP bound access tokens off in the client, or wait for a version that has DPoP.',
  },
  response_type_missing: {
    rule: 'An authorization request says what it wants in response_type.',
    source: 'RFC 6749 §3.1.1',
    repair: 'Send response_type=code.',
  },
  response_type_unsupported: {
    rule: 'response_type is one that this server offers.',
    source: 'RFC 6749 §3.1.1',
    repair: 'Use one of the response types that the discovery document lists.',
  },
  response_mode_invalid: {
    rule: 'response_mode is one that this server offers for the response type.',
    source: 'OAuth 2.0 Multiple Response Type Encoding Practices §2.1',
    repair: 'Use query, fragment or form_post, or leave the parameter out.',
  },
  standard_flow_disabled: {
    rule: 'The client may use the authorization code flow.',
    source: 'Keycloak: client setting Standard flow',
    repair: "Turn Standard flow on in the client's settings.",
  },
  implicit_flow_disabled: {
    rule: 'The client may have tokens in the authorization response.',
    source: 'Keycloak: client setting Implicit flow',
    repair: 'Use the authorization code flow; turn Implicit flow on only for clients that cannot.',
  },
  request_object_unsupported: {
    rule: 'The request carries its parameters itself, not in a request object.',
    source: 'RFC 9101 §5',
    repair: 'Send the parameters in the query; request objects are not supported by this version.',
  },
  max_age_invalid: {
    rule: 'max_age is a whole number of seconds.',
    source: 'OpenID Connect Core §3.1.2.1',
    repair: 'Send max_age as a whole number of seconds.',
  },
  claims_invalid: {
    rule: 'The claims parameter is a JSON object, and an essential acr in it can be reached here.',
    source: 'OpenID Connect Core §5.5',
    repair: 'Send well-formed JSON, and ask only for acr values that the discovery document lists.',
  },
  nonce_missing: {
    rule: 'A request for tokens in the authorization response carries a nonce.',
    source: 'OpenID Connect Core §3.2.2.1',
    repair: 'Send a fresh random nonce and compare it with the one in the ID token.',
  },
  registration_disabled: {
    rule: 'The realm lets people register themselves.',
    source: 'Keycloak: realm setting User registration',
    repair: "Turn User registration on in the realm's login settings.",
  },
  pkce_required: {
    rule: 'The client must prove that the code came back to it (PKCE).',
    source: 'RFC 7636 §4.4.1',
    repair: 'Send code_challenge and code_challenge_method with the authorization request.',
  },
  code_challenge_missing: {
    rule: 'code_challenge_method comes with a code_challenge.',
    source: 'RFC 7636 §4.3',
    repair: 'Send code_challenge too, or neither.',
  },
  code_challenge_malformed: {
    rule: 'code_challenge has 43 to 128 unreserved characters.',
    source: 'RFC 7636 §4.2',
    repair: "Send the base64url form of the verifier's SHA-256 digest, without padding.",
  },
  code_challenge_method_unknown: {
    rule: 'code_challenge_method is S256 or plain.',
    source: 'RFC 7636 §4.3',
    repair: 'Use S256.',
  },
  code_challenge_method_not_allowed: {
    rule: 'The client uses the code challenge method of its settings.',
    source: 'RFC 7636 §4.4.1',
    repair: "Send the method the client is set to, or change it in the client's advanced settings.",
  },
  invalid_scope: {
    rule: "scope is a list of names, parted by single spaces, of openid and the client's default and optional client scopes.",
    source: 'RFC 6749 §3.3',
    repair: 'Correct the name, or assign the client scope to the client as optional.',
  },
  offline_access_not_allowed: {
    rule: 'offline_access is for users who hold a role that the client scope is mapped to.',
    source: 'Keycloak: client scope offline_access, role offline_access',
    repair: 'Give the user the role offline_access, or do not ask for the scope.',
  },
} as const satisfies Record<string, Rule>
