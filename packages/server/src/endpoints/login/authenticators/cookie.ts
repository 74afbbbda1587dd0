import type { Authenticator } from '../authenticator.ts'

/** Single sign-on: the browser is signed in already, and nothing asks for fresh proof. */
export const cookieAuthenticator: Authenticator = {
  providerId: 'auth-cookie',
  async begin({ sso, reauthenticate, user }) {
    // whoever has just typed a password is that person, whatever another tab did meanwhile
    if (sso === undefined || reauthenticate || user !== undefined) return { kind: 'attempted' }
    return { kind: 'success', user: sso.user, sso }
  },
}
