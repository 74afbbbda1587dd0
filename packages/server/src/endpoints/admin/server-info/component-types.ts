/** Components that a realm may have, with their settings: what this server acts on, or stores for what comes. */
import { type ConfigProperty, property, switched } from './config-property.ts'

export interface ComponentType {
  readonly id: string
  readonly helpText: string
  readonly properties: readonly ConfigProperty[]
  readonly metadata: Readonly<Record<string, unknown>>
}

const RSA_SIGNATURES = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512']
const RSA_ENCRYPTIONS = ['RSA1_5', 'RSA-OAEP', 'RSA-OAEP-256']
const RSA_SIZES = ['2048', '3072', '4096']
const CURVES = ['P-256', 'P-384', 'P-521']
const KEY_WRAPPING = ['ECDH-ES', 'ECDH-ES+A128KW', 'ECDH-ES+A192KW', 'ECDH-ES+A256KW']

const KEY_PROVIDERS: readonly ComponentType[] = [
  keys('aes-generated', 'A secret key for AES, made here', [
    choice('secretSize', 'AES Key size', '32', ['16', '24', '32']),
  ]),
  keys('ecdh-generated', 'A key pair for ECDH, made here', [
    certificateSwitch(),
    choice('ecdhEllipticCurveKey', 'Elliptic Curve', 'P-256', CURVES),
    choice('ecdhAlgorithm', 'Algorithm', 'ECDH-ES', KEY_WRAPPING),
  ]),
  keys('ecdsa-generated', 'A key pair for ECDSA, made here', [
    certificateSwitch(),
    choice('ecdsaEllipticCurveKey', 'Elliptic Curve', 'P-256', CURVES),
  ]),
  keys('eddsa-generated', 'A key pair for EdDSA, made here', [
    choice('eddsaEllipticCurveKey', 'Elliptic Curve', 'Ed25519', ['Ed25519', 'Ed448']),
  ]),
  keys('hmac-generated', 'A secret key for HMAC, made here', [
    choice('secretSize', 'Secret size', '128', ['16', '24', '32', '64', '128', '256', '512']),
    choice('algorithm', 'Algorithm', 'HS512', ['HS256', 'HS384', 'HS512']),
  ]),
  keys('rsa', 'An RSA key of your own for signatures', [
    ...ownKey(),
    choice('algorithm', 'Algorithm', 'RS256', RSA_SIGNATURES),
  ]),
  keys('rsa-enc', 'An RSA key of your own for encryption', [
    ...ownKey(),
    choice('algorithm', 'Algorithm', 'RSA-OAEP', RSA_ENCRYPTIONS),
  ]),
  keys('rsa-enc-generated', 'An RSA key for encryption with its certificate, made here', [
    choice('keySize', 'Key size', '2048', RSA_SIZES),
    choice('algorithm', 'Algorithm', 'RSA-OAEP', RSA_ENCRYPTIONS),
  ]),
  keys('rsa-generated', 'An RSA key for signatures with its certificate, made here', [
    choice('keySize', 'Key size', '2048', RSA_SIZES),
    choice('algorithm', 'Algorithm', 'RS256', RSA_SIGNATURES),
  ]),
]

const REGISTRATION_POLICIES: readonly ComponentType[] = [
  policy('allowed-client-templates', 'Registered clients may have these client scopes only', [
    property('allowed-client-scopes', 'MultivaluedList'),
    switched('allow-default-scopes', true),
  ]),
  policy('allowed-protocol-mappers', 'Registered clients may have protocol mappers of these types only', [
    property('allowed-protocol-mapper-types', 'MultivaluedList', {
      label: 'allowed-protocol-mappers.label',
      helpText: 'allowed-protocol-mappers.tooltip',
    }),
  ]),
  policy('client-disabled', 'A registered client is disabled until an administrator enables it'),
  policy('consent-required', 'Users are asked for their consent to a registered client'),
  policy('max-clients', 'No client may register once the realm has this many', [
    property('max-clients', 'String', { defaultValue: '200' }),
  ]),
  policy('registration-web-origins', 'Pages of these origins may register clients', [
    property('web-origins', 'MultivaluedString', {
      label: 'registration-web-origins.label',
      helpText: 'registration-web-origins.tooltip',
    }),
  ]),
  policy('scope', 'A registered client has no full scope'),
  policy('trusted-hosts', 'Clients may register from these hosts, and name redirect URIs on them', [
    property('trusted-hosts', 'MultivaluedString'),
    switched('host-sending-registration-request-must-match', true),
    switched('client-uris-must-match', true),
  ]),
]

/** By Keycloak's provider type. */
export const COMPONENT_TYPES: Readonly<Record<string, readonly ComponentType[]>> = {
  'org.keycloak.keys.KeyProvider': KEY_PROVIDERS,
  'org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy': REGISTRATION_POLICIES,
  'org.keycloak.userprofile.UserProfileProvider': [policy('declarative-user-profile', 'The attributes of users')],
}

function keys(id: string, helpText: string, own: readonly ConfigProperty[]): ComponentType {
  const common = [
    property('priority', 'String', {
      label: 'Priority',
      helpText: 'Of several keys for one purpose, the one with the highest is used',
      defaultValue: '0',
    }),
    switched('enabled', true, { label: 'Enabled', helpText: 'Off: the key is for nothing, not even to verify' }),
    switched('active', true, {
      label: 'Active',
      helpText: 'Off: the key verifies and decrypts, and makes nothing new',
    }),
  ]
  return { id, helpText, properties: [...common, ...own], metadata: {} }
}

function policy(id: string, helpText: string, properties: readonly ConfigProperty[] = []): ComponentType {
  return { id, helpText, properties, metadata: {} }
}

function choice(name: string, label: string, defaultValue: string, options: readonly string[]): ConfigProperty {
  return property(name, 'List', { label, helpText: label, defaultValue, options })
}

function certificateSwitch(): ConfigProperty {
  return switched('ecGenerateCertificate', false, {
    label: 'Generate Certificate',
    helpText: 'Whether the key gets a certificate, signed by itself',
  })
}

function ownKey(): readonly ConfigProperty[] {
  return [
    property('privateKey', 'File', { label: 'Private RSA Key', helpText: 'The private key, PEM', secret: true }),
    property('certificate', 'File', { label: 'X509 Certificate', helpText: 'Its certificate, PEM; made if missing' }),
  ]
}
