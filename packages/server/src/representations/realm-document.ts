/** What a realm file must look like; made once, when the first file is read. */
import { REALM_SETTINGS } from './defaults/realm-settings.ts'
import {
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
  textOrTexts,
} from './json-shape.ts'
import type { RealmRepresentation } from './keycloak.ts'

const textMap = mapOf(text)
const texts = listOf(text)
const textsMap = mapOf(texts)
const attributeLists = mapOf(textOrTexts)
const id = name(36)

const role = object(
  {
    id,
    name: name(),
    description: text,
    composite: flag,
    composites: object({ realm: texts, client: textsMap }),
    clientRole: flag,
    containerId: text,
    attributes: attributeLists,
  },
  ['name'],
)

const group = nested((self) =>
  object(
    {
      id,
      name: name(),
      path: text,
      parentId: text,
      attributes: attributeLists,
      realmRoles: texts,
      clientRoles: textsMap,
      subGroups: listOf(self),
    },
    ['name'],
  ),
)

const credential = object(
  {
    id: name(255),
    type: name(),
    userLabel: text,
    createdDate: integer,
    secretData: text,
    credentialData: text,
    priority: integer,
    value: text,
    temporary: flag,
    // Before Keycloak 8, what is in the two JSON texts now:
    hashedSaltedValue: text,
    salt: text,
    hashIterations: integer,
    algorithm: text,
    digits: integer,
    counter: integer,
    period: integer,
  },
  ['type'],
)

const user = object(
  {
    id,
    username: name(),
    email: text,
    emailVerified: flag,
    firstName: text,
    lastName: text,
    enabled: flag,
    createdTimestamp: integer,
    attributes: attributeLists,
    credentials: listOf(credential),
    requiredActions: texts,
    realmRoles: texts,
    clientRoles: textsMap,
    groups: texts,
    serviceAccountClientId: text,
    notBefore: integer,
    disableableCredentialTypes: texts,
  },
  ['username'],
)

const protocolMapper = object(
  { id, name: name(), protocol: text, protocolMapper: name(), consentRequired: flag, config: textMap },
  ['name', 'protocolMapper'],
)

const clientScope = object(
  {
    id,
    name: name(),
    description: text,
    protocol: text,
    attributes: textMap,
    protocolMappers: listOf(protocolMapper),
  },
  ['name'],
)

const client = object(
  {
    id,
    clientId: name(),
    name: text,
    description: text,
    rootUrl: text,
    adminUrl: text,
    baseUrl: text,
    enabled: flag,
    publicClient: flag,
    bearerOnly: flag,
    secret: text,
    clientAuthenticatorType: name(),
    redirectUris: texts,
    webOrigins: texts,
    standardFlowEnabled: flag,
    implicitFlowEnabled: flag,
    directAccessGrantsEnabled: flag,
    serviceAccountsEnabled: flag,
    consentRequired: flag,
    frontchannelLogout: flag,
    fullScopeAllowed: flag,
    surrogateAuthRequired: flag,
    alwaysDisplayInConsole: flag,
    directGrantsOnly: flag,
    protocol: text,
    notBefore: integer,
    nodeReRegistrationTimeout: integer,
    attributes: textMap,
    authenticationFlowBindingOverrides: textMap,
    protocolMappers: listOf(protocolMapper),
    defaultClientScopes: texts,
    optionalClientScopes: texts,
    defaultRoles: texts,
  },
  ['clientId'],
)

const scopeMapping = object({ client: text, clientScope: text, roles: texts })

const component = nested((self) =>
  object({ id, name: text, providerId: name(), subType: text, config: textsMap, subComponents: mapOf(listOf(self)) }, [
    'providerId',
  ]),
)

const execution = object(
  {
    authenticator: text,
    authenticatorConfig: text,
    authenticatorFlow: flag,
    flowAlias: text,
    requirement: oneOf('REQUIRED', 'ALTERNATIVE', 'CONDITIONAL', 'DISABLED'),
    priority: integer,
    userSetupAllowed: flag,
  },
  ['requirement'],
)

const flow = object(
  {
    id,
    alias: name(),
    description: text,
    providerId: text,
    topLevel: flag,
    builtIn: flag,
    authenticationExecutions: listOf(execution),
  },
  ['alias'],
)

const requiredAction = object(
  {
    alias: name(),
    name: text,
    providerId: text,
    enabled: flag,
    defaultAction: flag,
    priority: integer,
    config: textMap,
  },
  ['alias'],
)

const realm = object(
  {
    ...settings(),
    id,
    realm: name(),
    displayName: text,
    displayNameHtml: text,
    sslRequired: sslRequired(),
    attributes: textMap,
    passwordPolicy: text,
    supportedLocales: texts,
    defaultLocale: text,
    smtpServer: textMap,
    browserSecurityHeaders: textMap,
    roles: object({ realm: listOf(role), client: mapOf(listOf(role)) }),
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
    authenticatorConfig: listOf(object({ id, alias: name(), config: textMap }, ['alias'])),
    requiredActions: listOf(requiredAction),
  },
  ['realm'],
)

/**
 * Reads a document as a realm file. Types are right afterwards; names may still point nowhere.
 *
 * @param path - of the document within its file: `$`, or `$[0]` in a file of several realms.
 */
export function readRealmDocument(document: unknown, path: string, problems: Problems): RealmRepresentation {
  const read = realm(document, path, problems)
  // The shape above is the interface's, field by field; TypeScript can't follow it there.
  return (read ?? {}) as RealmRepresentation
}

/** The plain settings have the type of their default. */
function settings(): Record<string, Shape> {
  const shapes = Object.entries(REALM_SETTINGS).flatMap(([field, value]): [string, Shape][] => {
    if (typeof value === 'boolean') return [[field, flag]]
    if (typeof value === 'number') return [[field, integer]]
    if (typeof value === 'string') return [[field, text]]
    return Array.isArray(value) && value.every((item) => typeof item === 'string') && !field.startsWith('identity')
      ? [[field, texts]]
      : []
  })
  return Object.fromEntries(shapes)
}

function sslRequired(): Shape {
  const word = oneOf('all', 'external', 'none')
  // Keycloak takes capitals too, and writes it small.
  return (value, path, problems) => word(typeof value === 'string' ? value.toLowerCase() : value, path, problems)
}
