import { always } from '../inclusion.ts'
import { type ClaimMapper, PRIORITY } from '../mapper.ts'
import { parseRoleName } from '../role-names.ts'

/** Shows a role under another name, a realm role as a client's or the other way round if need be. */
export const roleNameMapper: ClaimMapper = {
  providerId: 'oidc-role-name-mapper',
  priority: PRIORITY.roleNames,
  includedIn: always,
  compile(config) {
    const from = parseRoleName(config['role'])
    const to = parseRoleName(config['new.role.name'])
    if (from === undefined || to === undefined || to.name === '') return undefined
    return ({ roles }) => {
      if (!roles.has(from)) return
      roles.delete(from)
      roles.add(to)
    }
  },
}
