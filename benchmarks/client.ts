/** A lean HTTP client: keep-alive connections, form posts, the cookies of one log-in. Runs in the load process. */
import http from 'node:http'

export interface Answer {
  readonly status: number
  readonly location: string | undefined
  /** `name=value` of each cookie that was set. */
  readonly cookies: readonly string[]
  readonly text: string
}

/** Asks one server over a bounded number of kept connections. */
export class Client {
  readonly #baseUrl: string
  readonly #agent: http.Agent

  constructor(baseUrl: string, connections: number) {
    this.#baseUrl = baseUrl
    this.#agent = new http.Agent({ keepAlive: true, maxSockets: connections })
  }

  get(path: string, headers: http.OutgoingHttpHeaders = {}): Promise<Answer> {
    return this.#send('GET', this.#absolute(path), headers)
  }

  post(path: string, form: Readonly<Record<string, string>>, headers: http.OutgoingHttpHeaders = {}): Promise<Answer> {
    const body = new URLSearchParams(form).toString()
    const type = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) }
    return this.#send('POST', this.#absolute(path), { ...headers, ...type }, body)
  }

  close(): void {
    this.#agent.destroy()
  }

  #absolute(path: string): string {
    return path.startsWith('http') ? path : this.#baseUrl + path
  }

  #send(method: string, url: string, headers: http.OutgoingHttpHeaders, body?: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const request = http.request(url, { method, headers, agent: this.#agent, timeout: 20_000 }, (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          text += chunk
        })
        response.once('error', reject)
        response.once('end', () => {
          const cookies = (response.headers['set-cookie'] ?? []).map((line) => line.split(';', 1)[0] ?? '')
          resolve({ status: response.statusCode ?? 0, location: response.headers.location, cookies, text })
        })
      })
      request.once('timeout', () => request.destroy(new Error(`no answer within 20 s from ${url.split('?')[0]}`)))
      request.once('error', reject)
      request.end(body)
    })
  }
}
