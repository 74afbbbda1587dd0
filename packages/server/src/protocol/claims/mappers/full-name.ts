import { inTokens } from '../inclusion.ts'
import { type ClaimMapper, PRIORITY } from '../mapper.ts'

/** `name` (OpenID Connect Core §5.1): first and last name, as far as there are any. */
export const fullNameMapper: ClaimMapper = {
  providerId: 'oidc-full-name-mapper',
  priority: PRIORITY.claims,
  includedIn: inTokens,
  compile: () => (target) => {
    const { firstName, lastName } = target.input.user
    const parts = [firstName, lastName].filter((part) => part !== undefined && part.trim() !== '')
    if (parts.length > 0) target.set(['name'], parts.join(' '))
  },
}
