import { resolveWebOrigins } from '../../web-origins.ts'
import { inAccessTokensByDefault } from '../inclusion.ts'
import { type ClaimMapper, PRIORITY } from '../mapper.ts'

/** Tells resource servers which pages may use the token. */
export const allowedOriginsMapper: ClaimMapper = {
  providerId: 'oidc-allowed-origins-mapper',
  priority: PRIORITY.claims,
  includedIn: inAccessTokensByDefault,
  compile: () => (target) => {
    const { client, issuer } = target.input
    const origins = resolveWebOrigins(client, issuer)
    if (origins.length > 0) target.setOwn('allowed-origins', origins)
  },
}
