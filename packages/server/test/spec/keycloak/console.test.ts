import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startServer, type TestServer } from '../../support/server.ts'

const BASE = 'http://localhost:8080'
const DOCUMENT = '<link href="./assets/mark.svg"><script type="application/json">{"environment":null}</script>'
const FILES: Readonly<Record<string, string>> = {
  'index.html': DOCUMENT,
  'assets/main-x1.js': 'plain',
  'assets/main-x1.js.br': 'brotli',
  'assets/main-x1.js.gz': 'gzip',
  'assets/tiny-x1.css': 'a{}',
  'manifest.json': 'not to be had',
}

describe("the console's document and files", () => {
  let server: TestServer
  before(async () => {
    server = await startServer({
      consoleFiles: {
        async read(path) {
          const text = FILES[path]
          return text === undefined ? undefined : new TextEncoder().encode(text)
        },
      },
    })
  })
  after(() => server.close())
  const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    server.call({ url: BASE + path, headers: { accept: 'text/html', ...headers } })

  for (const path of ['/admin', '/admin/']) {
    it(`${path} leads to master's console`, async () => {
      const answer = await get(path)
      assert.equal(answer.status, 302)
      assert.equal(answer.headers['location'], `${BASE}/admin/master/console/`)
    })
  }

  it('the address without a slash leads to the one with it', async () => {
    assert.equal((await get('/auth/admin/test/console')).headers['location'], `${BASE}/auth/admin/test/console/`)
  })

  for (const [prefix, path] of [
    ['', '/admin/test/console/'],
    ['', '/admin/test/console/test/clients/some-id/settings?q=a'],
    ['/auth', '/auth/admin/test/console/'],
  ] as const) {
    it(`${path} is the document, with the server and the realm in it`, async () => {
      const answer = await get(path)
      assert.equal(answer.status, 200)
      assert.match(answer.body, new RegExp(`"${prefix}/resources/console/assets/mark.svg"`))
      assert.match(
        answer.body,
        new RegExp(`{"serverUrl":"${BASE}${prefix}","realm":"test","clientId":"security-admin-`),
      )
      assert.equal(answer.headers['cache-control'], 'no-cache')
    })
  }

  it('may run nothing inline, be framed by nobody, send forms nowhere', async () => {
    const { headers } = await get('/admin/test/console/')
    const policy = String(headers['content-security-policy'])
    assert.doesNotMatch(policy, /unsafe|nonce|\*/)
    for (const directive of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ]) {
      assert.ok(policy.split('; ').includes(directive), directive)
    }
    assert.equal(headers['x-frame-options'], 'DENY')
  })

  it('is of a realm that exists', async () => assert.equal((await get('/admin/nope/console/')).status, 404))
  it('is only read', async () => {
    assert.equal((await server.call({ method: 'POST', url: `${BASE}/admin/test/console/` })).status, 405)
  })
  it("does not stand in the way of a realm's own route", async () => {
    assert.equal((await get('/admin/realms/console')).status, 401)
  })

  for (const [accepted, encoding, body] of [
    ['gzip, deflate, br', 'br', 'brotli'],
    ['gzip', 'gzip', 'gzip'],
    ['br;q=0, gzip', 'gzip', 'gzip'],
    ['identity', undefined, 'plain'],
  ] as const) {
    it(`a file for a browser that takes ${accepted} comes as ${encoding ?? 'it is'}, to be kept for ever`, async () => {
      const answer = await get('/resources/console/assets/main-x1.js', { 'accept-encoding': accepted })
      assert.equal(answer.body, body)
      assert.equal(answer.headers['content-encoding'], encoding)
      assert.equal(answer.headers['content-type'], 'text/javascript; charset=utf-8')
      assert.equal(answer.headers['cache-control'], 'public, max-age=31536000, immutable')
      assert.equal(answer.headers['vary'], 'Accept-Encoding')
    })
  }

  it('a file without a smaller copy comes as it is', async () => {
    const answer = await get('/resources/console/assets/tiny-x1.css', { 'accept-encoding': 'br' })
    assert.equal(answer.body, 'a{}')
  })

  for (const name of [
    'other-y2.js',
    'main-x1.js.br',
    '..%2Fmanifest.json',
    '%2e%2e%2findex.html',
    'main-x1.map',
    '.js',
  ]) {
    it(`${name} is not to be had, and the refusal is not kept`, async () => {
      const answer = await get(`/resources/console/assets/${name}`)
      assert.equal(answer.status, 404)
      assert.doesNotMatch(answer.body, /not to be had/)
    })
  }
})

describe('a console that was not built', () => {
  it('says how to build it', async () => {
    const server = await startServer({ consoleFiles: { read: async () => undefined } })
    const answer = await server.call({ url: `${BASE}/admin/master/console/` })
    assert.equal(answer.status, 503)
    assert.match(answer.body, /npm run build/)
    await server.close()
  })
})
