import { notInUserInfo } from '../inclusion.ts'
import { type ClaimMapper, PRIORITY } from '../mapper.ts'

/** How strongly the user was authenticated (OpenID Connect Core §2). */
export const acrMapper: ClaimMapper = {
  providerId: 'oidc-acr-mapper',
  priority: PRIORITY.claims,
  includedIn: notInUserInfo,
  compile: () => (target) => target.setOwn('acr', target.input.acr),
}
