/**
 * Sends one request again and again over kept connections, with as little work per request as possible: a client that is
 * slower than the service would make all services look alike.
 */
import net from 'node:net'

export interface RawLoad {
  readonly port: number
  readonly path: string
  readonly cookie: string
  readonly connections: number
  readonly seconds: number
}

/** @returns requests per second. @throws Error for the first answer that isn't 200. */
export async function rawLoad({ port, path, cookie, connections, seconds }: RawLoad): Promise<number> {
  const lines = [`GET ${path} HTTP/1.1`, 'host: localhost', 'sec-fetch-mode: navigate', `cookie: ${cookie}`]
  const request = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`)
  const startedAtMs = performance.now()
  const deadlineMs = startedAtMs + seconds * 1000
  const counts = await Promise.all(Array.from({ length: connections }, () => drive(port, request, deadlineMs)))
  const total = counts.reduce((sum, one) => sum + one, 0)
  return total / ((performance.now() - startedAtMs) / 1000)
}

function drive(port: number, request: Buffer, deadlineMs: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1')
    let answers = 0
    let text = ''
    socket.setNoDelay(true)
    socket.once('error', reject)
    socket.once('connect', () => socket.write(request))
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
      const end = endOf(text)
      if (end === undefined) return
      if (!text.startsWith('HTTP/1.1 200 ')) {
        socket.destroy()
        return reject(new Error(`answered: ${text.slice(0, 300)}`))
      }
      text = text.slice(end)
      answers += 1
      if (performance.now() < deadlineMs) return void socket.write(request)
      socket.destroy()
      resolve(answers)
    })
  })
}

/** @returns where the answer ends; `undefined` while it is incomplete. */
function endOf(text: string): number | undefined {
  const headersEnd = text.indexOf('\r\n\r\n')
  if (headersEnd < 0) return undefined
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, headersEnd))?.[1]
  if (length === undefined) throw new Error('an answer without content-length')
  const end = headersEnd + 4 + Number(length)
  return text.length >= end ? end : undefined
}
