import { request } from 'node:http'

/** Sends what it is told and nothing else; Node's own `fetch` adds `Sec-Fetch-Mode: cors`, as a script's would. */
export async function plainHttp(
  url: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const sent = request(url, { method, headers: { ...headers, ...length } }, async (answer) => {
      const parts: Buffer[] = []
      for await (const part of answer) parts.push(part)
      const copied = new Headers()
      for (let i = 0; i < answer.rawHeaders.length; i += 2) {
        copied.append(answer.rawHeaders[i] ?? '', answer.rawHeaders[i + 1] ?? '')
      }
      resolve(
        new Response(parts.length > 0 ? Buffer.concat(parts) : null, {
          status: answer.statusCode ?? 0,
          headers: copied,
        }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
