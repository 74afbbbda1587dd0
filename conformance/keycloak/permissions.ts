/**
 * Which admin role opens which route: asks a server every line of `captures/admin-endpoints.tsv` with a user of each
 * role, of none, and of another realm, and notes who is refused with 403. Each role has a realm of its own, made anew, so
 * that what one may delete is still there for the next.
 *
 *     node conformance/keycloak/permissions.ts http://127.0.0.1:8080/auth OUT.json    asks a server that runs
 *
 * `captures/admin-permissions.json` holds what Keycloak 26.7.3 answered.
 */
import fs from 'node:fs'
import path from 'node:path'

/** Keycloak's rights over one realm, and two users without any. */
export const ADMIN_ROLES = [
  'create-client',
  'impersonation',
  'manage-authorization',
  'manage-clients',
  'manage-events',
  'manage-identity-providers',
  'manage-organizations',
  'manage-realm',
  'manage-users',
  'query-clients',
  'query-groups',
  'query-organizations',
  'query-realms',
  'query-users',
  'realm-admin',
  'view-authorization',
  'view-clients',
  'view-events',
  'view-identity-providers',
  'view-organizations',
  'view-realm',
  'view-users',
  'none',
] as const

export interface Answer {
  readonly status: number
  readonly body: string
}

/** Asks the server: `path` stands below its base. */
export type Ask = (
  method: string,
  path: string,
  options: { readonly token?: string; readonly json?: unknown; readonly form?: Readonly<Record<string, string>> },
) => Promise<Answer>

/**
 * By `METHOD /path/{parameter}`: the roles whose holders get through, and those who are told 404 (they may look for the
 * thing, or it is looked for before the right is).
 */
export type Permissions = Readonly<
  Record<string, { readonly open: readonly string[]; readonly notFound: readonly string[] }>
>

interface Endpoint {
  readonly method: string
  readonly path: string
}

/** Every admin endpoint of Keycloak below a realm; reading first, deleting last, the realm itself at the very end. */
export function adminEndpoints(): readonly Endpoint[] {
  const file = path.join(import.meta.dirname, 'captures/admin-endpoints.tsv')
  const lines = fs.readFileSync(file, 'utf8').trim().split('\n').slice(1)
  const unique = new Map<string, Endpoint>()
  for (const line of lines) {
    const [method = '', route = ''] = line.split('\t')
    if (route.startsWith('/admin/realms/{realm}')) unique.set(`${method} ${route}`, { method, path: route })
  }
  const rank = ({ method, path: route }: Endpoint) => {
    if (method === 'GET') return 0
    if (method !== 'DELETE') return route.endsWith('/logout-all') || route.endsWith('/logout') ? 2 : 1
    return 100 - route.split('/').length
  }
  return [...unique.values()].sort((a, b) => rank(a) - rank(b))
}

/** @param adminToken - gives a token of master's administrator; asked anew for each realm, because it lives a minute. */
export async function askPermissions(
  ask: Ask,
  adminToken: () => Promise<string>,
  endpoints: readonly Endpoint[] = adminEndpoints(),
): Promise<Permissions> {
  const found = new Map(
    endpoints.map(({ method, path: route }) => [
      `${method} ${route}`,
      { open: [] as string[], notFound: [] as string[] },
    ]),
  )
  for (const [index, role] of ADMIN_ROLES.entries()) {
    const fixture = fixtureOf(role, index)
    await ask('DELETE', `/admin/realms/${fixture.realm}`, { token: await adminToken() })
    const made = await ask('POST', '/admin/realms', { token: await adminToken(), json: fixture.document })
    if (made.status !== 201) throw new Error(`realm for ${role}: ${made.status} ${made.body}`)
    const things = await makeThings(ask, await adminToken(), fixture)
    let token = await tokenOf(ask, fixture.realm)
    for (const { method, path: route } of endpoints) {
      const filled = fill(route, fixture, things)
      const json = method === 'GET' ? undefined : bodyOf(method, route, fixture)
      const call = () => ask(method, filled, { token, ...(json !== undefined && { json }) })
      let { status } = await call()
      if (status === 401) {
        // impersonation and signing everybody out end the caller's own session
        token = await tokenOf(ask, fixture.realm)
        status = (await call()).status
      }
      if (status === 401) throw new Error(`${role}: ${method} ${route} answered 401`)
      if (status === 403) continue
      found.get(`${method} ${route}`)?.[status === 404 || status === 405 ? 'notFound' : 'open'].push(role)
    }
    await ask('DELETE', `/admin/realms/${fixture.realm}`, { token: await adminToken() })
  }
  return Object.fromEntries(found)
}

