/**
 * Keycloak's representations as shapes: every field it has, so that an Admin request with another one can be refused.
 * A realm file asks for some of them (`realm-document.ts`); the Admin API asks in its own words.
 */
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
  type Shape,
  text,
  textOrTexts,
} from './json-shape.ts'

export const texts = listOf(text)
export const textMap = mapOf(text)
export const textsMap = mapOf(texts)
const attributeLists = mapOf(textOrTexts)
/** UUIDs, and what an import may have in their place. */
const id = name(36)
/** What an administrator may do with the thing; only ever told. */
const access = mapOf(flag)

export const roleFields = {
  id,
  name: text,
  description: text,
  scopeParamRequired: flag,
  composite: flag,
  composites: object('Composites', { realm: texts, client: textsMap, application: textsMap }),
  clientRole: flag,
  containerId: text,
  attributes: attributeLists,
} as const
export const roleShape = object('RoleRepresentation', roleFields)

export const groupFields = {
  id,
  name: text,
  description: text,
  path: text,
  parentId: text,
  subGroupCount: integer,
  attributes: attributeLists,
  realmRoles: texts,
  clientRoles: textsMap,
  access,
} as const
export const groupShape = nested((self) => object('GroupRepresentation', { ...groupFields, subGroups: listOf(self) }))

export const credentialFields = {
  id: name(255),
  type: text,
  userLabel: text,
  createdDate: integer,
  secretData: text,
  credentialData: text,
  priority: integer,
  value: text,
  temporary: flag,
  federationLink: text,
  // Before Keycloak 8, what is in the two JSON texts now:
  device: text,
  hashedSaltedValue: text,
  salt: text,
  hashIterations: integer,
  algorithm: text,
  digits: integer,
  counter: integer,
  period: integer,
  config: anything,
} as const
export const credentialShape = object('CredentialRepresentation', credentialFields)

export const federatedIdentityShape = object('FederatedIdentityRepresentation', {
  identityProvider: text,
  userId: text,
  userName: text,
})

export const userFields = {
  self: text,
  id,
  origin: text,
  username: text,
  email: text,
  emailVerified: flag,
  firstName: text,
  lastName: text,
  enabled: flag,
  totp: flag,
  createdTimestamp: integer,
  federationLink: text,
  attributes: attributeLists,
  requiredActions: texts,
  federatedIdentities: listOf(federatedIdentityShape),
  socialLinks: listOf(anything),
  realmRoles: texts,
  clientRoles: textsMap,
  applicationRoles: textsMap,
  clientConsents: listOf(anything),
  groups: texts,
  serviceAccountClientId: text,
  notBefore: integer,
  disableableCredentialTypes: texts,
  userProfileMetadata: anything,
  access,
} as const
export const userShape = object('UserRepresentation', { ...userFields, credentials: listOf(credentialShape) })

export const protocolMapperFields = {
  id,
  name: text,
  protocol: text,
  protocolMapper: text,
  consentRequired: flag,
  consentText: text,
  config: textMap,
} as const
export const protocolMapperShape = object('ProtocolMapperRepresentation', protocolMapperFields)

export const clientScopeFields = { id, name: text, description: text, protocol: text, attributes: textMap } as const
export const clientScopeShape = object('ClientScopeRepresentation', {
  ...clientScopeFields,
  protocolMappers: listOf(protocolMapperShape),
})

export const clientFields = {
  id,
  clientId: text,
  name: text,
  description: text,
  type: text,
  rootUrl: text,
  adminUrl: text,
  baseUrl: text,
  enabled: flag,
  publicClient: flag,
  bearerOnly: flag,
  secret: text,
  registrationAccessToken: text,
  clientAuthenticatorType: text,
  redirectUris: texts,
  webOrigins: texts,
  standardFlowEnabled: flag,
  implicitFlowEnabled: flag,
  directAccessGrantsEnabled: flag,
  serviceAccountsEnabled: flag,
  authorizationServicesEnabled: flag,
  authorizationSettings: anything,
  consentRequired: flag,
  frontchannelLogout: flag,
  fullScopeAllowed: flag,
  surrogateAuthRequired: flag,
  alwaysDisplayInConsole: flag,
  directGrantsOnly: flag,
  protocol: text,
  notBefore: integer,
  nodeReRegistrationTimeout: integer,
  registeredNodes: mapOf(integer),
  attributes: textMap,
  authenticationFlowBindingOverrides: textMap,
  clientTemplate: text,
  useTemplateConfig: flag,
  useTemplateScope: flag,
  useTemplateMappers: flag,
  defaultClientScopes: texts,
  optionalClientScopes: texts,
  defaultRoles: texts,
  origin: text,
  access,
} as const
export const clientShape = object('ClientRepresentation', {
  ...clientFields,
  protocolMappers: listOf(protocolMapperShape),
})

export const componentShape = object('ComponentRepresentation', {
  id,
  name: text,
  providerId: text,
  providerType: text,
  parentId: text,
  subType: text,
  config: textsMap,
})

const requirement: Shape<string> = oneOf('REQUIRED', 'ALTERNATIVE', 'CONDITIONAL', 'DISABLED')
const executionExportShape = object(
  'AuthenticationExecutionExportRepresentation',
  {
    authenticator: text,
    authenticatorConfig: text,
    authenticatorFlow: flag,
    autheticatorFlow: flag, // Keycloak writes both spellings
    flowAlias: text,
    requirement,
    priority: integer,
    userSetupAllowed: flag,
  },
  ['requirement'],
)
export const flowFields = {
  id,
  alias: text,
  description: text,
  providerId: text,
  topLevel: flag,
  builtIn: flag,
  authenticationExecutions: listOf(executionExportShape),
} as const
export const flowShape = object('AuthenticationFlowRepresentation', flowFields)

export const authenticatorConfigFields = { id, alias: text, config: textMap } as const
export const authenticatorConfigShape = object('AuthenticatorConfigRepresentation', authenticatorConfigFields)

export const requiredActionFields = {
  alias: text,
  name: text,
  providerId: text,
  enabled: flag,
  defaultAction: flag,
  priority: integer,
  config: textMap,
} as const
export const requiredActionShape = object('RequiredActionProviderRepresentation', requiredActionFields)
