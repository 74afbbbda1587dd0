import type { ClientRepresentation } from '../keycloak.ts'
import { attribute } from './client-scopes.ts'

/** What every client has unless its file says otherwise. */
export const CLIENT_SETTINGS: ClientRepresentation = {
  surrogateAuthRequired: false,
  enabled: true,
  alwaysDisplayInConsole: false,
  clientAuthenticatorType: 'client-secret',
  redirectUris: [],
  webOrigins: [],
  notBefore: 0,
  bearerOnly: false,
  consentRequired: false,
  standardFlowEnabled: true,
  implicitFlowEnabled: false,
  directAccessGrantsEnabled: false,
  serviceAccountsEnabled: false,
  publicClient: false,
  frontchannelLogout: false,
  protocol: 'openid-connect',
  authenticationFlowBindingOverrides: {},
  fullScopeAllowed: true,
  nodeReRegistrationTimeout: -1,
}

export const ACCOUNT = 'account'
export const ACCOUNT_CONSOLE = 'account-console'
const ADMIN_CLI = 'admin-cli'
export const BROKER = 'broker'
export const REALM_MANAGEMENT = 'realm-management'
export const ADMIN_CONSOLE = 'security-admin-console'

const PLUS = { 'post.logout.redirect.uris': '+' }
const PKCE = { 'pkce.code.challenge.method': 'S256' }
const LIGHTWEIGHT = { 'client.use.lightweight.access.token.enabled': 'true' }

/** The clients Keycloak makes in every realm (master has `master-realm` in place of `realm-management`). */
export function builtInClients(realm: string): ClientRepresentation[] {
  const accountPages = {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Keycloak's placeholder
    rootUrl: '${authBaseUrl}',
    baseUrl: `/realms/${realm}/account/`,
    redirectUris: [`/realms/${realm}/account/*`],
    publicClient: true,
  }
  return [
    builtIn(ACCOUNT, { ...accountPages, attributes: PLUS }),
    builtIn(ACCOUNT_CONSOLE, {
      ...accountPages,
      attributes: { ...PLUS, ...PKCE },
      protocolMappers: [
        {
          name: 'audience resolve',
          protocol: 'openid-connect',
          protocolMapper: 'oidc-audience-resolve-mapper',
          consentRequired: false,
          config: {},
        },
      ],
    }),
    builtIn(ADMIN_CLI, {
      standardFlowEnabled: false,
      directAccessGrantsEnabled: true,
      publicClient: true,
      fullScopeAllowed: true,
      attributes: LIGHTWEIGHT,
    }),
    builtIn(BROKER, { bearerOnly: true, attributes: { realm_client: 'true' } }),
    builtIn(REALM_MANAGEMENT, { bearerOnly: true, attributes: { realm_client: 'true' } }),
    builtIn(ADMIN_CONSOLE, {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: Keycloak's placeholder
      rootUrl: '${authAdminUrl}',
      baseUrl: `/admin/${realm}/console/`,
      redirectUris: [`/admin/${realm}/console/*`],
      webOrigins: ['+'],
      publicClient: true,
      fullScopeAllowed: true,
      attributes: { ...LIGHTWEIGHT, ...PLUS, ...PKCE },
      protocolMappers: [attribute('locale', 'locale', 'locale')],
    }),
  ]
}

/** `NAME-realm` of the master realm: its roles are the rights to administer realm NAME. It has no protocol. */
export function realmAdminClient(realm: string): ClientRepresentation {
  const { protocol: _, ...settings } = CLIENT_SETTINGS
  return {
    ...settings,
    clientId: adminClientIdOf(realm),
    name: `${realm} Realm`,
    bearerOnly: true,
    attributes: { realm_client: 'true' },
    fullScopeAllowed: false,
    nodeReRegistrationTimeout: 0,
    defaultClientScopes: [],
    optionalClientScopes: [],
  }
}

/** Public name of the client in master whose roles administer this realm. */
export function adminClientIdOf(realm: string): string {
  return `${realm}-realm`
}

function builtIn(clientId: string, settings: ClientRepresentation): ClientRepresentation {
  return {
    ...CLIENT_SETTINGS,
    clientId,
    name: `\${client_${clientId}}`,
    fullScopeAllowed: false,
    nodeReRegistrationTimeout: 0,
    ...settings,
    attributes: { realm_client: 'false', ...settings.attributes },
  }
}
