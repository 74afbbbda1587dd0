import { inAccessTokensByDefault } from '../inclusion.ts'
import { type ClaimMapper, PRIORITY } from '../mapper.ts'

/** Every client whose roles the token carries is its audience; the client it is for is not, it is the bearer. */
export const audienceResolveMapper: ClaimMapper = {
  providerId: 'oidc-audience-resolve-mapper',
  priority: PRIORITY.audienceResolve,
  includedIn: inAccessTokensByDefault,
  compile: () => (target) => {
    for (const clientId of target.roles.clients.keys()) {
      if (clientId !== target.input.client.clientId) target.addAudience(clientId)
    }
  },
}
