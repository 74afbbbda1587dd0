/** What a request to the token endpoint must be, whatever its grant. */
import type { Rule } from './rule.ts'

export const CLIENT_AUTHENTICATION_RULES = {
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
} as const satisfies Record<string, Rule>
