/** The program itself, twice, on one store: started as an operator would, asked by browsers that don't know of the other. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { CLIENT_ID, CLIENT_SECRET, startFakeProvider } from '../../../../packages/relying-party/test/fake-provider.ts'
import { plainHttp } from '../../../../packages/relying-party/test/session/plain-http.ts'
import { freePort } from '../api.ts'
import { Program } from './program.ts'

const MAIN = join(import.meta.dirname, '../../src/main.ts')
const LIMIT = { timeout: 60_000 }
const KEY = Buffer.alloc(32, 5).toString('base64')

describe('two processes of the REST API on one SQLite file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rest-api-processes-'))
  let provider: Awaited<ReturnType<typeof startFakeProvider>>
  let programs: Program[] = []
  let addresses: string[] = []

  before(async () => {
    provider = await startFakeProvider()
    // these are processes with clocks of their own
    Object.defineProperty(provider.clock, 'now', { get: () => Math.floor(Date.now() / 1000) })
    const ports = [await freePort(), await freePort()]
    const [port] = ports
    addresses = ports.map((one) => `http://127.0.0.1:${one}`)
    programs = ports.map(
      (one) =>
        new Program([MAIN], {
          PORT: String(one),
          BASE_URL: `http://localhost:${port}`,
          ISSUER: provider.issuer,
          CLIENT_ID,
          CLIENT_SECRET,
          SESSION_KEYS: KEY,
          SESSION_STORE: `sqlite:${join(folder, 'sessions.db')}`,
        }),
    )
    await Promise.all(programs.map((program) => program.says('sign in at')))
  }, LIMIT)
  after(async () => {
    await Promise.all(programs.map((program) => program.stop()))
    await provider?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const refreshes = () => provider.received.filter(({ form }) => form.get('grant_type') === 'refresh_token').length
  const ask = (process: number, path: string, cookie = '') =>
    plainHttp(`${addresses[process]}${path}`, { headers: { 'sec-fetch-mode': 'navigate', cookie } })
  const cookieOf = (response: Response) =>
    response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0] ?? '')
      .filter((cookie) => !cookie.endsWith('='))
      .join('; ')

  /** Begun at the first process and finished at the second. */
  async function signIn(expiresIn: number): Promise<string> {
    provider.tokenAnswer = { expires_in: expiresIn }
    const begun = await ask(0, '/v1/self')
    const callback = provider.login(new URL(begun.headers.get('location') ?? ''))
    const back = await ask(1, `${callback.pathname}${callback.search}`, cookieOf(begun))
    assert.equal(back.status, 302)
    return cookieOf(back)
  }

  it('renew an expired access token once for 100 requests at the same time', LIMIT, async () => {
    const cookie = await signIn(0)
    provider.tokenAnswer = { expires_in: 300 }
    const before = refreshes()
    const answers = await Promise.all(Array.from({ length: 100 }, (_, i) => ask(i % 2, '/v1/self', cookie)))
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]))
    assert.equal(refreshes() - before, 1)
  })

  it('take the answer to a login once, whichever of them it comes to', LIMIT, async () => {
    const begun = await ask(0, '/v1/self')
    const callback = provider.login(new URL(begun.headers.get('location') ?? ''))
    const exchanges = () =>
      provider.received.filter(({ form }) => form.get('grant_type') === 'authorization_code').length
    const before = exchanges()
    const answers = await Promise.all(
      [0, 1, 0, 1].map((process) => ask(process, `${callback.pathname}${callback.search}`, cookieOf(begun))),
    )
    assert.deepEqual(answers.map(({ status }) => status).sort(), [302, 400, 400, 400])
    assert.equal(exchanges() - before, 1)
  })

  it('end a session for both, and know it after a restart', LIMIT, async () => {
    const cookie = await signIn(300)
    assert.equal((await ask(0, '/v1/self', cookie)).status, 200)
    await programs[1]?.restart('sign in at')
    assert.equal((await ask(1, '/v1/self', cookie)).status, 200)
    const form = { method: 'POST', headers: { 'sec-fetch-site': 'same-origin', cookie } }
    assert.equal((await plainHttp(`${addresses[0]}/v1/logout`, form)).status, 303)
    assert.equal((await ask(1, '/v1/self', cookie)).status, 302)
  })
})

describe('the program', () => {
  it('does not start with a wrong setting: it names it, and ends', LIMIT, async () => {
    const program = new Program([MAIN], { PORT: 'eighty' })
    assert.equal(await program.ended, 1)
    assert.match(program.output, /REST API can't start: PORT is "eighty"/)
  })

  it('does not start in production with the session in the address', LIMIT, async () => {
    const program = new Program([MAIN], { NODE_ENV: 'production', BASE_URL: 'https://a.example', SESSION_IN: 'query' })
    assert.equal(await program.ended, 1)
    assert.match(program.output, /SESSION_IN/)
  })

  it('warns of it otherwise, and ends when it is told to', LIMIT, async () => {
    const program = new Program([MAIN], { PORT: '0', SESSION_IN: 'query', ISSUER: 'http://127.0.0.1:9/realms/none' })
    await program.says('For learning only')
    await program.stop()
    assert.equal(await program.ended, 0)
  })
})
