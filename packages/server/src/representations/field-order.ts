/** The order in which Keycloak writes the fields of its JSON: a person who compares two exports sees only what changed. */
import { REALM_SETTINGS } from './defaults/realm-settings.ts'

/** @returns the same fields, known ones first in their order, the others behind as they were. */
export function inOrder<T extends object>(value: T, order: readonly string[]): T {
  const known = new Map(order.map((field, position) => [field, position]))
  const place = (field: string) => known.get(field) ?? order.length
  const entries = Object.entries(value).sort(([a], [b]) => place(a) - place(b))
  return Object.fromEntries(entries) as T // the same fields, only moved
}

const settings = Object.keys(REALM_SETTINGS)

/** @returns the plain settings between two of them, both included. */
function between(first: string, last: string): string[] {
  return settings.slice(settings.indexOf(first), settings.indexOf(last) + 1)
}

const realm = [
  'id',
  'realm',
  'displayName',
  'displayNameHtml',
  ...between('notBefore', 'maxSecondaryAuthFailures'),
  'roles',
  'groups',
  'defaultRole',
  'defaultGroups',
  'requiredCredentials',
  'passwordPolicy',
  ...between('otpPolicyType', 'webAuthnPolicyPasswordlessExtraOrigins'),
  'users',
  'federatedUsers',
  'scopeMappings',
  'clientScopeMappings',
  'clients',
  'clientScopes',
  'defaultDefaultClientScopes',
  'defaultOptionalClientScopes',
  'browserSecurityHeaders',
  'smtpServer',
  'loginTheme',
  'accountTheme',
  'adminTheme',
  'emailTheme',
  'eventsEnabled',
  'eventsExpiration',
  'eventsListeners',
  'enabledEventTypes',
  'adminEventsEnabled',
  'adminEventsDetailsEnabled',
  'identityProviders',
  'identityProviderMappers',
  'components',
  'internationalizationEnabled',
  'supportedLocales',
  'defaultLocale',
  'authenticationFlows',
  'authenticatorConfig',
  'requiredActions',
  ...between('browserFlow', 'firstBrokerLoginFlow'),
  'attributes',
  'keycloakVersion',
  ...between('userManagedAccessAllowed', 'clientPolicies'),
]

/** Fields of each representation in Keycloak's order. */
export const ORDER = {
  realm,
  role: ['id', 'name', 'description', 'composite', 'composites', 'clientRole', 'containerId', 'attributes'],
  group: ['id', 'name', 'description', 'path', 'parentId', 'subGroups', 'attributes', 'realmRoles', 'clientRoles'],
  user: [
    'id',
    'username',
    'firstName',
    'lastName',
    'email',
    'emailVerified',
    'attributes',
    'enabled',
    'createdTimestamp',
    'totp',
    'federationLink',
    'serviceAccountClientId',
    'credentials',
    'disableableCredentialTypes',
    'requiredActions',
    'federatedIdentities',
    'realmRoles',
    'clientRoles',
    'clientConsents',
    'notBefore',
    'groups',
  ],
  client: [
    'id',
    'clientId',
    'name',
    'description',
    'rootUrl',
    'adminUrl',
    'baseUrl',
    'surrogateAuthRequired',
    'enabled',
    'alwaysDisplayInConsole',
    'clientAuthenticatorType',
    'secret',
    'registrationAccessToken',
    'redirectUris',
    'webOrigins',
    'notBefore',
    'bearerOnly',
    'consentRequired',
    'standardFlowEnabled',
    'implicitFlowEnabled',
    'directAccessGrantsEnabled',
    'serviceAccountsEnabled',
    'authorizationServicesEnabled',
    'publicClient',
    'frontchannelLogout',
    'protocol',
    'attributes',
    'authenticationFlowBindingOverrides',
    'fullScopeAllowed',
    'nodeReRegistrationTimeout',
    'registeredNodes',
    'protocolMappers',
    'defaultClientScopes',
    'optionalClientScopes',
    'authorizationSettings',
  ],
  clientScope: ['id', 'name', 'description', 'protocol', 'attributes', 'protocolMappers'],
  flow: ['id', 'alias', 'description', 'providerId', 'topLevel', 'builtIn', 'authenticationExecutions'],
} as const
