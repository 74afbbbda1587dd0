import { parseClaimName } from '../claim-name.ts'
import { inTokens } from '../inclusion.ts'
import { type ClaimMapper, PRIORITY } from '../mapper.ts'

export const realmRoleMapper: ClaimMapper = {
  providerId: 'oidc-usermodel-realm-role-mapper',
  priority: PRIORITY.roles,
  includedIn: inTokens,
  compile(config) {
    const path = parseClaimName(config['claim.name'])
    if (path === undefined) return undefined
    const prefix = config['usermodel.realmRoleMapping.rolePrefix'] ?? ''
    const multivalued = config['multivalued'] === 'true'
    return (target) => target.set(path, roleList(target.roles.realm, prefix, multivalued))
  },
}

/** @returns a list, the first name alone when the mapper has a single value, `undefined` when there is none. */
export function roleList(names: Iterable<string>, prefix: string, multivalued: boolean): unknown {
  const list = Array.from(names, (name) => prefix + name)
  if (list.length === 0) return undefined
  return multivalued ? list : list[0]
}
