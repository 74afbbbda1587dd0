/** What the Admin API is asked of: Latchkey in this process, or a Keycloak that runs. */
import { systemClock, systemRandom } from '../packages/server/src/clock.ts'
import { compose } from '../packages/server/src/compose.ts'
import { createPasswordHasher } from '../packages/server/src/keys/argon2-hasher.ts'
import { bootstrapMaster } from '../packages/server/src/provisioning/bootstrap.ts'
import { importRealms } from '../packages/server/src/provisioning/import-realms.ts'
import type { UserRecord } from '../packages/server/src/representations/realm-aggregate.ts'

const ADMIN = { username: 'admin', password: 'admin' }
const BASE = 'http://localhost:8080'
/** Keycloak's token of `admin-cli` lives for a minute. */
const TOKEN_MS = 45_000

export interface AdminSubject {
  /** @returns the body; throws when it is refused. */
  ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, json?: object): Promise<string>
  close(): Promise<void>
}

interface Latchkey extends AdminSubject {
  /** Past the Admin API, for very many. */
  create(users: readonly UserRecord[]): Promise<void>
}

/** Asked without a socket, so that what is measured is the server's work. @param made - the realm is there already. */
export async function latchkeyAt(database: string, realm: string, made: boolean): Promise<Latchkey> {
  const settings = {
    database,
    development: true,
    relativePath: '',
    hostname: undefined,
    proxyHeaders: undefined,
    bodyLimit: 10 * 1024 * 1024,
  }
  const { services, http, close } = await compose(settings, {
    clock: systemClock,
    hasher: createPasswordHasher({ random: systemRandom, cheap: true }),
    recorder: { happened() {}, refused() {} },
    log: { error: ({ err }) => console.error(err), warn() {} },
  })
  if (!made) {
    await bootstrapMaster(services, ADMIN)
    await importRealms(services, [{ realm, enabled: true }])
  }
  const { realms, users } = services.stores
  const [id, master] = [(await realms.findByName(realm))?.id, (await realms.findByName('master'))?.id]
  if (id === undefined || master === undefined) throw new Error(`the realm ${realm} was not made`)
  await realms.change(master, (document) => ({ ...document, accessTokenLifespan: 86_400 }))
  const { host } = new URL(BASE)
  const signedIn = await http.inject({
    method: 'POST',
    url: '/realms/master/protocol/openid-connect/token',
    headers: { host, 'content-type': 'application/x-www-form-urlencoded' },
    payload: signIn().toString(),
  })
  const authorization = `Bearer ${String(signedIn.json()['access_token'])}`
  return {
    async ask(method, url, json) {
      const answer = await http.inject({
        method,
        url,
        headers: { host, authorization, ...(json && { 'content-type': 'application/json' }) },
        ...(json && { payload: JSON.stringify(json) }),
      })
      return accepted(method, url, answer.statusCode, answer.body)
    },
    create: (records) => users.create(id, records),
    close,
  }
}

/** @param url - its base, with `/auth` if it has that. The realm is deleted and made anew. */
export async function keycloakAt(url: string, realm: string): Promise<AdminSubject> {
  const base = url.replace(/\/$/, '')
  let token = { value: '', untilMs: 0 }
  const bearer = async () => {
    if (performance.now() < token.untilMs) return token.value
    const endpoint = `${base}/realms/master/protocol/openid-connect/token`
    const answer = await fetch(endpoint, { method: 'POST', body: signIn() })
    const { access_token } = (await answer.json()) as { readonly access_token: string }
    token = { value: access_token, untilMs: performance.now() + TOKEN_MS }
    return access_token
  }
  const send = async (method: string, path: string, json?: object) =>
    fetch(base + path, {
      method,
      headers: { authorization: `Bearer ${await bearer()}`, ...(json && { 'content-type': 'application/json' }) },
      ...(json && { body: JSON.stringify(json) }),
    })
  const subject: AdminSubject = {
    async ask(method, path, json) {
      const answer = await send(method, path, json)
      return accepted(method, path, answer.status, await answer.text())
    },
    async close() {
      await send('DELETE', `/admin/realms/${realm}`)
    },
  }
  await subject.close()
  await subject.ask('POST', '/admin/realms', { realm, enabled: true })
  const profile: object = JSON.parse(await subject.ask('GET', `/admin/realms/${realm}/users/profile`))
  await subject.ask('PUT', `/admin/realms/${realm}/users/profile`, { ...profile, unmanagedAttributePolicy: 'ENABLED' })
  return subject
}

function signIn(): URLSearchParams {
  return new URLSearchParams({ grant_type: 'password', client_id: 'admin-cli', ...ADMIN })
}

function accepted(method: string, url: string, status: number, body: string): string {
  if (status >= 300) throw new Error(`${method} ${url}: ${status} ${body.slice(0, 300)}`)
  return body
}
