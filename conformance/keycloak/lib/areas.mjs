import { accountApi } from './areas/account-api.mjs'
import { adminAccess } from './areas/admin-access.mjs'
import { adminAttackDetection } from './areas/admin-attack-detection.mjs'
import { adminAuthentication } from './areas/admin-authentication.mjs'
import { adminClientScopes } from './areas/admin-client-scopes.mjs'
import { adminClients } from './areas/admin-clients.mjs'
import { adminEvents } from './areas/admin-events.mjs'
import { adminGroups } from './areas/admin-groups.mjs'
import { adminIdentityProviders } from './areas/admin-identity-providers.mjs'
import { adminKeysComponents } from './areas/admin-keys-components.mjs'
import { adminPartial } from './areas/admin-partial.mjs'
import { adminRealms } from './areas/admin-realms.mjs'
import { adminRoles } from './areas/admin-roles.mjs'
import { adminServerInfo } from './areas/admin-server-info.mjs'
import { adminUsers } from './areas/admin-users.mjs'
import { auth } from './areas/auth.mjs'
import { ciba } from './areas/ciba.mjs'
import { clientRegistration } from './areas/client-registration.mjs'
import { cors } from './areas/cors.mjs'
import { device } from './areas/device.mjs'
import { discovery } from './areas/discovery.mjs'
import { dpop } from './areas/dpop.mjs'
import { introspect } from './areas/introspect.mjs'
import { logout } from './areas/logout.mjs'
import { par } from './areas/par.mjs'
import { revoke } from './areas/revoke.mjs'
import { tokenAuthorizationCode } from './areas/token-authorization-code.mjs'
import { tokenClientAuthentication } from './areas/token-client-authentication.mjs'
import { tokenClientCredentials } from './areas/token-client-credentials.mjs'
import { tokenExchange } from './areas/token-exchange.mjs'
import { tokenPassword } from './areas/token-password.mjs'
import { tokenRefresh } from './areas/token-refresh.mjs'
import { userinfo } from './areas/userinfo.mjs'

/**
 * The recorder's areas in groups: the areas of a group run in this order on one freshly made realm.
 * `after` names areas that must have run before, because the answers show what they left behind.
 * An area's name is its file's name in `areas/` and in `captures/`.
 */
export const groups = {
  discovery: [discovery],
  auth: [auth],
  token: [
    tokenAuthorizationCode,
    tokenClientAuthentication,
    tokenRefresh,
    tokenPassword,
    tokenClientCredentials,
    tokenExchange,
  ],
  device: [device, ciba],
  userinfo: [userinfo, introspect, revoke],
  logout: [logout],
  extras: [par, cors, dpop, clientRegistration, accountApi],
  admin: [
    adminAccess,
    adminRealms,
    adminClients,
    adminUsers,
    adminRoles,
    adminGroups,
    adminClientScopes,
    adminEvents,
    adminKeysComponents,
    adminAuthentication,
    adminIdentityProviders,
    adminAttackDetection,
    adminPartial,
    adminServerInfo,
  ],
}
