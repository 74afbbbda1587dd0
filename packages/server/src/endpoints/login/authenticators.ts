import type { Authenticator, Condition } from './authenticator.ts'
import { credentialUsed, userConfigured } from './authenticators/conditions.ts'
import { cookieAuthenticator } from './authenticators/cookie.ts'
import { identityProviderRedirector } from './authenticators/identity-provider-redirector.ts'
import { usernamePasswordAuthenticator } from './authenticators/username-password.ts'
import type { Modules } from './flow.ts'

const authenticators: readonly Authenticator[] = [
  cookieAuthenticator,
  identityProviderRedirector,
  usernamePasswordAuthenticator,
]

const conditions: readonly Condition[] = [userConfigured, credentialUsed]

/** The steps a browser flow can have: a new one is a file and a row here. */
export const modules: Modules = {
  authenticators: new Map(authenticators.map((one) => [one.providerId, one])),
  conditions: new Map(conditions.map((one) => [one.providerId, one])),
}
