/** What Keycloak, too, has behind features that are off, and what a registration policy may be set to. */
import { adminJson } from '../admin-json.ts'
import { type AdminRoute, realmRoute } from '../admin-route.ts'
import { featureRoutes } from '../feature-not-enabled.ts'
import { COMPONENT_TYPES } from '../server-info/component-types.ts'
import { OIDC_MAPPER_TYPES } from '../server-info/mapper-types.ts'

const POLICIES = 'org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy'

export const clientFeatureRoutes: readonly AdminRoute[] = [
  ...featureRoutes('/client-types', 'the types of clients'),
  realmRoute({
    method: 'GET',
    path: '/client-registration-policy/providers',
    summary: 'List what policies of client registration there are, with what may be chosen in this realm',
    needs: 'view-realm',
    answer: async ({ realm }) => {
      const choices: Readonly<Record<string, readonly string[]>> = {
        'allowed-client-scopes': [...realm.clientScopes.keys(), 'openid'],
        'allowed-protocol-mapper-types': OIDC_MAPPER_TYPES.map(({ id }) => id),
      }
      return adminJson(
        (COMPONENT_TYPES[POLICIES] ?? []).map(({ id, helpText, properties }) => ({
          id,
          helpText,
          properties: properties.map((property) => {
            const options = choices[property.name]
            return options === undefined ? property : { ...property, options }
          }),
        })),
      )
    },
  }),
]
