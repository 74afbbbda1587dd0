import type { ClientScopeRepresentation, ProtocolMapperRepresentation } from '../keycloak.ts'

/** The client scopes of a new realm; a realm file with `clientScopes` of its own gets only {@link OFFLINE_ACCESS}. */
export function defaultClientScopes(): ClientScopeRepresentation[] {
  return [
    scope('role_list', 'SAML role list', 'saml', consent(undefined, 'samlRoleListScopeConsentText'), [
      {
        ...samlMapper('role list', 'saml-role-list-mapper'),
        config: { single: 'false', 'attribute.nameformat': 'Basic', 'attribute.name': 'Role' },
      },
    ]),
    scope('saml_organization', 'Organization Membership', 'saml', { 'display.on.consent.screen': 'false' }, [
      samlMapper('organization', 'saml-organization-membership-mapper'),
    ]),
    scope('AuthnContextClassRef', 'AuthnContextClassRef Level of Authentiation', 'saml', {}, [
      samlMapper('AuthnContextClassRef', 'saml-authn-context-class-ref-mapper'),
    ]),
    scope('profile', 'OpenID Connect built-in scope: profile', OIDC, consent(true, 'profileScopeConsentText'), [
      mapper('full name', 'oidc-full-name-mapper', EVERYWHERE),
      attribute('family name', 'lastName', 'family_name'),
      attribute('given name', 'firstName', 'given_name'),
      attribute('middle name', 'middleName', 'middle_name'),
      attribute('nickname', 'nickname', 'nickname'),
      attribute('username', 'username', 'preferred_username'),
      attribute('profile', 'profile', 'profile'),
      attribute('picture', 'picture', 'picture'),
      attribute('website', 'website', 'website'),
      attribute('gender', 'gender', 'gender'),
      attribute('birthdate', 'birthdate', 'birthdate'),
      attribute('zoneinfo', 'zoneinfo', 'zoneinfo'),
      attribute('locale', 'locale', 'locale'),
      attribute('updated at', 'updatedAt', 'updated_at', 'long'),
    ]),
    scope('email', 'OpenID Connect built-in scope: email', OIDC, consent(true, 'emailScopeConsentText'), [
      attribute('email', 'email', 'email'),
      {
        ...attribute('email verified', 'emailVerified', 'email_verified', 'boolean'),
        protocolMapper: 'oidc-usermodel-property-mapper',
      },
    ]),
    scope('address', 'OpenID Connect built-in scope: address', OIDC, consent(true, 'addressScopeConsentText'), [
      mapper('address', 'oidc-address-mapper', {
        ...EVERYWHERE,
        'user.attribute.formatted': 'formatted',
        'user.attribute.country': 'country',
        'user.attribute.postal_code': 'postal_code',
        'user.attribute.street': 'street',
        'user.attribute.region': 'region',
        'user.attribute.locality': 'locality',
      }),
    ]),
    scope('phone', 'OpenID Connect built-in scope: phone', OIDC, consent(true, 'phoneScopeConsentText'), [
      attribute('phone number', 'phoneNumber', 'phone_number'),
      attribute('phone number verified', 'phoneNumberVerified', 'phone_number_verified', 'boolean'),
    ]),
    offlineAccessScope(),
    scope(
      'roles',
      'OpenID Connect scope for add user roles to the access token',
      OIDC,
      consent(false, 'rolesScopeConsentText'),
      [
        roles('realm roles', 'oidc-usermodel-realm-role-mapper', 'realm_access.roles', ACCESS_TOKEN),
        // biome-ignore lint/suspicious/noTemplateCurlyInString: Keycloak's placeholder, replaced by the mapper
        roles('client roles', 'oidc-usermodel-client-role-mapper', 'resource_access.${client_id}.roles', ACCESS_TOKEN),
        mapper('audience resolve', 'oidc-audience-resolve-mapper', ACCESS_TOKEN),
      ],
    ),
    scope(
      'web-origins',
      'OpenID Connect scope for add allowed web origins to the access token',
      OIDC,
      { ...consent(false), 'consent.screen.text': '' },
      [mapper('allowed web origins', 'oidc-allowed-origins-mapper', ACCESS_TOKEN)],
    ),
    scope('microprofile-jwt', 'Microprofile - JWT built-in scope', OIDC, consent(true), [
      attribute('upn', 'username', 'upn'),
      roles('groups', 'oidc-usermodel-realm-role-mapper', 'groups', TOKENS),
    ]),
    scope(
      'acr',
      'OpenID Connect scope for add acr (authentication context class reference) to the token',
      OIDC,
      consent(false),
      [mapper('acr loa level', 'oidc-acr-mapper', TOKENS)],
    ),
    scope('basic', 'OpenID Connect scope for add all basic claims to the token', OIDC, consent(false), [
      mapper('sub', 'oidc-sub-mapper', ACCESS_TOKEN),
      sessionNote('auth_time', 'AUTH_TIME', 'auth_time', 'long'),
    ]),
    scope('service_account', 'Specific scope for a client enabled for service accounts', OIDC, consent(false), [
      sessionNote('Client ID', 'client_id', 'client_id'),
      sessionNote('Client Host', 'clientHost', 'clientHost'),
      sessionNote('Client IP Address', 'clientAddress', 'clientAddress'),
    ]),
    scope(
      'organization',
      'Additional claims about the organization a subject belongs to',
      OIDC,
      consent(true, 'organizationScopeConsentText'),
      [
        mapper('organization', 'oidc-organization-membership-mapper', {
          ...TOKENS,
          multivalued: 'true',
          'claim.name': 'organization',
          'jsonType.label': 'String',
        }),
      ],
    ),
  ]
}

