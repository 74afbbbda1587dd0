/** What a token must be that is shown to userinfo, introspection or at sign-out. */
import type { Rule } from './rule.ts'

export const PRESENTED_TOKEN_RULES = {
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
} as const satisfies Record<string, Rule>
