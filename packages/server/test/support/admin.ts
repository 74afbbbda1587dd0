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
