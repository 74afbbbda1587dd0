/** What each grant must be. */
import type { Rule } from './rule.ts'

export const GRANT_RULES = {
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
} as const satisfies Record<string, Rule>
