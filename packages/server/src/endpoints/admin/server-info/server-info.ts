/**
 * `serverinfo`: what this server can do, for consoles and configuration tools. It says what is so and nothing more: a
 * mapper, a grant or a login step stands here because its module does.
 */
import os from 'node:os'
import { catalogues } from '../../../pages/messages.ts'
import { defaultClientScopes } from '../../../representations/defaults/client-scopes.ts'
import type { Response } from '../../exchange.ts'
import { modules } from '../../login/authenticators.ts'
import { requiredActions } from '../../login/required-actions.ts'
import type { Services } from '../../realm-endpoint.ts'
import { GRANT_TYPES } from '../../token/grants.ts'
import { TOKEN_ALGORITHMS } from '../../token/token-algorithms.ts'
import { forbidden } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminRoute, type ServerCall, serverRoute } from '../admin-route.ts'
import { type Administrator, holdsAdminRole, MASTER, may } from '../permissions.ts'
import { CLIENT_POLICY_TYPES } from './client-policy-types.ts'
import { COMPONENT_TYPES } from './component-types.ts'
import { ENUMS } from './enums.ts'
import { FEATURES } from './features.ts'
import { OIDC_MAPPER_TYPES } from './mapper-types.ts'
import { PASSWORD_POLICIES } from './password-policies.ts'

/** The Keycloak whose API this is: tools decide by it what they may send. */
const KEYCLOAK_VERSION = '26.7.3'
const PROTOCOL = 'openid-connect'

export const serverInfoRoutes: readonly AdminRoute[] = [
  serverRoute({
    method: 'GET',
    path: '/admin/serverinfo',
    summary: 'What this server can do: mappers, password policies, themes, key providers, event types',
    answer: serverInfo,
  }),
]

async function serverInfo({ admin, services }: ServerCall): Promise<Response> {
  if (!holdsAdminRole(admin)) throw forbidden()
  return adminJson({ ...aboutSystem(admin, services.clock.nowMs()), ...abilities(services) })
}

/** The machine is the business of the server's own administrators; a realm's learn the version. */
function aboutSystem(admin: Administrator, nowMs: number): object {
  if (admin.realm.name === MASTER && may(admin, 'manage-realm', admin.realm)) {
    return {
      systemInfo: systemInfo(nowMs),
      cpuInfo: { processorCount: os.availableParallelism() },
      memoryInfo: memoryInfo(),
    }
  }
  return may(admin, 'view-realm', admin.realm) ? { systemInfo: { version: KEYCLOAK_VERSION } } : {}
}

function systemInfo(nowMs: number): object {
  const seconds = Math.floor(process.uptime())
  const parts = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
    seconds % 60,
  ]
  const [days, hours, minutes, rest] = parts
  return {
    version: KEYCLOAK_VERSION,
    serverTime: new Date(nowMs).toUTCString(),
    uptime: `${days} days, ${hours} hours, ${minutes} minutes, ${rest} seconds`,
    uptimeMillis: Math.floor(process.uptime() * 1000),
    osName: os.type(),
    osArchitecture: os.arch(),
    osVersion: os.release(),
    fileEncoding: 'UTF-8',
    userTimezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    userLocale: Intl.DateTimeFormat().resolvedOptions().locale,
  }
}

/** Of this process: what it takes now, and what its heap may grow to. */
function memoryInfo(): object {
  const total = process.constrainedMemory() || os.totalmem()
  const used = process.memoryUsage.rss()
  const free = Math.max(0, total - used)
  return {
    total,
    totalFormated: inMegabytes(total),
    used,
    usedFormated: inMegabytes(used),
    free,
    freePercentage: Math.round((100 * free) / total),
    freeFormated: inMegabytes(free),
  }
}

function inMegabytes(bytes: number): string {
  return `${Math.floor(bytes / 1024 / 1024)} MB`
}

