/** What an application needs to know, in the form that its library reads. */
export interface Installation {
  readonly serverUrl: string
  readonly realm: string
  readonly clientId: string
  /** The first that names one address; `undefined` where there is none. */
  readonly redirectUri: string | undefined
  /** `undefined` for a client that has none. */
  readonly secret: string | undefined
}

export interface InstallationSnippet {
  readonly id: 'relying-party' | 'keycloak-js' | 'spring' | 'oauth2-proxy' | 'curl'
  /** What the file is called. */
  readonly file: string
  readonly text: string
}

/** Stands in for a redirect URI until the client has one. */
const SOME_ORIGIN = 'http://localhost:3000'
const SOME_CALLBACK = `${SOME_ORIGIN}/callback`

export function issuerOf({ serverUrl, realm }: Pick<Installation, 'serverUrl' | 'realm'>): string {
  return `${serverUrl}/realms/${encodeURIComponent(realm)}`
}

/** @returns the first address without a wildcard; it is what a library is told. */
export function firstRedirectUri(uris: readonly string[], rootUrl = ''): string | undefined {
  const absolute = uris.map((uri) => (uri.startsWith('/') ? rootUrl + uri : uri))
  return absolute.find((uri) => URL.canParse(uri) && !uri.includes('*'))
}

/** @returns those that make sense: a public client is a script in a browser, a confidential one a server. */
export function snippetsFor(installation: Installation): readonly InstallationSnippet[] {
  const curl = { id: 'curl', file: 'shell', text: curlCommand(installation) } as const
  if (installation.secret === undefined) return [keycloakJs(installation), curl]
  return [relyingParty(installation), spring(installation), oauth2Proxy(installation), curl]
}

function relyingParty({ clientId, secret = '', redirectUri = SOME_CALLBACK, ...where }: Installation) {
  const { origin, pathname } = new URL(redirectUri)
  const text = `import { createClient } from '@latchkey/relying-party'
import { relyingParty } from '@latchkey/relying-party/fastify'
import { createSessions, requireUser } from '@latchkey/relying-party/session'
import { memoryStore } from '@latchkey/relying-party/stores/memory'
import fastify from 'fastify'

const origin = ${quoted(origin)}
const client = createClient({
  issuer: ${quoted(issuerOf(where))},
  clientId: ${quoted(clientId)},
  authentication: { method: 'client_secret_basic', secret: ${quoted(secret)} },
  redirectUri: ${quoted(redirectUri)},
})
// 32 random bytes: openssl rand -base64 32
const keys = [Buffer.from(process.env.SESSION_KEY ?? '', 'base64')]
const sessions = createSessions({ client, store: memoryStore(), keys, origin })

const app = fastify()
await app.register(relyingParty, { sessions, origin, callbackPath: ${quoted(pathname)}, logoutPath: '/logout' })
app.get('/', { preHandler: app.guard(requireUser()) }, (request) => \`Hello \${request.user?.subject}\`)
await app.listen({ port: ${portOf(redirectUri)} })
`
  return { id: 'relying-party', file: 'server.ts', text } as const
}

function keycloakJs({ serverUrl, realm, clientId, redirectUri }: Installation) {
  const text = `import Keycloak from 'keycloak-js'

const keycloak = new Keycloak({
  url: ${quoted(serverUrl)},
  realm: ${quoted(realm)},
  clientId: ${quoted(clientId)},
})
await keycloak.init({
  onLoad: 'login-required',
  pkceMethod: 'S256',${redirectUri === undefined ? '' : `\n  redirectUri: ${quoted(redirectUri)},`}
})

await keycloak.updateToken(30)
await fetch('/api/orders', { headers: { authorization: \`Bearer \${keycloak.token}\` } })
`
  return { id: 'keycloak-js', file: 'main.js', text } as const
}

function spring({ clientId, secret = '', redirectUri, ...where }: Installation) {
  const issuer = JSON.stringify(issuerOf(where))
  const callback = redirectUri ?? '{baseUrl}/login/oauth2/code/{registrationId}'
  const text = `spring:
  security:
    oauth2:
      client:
        registration:
          latchkey:
            client-id: ${JSON.stringify(clientId)}
            client-secret: ${JSON.stringify(secret)}
            authorization-grant-type: authorization_code
            redirect-uri: ${JSON.stringify(callback)}
            scope: openid,profile,email
        provider:
          latchkey:
            issuer-uri: ${issuer}
            user-name-attribute: preferred_username
      resourceserver:
        jwt:
          issuer-uri: ${issuer}
`
  return { id: 'spring', file: 'application.yaml', text } as const
}

function oauth2Proxy({
  clientId,
  secret = '',
  redirectUri = `${SOME_ORIGIN}/oauth2/callback`,
  ...where
}: Installation) {
  const text = `provider = "keycloak-oidc"
oidc_issuer_url = ${JSON.stringify(issuerOf(where))}
client_id = ${JSON.stringify(clientId)}
client_secret = ${JSON.stringify(secret)}
redirect_url = ${JSON.stringify(redirectUri)}
code_challenge_method = "S256"
email_domains = ["*"]
# 32 random bytes: openssl rand -base64 32 | tr -- '+/' '-_'
cookie_secret = ""
upstreams = ["http://127.0.0.1:8080/"]
`
  return { id: 'oauth2-proxy', file: 'oauth2-proxy.cfg', text } as const
}

/** A server asks for a token of its own; a script in a browser can only show where people begin. */
function curlCommand({ clientId, secret, redirectUri = SOME_CALLBACK, ...where }: Installation): string {
  const issuer = issuerOf(where)
  const discovery = `# what the realm offers
curl ${inShell(`${issuer}/.well-known/openid-configuration`)}
`
  if (secret === undefined) {
    const query = new URLSearchParams({ client_id: clientId, redirect_uri: redirectUri, response_type: 'code' })
    return `${discovery}
# where people begin to sign in, in a browser
open ${inShell(`${issuer}/protocol/openid-connect/auth?${query}&scope=openid`)}
`
  }
  return `${discovery}
# a token for the client itself; needs the switch Service account
curl ${inShell(`${issuer}/protocol/openid-connect/token`)} \\
  --data-urlencode grant_type=client_credentials \\
  --data-urlencode ${inShell(`client_id=${clientId}`)} \\
  --data-urlencode ${inShell(`client_secret=${secret}`)}

# trade the code that came to ${redirectUri.replaceAll(/[\r\n]/g, '')}
curl ${inShell(`${issuer}/protocol/openid-connect/token`)} \\
  --data-urlencode grant_type=authorization_code \\
  --data-urlencode ${inShell(`client_id=${clientId}`)} \\
  --data-urlencode ${inShell(`client_secret=${secret}`)} \\
  --data-urlencode ${inShell(`redirect_uri=${redirectUri}`)} \\
  --data-urlencode code=CODE
`
}

/** A JavaScript string: whatever an id has in it, it ends where it should. */
function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}

/** A word of a shell: nothing in it is expanded. */
function inShell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

function portOf(uri: string): string {
  return new URL(uri).port || '3000'
}
