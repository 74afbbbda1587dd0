/**
 * The one way in which this server asks another: by http or https, to an address that the policy allows, in a bounded time,
 * with a bounded answer, never following a redirect. The address is judged when the connection is made, so that a name
 * which changes its address in between (DNS rebinding) gains nothing.
 */
import http from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import { AddressNotAllowed, createAddressGuard, type FindAddresses } from './address-guard.ts'

export interface OutboundClient {
  /** @throws {OutboundRefused} when the request was not made or not answered in time and size. */
  send(request: OutboundRequest): Promise<OutboundAnswer>
}

export interface OutboundRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface OutboundAnswer {
  readonly status: number
  readonly body: string
}

export type OutboundFault = 'url' | 'address' | 'unreachable' | 'timeout' | 'too-large'

/** Says what kind of thing went wrong, and nothing that the other side said: whoever chose the URL must not read by it. */
export class OutboundRefused extends Error {
  readonly fault: OutboundFault
  constructor(fault: OutboundFault, options?: ErrorOptions) {
    super(SENTENCES[fault], options)
    this.name = 'OutboundRefused'
    this.fault = fault
  }
}

const SENTENCES: Readonly<Record<OutboundFault, string>> = {
  url: 'the URL is not one of http or https, or it holds a user name',
  address: 'the address is not a public one, nor among those of --outbound-allowed-addresses',
  unreachable: 'the server can not be reached',
  timeout: 'the server does not answer in time',
  'too-large': 'the answer is too large',
}

export interface OutboundOptions {
  /** Addresses and blocks that requests may go to although they are not public. */
  readonly allowed: readonly string[]
  /** Of the whole exchange. */
  readonly timeoutMs?: number
  readonly largestBytes?: number
  /** How names are looked up; a test brings its own. */
  readonly lookup?: FindAddresses
}

const TIMEOUT_MS = 10_000
const LARGEST_BYTES = 1_048_576

export function createOutboundClient(options: OutboundOptions): OutboundClient {
  const { timeoutMs = TIMEOUT_MS, largestBytes = LARGEST_BYTES } = options
  const guard = createAddressGuard(options)
  return {
    async send(request) {
      const url = urlOf(request.url)
      if (!guard.mayBeAsked(url.hostname)) throw new OutboundRefused('address')
      return exchange(url, request, { lookup: guard.lookup, timeoutMs, largestBytes })
    },
  }
}

function urlOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isFit = url !== undefined && (url.protocol === 'https:' || url.protocol === 'http:')
  if (!isFit || url.username !== '' || url.password !== '') throw new OutboundRefused('url')
  return url
}

function refusalOf(error: unknown): OutboundRefused {
  if (error instanceof OutboundRefused) return error
  return new OutboundRefused(error instanceof AddressNotAllowed ? 'address' : 'unreachable', { cause: error })
}

interface Bounds {
  readonly lookup: LookupFunction
  readonly timeoutMs: number
  readonly largestBytes: number
}

function exchange(
  url: URL,
  { method, headers = {}, body }: OutboundRequest,
  { lookup: guarded, timeoutMs, largestBytes }: Bounds,
): Promise<OutboundAnswer> {
  const library = url.protocol === 'https:' ? https : http
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      clearTimeout(timer)
      reject(refusalOf(error))
      call.destroy()
    }
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    // a connection of its own each time: one that is kept was judged for another moment
    const call = library.request(url, { method, headers: { ...headers, ...length }, lookup: guarded, agent: false })
    const timer = setTimeout(() => fail(new OutboundRefused('timeout')), timeoutMs)
    call.on('error', fail)
    call.on('response', (answer) => {
      const parts: Buffer[] = []
      let bytes = 0
      answer.on('data', (part: Buffer) => {
        bytes += part.length
        if (bytes > largestBytes) fail(new OutboundRefused('too-large'))
        else parts.push(part)
      })
      answer.on('error', fail)
      answer.on('end', () => {
        clearTimeout(timer)
        resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') })
      })
    })
    call.end(body)
  })
}
