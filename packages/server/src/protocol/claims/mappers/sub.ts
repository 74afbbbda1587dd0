import { inAccessTokens } from '../inclusion.ts'
import { type ClaimMapper, PRIORITY } from '../mapper.ts'

/** `sub` of access tokens. ID tokens and userinfo have one without being asked (OpenID Connect Core §2, §5.3.2). */
export const subMapper: ClaimMapper = {
  providerId: 'oidc-sub-mapper',
  priority: PRIORITY.claims,
  includedIn: inAccessTokens,
  compile: () => (target) => target.setOwn('sub', target.input.user.id),
}
