import type { Group, Membership, User } from '../../../model/user.ts'
import { parseClaimName } from '../claim-name.ts'
import { claimValues } from '../claim-value.ts'
import { inTokens } from '../inclusion.ts'
import { type ClaimMapper, PRIORITY } from '../mapper.ts'

/** A user's attribute, its groups' where the user has none; with `aggregate.attrs` all of them together. */
export const userAttributeMapper: ClaimMapper = {
  providerId: 'oidc-usermodel-attribute-mapper',
  priority: PRIORITY.claims,
  includedIn: inTokens,
  compile(config) {
    const path = parseClaimName(config['claim.name'])
    const attribute = config['user.attribute']
    if (path === undefined || attribute === undefined || attribute === '') return undefined
    const type = config['jsonType.label']
    const multivalued = config['multivalued'] === 'true'
    const valuesOf = config['aggregate.attrs'] === 'true' ? aggregatedValues : nearestValues
    return (target) => {
      const { user, membership } = target.input
      target.set(path, claimValues(valuesOf(user, membership, attribute), type, multivalued))
    }
  },
}

/** The values of an attribute of the user; the four that every user has are attributes too. */
export function attributeValues(user: User, attribute: string): readonly string[] {
  switch (attribute) {
    case 'username':
      return [user.username]
    case 'email':
    case 'firstName':
    case 'lastName': {
      const value = user[attribute]
      return value === undefined ? [] : [value]
    }
    default:
      return own(user.attributes, attribute)
  }
}

function nearestValues(user: User, membership: Membership, attribute: string): readonly string[] {
  const values = attributeValues(user, attribute)
  if (values.length > 0) return values
  for (const group of membership.groups) {
    for (const at of upwards(group, membership)) {
      const inherited = own(at.attributes, attribute)
      if (inherited.length > 0) return inherited
    }
  }
  return []
}

function aggregatedValues(user: User, { groups, ancestors }: Membership, attribute: string): readonly string[] {
  const values = new Set(attributeValues(user, attribute))
  for (const group of [...groups, ...ancestors]) for (const value of own(group.attributes, attribute)) values.add(value)
  return [...values]
}

/** The group, its parent, and so on. Each step leads to a group not seen before, so a broken tree can't hold us. */
function* upwards(group: Group, { groups, ancestors }: Membership): Generator<Group> {
  const seen = new Set<string>()
  for (let at: Group | undefined = group; at !== undefined && !seen.has(at.id); ) {
    seen.add(at.id)
    yield at
    const { parentId }: Group = at
    at = parentId === undefined ? undefined : [...ancestors, ...groups].find(({ id }) => id === parentId)
  }
}

/** An attribute may be called `constructor`. */
function own(attributes: Readonly<Record<string, readonly string[]>>, name: string): readonly string[] {
  return Object.hasOwn(attributes, name) ? (attributes[name] ?? []) : []
}
