import { inTokens } from '../inclusion.ts'
import { type ClaimMapper, PRIORITY } from '../mapper.ts'
import { attributeValues } from './user-attribute.ts'

/** Member of the claim, the setting that names the user's attribute, and the attribute without that setting. */
const PARTS = [
  ['formatted', 'user.attribute.formatted', 'formatted'],
  ['street_address', 'user.attribute.street', 'street'],
  ['locality', 'user.attribute.locality', 'locality'],
  ['region', 'user.attribute.region', 'region'],
  ['postal_code', 'user.attribute.postal_code', 'postal_code'],
  ['country', 'user.attribute.country', 'country'],
] as const

/** `address` (OpenID Connect Core §5.1.1); absent when nothing of it is known. */
export const addressMapper: ClaimMapper = {
  providerId: 'oidc-address-mapper',
  priority: PRIORITY.claims,
  includedIn: inTokens,
  compile(config) {
    const parts = PARTS.map(([member, setting, attribute]) => [member, config[setting] || attribute] as const)
    return (target) => {
      const known = parts.flatMap(([member, attribute]) => {
        const [value] = attributeValues(target.input.user, attribute)
        return value === undefined ? [] : [[member, value] as const]
      })
      if (known.length > 0) target.set(['address'], Object.fromEntries(known))
    }
  },
}
