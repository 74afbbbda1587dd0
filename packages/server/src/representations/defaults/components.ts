import type { ComponentRepresentation } from '../keycloak.ts'

export const REGISTRATION_POLICY = 'org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy'
export const USER_PROFILE = 'org.keycloak.userprofile.UserProfileProvider'

/** What a new realm asks of clients that register themselves, without (`anonymous`) and with a token. */
export function registrationPolicies(): ComponentRepresentation[] {
  return [
    policy('Trusted Hosts', 'trusted-hosts', 'anonymous', {
      'host-sending-registration-request-must-match': ['true'],
      'client-uris-must-match': ['true'],
    }),
    policy('Consent Required', 'consent-required', 'anonymous'),
    policy('Full Scope Disabled', 'scope', 'anonymous'),
    policy('Max Clients Limit', 'max-clients', 'anonymous', { 'max-clients': ['200'] }),
    ...['anonymous', 'authenticated'].flatMap((subType) => [
      policy('Allowed Protocol Mapper Types', 'allowed-protocol-mappers', subType, {
        'allowed-protocol-mapper-types': [...REGISTRABLE_MAPPERS],
      }),
      policy('Allowed Client Scopes', 'allowed-client-templates', subType, { 'allow-default-scopes': ['true'] }),
      policy('Allowed Registration Web Origins', 'registration-web-origins', subType),
    ]),
  ]
}

/** Master's user profile: nothing is required, so that the bootstrap administrator needs only a name. */
export function masterUserProfile(): ComponentRepresentation {
  const name = { length: { max: 255 }, 'person-name-prohibited-characters': {} }
  const profile = {
    attributes: [
      profileAttribute('username', {
        length: { min: 3, max: 255 },
        'username-prohibited-characters': {},
        'up-username-not-idn-homograph': {},
      }),
      profileAttribute('email', { email: {}, length: { max: 255 } }),
      profileAttribute('firstName', name),
      profileAttribute('lastName', name),
    ],
    groups: [
      {
        name: 'user-metadata',
        displayHeader: 'User metadata',
        displayDescription: 'Attributes, which refer to user metadata',
      },
    ],
  }
  return {
    providerId: 'declarative-user-profile',
    subComponents: {},
    config: { 'kc.user.profile.config': [JSON.stringify(profile)] },
  }
}

const REGISTRABLE_MAPPERS = [
  'oidc-address-mapper',
  'oidc-full-name-mapper',
  'oidc-sha256-pairwise-sub-mapper',
  'oidc-usermodel-attribute-mapper',
  'oidc-usermodel-property-mapper',
  'saml-role-list-mapper',
  'saml-user-attribute-mapper',
  'saml-user-property-mapper',
]

function policy(
  name: string,
  providerId: string,
  subType: string,
  config: Record<string, string[]> = {},
): ComponentRepresentation {
  return { name, providerId, subType, subComponents: {}, config }
}

function profileAttribute(name: string, validations: object): object {
  const everybody = ['admin', 'user']
  return {
    name,
    displayName: `\${${name}}`,
    validations,
    permissions: { view: everybody, edit: everybody },
    multivalued: false,
  }
}
