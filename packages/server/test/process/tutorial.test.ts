import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { type ServerProcess, startServer } from '../../../../conformance/server-process.ts'
import { formAction } from '../support/browser.ts'

const root = new URL('../../../../', import.meta.url).pathname
const README = readFileSync(join(root, 'README.md'), 'utf8')

/** A curl command of the README, as far as the README uses curl. */
interface Curl {
  readonly url: string
  readonly method: string
  readonly form: URLSearchParams
  readonly headers: Record<string, string>
}

/** The commands in the order in which a reader types them. */
function curlsIn(markdown: string): Curl[] {
  const commands = markdown.match(/^curl [^\n\\]*(?:\\\n[^\n\\]*)*|`curl [^`]*`/gm) ?? []
  return commands.map((command) => parseCurl(command.replaceAll('`', '').replaceAll('\\\n', ' ')))
}

function parseCurl(command: string): Curl {
  const words = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '').slice(1)
  const curl = { url: '', method: 'GET', form: new URLSearchParams(), headers: {} as Record<string, string> }
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === '-X') curl.method = words.shift() ?? ''
    else if (word === '-d')
      for (const [name, value] of new URLSearchParams(words.shift())) curl.form.append(name, value)
    else if (word === '-H') {
      const [name = '', ...value] = (words.shift() ?? '').split(': ')
      curl.headers[name] = value.join(': ')
    } else curl.url = word
  }
  return curl
}

describe("the README's tutorial against the real process", () => {
  let server: ServerProcess
  let dataDir: string
  before(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'latchkey-tutorial-'))
    server = await startServer({
      entry: join(root, 'packages/server/src/main.ts'),
      command: 'start-dev',
      dataDir,
      args: [`--import-realm=${join(root, 'examples/realms')}`],
      readyPath: '/realms/test/.well-known/openid-configuration',
    })
  })
  after(async () => {
    await server?.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })

  const here = (url: string) => url.replace('http://localhost:8080/auth', server.baseUrl)
  const run = async ({ url, method, form, headers }: Curl, values: Record<string, string> = {}) => {
    const filled = new URLSearchParams()
    for (const [name, value] of form) filled.append(name, values[value] ?? value)
    const filledHeaders = Object.entries(headers).map(([name, value]) => [
      name,
      value.replace(/[A-Z]+_TOKEN/, (word) => values[word] ?? word),
    ])
    const init = { method, headers: Object.fromEntries(filledHeaders), ...(method === 'POST' && { body: filled }) }
    const response = await fetch(here(url), init)
    return { status: response.status, body: (await response.json().catch(() => ({}))) as Record<string, string> }
  }

  it('goes through every step as it is written', { timeout: 60_000 }, async () => {
    const [discovery, password, exchange, userinfo, refresh, ...more] = curlsIn(README)
    assert.ok(discovery && password && exchange && userinfo && refresh)
    assert.deepEqual(more, [], 'a command of the README that this test does not run')

    const found = await run(discovery)
    assert.equal(found.body['issuer'], `${server.baseUrl}/realms/test`)

    const refused = await run(password)
    assert.equal(refused.status, 400)
    assert.equal(refused.body['error'], 'unauthorized_client')

    const [login = ''] = README.match(/^http:\/\/localhost:8080\/auth\/\S+\/auth\?\S+$/m) ?? []
    const page = await fetch(here(login), { headers: { accept: 'text/html' } })
    const body = await page.text()
    assert.equal(page.status, 200, body.slice(0, 500))
    const cookie = page.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
    const action = formAction({ body, status: 200, headers: {}, location: new URL(server.baseUrl), json: () => ({}) })
    const sent = await fetch(action, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, accept: 'text/html' },
      body: new URLSearchParams({ username: 'alice', password: 'alice-pass', credentialId: '' }),
    })
    const back = new URL(sent.headers.get('location') ?? '')
    assert.equal(back.origin + back.pathname, 'http://localhost:1234/v1/token')
    assert.equal(back.searchParams.get('state'), '1234')

    const tokens = await run(exchange, { CODE: back.searchParams.get('code') ?? '' })
    assert.equal(tokens.status, 200)
    const person = await run(userinfo, { ACCESS_TOKEN: tokens.body['access_token'] ?? '' })
    assert.equal(person.body['preferred_username'], 'alice')
    const refreshed = await run(refresh, { REFRESH_TOKEN: tokens.body['refresh_token'] ?? '' })
    assert.equal(refreshed.status, 200)

    const logout = { ...refresh, url: refresh.url.replace(/token$/, 'logout') }
    assert.equal((await run(logout, { REFRESH_TOKEN: refreshed.body['refresh_token'] ?? '' })).status, 204)
    assert.equal((await run(refresh, { REFRESH_TOKEN: refreshed.body['refresh_token'] ?? '' })).status, 400)
  })
})
