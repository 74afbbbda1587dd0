/** Keycloak's features by name, and which of them this server has. A capability that comes turns its line on. */
export interface Feature {
  readonly name: string
  readonly label: string
  readonly type: 'DEFAULT' | 'DISABLED_BY_DEFAULT' | 'PREVIEW' | 'EXPERIMENTAL'
  readonly dependencies: readonly string[]
  readonly enabled: boolean
}

export const FEATURES: readonly Feature[] = [
  here('ADMIN_API', 'Admin REST API'),
  here('ADMIN_V2', 'Administration console', 'ADMIN_API'),
  here('CLIENT_POLICIES', 'Client policies'),
  here('CLIENT_SECRET_ROTATION', 'Client secret rotation', 'CLIENT_POLICIES'),
  here('HOSTNAME_V2', 'One name for the server'),
  here('LOGIN_V2', 'Login pages'),
  here('PERSISTENT_USER_SESSIONS', 'User sessions outlive a restart'),
  later('ACCOUNT_API', 'Account REST API'),
  later('ACCOUNT_V3', 'Account console', 'ACCOUNT_API'),
  later('ADMIN_FINE_GRAINED_AUTHZ_V2', 'Fine-grained admin permissions', 'AUTHORIZATION'),
  later('AUTHORIZATION', 'Authorization services (UMA)'),
  later('CIBA', 'Client-initiated backchannel authentication'),
  later('DEVICE_FLOW', 'Device authorization grant'),
  later('DPOP', 'Proof of possession (DPoP)'),
  later('IMPERSONATION', 'Impersonation of users'),
  later('KERBEROS', 'Kerberos'),
  later('ORGANIZATION', 'Organizations'),
  later('PAR', 'Pushed authorization requests'),
  later('PASSKEYS', 'Passkeys', 'WEB_AUTHN'),
  later('RECOVERY_CODES', 'Recovery codes'),
  later('STEP_UP_AUTHENTICATION', 'Step-up authentication'),
  later('TOKEN_EXCHANGE_STANDARD_V2', 'Standard token exchange'),
  later('UPDATE_EMAIL', 'Update of the e-mail address by its owner'),
  later('WEB_AUTHN', 'Web authentication (WebAuthn)'),
  later('WORKFLOWS', 'Workflows'),
]

function here(name: string, label: string, ...dependencies: readonly string[]): Feature {
  return { name, label, type: 'DEFAULT', dependencies, enabled: true }
}

function later(name: string, label: string, ...dependencies: readonly string[]): Feature {
  return { name, label, type: 'DEFAULT', dependencies, enabled: false }
}
