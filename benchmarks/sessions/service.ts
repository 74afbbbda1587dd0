/**
 * The service that is loaded: the tutorial's REST API, and its /v1/self once more without the guard. A process of its own.
 *
 *   node service.ts '{"store": "memory", "issuer": "…", "origin": "http://localhost:1234"}'
 *
 * Writes its port as one line of JSON.
 */
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { createClient, exchangeCode, type TokenSet, validateAccessToken } from '@latchkey/relying-party'
import { type CarriedStore, createSessions, type SessionStore, type Sessions } from '@latchkey/relying-party/session'
import { cookieStore } from '@latchkey/relying-party/stores/cookie'
import { memoryStore } from '@latchkey/relying-party/stores/memory'
import { sqliteStore } from '@latchkey/relying-party/stores/sqlite'
import { createApp } from '../../examples/rest-api/src/app.ts'
import { readConfig } from '../../examples/rest-api/src/config.ts'
import { self } from '../../examples/rest-api/src/self.ts'

export interface ServiceOrder {
  readonly store: 'memory' | 'sqlite' | 'cookie'
  readonly issuer: string
  /** As it is registered; requests may come to any port. */
  readonly origin: string
  readonly clientId: string
  readonly clientSecret: string
  /** Of the SQLite file. */
  readonly file: string
}

/** What the process takes at the moment. */
export interface Usage {
  readonly heapMb: number
  readonly residentMb: number
}

const MOST_SESSIONS = 200_000

async function start(order: ServiceOrder): Promise<void> {
  const { issuer, origin, clientId, clientSecret } = order
  const client = createClient({
    issuer,
    clientId,
    authentication: { method: 'client_secret_basic', secret: clientSecret },
    redirectUri: `${origin}/v1/token`,
  })
  const received: TokenSet[] = []
  let users = 0
  const sessions = createSessions({
    client,
    store: storeOf(order),
    keys: [new Uint8Array(32).fill(1)],
    origin,
    operations: {
      /** The first is asked of the provider; the others are as large and about other users. */
      async exchangeCode(...given) {
        const [first] = received
        if (!first?.claims) {
          received.push(await exchangeCode(...given))
          return received[0] as TokenSet
        }
        users += 1
        const sid = `${users}-${first.claims.sid ?? ''}`
        return { ...first, claims: { ...first.claims, sub: `${users}-${first.claims.sub}`, sid } }
      },
      validateAccessToken,
    },
  })
  const config = readConfig({ BASE_URL: origin, ISSUER: issuer, CLIENT_ID: clientId, CLIENT_SECRET: clientSecret })
  const app = await createApp(config, sessions)
  app.get('/open', () => self({ subject: received[0]?.claims?.sub, claims: received[0]?.claims ?? {} }))
  app.post<{ Querystring: { count: string } }>('/fill', ({ query }) => fill(sessions, origin, Number(query.count)))
  app.get('/usage', () => usage())
  await app.listen({ port: 0, host: '127.0.0.1' })
  console.log(JSON.stringify({ port: (app.server.address() as AddressInfo).port }))
}

function storeOf({ store, file }: ServiceOrder): SessionStore | CarriedStore {
  if (store === 'sqlite') return sqliteStore({ database: file })
  return store === 'cookie' ? cookieStore() : memoryStore({ maxEntries: MOST_SESSIONS })
}

/** Signs that many users in, each from a browser of his own. */
async function fill(sessions: Sessions, origin: string, count: number): Promise<{ readonly seconds: number }> {
  const startedAtMs = performance.now()
  for (let i = 0; i < count; i++) {
    const begun = await sessions.login(new Request(`${origin}/v1/self`))
    const cookie = begun.headers
      .getSetCookie()
      .map((line) => line.split(';', 1)[0])
      .join('; ')
    const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state')
    const back = await sessions.callback(
      new Request(`${origin}/v1/token?code=c&state=${state}`, { headers: { cookie } }),
    )
    if (back.status !== 302) throw new Error(`no session: ${back.status} ${await back.text()}`)
  }
  return { seconds: (performance.now() - startedAtMs) / 1000 }
}

/**
 * After what is garbage is gone, also what only a finalizer lets go of.
 *
 * @throws Error unless Node was started with `--expose-gc`.
 */
async function usage(): Promise<Usage> {
  if (!globalThis.gc) throw new Error('start it with --expose-gc')
  for (let round = 0; round < 3; round++) {
    globalThis.gc()
    await delay(100)
  }
  const { heapUsed, external, rss } = process.memoryUsage()
  return { heapMb: (heapUsed + external) / 1e6, residentMb: rss / 1e6 }
}

await start(JSON.parse(process.argv[2] ?? '{}'))
