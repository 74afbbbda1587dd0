import type { User } from '../../../model/user.ts'
import { parseClaimName } from '../claim-name.ts'
import { claimValue } from '../claim-value.ts'
import { inTokens } from '../inclusion.ts'
import { type ClaimMapper, PRIORITY } from '../mapper.ts'

/** What a user has besides attributes. Only these: Keycloak reads any getter, which tells more than anybody asked for. */
const PROPERTIES: ReadonlyMap<string, (user: User) => string | undefined> = new Map([
  ['id', (user) => user.id],
  ['username', (user) => user.username],
  ['email', (user) => user.email],
  ['emailVerified', (user) => String(user.emailVerified)],
  ['firstName', (user) => user.firstName],
  ['lastName', (user) => user.lastName],
  ['enabled', (user) => String(user.enabled)],
  ['createdTimestamp', (user) => String(user.createdTimestampMs)],
  ['serviceAccountClientLink', (user) => user.serviceAccountClientUuid],
])

export const userPropertyMapper: ClaimMapper = {
  providerId: 'oidc-usermodel-property-mapper',
  priority: PRIORITY.claims,
  includedIn: inTokens,
  compile(config) {
    const path = parseClaimName(config['claim.name'])
    const property = PROPERTIES.get(config['user.attribute'] ?? '')
    if (path === undefined || property === undefined) return undefined
    const type = config['jsonType.label']
    return (target) => {
      const text = property(target.input.user)
      if (text !== undefined) target.set(path, claimValue(text, type))
    }
  },
}
