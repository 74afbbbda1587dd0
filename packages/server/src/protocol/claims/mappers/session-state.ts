import { inTokens } from '../inclusion.ts'
import { type ClaimMapper, PRIORITY } from '../mapper.ts'

/** `session_state` beside `sid`, for clients written for older Keycloaks. */
export const sessionStateMapper: ClaimMapper = {
  providerId: 'oidc-session-state-mapper',
  priority: PRIORITY.claims,
  includedIn: inTokens,
  compile: () => (target) => target.setOwn('session_state', target.input.session?.user.id),
}
