/** A whole server inside a test: in memory, with a clock that the test moves and hashing that costs little. */
import { readFileSync } from 'node:fs'
import { systemRandom } from '../../src/clock.ts'
import { compose, type Latchkey } from '../../src/compose.ts'
import type { ConsoleFiles } from '../../src/endpoints/console/console-files.ts'
import type { WebhookSettings } from '../../src/events/webhook-listener.ts'
import { createPasswordHasher } from '../../src/keys/argon2-hasher.ts'
import type { MailSender } from '../../src/mail/mail-sender.ts'
import type { Clock, EpochSeconds } from '../../src/model/time.ts'
import type { Reason } from '../../src/protocol/rules.ts'
import { bootstrapMaster } from '../../src/provisioning/bootstrap.ts'
import { importRealms } from '../../src/provisioning/import-realms.ts'
import type { FlowEvent } from '../../src/trace/recorder.ts'
import { type Answer, answerOf, Browser } from './browser.ts'

export const REALM = 'http://localhost:8080/realms/test'
export const OIDC = `${REALM}/protocol/openid-connect`
export const CALLBACK = 'http://localhost:1234/v1/token'

/** The tutorial's client, as conformance/keycloak/realm-test.json has it. */
export const TUTORIAL_CLIENT = { client_id: 'my-test-client', client_secret: 'my-test-client-secret-000000000001' }
export const DIRECT_CLIENT = { client_id: 'direct-client', client_secret: 'direct-client-secret-00000000000001' }
export const SERVICE_CLIENT = { client_id: 'service-client', client_secret: 'service-client-secret-0000000000001' }

export class TestClock implements Clock {
  #nowMs = 1_800_000_000_000
  now = (): EpochSeconds => Math.floor(this.#nowMs / 1000)
  nowMs = (): number => this.#nowMs
  /** Moves time on by seconds. */
  advance(seconds: number): void {
    this.#nowMs += seconds * 1000
  }
}

export interface TestServer {
  readonly latchkey: Latchkey
  readonly clock: TestClock
  /** Everything the recorder was told, newest last: what a log is written from. */
  readonly records: (FlowEvent & { readonly reason?: Reason })[]
  browser(): Browser
  /** A call without cookies: a client's, a service's. */
  call(options: {
    readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH' | 'HEAD' | 'OPTIONS'
    readonly url: string
    readonly form?: Readonly<Record<string, string>> | URLSearchParams
    readonly json?: unknown
    /** A body as it is; the headers say what it is. */
    readonly text?: string
    readonly headers?: Readonly<Record<string, string>>
  }): Promise<Answer>
  token(form: Readonly<Record<string, string>>, headers?: Readonly<Record<string, string>>): Promise<Answer>
  close(): Promise<void>
}

/** Starts a server with the conformance realm. */
export async function startServer(
  options: {
    readonly development?: boolean
    readonly consoleFiles?: ConsoleFiles
    readonly mail?: MailSender
    readonly webhook?: WebhookSettings
    readonly outboundAllowed?: readonly string[]
    readonly proxyHeaders?: 'xforwarded' | 'forwarded'
    readonly hostname?: string
  } = {},
): Promise<TestServer> {
  const clock = new TestClock()
  const records: (FlowEvent & { readonly reason?: Reason })[] = []
  const latchkey = await compose(
    {
      database: ':memory:',
      development: options.development ?? false,
      relativePath: '',
      hostname: options.hostname,
      proxyHeaders: options.proxyHeaders,
      bodyLimit: 10 * 1024 * 1024,
      webhook: options.webhook,
      outboundAllowed: options.outboundAllowed ?? [],
    },
    {
      clock,
      ...(options.consoleFiles && { consoleFiles: options.consoleFiles }),
      hasher: createPasswordHasher({ random: systemRandom, cheap: true }),
      recorder: { happened: (event) => void records.push(event), refused: (event) => void records.push(event) },
      log: { error: ({ err }) => console.error(err), warn() {} },
      ...(options.mail && { mail: options.mail }),
    },
  )
  await bootstrapMaster(latchkey.services, { username: 'admin', password: 'admin' })
  await importRealms(latchkey.services, [testRealm()])
  const call: TestServer['call'] = async ({ method, url, form, json, text, headers }) => {
    const target = new URL(url, 'http://localhost:8080')
    const response = await latchkey.http.inject({
      method: method ?? (form || json !== undefined ? 'POST' : 'GET'),
      url: target.pathname + target.search,
      headers: {
        host: target.host,
        ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...(json !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(form && { payload: new URLSearchParams(form as Record<string, string>).toString() }),
      ...(json !== undefined && { payload: JSON.stringify(json) }),
      ...(text !== undefined && { payload: text }),
    })
    return answerOf(response)
  }
  return {
    latchkey,
    clock,
    records,
    browser: () => new Browser(latchkey.http),
    call,
    token: (form, headers) => call({ url: `${OIDC}/token`, form, ...(headers && { headers }) }),
    close: () => latchkey.close(),
  }
}

function testRealm(): unknown {
  const file = new URL('../../../../conformance/keycloak/realm-test.json', import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** The authorization request of the tutorial, with other or more parameters. */
export function authorizationUrl(parameters: Readonly<Record<string, string | undefined>> = {}): string {
  const all = {
    client_id: TUTORIAL_CLIENT.client_id,
    redirect_uri: CALLBACK,
    response_type: 'code',
    scope: 'openid',
    state: 'state-1',
    ...parameters,
  }
  const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return `${OIDC}/auth?${new URLSearchParams(given)}`
}

/** Signs in with the form. @returns what the browser is sent back with. */
export async function signIn(
  browser: Browser,
  options: {
    readonly user?: string
    readonly password?: string
    readonly parameters?: Readonly<Record<string, string | undefined>>
  } = {},
): Promise<URLSearchParams> {
  const { user = 'alice', password = `${user}-pass`, parameters } = options
  const page = await browser.get(authorizationUrl(parameters))
  const answer = page.status === 200 ? await browser.submit(page, { username: user, password }) : page
  return answer.location.searchParams
}

/** Exchanges a code as the tutorial's client. */
export function exchange(
  server: TestServer,
  code: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return server.token({ grant_type: 'authorization_code', redirect_uri: CALLBACK, code, ...TUTORIAL_CLIENT, ...more })
}

/** Signs in and exchanges. @returns the token answer. */
export async function signedInTokens(server: TestServer, browser = server.browser()): Promise<Record<string, unknown>> {
  const parameters = await signIn(browser)
  const answer = await exchange(server, parameters.get('code') ?? '')
  if (answer.status !== 200) throw new Error(answer.body)
  return answer.json()
}

export function claimsOf(token: unknown): Record<string, unknown> {
  return JSON.parse(Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString('utf8'))
}