async function tokenOf(ask: Ask, realm: string): Promise<string> {
  const form = { grant_type: 'password', client_id: 'admin-cli', username: 'tester', password: 'tester-pass' }
  const answer = await ask('POST', `/realms/${realm}/protocol/openid-connect/token`, { form })
  if (answer.status !== 200) throw new Error(`token in ${realm}: ${answer.status} ${answer.body}`)
  return String(JSON.parse(answer.body).access_token)
}

type Fixture = ReturnType<typeof fixtureOf>

/** A realm with one of everything that a path can name, and its ids. */
function fixtureOf(role: string, index: number) {
  const id = (number: number) =>
    `${String(index + 10).padStart(8, '0')}-0000-4000-8000-${String(number).padStart(12, '0')}`
  const realm = `matrix-${role}`
  const clientRoles = role === 'none' ? {} : { 'realm-management': [role] }
  const person = { enabled: true, emailVerified: true, firstName: 'First', lastName: 'Last' }
  const password = (value: string, credentialId: string) => ({ id: credentialId, type: 'password', value })
  return {
    realm,
    values: {
      realm,
      'client-uuid': id(1),
      'role-name': 'thing',
      'role-id': id(2),
      'group-id': id(3),
      groupId: id(3),
      'client-scope-id': id(4),
      clientScopeId: id(4),
      'user-id': id(5),
      userId: id(5),
      credentialId: id(6),
      alias: 'upstream',
      flowAlias: 'mine',
      'client-id': id(1),
      client: id(1),
      clientUuid: id(1),
      targetClientUuid: id(1),
      roleContainerId: realm,
      path: 'thing',
      protocol: 'openid-connect',
      attr: 'jwt.credential',
      locale: 'en',
      key: 'greeting',
      provider: 'upstream',
      provider_id: 'oidc',
      providerId: 'keycloak-oidc-keycloak-json',
      newPreviousCredentialId: id(6),
    } as Readonly<Record<string, string>>,
    unknownId: id(999),
    document: {
      realm,
      enabled: true,
      roles: { realm: [{ id: id(2), name: 'thing' }] },
      groups: [{ id: id(3), name: 'thing' }],
      clients: [{ id: id(1), clientId: 'thing', secret: 'thing-secret', serviceAccountsEnabled: true }],
      users: [
        {
          ...person,
          id: id(5),
          username: 'target',
          email: 'target@example.org',
          credentials: [password('target-pass', id(6))],
        },
        {
          ...person,
          id: id(7),
          username: 'tester',
          email: 'tester@example.org',
          credentials: [password('tester-pass', id(8))],
          clientRoles,
        },
      ],
      identityProviders: [
        {
          alias: 'upstream',
          providerId: 'oidc',
          enabled: true,
          config: {
            clientId: 'a',
            clientSecret: 'b',
            authorizationUrl: 'https://a.example',
            tokenUrl: 'https://a.example',
          },
        },
      ],
    },
  }
}

/** Ids of things that can't come with the realm's document, by the part of a path that `{id}` follows. */
type Things = Readonly<Record<string, string>>

