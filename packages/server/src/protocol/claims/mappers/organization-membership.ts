import { inTokens } from '../inclusion.ts'
import { type ClaimMapper, PRIORITY } from '../mapper.ts'

/** Known, so that it is not reported as unknown; without organizations there is nothing to say. */
export const organizationMembershipMapper: ClaimMapper = {
  providerId: 'oidc-organization-membership-mapper',
  priority: PRIORITY.claims,
  includedIn: inTokens,
  compile: () => () => {},
}
