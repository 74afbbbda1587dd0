import { type ClaimPath, parseClaimName } from '../claim-name.ts'
import { inTokens } from '../inclusion.ts'
import { type ClaimMapper, PRIORITY } from '../mapper.ts'
import { roleList } from './realm-role.ts'

// biome-ignore lint/suspicious/noTemplateCurlyInString: Keycloak's placeholder, not ours
const CLIENT_ID = '${client_id}'

/** Roles of one client, or of every client: then `${client_id}` in the claim's name keeps them apart. */
export const clientRoleMapper: ClaimMapper = {
  providerId: 'oidc-usermodel-client-role-mapper',
  priority: PRIORITY.roles,
  includedIn: inTokens,
  compile(config) {
    const path = parseClaimName(config['claim.name'])
    if (path === undefined) return undefined
    const only = config['usermodel.clientRoleMapping.clientId'] || undefined
    const prefix = config['usermodel.clientRoleMapping.rolePrefix'] ?? ''
    const multivalued = config['multivalued'] === 'true'
    const apart = path.some((part) => part.includes(CLIENT_ID))
    return (target) => {
      const { clients } = target.roles
      if (only !== undefined) {
        const claim = pathFor(path, only)
        if (claim !== undefined) target.set(claim, roleList(clients.get(only) ?? [], prefix, multivalued))
      } else if (apart) {
        for (const [clientId, names] of clients) {
          const claim = pathFor(path, clientId)
          if (claim !== undefined) target.set(claim, roleList(names, prefix, multivalued))
        }
      } else {
        const all = new Set([...clients.values()].flatMap((names) => [...names]))
        target.set(path, roleList(all, prefix, multivalued))
      }
    }
  },
}

/** Put in after the name was parted, so a dot in a client's name does not nest. A client may be named `__proto__`. */
function pathFor(path: ClaimPath, clientId: string): ClaimPath | undefined {
  const claim = path.map((part) => part.replaceAll(CLIENT_ID, () => clientId))
  return claim.includes('__proto__') ? undefined : claim
}