/** Names of the scopes above that every new client gets, and of those it may ask for. */
export const DEFAULT_SCOPE_NAMES: readonly string[] = [
  'role_list',
  'saml_organization',
  'AuthnContextClassRef',
  'profile',
  'email',
  'roles',
  'web-origins',
  'acr',
  'basic',
]
export const OPTIONAL_SCOPE_NAMES: readonly string[] = [
  'offline_access',
  'address',
  'phone',
  'microprofile-jwt',
  'organization',
]

/** The one scope that a realm always has; its scope mapping lets only the role `offline_access` through. */
export const OFFLINE_ACCESS = 'offline_access'

export function offlineAccessScope(): ClientScopeRepresentation {
  const description = 'OpenID Connect built-in scope: offline_access'
  return scope(OFFLINE_ACCESS, description, OIDC, consent(undefined, 'offlineAccessScopeConsentText'), [])
}

/** A scope's name stands in the space-separated `scope` parameter, so Keycloak writes spaces in it as `_`. */
export function scopeName(name: string | undefined): string {
  return (name ?? '').trim().replace(/\s+/g, '_')
}

const OIDC = 'openid-connect'
const ACCESS_TOKEN = { 'introspection.token.claim': 'true', 'access.token.claim': 'true' }
const TOKENS = { ...ACCESS_TOKEN, 'id.token.claim': 'true' }
const EVERYWHERE = { ...TOKENS, 'userinfo.token.claim': 'true' }

function scope(
  name: string,
  description: string,
  protocol: string,
  attributes: Record<string, string>,
  protocolMappers: ProtocolMapperRepresentation[],
): ClientScopeRepresentation {
  return { name, description, protocol, attributes, ...(protocolMappers.length > 0 && { protocolMappers }) }
}

/** @param messageKey - of the text on the consent page; a scope without one isn't shown there. */
function consent(inTokenScope: boolean | undefined, messageKey?: string): Record<string, string> {
  return {
    ...(inTokenScope !== undefined && { 'include.in.token.scope': String(inTokenScope) }),
    'display.on.consent.screen': String(messageKey !== undefined),
    ...(messageKey !== undefined && { 'consent.screen.text': `\${${messageKey}}` }),
  }
}

function mapper(name: string, protocolMapper: string, config: Record<string, string>): ProtocolMapperRepresentation {
  return { name, protocol: OIDC, protocolMapper, consentRequired: false, config: { ...config } }
}

function samlMapper(name: string, protocolMapper: string): ProtocolMapperRepresentation {
  return { name, protocol: 'saml', protocolMapper, consentRequired: false, config: {} }
}

/** Puts a user's attribute into a claim. */
export function attribute(name: string, userAttribute: string, claim: string, type = 'String') {
  return mapper(name, 'oidc-usermodel-attribute-mapper', {
    ...EVERYWHERE,
    'user.attribute': userAttribute,
    'claim.name': claim,
    'jsonType.label': type,
  })
}

function sessionNote(name: string, note: string, claim: string, type = 'String'): ProtocolMapperRepresentation {
  return mapper(name, 'oidc-usersessionmodel-note-mapper', {
    ...TOKENS,
    'user.session.note': note,
    'claim.name': claim,
    'jsonType.label': type,
  })
}

function roles(name: string, protocolMapper: string, claim: string, where: Record<string, string>) {
  return mapper(name, protocolMapper, {
    ...where,
    multivalued: 'true',
    'user.attribute': 'foo', // without effect; Keycloak writes it, and tools compare
    'claim.name': claim,
    'jsonType.label': 'String',
  })
}
