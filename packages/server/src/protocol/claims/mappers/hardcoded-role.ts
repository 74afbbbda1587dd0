import { always } from '../inclusion.ts'
import { type ClaimMapper, PRIORITY } from '../mapper.ts'
import { parseRoleName } from '../role-names.ts'

/** Puts a role's name into the tokens of everybody. It need not exist, and it grants nothing on this server. */
export const hardcodedRoleMapper: ClaimMapper = {
  providerId: 'oidc-hardcoded-role-mapper',
  priority: PRIORITY.hardcodedRole,
  includedIn: always,
  compile(config) {
    const role = parseRoleName(config['role'])
    return role === undefined ? undefined : (target) => target.roles.add(role)
  },
}
