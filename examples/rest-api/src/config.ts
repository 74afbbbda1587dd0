/** What the API is told by its environment: every setting with its check, so that a wrong one stops the start by name. */

export interface Config {
  readonly host: string
  readonly port: number
  /** Scheme, host and port under which browsers reach the API, without a slash at the end. */
  readonly baseUrl: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** `query` puts the session id into the address, as the tutorial does; for learning only. */
  readonly sessionIn: 'cookie' | 'query'
  readonly store: StoreChoice
  /** 32 bytes each; the first encrypts, all decrypt. Empty: made at each start, so sessions end with the process. */
  readonly sessionKeys: readonly Uint8Array[]
  readonly production: boolean
}

export type StoreChoice =
  | { readonly kind: 'memory' | 'cookie' }
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'postgres' | 'redis'; readonly url: string }

/** A setting is missing or wrong; the message begins with its name. */
export class ConfigError extends Error {
  constructor(name: string, sentence: string) {
    super(`${name} ${sentence}`)
    this.name = 'ConfigError'
  }
}

type Environment = Readonly<Record<string, string | undefined>>

/** @throws {ConfigError} for the first setting that is missing or wrong. */
export function readConfig(environment: Environment): Config {
  const production = environment['NODE_ENV'] === 'production'
  const port = portOf(environment['PORT'] ?? '1234')
  const baseUrl = originOf(environment, 'BASE_URL', production ? undefined : `http://localhost:${port}`)
  if (production && baseUrl.startsWith('http:')) {
    throw new ConfigError(
      'BASE_URL',
      'is plain http: in production the session cookie must not be readable on its way.',
    )
  }
  const sessionIn = choiceOf(environment, 'SESSION_IN', ['cookie', 'query'])
  if (production && sessionIn === 'query') {
    throw new ConfigError(
      'SESSION_IN',
      'is "query", which shows the session id in every log and history: not in production.',
    )
  }
  const store = storeOf(environment['SESSION_STORE'] ?? 'memory')
  if (store.kind === 'cookie' && sessionIn === 'query') {
    throw new ConfigError('SESSION_STORE', 'is "cookie": such a session does not fit into an address (SESSION_IN).')
  }
  const sessionKeys = keysOf(environment['SESSION_KEYS'])
  if (production && sessionKeys.length === 0) {
    throw new ConfigError(
      'SESSION_KEYS',
      'is missing: in production sessions must outlive a restart. Make one with `openssl rand -base64 32`.',
    )
  }
  return {
    host: environment['HOST'] ?? '127.0.0.1',
    port,
    baseUrl,
    issuer: urlOf(environment, 'ISSUER', production ? undefined : 'http://localhost:8080/realms/test'),
    clientId: textOf(environment, 'CLIENT_ID', production ? undefined : 'my-test-client'),
    clientSecret: textOf(environment, 'CLIENT_SECRET', production ? undefined : 'my-test-client-secret'),
    sessionIn,
    store,
    sessionKeys,
    production,
  }
}

function portOf(text: string): number {
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_535) {
    throw new ConfigError('PORT', `is ${JSON.stringify(text)}; a number from 0 to 65535 is needed.`)
  }
  return port
}

function textOf(environment: Environment, name: string, otherwise: string | undefined): string {
  const text = environment[name] || otherwise
  if (!text) throw new ConfigError(name, 'is missing.')
  return text
}

function urlOf(environment: Environment, name: string, otherwise: string | undefined): string {
  const text = textOf(environment, name, otherwise)
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
    throw new ConfigError(name, `is ${JSON.stringify(text)}; an http or https address without a query is needed.`)
  }
  return text
}

function originOf(environment: Environment, name: string, otherwise: string | undefined): string {
  const { origin, pathname } = new URL(urlOf(environment, name, otherwise))
  if (pathname !== '/') throw new ConfigError(name, 'has a path; only scheme, host and port are needed.')
  return origin
}

function choiceOf<T extends string>(environment: Environment, name: string, allowed: readonly [T, ...T[]]): T {
  const text = environment[name] ?? allowed[0]
  const found = allowed.find((one) => one === text)
  if (!found) throw new ConfigError(name, `is ${JSON.stringify(text)}; allowed are ${allowed.join(' and ')}.`)
  return found
}

function storeOf(text: string): StoreChoice {
  if (text === 'memory' || text === 'cookie') return { kind: text }
  const [, scheme = '', rest = ''] =
    /^(sqlite):(.+)$/.exec(text) ?? /^(postgres|postgresql|redis|rediss):\/\/(.+)$/.exec(text) ?? []
  if (scheme === 'sqlite') return { kind: 'sqlite', path: rest }
  if (scheme) return { kind: scheme.startsWith('redis') ? 'redis' : 'postgres', url: text }
  throw new ConfigError('SESSION_STORE', 'must be memory, cookie, sqlite:FILE, postgres://… or redis://….')
}

function keysOf(text: string | undefined): Uint8Array[] {
  if (!text) return []
  return text.split(',').map((key, index) => {
    const bytes = Buffer.from(key.trim(), 'base64')
    // The key itself is never shown.
    if (bytes.length !== 32) {
      throw new ConfigError('SESSION_KEYS', `has as number ${index + 1} something that is not 32 bytes in base64.`)
    }
    return bytes
  })
}
