/**
 * Every rule that can refuse a request, by the `kind` that logs, traces and `docs/errors.md` name it with. A kind is
 * Keycloak's event error where it has one. `rule` says what must hold, `source` where that is written, `repair` what
 * whoever set this up can do. A test compares `docs/errors.md` with this table.
 */
export const RULES = {
  realm_not_found: {
    rule: 'The URL names a realm of this server.',
    source: 'Keycloak: /realms/{realm}',
    repair: 'Check the spelling of the realm in the URL, or create or import the realm.',
  },
  realm_disabled: {
    rule: 'The realm is enabled.',
    source: 'Keycloak: realm setting Enabled',
    repair: 'Enable the realm in its settings.',
  },
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
  duplicated_parameter: {
    rule: 'A parameter comes once.',
    source: 'RFC 6749 §3.1',
    repair: 'Send each parameter a single time.',
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
  parameter_too_long: {
    rule: 'A request and each of its parameters are of bounded size.',
    source: 'RFC 9700 §4',
    repair: 'Send less: keep state short and put what it stands for into your own session.',
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
  code_verifier_missing: {
    rule: 'A code asked for with a challenge is redeemed with its verifier.',
    source: 'RFC 7636 §4.5',
    repair: 'Send the code_verifier whose challenge began the flow.',
  },
  code_verifier_unexpected: {
    rule: 'A code asked for without a challenge is redeemed without a verifier.',
    source: 'RFC 9700 §4.8.2',
    repair: 'Send code_challenge with the authorization request too; something on the way may have removed it.',
  },
  invalid_code_verifier: {
    rule: 'code_verifier has 43 to 128 unreserved characters.',
    source: 'RFC 7636 §4.1',
    repair: 'Make the verifier of 32 random bytes in base64url.',
  },
  pkce_verification_failed: {
    rule: 'The verifier gives the challenge that began the flow.',
    source: 'RFC 7636 §4.6',
    repair: 'Keep the verifier of each flow with its state, and do not mix two tabs up.',
  },
  login_required: {
    rule: 'Without a page, the user is known already by a session of this browser.',
    source: 'OpenID Connect Core §3.1.2.6',
    repair: 'Start the login again without prompt=none.',
  },
  interaction_required: {
    rule: 'Without a page, nothing is left for the user to do or agree to.',
    source: 'OpenID Connect Core §3.1.2.6',
    repair: 'Start the login again without prompt=none.',
  },
  consent_unsupported: {
    rule: 'The client does not ask for consent: this version has no consent page.',
    source: 'Keycloak: client setting Consent required',
    repair: "Turn Consent required off in the client's settings.",
  },
  cookie_not_found: {
    rule: 'A login goes on in the browser that began it, which the cookies show.',
    source: 'Keycloak: restart login cookie',
    repair:
      'Start again from the application; allow cookies; open the login under the very host that the application uses.',
  },
  session_code_stale: {
    rule: "A login page's form is sent once, from the newest page.",
    source: 'Keycloak: session_code',
    repair: 'Go on with the page that is shown now.',
  },
  login_session_expired: {
    rule: 'A login is finished within its time (login timeout of the realm).',
    source: 'Keycloak: realm setting Login timeout',
    repair: "Sign in again; raise the realm's login timeout if people need longer.",
  },
  invalid_user_credentials: {
    rule: 'User name and password belong together.',
    source: 'RFC 6749 §4.3.2',
    repair: 'Check both, or set a new password for the user.',
  },
  user_disabled: {
    rule: "The user's account is enabled.",
    source: 'Keycloak: user setting Enabled',
    repair: 'Enable the user.',
  },
  user_temporarily_disabled: {
    rule: 'After many wrong passwords in a row a user waits before the next one is looked at.',
    source: 'Keycloak: realm setting Brute force detection',
    repair: 'Wait, or let an administrator forget the failed log-ins (attack detection).',
  },
  user_permanently_disabled: {
    rule: 'After too many wrong passwords an account is disabled until an administrator enables it.',
    source: 'Keycloak: realm setting Brute force detection, permanent lockout',
    repair: 'Enable the user.',
  },
  different_user_authenticated: {
    rule: 'One browser is signed in as one user of a realm at a time.',
    source: 'Keycloak: different user authenticated',
    repair: 'Sign out first, then sign in as the other user.',
  },
  authenticator_unsupported: {
    rule: "Every step of the realm's flow that this user needs is one this version knows.",
    source: 'Keycloak: authentication flow',
    repair: 'Disable the execution, or remove the credential it asks for from the user.',
  },
  required_action_unsupported: {
    rule: 'Every required action of the user is one this version knows.',
    source: 'Keycloak: required actions',
    repair: 'Remove the required action from the user, or disable it in the realm.',
  },
  access_denied: {
    rule: 'The user goes on with the login.',
    source: 'RFC 6749 §4.1.2.1',
    repair: 'Start the login again.',
  },
  resolve_required_actions: {
    rule: 'A user who gets tokens for a password has nothing left to set up.',
    source: 'Keycloak: required actions',
    repair: 'Let the user sign in at the login page once, or remove the required actions and complete the profile.',
  },
  grant_type_missing: {
    rule: 'A token request says in grant_type what it trades.',
    source: 'RFC 6749 §4.1.3',
    repair: 'Send grant_type as a form parameter in the body (application/x-www-form-urlencoded).',
  },
  grant_type_unsupported: {
    rule: 'grant_type is one that this server offers.',
    source: 'RFC 6749 §5.2',
    repair: 'Use one of the grant types that the discovery document lists.',
  },
  client_authentication_missing: {
    rule: 'A token request says which client sends it.',
    source: 'RFC 6749 §3.2.1',
    repair: 'Send client_id and client_secret in the body or by HTTP Basic.',
  },
  client_authentication_contradictory: {
    rule: 'Header and body name one client with one secret.',
    source: 'RFC 6749 §2.3',
    repair: 'Authenticate in one way only.',
  },
  invalid_client_credentials: {
    rule: "The client's secret is right.",
    source: 'RFC 6749 §2.3.1',
    repair: "Copy the secret anew from the client's Credentials tab; it changes when it is regenerated.",
  },
  client_secret_expired: {
    rule: "The client's secret is used before its end.",
    source: 'Keycloak: client policy, executor secret-rotation',
    repair: "Regenerate the secret in the client's Credentials tab and give the application the new one.",
  },
  rotated_secret_expired: {
    rule: 'A secret that was replaced counts only as long as the realm says.',
    source: 'Keycloak: client policy, executor secret-rotation',
    repair: "Give the application the present secret of the client's Credentials tab.",
  },
  client_authenticator_unsupported: {
    rule: 'The client authenticates in the way of its settings.',
    source: 'Keycloak: client authenticator',
    repair: "Send what the client's Credentials tab names, or set it to Client ID and secret.",
  },
  origin_not_allowed: {
    rule: "A call from a browser comes from one of the client's web origins.",
    source: 'Fetch standard, CORS protocol',
    repair: "Add the origin to the client's Web origins (+ takes those of the redirect URIs).",
  },
  code_missing: {
    rule: 'The exchange carries the code.',
    source: 'RFC 6749 §4.1.3',
    repair: 'Send the code from the redirect as the form parameter code.',
  },
  invalid_code: {
    rule: 'The code was issued here and its session still lives.',
    source: 'RFC 6749 §4.1.3',
    repair: 'Start the login again; send the code unchanged, to the realm that issued it.',
  },
  expired_code: {
    rule: 'A code is redeemed within its lifetime.',
    source: 'RFC 6749 §4.1.2',
    repair:
      "Exchange the code as soon as it arrives; raise the realm's client login timeout only if that can't be helped.",
  },
  code_reused: {
    rule: 'A code is redeemed once. At the second time whatever it gave is ended.',
    source: 'RFC 6749 §4.1.2',
    repair: "Exchange each code once; don't reload the page that does it, and answer it with a redirect.",
  },
  code_of_other_client: {
    rule: 'A code is redeemed by the client it was issued to.',
    source: 'RFC 6749 §4.1.3',
    repair: 'Send the credentials of the client that began the login.',
  },
  redirect_uri_mismatch: {
    rule: 'The exchange repeats the redirect_uri of the authorization request.',
    source: 'RFC 6749 §4.1.3',
    repair: 'Send the very same redirect_uri at the exchange.',
  },
  refresh_token_missing: {
    rule: 'A refresh carries the refresh token.',
    source: 'RFC 6749 §6',
    repair: 'Send the form parameter refresh_token.',
  },
  refresh_token_invalid: {
    rule: 'The token is a refresh token that this realm signed.',
    source: 'RFC 6749 §6',
    repair: 'Send the refresh_token of the last answer, not an access or ID token.',
  },
  refresh_token_expired: {
    rule: 'The refresh token has not expired.',
    source: 'RFC 6749 §6',
    repair: "Sign in again; the lifetime is the session's idle time-out.",
  },
  refresh_token_client_mismatch: {
    rule: 'A refresh token is used by the client it was issued to.',
    source: 'RFC 6749 §10.4',
    repair: 'Send the credentials of the client that got the token.',
  },
  refresh_token_reused: {
    rule: "A rotated refresh token is used no more often than the realm allows. After that the client's session is ended.",
    source: 'RFC 9700 §4.14.2',
    repair: 'Keep the newest refresh token, and let one process at a time refresh.',
  },
  token_revoked_by_not_before: {
    rule: "The token is younger than the realm's, the client's and the user's not-before time.",
    source: 'Keycloak: revocation (not before)',
    repair: 'Sign in again.',
  },
  session_not_active: {
    rule: 'The session the token belongs to is still going on.',
    source: 'Keycloak: SSO session',
    repair: 'Sign in again; the session was ended or has expired.',
  },
  client_session_missing: {
    rule: 'The client still takes part in the session.',
    source: 'Keycloak: client session',
    repair: 'Sign in again; this client was signed out of the session.',
  },
  user_not_found: {
    rule: 'The user exists.',
    source: 'Keycloak: users',
    repair: 'Check the spelling of the user name, and the realm in the URL.',
  },
  username_missing: {
    rule: 'The password grant carries a user name.',
    source: 'RFC 6749 §4.3.2',
    repair: 'Send the form parameter username.',
  },
  direct_grants_disabled: {
    rule: 'The client may trade a password for tokens (Direct access grants).',
    source: 'RFC 9700 §2.4',
    repair: 'Use the authorization code flow. Turn Direct access grants on only where nothing else works.',
  },
  client_requires_consent: {
    rule: 'A client that asks for consent gets tokens only through a page.',
    source: 'Keycloak: client setting Consent required',
    repair: 'Use the authorization code flow, or turn Consent required off.',
  },
  service_accounts_disabled: {
    rule: 'The client has a service account.',
    source: 'RFC 6749 §4.4',
    repair: "Turn Service account roles on in the client's settings.",
  },
  public_client_service_account: {
    rule: 'Only a client with a secret may use its service account.',
    source: 'RFC 6749 §4.4',
    repair: "Turn Client authentication on in the client's settings.",
  },
  access_token_missing: {
    rule: 'The request carries an access token in the Authorization header.',
    source: 'RFC 6750 §2.1',
    repair: 'Send Authorization: Bearer followed by the access token.',
  },
  access_token_invalid: {
    rule: 'The access token was signed by this realm, has not expired and is one.',
    source: 'RFC 6750 §3.1',
    repair: 'Refresh the token; send the access token, not the ID or refresh token, to the realm that issued it.',
  },
  access_token_sent_twice: {
    rule: 'The access token comes by one way only.',
    source: 'RFC 6750 §2',
    repair: 'Send the token in the header or in the form, not in both.',
  },
  openid_scope_missing: {
    rule: 'userinfo is asked with a token that has the scope openid.',
    source: 'OpenID Connect Core §5.3',
    repair: 'Ask for the scope openid when signing in.',
  },
  lightweight_token: {
    rule: 'userinfo is asked with a full access token.',
    source: 'Keycloak: lightweight access token',
    repair: 'Use a client without lightweight access tokens.',
  },
  id_token_hint_invalid: {
    rule: 'id_token_hint is an ID token that this realm signed for the client.',
    source: 'OpenID Connect RP-Initiated Logout §2',
    repair: 'Send the ID token as it was received; leave client_id out or send the one it was issued to.',
  },
  id_token_hint_missing: {
    rule: 'A logout that wants to return says which client it is for.',
    source: 'OpenID Connect RP-Initiated Logout §2',
    repair: 'Send id_token_hint or client_id with post_logout_redirect_uri.',
  },
  invalid_post_logout_redirect_uri: {
    rule: 'post_logout_redirect_uri is registered for the client.',
    source: 'OpenID Connect RP-Initiated Logout §2',
    repair: "Add it to the client's Valid post logout redirect URIs (+ takes the redirect URIs).",
  },
  hostname_not_allowed: {
    rule: 'The server is addressed by a name that it knows as its own.',
    source: 'Option --hostname',
    repair: 'Start with --hostname set to the public URL; without it only local names are taken from requests.',
  },
  request_malformed: {
    rule: 'The request is well formed.',
    source: 'RFC 9110',
    repair: 'Check percent-encoding and content type.',
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

export interface Rule {
  readonly rule: string
  readonly source: string
  readonly repair: string
}

export type ReasonKind = keyof typeof RULES

/**
 * Why something was refused, in our own words: for the log, the flow trace and, in development, the error page.
 * Ids, URIs and names may appear; secrets, codes and tokens never.
 */
export interface Reason {
  readonly kind: ReasonKind
  readonly came?: string | undefined
  readonly expected?: string | readonly string[] | undefined
  /** Whose account it is about, where nobody is signed in yet. */
  readonly who?: { readonly userId?: string | undefined; readonly username: string }
}
