/** What a realm file must look like; made once, when the first file is read. */
import { REALM_SETTINGS } from './defaults/realm-settings.ts'
import {
  anything,
  flag,
  integer,
  listOf,
  mapOf,
  name,
  nested,
  object,
  oneOf,
  type Problems,
  type Shape,
  text,
} from './json-shape.ts'
import type { RealmRepresentation } from './keycloak.ts'
import {
  authenticatorConfigFields,
  clientFields,
  clientScopeFields,
  credentialFields,
  flowFields,
  groupFields,
  protocolMapperFields,
  requiredActionFields,
  roleFields,
  textMap,
  texts,
  textsMap,
  userFields,
} from './shapes.ts'

const role = object('RoleRepresentation', { ...roleFields, name: name() }, ['name'])

const group = nested((self) =>
  object('GroupRepresentation', { ...groupFields, name: name(), subGroups: listOf(self) }, ['name']),
)

const credential = object('CredentialRepresentation', { ...credentialFields, type: name() }, ['type'])

const user = object('UserRepresentation', { ...userFields, username: name(), credentials: listOf(credential) }, [
  'username',
])

const protocolMapper = object(
  'ProtocolMapperRepresentation',
  { ...protocolMapperFields, name: name(), protocolMapper: name() },
  ['name', 'protocolMapper'],
)

const clientScope = object(
  'ClientScopeRepresentation',
  { ...clientScopeFields, name: name(), protocolMappers: listOf(protocolMapper) },
  ['name'],
)

const client = object(
  'ClientRepresentation',
  {
    ...clientFields,
    clientId: name(),
    clientAuthenticatorType: name(),
    protocolMappers: listOf(protocolMapper),
  },
  ['clientId'],
)

const scopeMapping = object('ScopeMappingRepresentation', { self: text, client: text, clientScope: text, roles: texts })

const component = nested((self) =>
  object(
    'ComponentExportRepresentation',
    {
      id: name(36),
      name: text,
      providerId: name(),
      subType: text,
      config: textsMap,
      subComponents: mapOf(listOf(self)),
    },
    ['providerId'],
  ),
)

const flow = object('AuthenticationFlowRepresentation', { ...flowFields, alias: name() }, ['alias'])

const requiredAction = object('RequiredActionProviderRepresentation', { ...requiredActionFields, alias: name() }, [
  'alias',
])

const realmFields = {
  ...settings(),
  id: name(36),
  realm: text,
  displayName: text,
  displayNameHtml: text,
  sslRequired: sslRequired(),
  attributes: textMap,
  passwordPolicy: text,
  supportedLocales: texts,
  defaultLocale: text,
  smtpServer: textMap,
  browserSecurityHeaders: textMap,
}

const realmParts = {
  roles: object('RolesRepresentation', { realm: listOf(role), client: mapOf(listOf(role)) }),
  defaultRole: role,
  defaultRoles: texts,
  defaultGroups: texts,
  groups: listOf(group),
  users: listOf(user),
  clients: listOf(client),
  clientScopes: listOf(clientScope),
  defaultDefaultClientScopes: texts,
  defaultOptionalClientScopes: texts,
  scopeMappings: listOf(scopeMapping),
  clientScopeMappings: mapOf(listOf(scopeMapping)),
  components: mapOf(listOf(component)),
  authenticationFlows: listOf(flow),
  authenticatorConfig: listOf(
    object('AuthenticatorConfigRepresentation', { ...authenticatorConfigFields, alias: name() }, ['alias']),
  ),
  requiredActions: listOf(requiredAction),
}

/** A realm file. */
const realm = object('RealmRepresentation', { ...realmFields, ...realmParts, realm: name() }, ['realm'])

/** A realm as the Admin API takes it, with the fields that Keycloak still knows from its first versions. */
export const realmShape = object('RealmRepresentation', {
  ...realmFields,
  ...realmParts,
  federatedUsers: anything,
  protocolMappers: anything,
  userFederationProviders: anything,
  userFederationMappers: anything,
  organizations: anything,
  keycloakVersion: text,
  privateKey: text,
  publicKey: text,
  certificate: text,
  codeSecret: text,
  social: flag,
  updateProfileOnInitialSocialLogin: flag,
  passwordCredentialGrantAllowed: flag,
  loginTheme: text,
  accountTheme: text,
  adminTheme: text,
  emailTheme: text,
  eventsExpiration: integer,
  applications: anything,
  oauthClients: anything,
  clientTemplates: anything,
  applicationScopeMappings: anything,
  realmCacheEnabled: flag,
  userCacheEnabled: flag,
  defaultLocale: text,
  firstBrokerLoginFlow: text,
  dockerAuthenticationFlow: text,
})

/**
 * Reads a document as a realm file. Types are right afterwards; names may still point nowhere.
 *
 * @param path - of the document within its file: `$`, or `$[0]` in a file of several realms.
 */
export function readRealmDocument(document: unknown, path: string, problems: Problems): RealmRepresentation {
  // Nested shapes know themselves only as `unknown`, so that TypeScript can't follow them into groups and components.
  return (realm.read(document, path, problems) ?? {}) as RealmRepresentation
}

/** The plain settings have the type of their default. */
function settings(): Record<string, Shape<unknown>> {
  const shapes = Object.entries(REALM_SETTINGS).map(([field, value]): [string, Shape<unknown>] => {
    if (typeof value === 'boolean') return [field, flag]
    if (typeof value === 'number') return [field, integer]
    if (typeof value === 'string') return [field, text]
    const isTexts = Array.isArray(value) && value.every((item) => typeof item === 'string')
    return [field, isTexts && !field.startsWith('identity') ? texts : anything]
  })
  return Object.fromEntries(shapes)
}

function sslRequired(): Shape<string> {
  const word = oneOf('all', 'external', 'none')
  return {
    // Keycloak takes capitals too, and writes it small.
    read: (value, path, problems) => word.read(typeof value === 'string' ? value.toLowerCase() : value, path, problems),
    schema: word.schema,
  }
}
