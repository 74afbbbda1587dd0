import type { Authenticator } from '../authenticator.ts'

/** Sends the browser on to another identity provider. There is none to send to yet, so it never applies. */
export const identityProviderRedirector: Authenticator = {
  providerId: 'identity-provider-redirector',
  async begin() {
    return { kind: 'attempted' }
  },
}
