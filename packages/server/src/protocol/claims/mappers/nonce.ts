import { inAccessTokens } from '../inclusion.ts'
import { type ClaimMapper, PRIORITY } from '../mapper.ts'

/** `nonce` in access tokens, for clients written for older Keycloaks; the ID token has it anyway. */
export const nonceMapper: ClaimMapper = {
  providerId: 'oidc-nonce-backwards-compatible-mapper',
  priority: PRIORITY.claims,
  includedIn: inAccessTokens,
  compile: () => (target) => target.setOwn('nonce', target.input.nonce),
}
