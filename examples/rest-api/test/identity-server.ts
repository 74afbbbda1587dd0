/**
 * The identity server that the API's tests log in at: Latchkey as a process of its own or, with KEYCLOAK_URL set, that
 * Keycloak (KEYCLOAK_ADMIN is its administrator, admin:admin unless told). Either gets the tutorial's realm under a name
 * of its own, and loses it afterwards.
 */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from '../../../conformance/server-process.ts'

export interface IdentityServer {
  readonly name: 'Latchkey' | 'Keycloak'
  /** With `localhost`, as a browser would have it. */
  readonly issuer: string
  /** Ends a user's sessions, as an administrator would. */
  endSessionsOf(username: string): Promise<void>
  /** Of all access tokens from now on, in seconds. */
  setAccessTokenLifespan(seconds: number): Promise<void>
  stop(): Promise<void>
}

const root = join(import.meta.dirname, '../../..')

/** @param apiUrl - where the API will be: its redirect URI is registered. */
export async function startIdentityServer(apiUrl: string): Promise<IdentityServer> {
  const keycloak = process.env['KEYCLOAK_URL']
  const dataDir = mkdtempSync(join(tmpdir(), 'rest-api-'))
  const server =
    keycloak === undefined
      ? await startServer({ entry: join(root, 'packages/server/src/main.ts'), command: 'start-dev', dataDir })
      : undefined
  const base = (server?.baseUrl ?? keycloak ?? '').replace('127.0.0.1', 'localhost')
  const realm = `rest-api-${randomUUID().slice(0, 8)}`
  const [username = '', password = ''] = (process.env['KEYCLOAK_ADMIN'] ?? 'admin:admin').split(':')

  async function admin(method: string, path: string, json?: unknown): Promise<unknown> {
    const grant = { grant_type: 'password', client_id: 'admin-cli', username, password }
    const token = await fetch(`${base}/realms/master/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams(grant),
    })
    const { access_token } = (await token.json()) as { access_token: string }
    const response = await fetch(`${base}/admin${path}`, {
      method,
      headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
      ...(json !== undefined && { body: JSON.stringify(json) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }

  const tutorial = readFileSync(join(root, 'examples/realms/test-realm.json'), 'utf8')
  const document = JSON.parse(
    tutorial.replaceAll('http://localhost:1234', apiUrl).replaceAll('default-roles-test', `default-roles-${realm}`),
  )
  const created = { ...document, realm, sslRequired: 'none' }
  created.clients.push({ clientId: 'command-line', publicClient: true, directAccessGrantsEnabled: true })
  await admin('POST', '/realms', created)

  return {
    name: keycloak === undefined ? 'Latchkey' : 'Keycloak',
    issuer: `${base}/realms/${realm}`,
    async endSessionsOf(name) {
      const [user] = (await admin('GET', `/realms/${realm}/users?exact=true&username=${name}`)) as { id: string }[]
      await admin('POST', `/realms/${realm}/users/${user?.id}/logout`)
    },
    async setAccessTokenLifespan(accessTokenLifespan) {
      await admin('PUT', `/realms/${realm}`, { realm, accessTokenLifespan })
    },
    async stop() {
      await admin('DELETE', `/realms/${realm}`)
      await server?.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
