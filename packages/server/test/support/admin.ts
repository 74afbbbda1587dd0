/** Calls of the Admin API, for tests: as master's administrator, or with any other token. */
import type { Answer } from './browser.ts'
import type { TestServer } from './server.ts'

const ADMIN = 'http://localhost:8080/admin/realms'

export type AdminCaller = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  /** Below `/admin/realms`. */
  path: string,
  json?: unknown,
) => Promise<Answer>

export async function adminCaller(server: TestServer, token?: string): Promise<AdminCaller> {
  const bearer = token ?? (await masterToken(server))
  return (method, path, json) =>
    server.call({
      method,
      url: ADMIN + path,
      ...(json !== undefined && { json }),
      headers: { authorization: `Bearer ${bearer}` },
    })
}

async function masterToken(server: TestServer): Promise<string> {
  const answer = await server.call({
    url: 'http://localhost:8080/realms/master/protocol/openid-connect/token',
    form: { grant_type: 'password', client_id: 'admin-cli', username: 'admin', password: 'admin' },
  })
  return String(answer.json()['access_token'])
}

/** The realm `name`, with a person for each entry of `people` who holds these roles of `realm-management`. */
export async function makeRealmWithAdmins(
  call: AdminCaller,
  name: string,
  people: Readonly<Record<string, readonly string[]>>,
  more: object = {},
): Promise<void> {
  const made = await call('POST', '', {
    realm: name,
    enabled: true,
    users: Object.entries(people).map(([username, roles]) => ({
      username,
      enabled: true,
      email: `${username}@example.org`,
      firstName: 'First',
      lastName: 'Last',
      credentials: [{ type: 'password', value: username }],
      clientRoles: { 'realm-management': roles },
    })),
    ...more,
  })
  if (made.status !== 201) throw new Error(made.body)
}

/** Calls as a person of {@link makeRealmWithAdmins}. */
export async function adminOf(server: TestServer, realm: string, username: string): Promise<AdminCaller> {
  const answer = await server.call({
    url: `http://localhost:8080/realms/${encodeURIComponent(realm)}/protocol/openid-connect/token`,
    form: { grant_type: 'password', client_id: 'admin-cli', username, password: username },
  })
  if (answer.status !== 200) throw new Error(answer.body)
  return adminCaller(server, String(answer.json()['access_token']))
}

/** The list in an answer. */
export function listIn(answer: Answer): Record<string, unknown>[] {
  return JSON.parse(answer.body)
}