/** Makes them. What a server can't make yet has no id: then nobody finds it. */
async function makeThings(ask: Ask, token: string, { realm, values }: Fixture): Promise<Things> {
  const at = `/admin/realms/${realm}`
  const make = (route: string, json: unknown) => ask('POST', at + route, { token, json })
  const list = async (route: string): Promise<readonly Record<string, string>[]> => {
    const answer = await ask('GET', at + route, { token })
    return answer.status === 200 ? JSON.parse(answer.body) : []
  }
  const client = `/clients/${values['client-uuid']}`
  const mapper = { protocol: 'openid-connect', protocolMapper: 'oidc-hardcoded-claim-mapper', config: {} }
  const scope = `/client-scopes/${values['client-scope-id']}`
  await make('/client-scopes', { id: values['client-scope-id'], name: 'thing', protocol: 'openid-connect' })
  await make(`${client}/protocol-mappers/models`, { ...mapper, name: 'thing' })
  await make(`${scope}/protocol-mappers/models`, { ...mapper, name: 'thing' })
  await make('/authentication/flows/browser/copy', { newName: 'mine' })
  await make('/identity-provider/instances/upstream/mappers', {
    name: 'thing',
    identityProviderAlias: 'upstream',
    identityProviderMapper: 'hardcoded-user-session-attribute-idp-mapper',
    config: { syncMode: 'INHERIT' },
  })
  const [clientMapper] = await list(`${client}/protocol-mappers/models`)
  const [scopeMapper] = await list(`${scope}/protocol-mappers/models`)
  const [idpMapper] = await list('/identity-provider/instances/upstream/mappers')
  const [component] = await list('/components?type=org.keycloak.keys.KeyProvider')
  const flow = (await list('/authentication/flows')).find(({ alias }) => alias === 'mine')
  const [execution] = await list('/authentication/flows/mine/executions')
  return {
    clients: clientMapper?.['id'] ?? '',
    'client-scopes': scopeMapper?.['id'] ?? '',
    'identity-provider': idpMapper?.['id'] ?? '',
    components: component?.['id'] ?? '',
    flows: flow?.['id'] ?? '',
    executions: execution?.['id'] ?? '',
  }
}

/** Placeholders without a thing of their own get an id that nothing has. */
function fill(route: string, { values, unknownId }: Fixture, things: Things): string {
  const [resource = '', sub = ''] = route.split('/').slice(4)
  const id = (resource === 'authentication' ? things[sub] : things[resource]) || unknownId
  const own: Record<string, string> = {
    id,
    executionId: things['executions'] || unknownId,
    alias: resource === 'authentication' ? 'UPDATE_PASSWORD' : (values['alias'] ?? ''),
  }
  return route.replaceAll(/\{([^}]+)\}/g, (_, name: string) => own[name] ?? values[name] ?? unknownId)
}

/** What each kind of call takes, so that the answer is about the right and not about the shape. */
function bodyOf(method: string, route: string, { realm }: Fixture): unknown {
  if (method === 'DELETE' && !/(role-mappings|scope-mappings|composites)/.test(route)) return undefined
  if (/(role-mappings|scope-mappings|composites)/.test(route) || route.endsWith('add-models')) return []
  if (route === '/admin/realms/{realm}') return { realm }
  if (route.endsWith('/disable-credential-types') || route.endsWith('-actions-email')) return []
  return {}
}

async function main([base = '', out = '']: readonly string[]): Promise<void> {
  const ask: Ask = async (method, route, { token, json, form }) => {
    const response = await fetch(base + route, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(json !== undefined && { 'content-type': 'application/json' }),
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
      ...(form && { body: new URLSearchParams(form) }),
    })
    return { status: response.status, body: await response.text() }
  }
  const adminToken = async () => {
    const form = { grant_type: 'password', client_id: 'admin-cli', username: 'admin', password: 'admin' }
    const answer = await ask('POST', '/realms/master/protocol/openid-connect/token', { form })
    return String(JSON.parse(answer.body).access_token)
  }
  const permissions = await askPermissions(ask, adminToken)
  const lines = Object.entries(permissions).map(
    ([route, found]) => `${JSON.stringify(route)}: ${JSON.stringify(found)}`,
  )
  fs.writeFileSync(out, `{\n${lines.join(',\n')}\n}\n`)
}

if (import.meta.main) await main(process.argv.slice(2))
