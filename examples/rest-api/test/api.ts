/** The API as its tests run it: in this process, on a free port, with a clock that can be put forward. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClient, type RelyingPartyEvent } from '@latchkey/relying-party'
import { type CarriedStore, createSessions, type SessionStore } from '@latchkey/relying-party/session'
import { memoryStore } from '@latchkey/relying-party/stores/memory'
import type { FastifyInstance } from 'fastify'
import { CALLBACK_PATH, createApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'

export interface Api {
  readonly url: string
  /** What the library told, oldest first. */
  readonly events: RelyingPartyEvent[]
  /** Seconds by which this process's clock is ahead of the world's. */
  ahead: number
  close(): Promise<void>
}

const KEY = new Uint8Array(32).fill(7)

export async function startApi(
  issuer: string,
  {
    port,
    store,
    environment = {},
  }: { port: number; store?: SessionStore | CarriedStore; environment?: Record<string, string> },
): Promise<Api> {
  const url = `http://localhost:${port}`
  const config = readConfig({ PORT: String(port), BASE_URL: url, ISSUER: issuer, ...environment })
  const api = { url, events: [] as RelyingPartyEvent[], ahead: 0 }
  const clock = () => Math.floor(Date.now() / 1000) + api.ahead
  const client = createClient({
    issuer: config.issuer,
    clientId: config.clientId,
    authentication: { method: 'client_secret_basic', secret: config.clientSecret },
    redirectUri: `${config.baseUrl}${CALLBACK_PATH}`,
    clock,
    // the clock is put forward by less than this in no test that believes a token of the server's
    clockTolerance: 5,
    onEvent: (event) => void api.events.push(event),
  })
  const sessions = createSessions({ client, store: store ?? memoryStore({ clock }), keys: [KEY], origin: url })
  const app: FastifyInstance = await createApp(config, sessions)
  await app.listen({ port, host: '127.0.0.1' })
  return Object.assign(api, { close: () => app.close() })
}

/** A port that nobody listens on now; a redirect URI has to be registered before the API starts. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
