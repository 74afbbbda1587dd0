import type { UserRepresentation } from './keycloak.ts'

/** What a user has unless a file says otherwise; a user of a file is disabled if the file doesn't say `enabled`. */
export const USER_SETTINGS: UserRepresentation = {
  emailVerified: false,
  enabled: false,
  disableableCredentialTypes: [],
  requiredActions: [],
  notBefore: 0,
}
