import { parseClaimName } from '../claim-name.ts'
import { claimValue } from '../claim-value.ts'
import { inTokens, orInResponse } from '../inclusion.ts'
import { type ClaimMapper, PRIORITY } from '../mapper.ts'

export const hardcodedClaimMapper: ClaimMapper = {
  providerId: 'oidc-hardcoded-claim-mapper',
  priority: PRIORITY.claims,
  includedIn: orInResponse(inTokens),
  compile(config) {
    const path = parseClaimName(config['claim.name'])
    const text = config['claim.value']
    if (path === undefined || text === undefined || text === '') return undefined
    const type = config['jsonType.label']
    // read anew for every token: another mapper may add members to an object
    return (target) => target.set(path, claimValue(text, type))
  },
}
