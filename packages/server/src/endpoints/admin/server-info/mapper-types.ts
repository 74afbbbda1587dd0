/**
 * The protocol mappers that put something into tokens, with their settings. The claim mappers themselves are in
 * `protocol/claims/mappers/`; a test holds that this table has exactly those.
 */
import { type ConfigProperty, keyed, property, switched } from './config-property.ts'

export interface MapperType {
  readonly id: string
  readonly name: string
  readonly category: string
  readonly helpText: string
  /** Mappers with a lower one come first. */
  readonly priority: number
  readonly properties: readonly ConfigProperty[]
}

const JSON_TYPES = ['String', 'long', 'int', 'boolean', 'JSON']

const claimName = keyed('claim.name', 'tokenClaimName', 'String', { required: true })
const jsonType = property('jsonType.label', 'List', {
  label: 'jsonType.label',
  helpText: 'jsonType.tooltip',
  options: JSON_TYPES,
})
const multivalued = switched('multivalued', true)

const inIdToken = included('id.token.claim', 'includeInIdToken', true)
const inAccessToken = included('access.token.claim', 'includeInAccessToken', true)
const inLightweight = included('lightweight.claim', 'includeInLightweight', false)
const inUserinfo = included('userinfo.token.claim', 'includeInUserInfo', true)
const inAccessTokenResponse = included('access.tokenResponse.claim', 'includeInAccessTokenResponse', false)
const inIntrospection = included('introspection.token.claim', 'includeInIntrospection', true)

const inAccessTokens = [inAccessToken, inLightweight, inIntrospection]
const everywhere = [inIdToken, inAccessToken, inLightweight, inUserinfo, inIntrospection]
const inAnswersToo = [
  inIdToken,
  inAccessToken,
  inLightweight,
  inUserinfo,
  inAccessTokenResponse,
  inIntrospection,
] as const

