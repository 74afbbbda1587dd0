import { text } from '../../../representations/json-shape.ts'
import type { Response } from '../../exchange.ts'
import { AdminError, forbidden } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminRoute, type ServerCall, serverRoute } from '../admin-route.ts'
import { adminRolesOver, mayCreateRealms } from '../permissions.ts'

/** The console's own client: no other's token may ask who its bearer is. */
const CONSOLE_CLIENT = 'security-admin-console'

export const whoAmIRoutes: readonly AdminRoute[] = [
  serverRoute({
    method: 'GET',
    path: '/admin/:realm/console/whoami',
    summary: 'Who is signed in to the console, and what that person may do in a realm',
    query: { currentRealm: text },
    answer: whoAmI,
  }),
]

async function whoAmI({
  admin,
  request,
  query,
  services,
}: ServerCall<undefined, { readonly currentRealm?: string }>): Promise<Response> {
  const { client, user, realm } = admin
  if (client.clientId !== CONSOLE_CLIENT) {
    throw new AdminError(403, {
      error: `Token issued for an application that is not the admin console: ${client.clientId}`,
    })
  }
  if (request.params['realm'] !== realm.name) throw forbidden()
  const administered = await services.stores.realms.findByName(query.currentRealm ?? realm.name)
  // an unknown realm looks like one without rights
  const held = administered === undefined ? [] : [...adminRolesOver(administered, admin)]
  const roles = administered?.id === realm.id ? [...held, ...realmRolesOfAdmins(admin.realmRoles)] : held
  const name = [user.firstName, user.lastName].filter((part) => part).join(' ')
  return adminJson({
    userId: user.id,
    realm: realm.name,
    displayName: name || user.username,
    locale: user.attributes['locale']?.[0] ?? 'en',
    createRealm: mayCreateRealms(admin),
    realm_access: administered === undefined ? {} : { [administered.name]: roles },
  })
}

/** `admin` stands for all the others, and is told with them. */
function realmRolesOfAdmins(roles: ReadonlySet<string>): readonly string[] {
  return roles.has('admin') ? ['admin'] : []
}
