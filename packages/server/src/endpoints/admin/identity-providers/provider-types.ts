/**
 * The identity providers that a realm may have, by Keycloak's ids, and what their mappers can be. They are kept and checked;
 * signing in through them comes with brokering. Names, settings and types are Keycloak's, words are ours.
 */
import { type ConfigProperty, property } from '../server-info/config-property.ts'

export interface ProviderType {
  readonly id: string
  readonly name: string
  /** What the provider can be used for, in Keycloak's words. */
  readonly types: readonly string[]
}

const OIDC_TYPES = [
  'USER_AUTHENTICATION',
  'CLIENT_ASSERTION',
  'TRUST_MATERIAL',
  'EXCHANGE_EXTERNAL_TOKEN',
  'JWT_AUTHORIZATION_GRANT',
]

const ALL: readonly ProviderType[] = [
  { id: 'oidc', name: 'OpenID Connect v1.0', types: OIDC_TYPES },
  { id: 'keycloak-oidc', name: 'Keycloak OpenID Connect', types: OIDC_TYPES },
  { id: 'saml', name: 'SAML v2.0', types: ['USER_AUTHENTICATION'] },
  { id: 'oauth2', name: 'OAuth v2', types: [] },
  { id: 'kubernetes', name: 'Kubernetes', types: ['CLIENT_ASSERTION'] },
  { id: 'google', name: 'Google', types: [] },
  { id: 'github', name: 'GitHub', types: [] },
  { id: 'gitlab', name: 'GitLab', types: [] },
  { id: 'bitbucket', name: 'BitBucket', types: [] },
  { id: 'facebook', name: 'Facebook', types: [] },
  { id: 'microsoft', name: 'Microsoft', types: [] },
  { id: 'linkedin-openid-connect', name: 'LinkedIn', types: [] },
  { id: 'paypal', name: 'PayPal', types: [] },
  { id: 'stackoverflow', name: 'StackOverflow', types: [] },
  { id: 'twitter', name: 'Twitter', types: [] },
  { id: 'openshift-v4', name: 'Openshift v4', types: [] },
]

export const PROVIDER_TYPES: ReadonlyMap<string, ProviderType> = new Map(ALL.map((type) => [type.id, type]))

export interface MapperType {
  readonly id: string
  readonly name: string
  readonly category: string
  readonly helpText: string
  readonly properties: readonly ConfigProperty[]
}

const labelled = (name: string, type: Parameters<typeof property>[1], label: string, helpText: string, rest = {}) =>
  property(name, type, { label, helpText, ...rest })

const claims = labelled('claims', 'Map', 'Claims', 'Names and values of claims, all of which must be there.')
const regex = labelled('are.claim.values.regex', 'boolean', 'Regex Claim Values', 'Whether the values are patterns.')
const role = labelled('role', 'Role', 'Role', 'The role to give: its name, with CLIENT. before that of a client.')
const group = labelled('group', 'Group', 'Group', 'The group to join, by its path.')
const attribute = labelled('attribute', 'UserProfileAttributeList', 'User Attribute', 'The attribute to set.')

const OIDC_MAPPERS: readonly MapperType[] = [
  {
    id: 'hardcoded-attribute-idp-mapper',
    name: 'Hardcoded Attribute',
    category: 'Attribute Importer',
    helpText: 'Sets an attribute of every user who comes from the provider.',
    properties: [attribute, labelled('attribute.value', 'String', 'User Attribute Value', 'Its value.')],
  },
  {
    id: 'hardcoded-user-session-attribute-idp-mapper',
    name: 'Hardcoded User Session Attribute',
    category: 'Attribute Importer',
    helpText: 'Sets a note of every session that begins with the provider.',
    properties: [
      labelled('attribute', 'String', 'User Session Attribute', 'The note to set.'),
      labelled('attribute.value', 'String', 'User Session Attribute Value', 'Its value.'),
    ],
  },
  {
    id: 'oidc-advanced-group-idp-mapper',
    name: 'Advanced Claim to Group',
    category: 'Group Importer',
    helpText: 'Has a user join a group when all claims are as said.',
    properties: [claims, regex, group],
  },
  {
    id: 'oidc-advanced-role-idp-mapper',
    name: 'Advanced Claim to Role',
    category: 'Role Importer',
    helpText: 'Gives a user a role when all claims are as said.',
    properties: [claims, regex, role],
  },
  {
    id: 'oidc-hardcoded-group-idp-mapper',
    name: 'Hardcoded Group',
    category: 'Group Importer',
    helpText: 'Has every user who comes from the provider join a group.',
    properties: [group],
  },
  {
    id: 'oidc-hardcoded-role-idp-mapper',
    name: 'Hardcoded Role',
    category: 'Role Importer',
    helpText: 'Gives every user who comes from the provider a role.',
    properties: [role],
  },
  {
    id: 'oidc-role-idp-mapper',
    name: 'Claim to Role',
    category: 'Role Importer',
    helpText: 'Gives a user a role when a claim has a value.',
    properties: [
      labelled('claim', 'String', 'Claim', 'Name of the claim; a dot leads into an object.'),
      labelled('claim.value', 'String', 'Claim Value', 'The value it must have.'),
      role,
    ],
  },
  {
    id: 'oidc-user-attribute-idp-mapper',
    name: 'Attribute Importer',
    category: 'Attribute Importer',
    helpText: 'Copies a claim into an attribute of the user.',
    properties: [
      labelled('claim', 'String', 'Claim', 'Name of the claim; a dot leads into an object.'),
      labelled('user.attribute', 'UserProfileAttributeList', 'User Attribute Name', 'The attribute to set.'),
      labelled('allow.nullable.property', 'boolean', 'Allow Nullable Property', 'Whether a missing claim empties it.', {
        defaultValue: 'false',
      }),
    ],
  },
  {
    id: 'oidc-user-session-note-idp-mapper',
    name: 'User Session Note Mapper',
    category: 'User Session',
    helpText: 'Copies claims into notes of the session.',
    properties: [claims, regex],
  },
  {
    id: 'oidc-username-idp-mapper',
    name: 'Username Template Importer',
    category: 'Preprocessor',
    helpText: 'Makes the user name of a template.',
    properties: [
      // biome-ignore lint/suspicious/noTemplateCurlyInString: Keycloak's placeholders
      labelled('template', 'String', 'Template', 'Text with ${ALIAS} and ${CLAIM.name} in it.', {
        // biome-ignore lint/suspicious/noTemplateCurlyInString: Keycloak's placeholders
        defaultValue: '${ALIAS}.${CLAIM.preferred_username}',
      }),
      labelled('target', 'List', 'Target', 'Where the name is used.', {
        options: ['LOCAL', 'BROKER_ID', 'BROKER_USERNAME'],
        defaultValue: 'LOCAL',
      }),
    ],
  },
]

/** What a provider of this type may map. */
export function mapperTypesOf(providerId: string): readonly MapperType[] {
  return providerId === 'oidc' || providerId === 'keycloak-oidc' ? OIDC_MAPPERS : OIDC_MAPPERS.slice(0, 2)
}
