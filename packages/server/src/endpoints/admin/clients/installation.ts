/** `installation/providers`: a client's settings in the form an application reads. */
import type { Realm } from '../../../model/realm.ts'
import { textMapOf } from '../../../representations/fields.ts'
import type { ClientRecord } from '../../../representations/realm-aggregate.ts'
import { forbidden, notFound } from '../admin-error.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { clientIn, reachesClient } from './client.ts'

/** What Keycloak calls the format, and how it is written. */
const PROVIDERS: ReadonlyMap<string, (settings: AdapterSettings) => string> = new Map([
  ['keycloak-oidc-keycloak-json', (settings) => JSON.stringify(settings, undefined, 2)],
  ['keycloak-oidc-jboss-subsystem-cli', jbossCommands],
])

export const installationRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'GET',
    path: '/clients/:clientUuid/installation/providers/:providerId',
    summary: 'Read the settings that an application of this client needs',
    needs: 'view-clients',
    answer: install,
  }),
]

async function install(context: AdminContext): Promise<AdminResponse> {
  const client = await clientIn(context)
  const write = PROVIDERS.get(context.request.params['providerId'] ?? '')
  if (write === undefined) throw notFound('Unknown Provider')
  // the secret is among the settings
  if (!(await reachesClient(context, client))) throw forbidden()
  const settings = adapterSettings(client, context.realm, `${context.request.base}/`)
  return { status: 200, headers: { 'content-type': 'text/plain' }, body: write(settings) }
}

/** Keycloak's `keycloak.json`. */
interface AdapterSettings {
  readonly realm: string
  readonly 'bearer-only'?: true
  readonly 'auth-server-url': string
  readonly 'ssl-required': string
  readonly resource: string
  readonly 'public-client'?: true
  readonly 'verify-token-audience'?: true
  readonly credentials?: Readonly<Record<string, string | Readonly<Record<string, string | number>>>>
  readonly 'use-resource-role-mappings'?: true
  readonly 'confidential-port': 0
}

function adapterSettings({ id, clientId, representation }: ClientRecord, realm: Realm, base: string): AdapterSettings {
  const { bearerOnly = false, publicClient = false } = representation
  const hasRoles = [...realm.roles.values()].some(({ client }) => client?.id === id)
  return {
    realm: realm.name,
    ...(bearerOnly && { 'bearer-only': true }),
    'auth-server-url': base,
    'ssl-required': realm.sslRequired,
    resource: clientId,
    ...(publicClient && !bearerOnly && { 'public-client': true }),
    ...((hasRoles || isAudience(clientId, realm)) && { 'verify-token-audience': true }),
    ...(!publicClient && !bearerOnly && { credentials: credentialsOf(clientId, representation) }),
    ...(hasRoles && { 'use-resource-role-mappings': true }),
    'confidential-port': 0,
  }
}

/** Whether a client scope puts the client into the audience of tokens: then its application looks at it. */
function isAudience(clientId: string, { clientScopes }: Realm): boolean {
  return [...clientScopes.values()].some(({ protocolMappers }) =>
    protocolMappers.some(
      ({ protocolMapper, config }) =>
        protocolMapper === 'oidc-audience-mapper' && textMapOf(config)['included.client.audience'] === clientId,
    ),
  )
}

function credentialsOf(
  clientId: string,
  { clientAuthenticatorType, secret }: ClientRecord['representation'],
): NonNullable<AdapterSettings['credentials']> {
  if (clientAuthenticatorType !== 'client-jwt') return secret === undefined ? {} : { secret }
  return {
    jwt: {
      'client-key-password': 'REPLACE WITH THE KEY PASSWORD IN KEYSTORE',
      'client-keystore-file': 'REPLACE WITH THE LOCATION OF YOUR KEYSTORE FILE',
      'client-keystore-password': 'REPLACE WITH THE KEYSTORE PASSWORD',
      'client-key-alias': clientId,
      'token-timeout': 10,
      'client-keystore-type': 'jks',
    },
  }
}

const DEPLOYMENT = '/subsystem=keycloak/secure-deployment="WAR MODULE NAME.war"/'

/** Commands of JBoss' command line. */
function jbossCommands(settings: AdapterSettings): string {
  const lines = [
    `realm=${quoted(settings.realm)}`,
    `resource=${quoted(settings.resource)}`,
    `auth-server-url=${settings['auth-server-url']}`,
    ...(settings['bearer-only'] ? ['bearer-only=true'] : []),
    ...(settings['public-client'] ? ['public-client=true'] : []),
    `ssl-required=${settings['ssl-required'].toUpperCase()}`,
  ]
  const credentials = Object.entries(settings.credentials ?? {}).map(([kind, value]) => {
    const written =
      typeof value === 'string'
        ? quotedWhereNeeded(value)
        : `{${Object.entries(value)
            .map(([name, each]) => `${name}=${each}`)
            .join(', ')}}`
    return `\n${DEPLOYMENT}credential=${kind}:add(value=${written})\n`
  })
  return `${DEPLOYMENT}:add( \\\n    ${lines.join(', \\\n    ')})\n${credentials.join('')}`
}

/** A name ends where its quotation mark does, whatever is in it. */
function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`
}

function quotedWhereNeeded(text: string): string {
  return /^[\w.-]*$/.test(text) ? text : quoted(text)
}
