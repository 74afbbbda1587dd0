/**
 * The Admin REST API: every route, each made in the folder of its resource (`admin-route.ts` says what a route is). The
 * table is loaded and its paths are learnt when the first administrator calls, so that a start doesn't pay for them.
 */
import type { Services } from '../realm-endpoint.ts'
import type { Route } from '../route.ts'
import type { AdminRoute } from './admin-route.ts'
import { attackDetectionRoutes } from './attack-detection/attack-detection.ts'
import { authenticatorConfigRoutes } from './authentication/configs.ts'
import { executionRoutes } from './authentication/executions.ts'
import { flowRoutes } from './authentication/flows.ts'
import { providerListRoutes } from './authentication/provider-lists.ts'
import { requiredActionRoutes } from './authentication/required-actions.ts'
import { clientPolicyRoutes } from './client-policies/client-policies.ts'
import { mappersOfScopeRoutes, mappingsOfScopeRoutes } from './client-scopes/client-scope.ts'
import { clientScopeRoutes } from './client-scopes/client-scopes.ts'
import { realmDefaultScopeRoutes } from './client-scopes/realm-default-scopes.ts'
import { certificateRoutes } from './clients/certificates.ts'
import { clientFeatureRoutes } from './clients/client-features.ts'
import { clientNodeRoutes } from './clients/client-nodes.ts'
import { scopesOfClientRoutes } from './clients/client-scopes-of-client.ts'
import { clientSecretRoutes } from './clients/client-secret.ts'
import { clientRoutes } from './clients/clients.ts'
import { descriptionConverterRoutes } from './clients/description-converter.ts'
import { evaluateScopesRoutes } from './clients/evaluate-scopes.ts'
import { initialAccessRoutes } from './clients/initial-access.ts'
import { installationRoutes } from './clients/installation.ts'
import { mappersOfClientRoutes } from './clients/mappers-of-client.ts'
import { mappingsOfClientRoutes } from './clients/mappings-of-client.ts'
import { registrationAccessTokenRoutes } from './clients/registration-access-token.ts'
import { serviceAccountRoutes } from './clients/service-account.ts'
import { sessionsOfClientRoutes } from './clients/sessions-of-client.ts'
import { componentRoutes } from './components/components.ts'
import { whoAmIRoutes } from './console/whoami.ts'
import { doctorRoutes } from './doctor/doctor.ts'
import { adminEventRoutes } from './events/admin-events.ts'
import { eventsConfigRoutes } from './events/events-config.ts'
import { loginEventRoutes } from './events/login-events.ts'
import { defaultGroupRoutes } from './groups/default-groups.ts'
import { singleGroupRoutes } from './groups/group.ts'
import { groupListRoutes } from './groups/groups.ts'
import { userGroupRoutes } from './groups/user-groups.ts'
import { importConfigRoutes } from './identity-providers/import-config.ts'
import { identityProviderRoutes } from './identity-providers/instances.ts'
import { identityProviderMapperRoutes } from './identity-providers/mappers.ts'
import { keyRoutes } from './keys/keys.ts'
import { openApiRoutes } from './openapi/routes.ts'
import { localizationRoutes } from './realms/localization.ts'
import { partialExportRoutes } from './realms/partial-export.ts'
import { partialImportRoutes } from './realms/partial-import.ts'
import { singleRealmRoutes } from './realms/realm.ts'
import { realmActionRoutes } from './realms/realm-actions.ts'
import { realmRoutes } from './realms/realms.ts'
import { testMailRoutes } from './realms/test-mail.ts'
import { uiExtRoutes } from './realms/ui-ext.ts'
import { availableRoleRoutes } from './role-mappings/available-roles.ts'
import { roleMappingRoutes } from './role-mappings/role-mappings.ts'
import { singleRoleRoutes } from './roles/role.ts'
import { roleCompositeRoutes } from './roles/role-composites.ts'
import { roleHolderRoutes } from './roles/role-holders.ts'
import { roleListRoutes } from './roles/roles.ts'
import { serverInfoRoutes } from './server-info/server-info.ts'
import { actionEmailRoutes } from './users/action-emails.ts'
import { userCredentialRoutes } from './users/credentials.ts'
import { federatedIdentityRoutes } from './users/federated-identities.ts'
import { impersonationRoutes } from './users/impersonation.ts'
import { userConsentRoutes } from './users/user-consents.ts'
import { userProfileRoutes } from './users/user-profile.ts'
import { userSessionRoutes } from './users/user-sessions.ts'
import { userRoutes } from './users/users.ts'

/** Methods a preflight of the Admin API allows. */
const CORS = 'DELETE, POST, GET, PUT'

export const ADMIN_ROUTES: readonly AdminRoute[] = [
  ...realmRoutes,
  ...singleRealmRoutes,
  ...realmActionRoutes,
  ...partialImportRoutes,
  ...partialExportRoutes,
  ...uiExtRoutes,
  ...localizationRoutes,
  ...clientRoutes,
  ...clientSecretRoutes,
  ...serviceAccountRoutes,
  ...scopesOfClientRoutes,
  ...mappersOfClientRoutes,
  ...mappingsOfClientRoutes,
  ...sessionsOfClientRoutes,
  ...evaluateScopesRoutes,
  ...clientNodeRoutes,
  ...registrationAccessTokenRoutes,
  ...installationRoutes,
  ...descriptionConverterRoutes,
  ...clientFeatureRoutes,
  ...certificateRoutes,
  ...initialAccessRoutes,
  ...clientPolicyRoutes,
  ...clientScopeRoutes,
  ...mappersOfScopeRoutes,
  ...mappingsOfScopeRoutes,
  ...realmDefaultScopeRoutes,
  ...userRoutes,
  ...userProfileRoutes,
  ...userCredentialRoutes,
  ...userSessionRoutes,
  ...userConsentRoutes,
  ...federatedIdentityRoutes,
  ...impersonationRoutes,
  ...actionEmailRoutes,
  ...attackDetectionRoutes,
  ...roleListRoutes,
  ...singleRoleRoutes,
  ...roleCompositeRoutes,
  ...roleHolderRoutes,
  ...groupListRoutes,
  ...singleGroupRoutes,
  ...defaultGroupRoutes,
  ...userGroupRoutes,
  ...roleMappingRoutes,
  ...availableRoleRoutes,
  ...loginEventRoutes,
  ...adminEventRoutes,
  ...eventsConfigRoutes,
  ...keyRoutes,
  ...doctorRoutes,
  ...componentRoutes,
  ...flowRoutes,
  ...executionRoutes,
  ...authenticatorConfigRoutes,
  ...providerListRoutes,
  ...requiredActionRoutes,
  ...testMailRoutes,
  ...identityProviderRoutes,
  ...importConfigRoutes,
  ...identityProviderMapperRoutes,
  ...whoAmIRoutes,
  ...serverInfoRoutes,
]

/** The same by path, for `http/`. */
export function adminRoutes(services: Services): readonly Route[] {
  const byPath = Map.groupBy(ADMIN_ROUTES, ({ path }) => path)
  const own = [...byPath].map(([path, routes]) => ({
    path,
    cors: CORS,
    answers: Object.fromEntries(routes.map((route) => [route.method, route.endpoint(services)])),
  }))
  return [...own, ...openApiRoutes(ADMIN_ROUTES)]
}
