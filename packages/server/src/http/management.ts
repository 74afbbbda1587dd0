/**
 * The second, small server for those who run this one: health as Keycloak (and MicroProfile Health) answers it, and
 * metrics. It has a port of its own so that it can stay inside the network. Plain node:http: two paths need no more.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ManagementSettings } from '../config.ts'
import { METRICS_CONTENT_TYPE, type Metrics } from './metrics.ts'

/** Something without which requests can't be served. */
export interface HealthCheck {
  readonly name: string
  /** Rejects, or takes longer than a second, while it is down. */
  check(): Promise<void>
}

export interface ManagementParts {
  /** Looked at for `/health/ready` and `/health`. */
  readonly checks: readonly HealthCheck[]
  readonly metrics: Pick<Metrics, 'render'>
  /** Whether the main server listens: `/health/started`. */
  readonly isStarted: () => boolean
  /** Whether it is about to stop: then it is not ready for new requests, while it lives. */
  readonly isStopping: () => boolean
}

export interface ManagementServer {
  /** @returns the port. Rejects with Node's error (`EADDRINUSE`…) when it can't be had. */
  listen(): Promise<number>
  close(): Promise<void>
}

interface CheckResult {
  readonly name: string
  readonly status: 'UP' | 'DOWN'
}

const CHECK_TIMEOUT_MS = 1_000

export function createManagementServer(settings: ManagementSettings, parts: ManagementParts): ManagementServer {
  const server = createServer((request, response) => {
    answer(settings, parts, request, response).catch(() => response.destroy())
  })
  server.requestTimeout = 10_000
  return {
    listen: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(settings.port, settings.host, () => resolve(portOf(server.address())))
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function answer(
  settings: ManagementSettings,
  parts: ManagementParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [path = ''] = (request.url ?? '').split('?')
  const below = path.startsWith(settings.relativePath) ? path.slice(settings.relativePath.length) : undefined
  const wanted = below?.replace(/\/$/, '')
  if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405, 'text/plain', '')
  if (settings.metrics && wanted === '/metrics') {
    return end(response, 200, METRICS_CONTENT_TYPE, parts.metrics.render())
  }
  const results = settings.health ? await healthAt(wanted, parts) : undefined
  if (results === undefined) return end(response, 404, 'text/plain', 'Resource not found')
  const status = results.every((result) => result.status === 'UP') ? 'UP' : 'DOWN'
  const body = JSON.stringify({ status, checks: results }, null, 4)
  return end(response, status === 'UP' ? 200 : 503, 'application/json; charset=UTF-8', body)
}

/** @returns `undefined` for a path that is none of health. */
async function healthAt(path: string | undefined, parts: ManagementParts): Promise<readonly CheckResult[] | undefined> {
  const started = result('Latchkey initialized', parts.isStarted())
  switch (path) {
    case '/health/live':
      return []
    case '/health/started':
      return [started]
    case '/health/ready':
    case '/health':
      return [
        started,
        result('Accepting requests', !parts.isStopping()),
        ...(await Promise.all(parts.checks.map(looked))),
      ]
    default:
      return undefined
  }
}

function result(name: string, isUp: boolean): CheckResult {
  return { name, status: isUp ? 'UP' : 'DOWN' }
}

async function looked({ name, check }: HealthCheck): Promise<CheckResult> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), CHECK_TIMEOUT_MS)
  })
  const looking = check().then(
    () => true,
    () => false,
  )
  const isUp = await Promise.race([looking, late])
  clearTimeout(timer)
  return result(name, isUp)
}

function end(response: ServerResponse, status: number, contentType: string, body: string): void {
  response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store' }).end(body)
}
