/**
 * Keycloak's global client profiles: every realm has them, and policies name them. The descriptions are ours. An answer holds
 * the executors in Keycloak's order, and its switches as Keycloak wrote them: some as text.
 */
import type { ClientProfile, PolicyPart } from '../client-policies.ts'

const ON = { 'auto-configure': true }
const ON_AS_TEXT = { 'auto-configure': 'true' }

/** The client shows who it is by a key of its own. */
const BY_KEY = executor('secure-client-authenticator', {
  'allowed-client-authenticators': ['client-jwt', 'client-x509'],
  'default-client-authenticator': 'client-jwt',
})
const CONSENTED = [executor('consent-required', ON), executor('full-scope-disabled', ON)]
const SIGNED = [
  executor('secure-signature-algorithm', { 'default-algorithm': 'PS256' }),
  executor('secure-signature-algorithm-signed-jwt', { 'require-client-assertion': false }),
]
const PKCE = executor('pkce-enforcer', ON_AS_TEXT)
const NO_IMPLICIT = executor('reject-implicit-grant', ON_AS_TEXT)
const NO_PASSWORD = executor('reject-ropc-grant', ON_AS_TEXT)
const BY_CERTIFICATE = executor('holder-of-key-enforcer', ON_AS_TEXT)
const BY_DPOP = executor('dpop-bind-enforcer', {
  ...ON_AS_TEXT,
  'enforce-authorization-code-binding-to-dpop': 'false',
  'allow-only-refresh-token-binding': 'false',
})
const ASSERTION = executor('secure-client-authentication-assertion')
const PUSHED = executor('secure-par-content')
const SIGNED_REQUEST = executor('secure-request-object', {
  'verify-nbf': true,
  'available-period': '3600',
  'encryption-required': false,
})
const SAFE_REDIRECTS = executor('secure-redirect-uris-enforcer', {
  'allow-ipv4-loopback-address': 'true',
  'allow-ipv6-loopback-address': 'true',
  'allow-private-use-uri-scheme': 'true',
  'oauth-2-1-compliant': 'true',
})

/** What all profiles of FAPI 2.0 begin with. */
const FAPI_2 = [
  executor('confidential-client'),
  BY_KEY,
  executor('secure-client-uris'),
  ...SIGNED,
  ...CONSENTED,
  NO_IMPLICIT,
]

export const GLOBAL_PROFILES: readonly ClientProfile[] = [
  {
    name: 'fapi-1-baseline',
    description: 'Financial-grade API 1.0, part 1: baseline',
    executors: [
      executor('secure-session'),
      executor('pkce-enforcer', ON),
      executor('secure-client-authenticator', {
        'allowed-client-authenticators': ['client-jwt', 'client-secret-jwt', 'client-x509'],
        'default-client-authenticator': 'client-jwt',
      }),
      executor('secure-client-uris'),
      ...CONSENTED,
    ],
  },
  {
    name: 'fapi-1-advanced',
    description: 'Financial-grade API 1.0, part 2: advanced',
    executors: [
      executor('secure-session'),
      executor('confidential-client'),
      BY_KEY,
      executor('secure-client-uris'),
      executor('secure-request-object', { 'available-period': '3600', 'verify-nbf': true }),
      executor('secure-response-type', { ...ON, 'allow-token-response-type': false }),
      ...SIGNED,
      ...CONSENTED,
      executor('holder-of-key-enforcer', ON),
    ],
  },
  {
    name: 'fapi-ciba',
    description: 'Financial-grade API: client-initiated backchannel authentication',
    executors: [
      executor('secure-ciba-req-sig-algorithm', { 'default-algorithm': 'PS256' }),
      executor('secure-ciba-session'),
      executor('secure-ciba-signed-authn-req', { 'available-period': '3600' }),
    ],
  },
  {
    name: 'fapi-2-security-profile',
    description: 'FAPI 2.0 security profile, tokens bound by certificates',
    executors: [...FAPI_2, BY_CERTIFICATE, PKCE, ASSERTION, PUSHED],
  },
  {
    name: 'fapi-2-message-signing',
    description: 'FAPI 2.0 message signing, tokens bound by certificates',
    executors: [...FAPI_2, BY_CERTIFICATE, PKCE, PUSHED, SIGNED_REQUEST, ASSERTION],
  },
  {
    name: 'oauth-2-1-for-confidential-client',
    description: 'OAuth 2.1 for confidential clients',
    executors: [
      executor('confidential-client'),
      BY_KEY,
      SAFE_REDIRECTS,
      PKCE,
      BY_CERTIFICATE,
      NO_IMPLICIT,
      NO_PASSWORD,
    ],
  },
  {
    name: 'oauth-2-1-for-public-client',
    description: 'OAuth 2.1 for public clients',
    executors: [SAFE_REDIRECTS, PKCE, BY_DPOP, NO_IMPLICIT, NO_PASSWORD],
  },
  {
    name: 'fapi-2-dpop-security-profile',
    description: 'FAPI 2.0 security profile, tokens bound by DPoP',
    executors: [...FAPI_2, PKCE, ASSERTION, PUSHED, BY_DPOP],
  },
  {
    name: 'fapi-2-dpop-message-signing',
    description: 'FAPI 2.0 message signing, tokens bound by DPoP',
    executors: [...FAPI_2, PKCE, PUSHED, SIGNED_REQUEST, BY_DPOP, ASSERTION],
  },
  {
    name: 'saml-security-profile',
    description: 'SAML clients with signatures and safe addresses',
    executors: [
      executor('saml-secure-client-uris'),
      executor('saml-signature-enforcer'),
      executor('saml-avoid-redirect'),
    ],
  },
]

function executor(
  id: string,
  configuration: Readonly<Record<string, unknown>> = {},
): PolicyPart & { executor: string } {
  return { executor: id, configuration }
}
