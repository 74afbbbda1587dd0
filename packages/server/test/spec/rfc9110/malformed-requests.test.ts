import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startServer, type TestServer } from '../../support/server.ts'

describe('RFC 9110 §15.5.1 a request that can’t be understood is a 400, never a 500', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
  })
  after(() => server.close())

  const get = (url: string, headers: Record<string, string> = {}) =>
    server.latchkey.http.inject({ method: 'GET', url, headers: { host: 'localhost:8080', ...headers } })

  for (const host of ['localhost:99999', '10.999.1.1', '4294967296', '[fd:::::]', 'evil.example']) {
    it(`the host '${host}'`, async () => {
      const answer = await get('/realms/test/.well-known/openid-configuration', { host })
      assert.equal(answer.statusCode, 400)
      assert.equal(answer.json().error, 'invalid_request')
    })
  }

  for (const path of [
    '/realms/%c0',
    '/%',
    '/resources/%ff',
    '/realms/test/protocol/openid-connect/%E0%A4%A',
    '/admin/%c0',
  ]) {
    it(`the path ${path}, answered like any other`, async () => {
      const answer = await get(path)
      assert.equal(answer.statusCode, 400)
      assert.deepEqual(answer.json(), { error: 'invalid_request', error_description: 'The request is malformed' })
      assert.equal(answer.headers['x-content-type-options'], 'nosniff')
      const page = await get(path, { accept: 'text/html' })
      assert.equal(page.statusCode, 400)
      assert.match(page.body, /data-page-id="login-error"/)
    })
  }
})
