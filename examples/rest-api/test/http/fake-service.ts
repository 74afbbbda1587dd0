/** The API in this process, in front of a provider that does as it is told, on that provider's clock. */
import { createClient } from '@latchkey/relying-party'
import { createSessions } from '@latchkey/relying-party/session'
import { memoryStore } from '@latchkey/relying-party/stores/memory'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import {
  CLIENT_ID,
  type FakeProvider,
  startFakeProvider,
} from '../../../../packages/relying-party/test/fake-provider.ts'
import { CALLBACK_PATH, createApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'

export const ORIGIN = 'http://localhost:1234'

/** An answer that was given: to which of the API's routes, and with which status and kind of body. */
export interface Given {
  readonly route: string
  readonly status: number
  readonly contentType: string
}

export interface FakeService {
  readonly app: FastifyInstance
  readonly provider: FakeProvider
  readonly given: Given[]
  close(): Promise<void>
}

export async function startFakeService(environment: Record<string, string> = {}): Promise<FakeService> {
  const provider = await startFakeProvider()
  const config = readConfig({ ISSUER: provider.issuer, CLIENT_ID, ...environment })
  const client = createClient(provider.options({ redirectUri: `${ORIGIN}${CALLBACK_PATH}` }))
  const { clock } = client.options
  const store = memoryStore({ clock })
  const sessions = createSessions({ client, store, keys: [new Uint8Array(32).fill(3)], origin: ORIGIN })
  const app = await createApp(config, sessions)
  const given: Given[] = []
  app.addHook('onResponse', async ({ method, routeOptions }, reply) => {
    given.push({
      route: `${method} ${routeOptions.url ?? '(none)'}`,
      status: reply.statusCode,
      contentType: String(reply.getHeader('content-type') ?? ''),
    })
  })
  return {
    app,
    provider,
    given,
    async close() {
      await app.close()
      await provider.close()
    },
  }
}

/** Keeps cookies, and says what a person's browser says. */
export class Visitor {
  readonly cookies = new Map<string, string>()
  readonly service: FakeService

  constructor(service: FakeService) {
    this.service = service
  }

  async get(url: string, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> {
    return this.#ask('GET', url, { 'sec-fetch-mode': 'navigate', ...headers })
  }

  async post(url: string, headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' }) {
    return this.#ask('POST', url, headers)
  }

  /** Signs in at the provider's login page. @returns the address the provider sends the browser back to. */
  async begin(url = '/v1/self'): Promise<string> {
    const { headers } = await this.get(url)
    const { pathname, search } = this.service.provider.login(new URL(String(headers.location)))
    return `${pathname}${search}`
  }

  /** @returns the answer to the callback. */
  async signIn(url = '/v1/self'): Promise<LightMyRequestResponse> {
    return this.get(await this.begin(url))
  }

  async #ask(method: 'GET' | 'POST', url: string, headers: Record<string, string>): Promise<LightMyRequestResponse> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await this.service.app.inject({ method, url, headers: { ...(cookie && { cookie }), ...headers } })
    for (const { name, value, maxAge } of response.cookies) {
      if (maxAge === 0) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return response
  }
}

/** The user that the provider knows, in its tokens. */
export const ALICE = {
  email: 'alice@example.org',
  given_name: 'Alice',
  family_name: 'Liddell',
  preferred_username: 'alice',
}