export const OIDC_MAPPER_TYPES: readonly MapperType[] = [
  type('oidc-usermodel-realm-role-mapper', 'User Realm Role', 'Puts the realm roles of the user into a claim.', 40, [
    property('usermodel.realmRoleMapping.rolePrefix'),
    multivalued,
    claimName,
    jsonType,
    ...everywhere,
  ]),
  type(
    'oidc-usermodel-client-role-mapper',
    'User Client Role',
    "Puts the user's roles of one client, or of every client, into a claim.",
    40,
    [
      property('usermodel.clientRoleMapping.clientId', 'ClientList'),
      property('usermodel.clientRoleMapping.rolePrefix'),
      multivalued,
      { ...claimName, helpText: 'usermodel.clientRoleMapping.tokenClaimName.tooltip' },
      jsonType,
      ...everywhere,
    ],
  ),
  type('oidc-usersessionmodel-note-mapper', 'User Session Note', 'Puts a note of the user session into a claim.', 0, [
    keyed('user.session.note', 'userSession.modelNote', 'String', { required: true }),
    claimName,
    jsonType,
    ...inAnswersToo,
  ]),
  type('oidc-sub-mapper', 'Subject (sub)', 'Adds the claim sub, the id of the user.', -10, inAccessTokens),
  type('oidc-address-mapper', 'User Address', 'Makes the claim address of the attributes of the user.', 0, [
    ...everywhere,
    ...['street', 'locality', 'region', 'postal_code', 'country', 'formatted'].map((part) =>
      keyed(`user.attribute.${part}`, `addressClaim.${part}`, 'String', { defaultValue: part }),
    ),
  ]),
  type(
    'oidc-organization-membership-mapper',
    'Organization Membership',
    'Puts the organizations of the user into a claim.',
    0,
    [
      claimName,
      ...everywhere,
      { ...jsonType, defaultValue: 'String', options: ['String', 'JSON'] },
      multivalued,
      ...['addOrganizationAttributes', 'addOrganizationId', 'addOrganizationDomain'].map((name) =>
        switched(name, false, { helpText: `${name}.help` }),
      ),
    ],
  ),
  type('oidc-role-name-mapper', 'Role Name Mapper', 'Gives a role another name or another place in tokens.', 10, [
    role('The role to rename; a role of a client is written client.role.'),
    property('new.role.name', 'String', {
      label: 'New Role Name',
      helpText: 'The new name. With a client in front (client.name) the role moves to the roles of that client.',
    }),
  ]),
  type(
    'oidc-acr-mapper',
    'Authentication Context Class Reference (ACR)',
    'Puts the level of authentication that was reached into the claim acr.',
    0,
    [inIdToken, inAccessToken, inLightweight, inIntrospection],
  ),
  type('oidc-usermodel-property-mapper', 'User Property', 'Puts a built-in property of the user into a claim.', 0, [
    keyed('user.attribute', 'usermodel.prop'),
    claimName,
    jsonType,
    ...everywhere,
  ]),
  type('oidc-hardcoded-role-mapper', 'Hardcoded Role', 'Adds one role to every access token.', 20, [
    role('The role to add; a role of a client is written client.role.'),
  ]),
  type(
    'oidc-nonce-backwards-compatible-mapper',
    'Nonce backwards compatible',
    'Adds the nonce to access and refresh tokens too, as old adapters expect it.',
    0,
    [],
  ),
  type('oidc-hardcoded-claim-mapper', 'Hardcoded claim', 'Adds a claim that always has the same value.', 0, [
    claimName,
    property('claim.value', 'String', {
      label: 'Claim value',
      helpText: 'The value of the claim, read as the type below says.',
    }),
    jsonType,
    ...inAnswersToo,
  ]),
  type(
    'oidc-sha256-pairwise-sub-mapper',
    'Pairwise subject identifier',
    'Gives every sector another sub for the same user, so that applications cannot compare their users.',
    0,
    [property('sectorIdentifierUri'), property('pairwiseSubAlgorithmSalt')],
  ),
  type('oidc-amr-mapper', 'Authentication Method Reference (AMR)', 'Puts how the user signed in into amr.', 0, [
    inIdToken,
    inAccessToken,
    inLightweight,
  ]),
  type('oidc-full-name-mapper', "User's full name", 'Puts first and last name into the claim name.', 0, everywhere),
  type(
    'oidc-allowed-origins-mapper',
    'Allowed Web Origins',
    "Puts the client's web origins into the claim allowed-origins.",
    0,
    inAccessTokens,
  ),
  type('oidc-audience-mapper', 'Audience', 'Adds a client or any other value to the audience of tokens.', 0, [
    property('included.client.audience', 'ClientList'),
    property('included.custom.audience'),
    { ...inIdToken, defaultValue: 'false' },
    ...inAccessTokens,
  ]),
  type('oidc-usermodel-attribute-mapper', 'User Attribute', 'Puts an attribute of the user into a claim.', 0, [
    keyed('user.attribute', 'usermodel.attr', 'UserProfileAttributeList'),
    claimName,
    jsonType,
    ...everywhere,
    property('multivalued', 'boolean'),
    property('aggregate.attrs', 'boolean'),
  ]),
  type(
    'oidc-session-state-mapper',
    'Session State (session_state)',
    'Adds the claim session_state, the id of the user session.',
    0,
    everywhere,
  ),
  type('oidc-group-membership-mapper', 'Group Membership', 'Puts the groups of the user into a claim.', 0, [
    claimName,
    switched('full.path', true, {
      label: 'Full group path',
      helpText: 'On: the path of the group (/staff/engineering). Off: its name alone.',
    }),
    ...everywhere,
  ]),
  type(
    'oidc-audience-resolve-mapper',
    'Audience Resolve',
    'Adds every client of which the user has a role to the audience of tokens.',
    30,
    inAccessTokens,
  ),
]

function type(
  id: string,
  name: string,
  helpText: string,
  priority: number,
  properties: readonly ConfigProperty[],
): MapperType {
  return { id, name, category: 'Token mapper', helpText, priority, properties }
}

function included(name: string, key: string, on: boolean): ConfigProperty {
  return keyed(name, key, 'boolean', { defaultValue: String(on) })
}

function role(helpText: string): ConfigProperty {
  return property('role', 'Role', { label: 'Role', helpText })
}
