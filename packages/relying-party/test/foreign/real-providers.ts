/**
 * Real servers to test the client with: this repository's, started as a process of its own, and the Keycloak at
 * `KEYCLOAK_URL` (with its path prefix, administrator admin/admin). Each gets a realm of its own, deleted afterwards.
 */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startServer } from '../../../../conformance/server-process.ts'

const ROOT = resolve(import.meta.dirname, '../../../..')

/** A base URL, and how to be done with it. */
export interface RealServer {
  readonly baseUrl: string
  stop(): Promise<void>
}

export async function startLatchkey(): Promise<RealServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'rp-client-'))
  const entry = join(ROOT, 'packages/server/src/main.ts')
  const server = await startServer({ entry, command: 'start-dev', dataDir })
  return {
    baseUrl: server.baseUrl,
    async stop() {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

export interface RealRealm {
  readonly issuer: string
  remove(): Promise<void>
}

/** Makes a realm of `examples/realms/test-realm.json` with these clients beside its own. */
export async function createRealm(
  baseUrl: string,
  clients: readonly object[],
  changes: object = {},
): Promise<RealRealm> {
  const example = JSON.parse(await readFile(join(ROOT, 'examples/realms/test-realm.json'), 'utf8'))
  const realm = `rp-client-${randomUUID().slice(0, 8)}`
  const document = { ...example, realm, clients: [...example.clients.map(withOwnAudience), ...clients], ...changes }
  // the example's users have the role by the example's name
  const text = JSON.stringify(document).replaceAll('default-roles-test', `default-roles-${realm}`)
  await admin(baseUrl, 'POST', '/admin/realms', text)
  return {
    issuer: `${baseUrl}/realms/${realm}`,
    remove: () => admin(baseUrl, 'DELETE', `/admin/realms/${realm}`),
  }
}

/** Keycloak tells about a token at introspection only whom the token is for. */
function withOwnAudience<T extends { readonly clientId: string }>(
  client: T,
): T & { readonly protocolMappers: object[] } {
  const config = { 'included.client.audience': client.clientId, 'access.token.claim': 'true' }
  const mapper = { name: 'own audience', protocol: 'openid-connect', protocolMapper: 'oidc-audience-mapper', config }
  return { ...client, protocolMappers: [mapper] }
}

async function admin(baseUrl: string, method: string, path: string, body?: string): Promise<void> {
  const form = { grant_type: 'password', client_id: 'admin-cli', username: 'admin', password: 'admin' }
  const url = `${baseUrl}/realms/master/protocol/openid-connect/token`
  const token = await fetch(url, { method: 'POST', body: new URLSearchParams(form) })
  const { access_token } = (await token.json()) as { access_token: string }
  const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' }
  const answer = await fetch(`${baseUrl}${path}`, { method, headers, ...(body !== undefined && { body }) })
  assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${await answer.text()}`)
}

/** A browser without a screen: cookies of one server, no redirects followed. */
export class Browser {
  readonly #cookies = new Map<string, string>()

  /** Opens the URL and logs in there. @returns where the server sends the browser then. */
  async login(url: URL, username: string, password: string): Promise<URL> {
    const page = await this.get(url)
    const location = page.headers.get('location')
    if (location) {
      const next = new URL(location, url)
      // Keycloak goes from a pushed request to its login page by a redirect
      return next.origin === url.origin ? this.login(next, username, password) : next
    }
    const action = /<form[^>]*action="([^"]+)"/.exec(await page.text())?.[1]?.replaceAll('&amp;', '&')
    assert.ok(action, 'the page has a form')
    const body = new URLSearchParams({ username, password, credentialId: '' })
    const answer = await this.#request(new URL(action, url), { method: 'POST', body })
    return new URL(answer.headers.get('location') ?? assert.fail(`no redirect after the login: ${answer.status}`))
  }

  /** Follows no redirect. */
  get(url: URL): Promise<Response> {
    return this.#request(url, {})
  }

  async #request(url: URL, init: RequestInit): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { cookie, accept: 'text/html' } })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';', 1)
      const at = pair.indexOf('=')
      if (/max-age=0|expires=thu, 01.jan.1970/i.test(line)) this.#cookies.delete(pair.slice(0, at))
      else this.#cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return response
  }
}
