/** Keycloak's global client profiles: every realm has them, and policies name them. The descriptions are ours. */
import type { ClientProfile, PolicyPart } from '../client-policies.ts'

export const GLOBAL_PROFILES: readonly ClientProfile[] = [
  {
    name: 'fapi-1-baseline',
    description: 'Financial-grade API 1.0, part 1: baseline',
    executors: [
      executor('secure-session'),
      executor('pkce-enforcer', { 'auto-configure': true }),
      executor('secure-client-authenticator', {
        'allowed-client-authenticators': ['client-jwt', 'client-secret-jwt', 'client-x509'],
        'default-client-authenticator': 'client-jwt',
      }),
      executor('secure-client-uris'),
      executor('consent-required', { 'auto-configure': true }),
      executor('full-scope-disabled', { 'auto-configure': true }),
    ],
  },
  {
    name: 'fapi-1-advanced',
    description: 'Financial-grade API 1.0, part 2: advanced',
    executors: [
      executor('secure-session'),
      executor('confidential-client'),
      executor('secure-client-authenticator', {
        'allowed-client-authenticators': ['client-jwt', 'client-x509'],
        'default-client-authenticator': 'client-jwt',
      }),
      executor('secure-client-uris'),
      executor('secure-request-object', { 'available-period': '3600', 'verify-nbf': true }),
      executor('secure-response-type', { 'auto-configure': true, 'allow-token-response-type': false }),
      executor('secure-signature-algorithm', { 'default-algorithm': 'PS256' }),
      executor('secure-signature-algorithm-signed-jwt', { 'require-client-assertion': false }),
      executor('consent-required', { 'auto-configure': true }),
      executor('full-scope-disabled', { 'auto-configure': true }),
      executor('holder-of-key-enforcer', { 'auto-configure': true }),
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
    executors: [
      executor('confidential-client'),
      executor('secure-client-authenticator', {
        'allowed-client-authenticators': ['client-jwt', 'client-x509'],
        'default-client-authenticator': 'client-jwt',
      }),
      executor('secure-client-uris'),
      executor('secure-signature-algorithm', { 'default-algorithm': 'PS256' }),
      executor('secure-signature-algorithm-signed-jwt', { 'require-client-assertion': false }),
      executor('consent-required', { 'auto-configure': true }),
      executor('full-scope-disabled', { 'auto-configure': true }),
      executor('reject-implicit-grant', { 'auto-configure': 'true' }),
      executor('holder-of-key-enforcer', { 'auto-configure': 'true' }),
      executor('pkce-enforcer', { 'auto-configure': 'true' }),
      executor('secure-client-authentication-assertion'),
      executor('secure-par-content'),
    ],
  },
  {
    name: 'fapi-2-message-signing',
    description: 'FAPI 2.0 message signing, tokens bound by certificates',
    executors: [
      executor('confidential-client'),
      executor('secure-client-authenticator', {
        'allowed-client-authenticators': ['client-jwt', 'client-x509'],
        'default-client-authenticator': 'client-jwt',
      }),
      executor('secure-client-uris'),
      executor('secure-signature-algorithm', { 'default-algorithm': 'PS256' }),
      executor('secure-signature-algorithm-signed-jwt', { 'require-client-assertion': false }),
      executor('consent-required', { 'auto-configure': true }),
      executor('full-scope-disabled', { 'auto-configure': true }),
      executor('reject-implicit-grant', { 'auto-configure': 'true' }),
      executor('holder-of-key-enforcer', { 'auto-configure': 'true' }),
      executor('pkce-enforcer', { 'auto-configure': 'true' }),
      executor('secure-par-content'),
      executor('secure-request-object', {
        'verify-nbf': true,
        'available-period': '3600',
        'encryption-required': false,
      }),
      executor('secure-client-authentication-assertion'),
    ],
  },
  {
    name: 'oauth-2-1-for-confidential-client',
    description: 'OAuth 2.1 for confidential clients',
    executors: [
      executor('confidential-client'),
      executor('secure-client-authenticator', {
        'allowed-client-authenticators': ['client-jwt', 'client-x509'],
        'default-client-authenticator': 'client-jwt',
      }),
      executor('secure-redirect-uris-enforcer', {
        'allow-ipv4-loopback-address': 'true',
        'allow-ipv6-loopback-address': 'true',
        'allow-private-use-uri-scheme': 'true',
        'oauth-2-1-compliant': 'true',
      }),
      executor('pkce-enforcer', { 'auto-configure': 'true' }),
      executor('holder-of-key-enforcer', { 'auto-configure': 'true' }),
      executor('reject-implicit-grant', { 'auto-configure': 'true' }),
      executor('reject-ropc-grant', { 'auto-configure': 'true' }),
    ],
  },
  {
    name: 'oauth-2-1-for-public-client',
    description: 'OAuth 2.1 for public clients',
    executors: [
      executor('secure-redirect-uris-enforcer', {
        'allow-ipv4-loopback-address': 'true',
        'allow-ipv6-loopback-address': 'true',
        'allow-private-use-uri-scheme': 'true',
        'oauth-2-1-compliant': 'true',
      }),
      executor('pkce-enforcer', { 'auto-configure': 'true' }),
      executor('dpop-bind-enforcer', {
        'auto-configure': 'true',
        'enforce-authorization-code-binding-to-dpop': 'false',
        'allow-only-refresh-token-binding': 'false',
      }),
      executor('reject-implicit-grant', { 'auto-configure': 'true' }),
      executor('reject-ropc-grant', { 'auto-configure': 'true' }),
    ],
  },
  {
    name: 'fapi-2-dpop-security-profile',
    description: 'FAPI 2.0 security profile, tokens bound by DPoP',
    executors: [
      executor('confidential-client'),
      executor('secure-client-authenticator', {
        'allowed-client-authenticators': ['client-jwt', 'client-x509'],
        'default-client-authenticator': 'client-jwt',
      }),
      executor('secure-client-uris'),
      executor('secure-signature-algorithm', { 'default-algorithm': 'PS256' }),
      executor('secure-signature-algorithm-signed-jwt', { 'require-client-assertion': false }),
      executor('consent-required', { 'auto-configure': true }),
      executor('full-scope-disabled', { 'auto-configure': true }),
      executor('reject-implicit-grant', { 'auto-configure': 'true' }),
      executor('pkce-enforcer', { 'auto-configure': 'true' }),
      executor('secure-client-authentication-assertion'),
      executor('secure-par-content'),
      executor('dpop-bind-enforcer', {
        'auto-configure': 'true',
        'enforce-authorization-code-binding-to-dpop': 'false',
        'allow-only-refresh-token-binding': 'false',
      }),
    ],
  },
  {
    name: 'fapi-2-dpop-message-signing',
    description: 'FAPI 2.0 message signing, tokens bound by DPoP',
    executors: [
      executor('confidential-client'),
      executor('secure-client-authenticator', {
        'allowed-client-authenticators': ['client-jwt', 'client-x509'],
        'default-client-authenticator': 'client-jwt',
      }),
      executor('secure-client-uris'),
      executor('secure-signature-algorithm', { 'default-algorithm': 'PS256' }),
      executor('secure-signature-algorithm-signed-jwt', { 'require-client-assertion': false }),
      executor('consent-required', { 'auto-configure': true }),
      executor('full-scope-disabled', { 'auto-configure': true }),
      executor('reject-implicit-grant', { 'auto-configure': 'true' }),
      executor('pkce-enforcer', { 'auto-configure': 'true' }),
      executor('secure-par-content'),
      executor('secure-request-object', {
        'verify-nbf': true,
        'available-period': '3600',
        'encryption-required': false,
      }),
      executor('dpop-bind-enforcer', {
        'auto-configure': 'true',
        'enforce-authorization-code-binding-to-dpop': 'false',
        'allow-only-refresh-token-binding': 'false',
      }),
      executor('secure-client-authentication-assertion'),
    ],
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
