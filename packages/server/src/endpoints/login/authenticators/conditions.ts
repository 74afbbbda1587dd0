import type { Condition } from '../authenticator.ts'

/** Holds when the user has set up what the conditional flow asks for. */
export const userConfigured: Condition = {
  providerId: 'conditional-user-configured',
  async holds({ user }, configured) {
    return user !== undefined && (await configured(user))
  },
}

/**
 * Holds when the login so far used none of the credentials it names (Keycloak's default: a passkey needs no second
 * factor). A password is the only one this version takes, so it always holds.
 */
export const credentialUsed: Condition = {
  providerId: 'conditional-credential',
  async holds() {
    return true
  },
}
