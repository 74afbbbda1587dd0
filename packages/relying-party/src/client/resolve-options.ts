import { RelyingPartyError } from '../errors.ts'
import type { ClientOptions, EpochSeconds, RelyingPartyEvent, Seconds } from './client.ts'
import { isSafeUrl } from './safe-url.ts'

/** {@link ClientOptions} with the defaults filled in, and without the client's secrets. */
export interface ResolvedOptions {
  readonly issuer: string
  readonly clientId: string
  readonly redirectUri: string | undefined
  /** `undefined` when none was configured: then the client's own id, see `validateAccessToken`. */
  readonly audience: string | false | undefined
  readonly algorithms: readonly string[]
  readonly clockTolerance: Seconds
  readonly timeoutMs: number
  readonly allowInsecureRequests: boolean
  readonly pushedAuthorizationRequests: boolean
  readonly fetch: typeof fetch
  readonly clock: () => EpochSeconds
  readonly onEvent: ((event: RelyingPartyEvent) => void) | undefined
}

const DEFAULT_ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA']
/** Asymmetric signatures only: a verifier that also takes HMAC can be fed the public key as secret. */
const KNOWN_ALGORITHMS = new Set([
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
])
const DEFAULT_CLOCK_TOLERANCE: Seconds = 5
const MAX_CLOCK_TOLERANCE: Seconds = 300
const DEFAULT_TIMEOUT_MS = 5000

/** @throws {RelyingPartyError} `invalid_configuration`, naming the setting. */
export function resolveOptions(options: ClientOptions): ResolvedOptions {
  const allowInsecureRequests = options.allowInsecureRequests ?? false
  checkIssuer(options.issuer, allowInsecureRequests)
  if (options.clientId === '') throw misconfigured('clientId', 'The client id is empty.')
  if (options.audience === '') {
    throw misconfigured('audience', 'The audience is empty: name one, or say `false` to accept any.')
  }
  if (options.redirectUri !== undefined && !URL.canParse(options.redirectUri)) {
    throw misconfigured('redirectUri', 'The redirect URI is not an absolute URL.')
  }
  return {
    issuer: options.issuer,
    clientId: options.clientId,
    redirectUri: options.redirectUri,
    audience: options.audience,
    algorithms: checkAlgorithms(options.algorithms ?? DEFAULT_ALGORITHMS),
    clockTolerance: checkTolerance(options.clockTolerance ?? DEFAULT_CLOCK_TOLERANCE),
    timeoutMs: checkTimeout(options.timeoutMs ?? DEFAULT_TIMEOUT_MS),
    allowInsecureRequests,
    pushedAuthorizationRequests: options.pushedAuthorizationRequests ?? true,
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    clock: options.clock ?? systemClock,
    onEvent: options.onEvent,
  }
}

export function systemClock(): EpochSeconds {
  return Math.floor(Date.now() / 1000)
}

function checkIssuer(issuer: string, allowInsecureRequests: boolean): void {
  const url = URL.parse(issuer)
  if (!url) throw misconfigured('issuer', 'The issuer is not an absolute URL.')
  if (url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') {
    throw misconfigured('issuer', 'The issuer has a query, a fragment or credentials, which no issuer has.')
  }
  if (!isSafeUrl(url, allowInsecureRequests)) {
    throw misconfigured(
      'issuer',
      'The issuer is not https: plain http is for this machine only (allowInsecureRequests).',
    )
  }
}

function checkAlgorithms(algorithms: readonly string[]): readonly string[] {
  if (algorithms.length === 0)
    throw misconfigured('algorithms', 'No signature algorithm is allowed: name at least one.')
  const unknown = algorithms.find((algorithm) => !KNOWN_ALGORITHMS.has(algorithm))
  if (unknown !== undefined) {
    const known = [...KNOWN_ALGORITHMS].join(', ')
    throw misconfigured('algorithms', `The algorithm ${JSON.stringify(unknown)} can't be allowed, only ${known}.`)
  }
  return [...algorithms]
}

function checkTolerance(tolerance: Seconds): Seconds {
  if (tolerance >= 0 && tolerance <= MAX_CLOCK_TOLERANCE) return tolerance
  throw misconfigured('clockTolerance', `The clock tolerance is not between 0 and ${MAX_CLOCK_TOLERANCE} seconds.`)
}

function checkTimeout(timeoutMs: number): number {
  if (Number.isInteger(timeoutMs) && timeoutMs > 0) return timeoutMs
  throw misconfigured('timeoutMs', 'The timeout is not a positive whole number of milliseconds.')
}

function misconfigured(setting: string, message: string): RelyingPartyError {
  return new RelyingPartyError(message, { kind: 'invalid_configuration', setting })
}
