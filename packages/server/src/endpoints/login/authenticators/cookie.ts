import type { Authenticator } from '../authenticator.ts'

/** Single sign-on: the browser is signed in already, and nothing asks for fresh proof. */
export const cookieAuthenticator: Authenticator = {
  providerId: 'auth-cookie',
  async begin({ sso, reauthenticate }) {
    if (sso === undefined || reauthenticate) return { kind: 'attempted' }
    return { kind: 'success', user: sso.user, sso }
  },
}
