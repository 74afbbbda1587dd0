import { parseClaimName } from '../claim-name.ts'
import { inTokens } from '../inclusion.ts'
import { type ClaimMapper, PRIORITY } from '../mapper.ts'

/** The groups the user is in (not those above them), by path or by name; no claim when there is none. */
export const groupMembershipMapper: ClaimMapper = {
  providerId: 'oidc-group-membership-mapper',
  priority: PRIORITY.claims,
  includedIn: inTokens,
  compile(config) {
    const path = parseClaimName(config['claim.name'])
    if (path === undefined) return undefined
    const fullPath = config['full.path'] === 'true'
    return (target) => {
      const { groups } = target.input.membership
      if (groups.length > 0)
        target.set(
          path,
          groups.map((group) => (fullPath ? group.path : group.name)),
        )
    }
  },
}