/** Without what changes from call to call. */
function abilities({ eventListeners }: Pick<Services, 'eventListeners'>): object {
  return {
    profileInfo: {
      name: 'default',
      disabledFeatures: FEATURES.filter(({ enabled }) => !enabled).map(({ name }) => name),
      previewFeatures: [],
      experimentalFeatures: [],
    },
    features: FEATURES,
    cryptoInfo: {
      cryptoProvider: 'node:crypto',
      supportedKeystoreTypes: ['PKCS12'],
      clientSignatureSymmetricAlgorithms: ['HS256', 'HS384', 'HS512'],
      clientSignatureAsymmetricAlgorithms: TOKEN_ALGORITHMS,
    },
    themes: themes(),
    socialProviders: [],
    identityProviders: IDENTITY_PROVIDERS,
    providers: providers(eventListeners),
    protocolMapperTypes: { [PROTOCOL]: OIDC_MAPPER_TYPES },
    builtinProtocolMappers: { [PROTOCOL]: builtinMappers() },
    clientInstallations: { [PROTOCOL]: CLIENT_INSTALLATIONS },
    componentTypes: { ...COMPONENT_TYPES, ...CLIENT_POLICY_TYPES },
    passwordPolicies: PASSWORD_POLICIES,
    enums: ENUMS,
    parameterizedScopeTypes: [],
  }
}

function themes(): object {
  const locales = Object.keys(catalogues)
  return {
    common: [{ name: 'keycloak' }],
    admin: [{ name: 'keycloak.v2', locales }],
    login: [{ name: 'keycloak.v2', locales }],
    welcome: [{ name: 'keycloak' }],
    account: [{ name: 'keycloak.v3', locales }],
    email: [{ name: 'keycloak', locales }],
  }
}

/** Stored and given back; logging in through them comes with brokering. */
const IDENTITY_PROVIDERS = [
  { groupName: 'User-defined', name: 'SAML v2.0', id: 'saml' },
  { groupName: 'User-defined', name: 'OAuth v2', id: 'oauth2' },
  { groupName: 'User-defined', name: 'OpenID Connect v1.0', id: 'oidc' },
  { groupName: 'User-defined', name: 'Keycloak OpenID Connect', id: 'keycloak-oidc' },
]

const CLIENT_INSTALLATIONS = [
  {
    id: 'keycloak-oidc-keycloak-json',
    protocol: PROTOCOL,
    downloadOnly: false,
    displayType: 'Keycloak OIDC JSON',
    helpText: 'The settings that an adapter or keycloak-js reads.',
    filename: 'keycloak.json',
    mediaType: 'application/json',
  },
]

function providers(eventListeners: readonly string[]): object {
  const listed = {
    authenticator: [...modules.authenticators.keys(), ...modules.conditions.keys()],
    'client-authenticator': ['client-secret'],
    eventsListener: eventListeners,
    keys: (COMPONENT_TYPES['org.keycloak.keys.KeyProvider'] ?? []).map(({ id }) => id),
    'login-protocol': [PROTOCOL],
    'oauth2-grant-type': GRANT_TYPES,
    'password-hashing': ['argon2', 'pbkdf2-sha512', 'pbkdf2-sha256', 'pbkdf2'],
    'password-policy': PASSWORD_POLICIES.map(({ id }) => id),
    'protocol-mapper': OIDC_MAPPER_TYPES.map(({ id }) => id),
    'required-action': [...requiredActions.keys()],
    signature: ['HS256', 'HS384', 'HS512', ...TOKEN_ALGORITHMS],
  }
  return Object.fromEntries(
    Object.entries(listed).map(([spi, ids]) => [
      spi,
      { internal: true, providers: Object.fromEntries(ids.map((id) => [id, { order: 0 }])) },
    ]),
  )
}

/** Mappers that a client may be given ready-made: those of the standard client scopes. */
function builtinMappers(): readonly object[] {
  return defaultClientScopes()
    .filter(({ protocol, name }) => protocol === PROTOCOL && !NOT_OFFERED.has(name ?? ''))
    .flatMap(({ protocolMappers }) => protocolMappers ?? [])
}

/** What these scopes have is of no use to a client alone. */
const NOT_OFFERED = new Set(['service_account', 'organization'])
