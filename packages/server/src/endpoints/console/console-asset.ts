import type { Endpoint, Response } from '../exchange.ts'
import type { Services } from '../realm-endpoint.ts'

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
}
/** What the build writes, and nothing that leads out of its folder. */
const NAME = /^[\w-]+(?:\.[\w-]+)*\.(css|js|svg)$/
/** Best first: the build leaves a file of each kind beside those that gain by it. */
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const

/**
 * A script, style sheet or picture of the console. Its name holds a hash of its content, so a browser keeps it for ever;
 * after an update the old names are gone, and the page that still asks for one loads itself again.
 */
export function consoleAsset({ consoleFiles }: Pick<Services, 'consoleFiles'>): Endpoint {
  return async (request) => {
    const file = request.params['file'] ?? ''
    const type = TYPES[NAME.exec(file)?.[1] ?? '']
    if (type === undefined) return unknown()
    const accepted = request.header('accept-encoding') ?? ''
    const headers = {
      'content-type': type,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
    }
    for (const [encoding, suffix] of ENCODINGS) {
      if (!accepts(accepted, encoding)) continue
      const bytes = await consoleFiles.read(`assets/${file}${suffix}`)
      if (bytes !== undefined) return { status: 200, headers: { ...headers, 'content-encoding': encoding }, bytes }
    }
    const bytes = await consoleFiles.read(`assets/${file}`)
    return bytes === undefined ? unknown() : { status: 200, headers, bytes }
  }
}

/** Whether the header names the coding, and not with weight nought (RFC 9110 §12.5.3). */
function accepts(header: string, encoding: string): boolean {
  return header
    .toLowerCase()
    .split(',')
    .map((part) => part.split(';').map((piece) => piece.trim()))
    .some(([name, ...more]) => name === encoding && !more.some((piece) => /^q=0(\.0*)?$/.test(piece)))
}

function unknown(): Response {
  return { status: 404, headers: { 'cache-control': 'no-store' }, body: { error: 'HTTP 404 Not Found' } }
}
