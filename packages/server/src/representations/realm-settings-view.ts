import { inOrder, ORDER } from './field-order.ts'
import type { RealmRepresentation } from './keycloak.ts'
import { maskSettings } from './masked.ts'

/** Lists of a realm's document that the Admin API has routes of their own for. */
const OWN_ROUTES = new Set([
  'localizationTexts',
  'identityProviders',
  'identityProviderMappers',
  'components',
  'authenticationFlows',
  'authenticatorConfig',
  'requiredActions',
  'defaultDefaultClientScopes',
  'defaultOptionalClientScopes',
  'keycloakVersion',
])

/** A realm's settings as `GET /admin/realms/NAME` shows them to whoever may see all of them. */
export function settingsView(document: RealmRepresentation): RealmRepresentation {
  const shown = Object.entries(maskSettings(document)).filter(([field]) => !OWN_ROUTES.has(field))
  return inOrder<RealmRepresentation>(Object.fromEntries(shown), ORDER.realm)
}
