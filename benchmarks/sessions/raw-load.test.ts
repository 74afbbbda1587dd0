import assert from 'node:assert/strict'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { rawLoad } from './raw-load.ts'

describe('the load on a route', () => {
  let answered = 0
  const server = http.createServer((request, response) => {
    answered += 1
    const status = request.url === '/refused' ? 401 : 200
    // in two parts, as a network may have it
    response.writeHead(status, { 'content-length': 8 })
    response.write('half')
    setImmediate(() => response.end(request.headers.cookie))
  })
  before(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  const order = () => ({ port: (server.address() as AddressInfo).port, cookie: 'half', connections: 3, seconds: 0.2 })

  it('counts answers, not attempts', async () => {
    const startedAtMs = performance.now()
    const perSecond = await rawLoad({ ...order(), path: '/' })
    const counted = (perSecond * (performance.now() - startedAtMs)) / 1000
    assert.ok(Math.abs(counted - answered) <= answered * 0.1 + 3, `${counted} of ${answered}`)
  })

  it('fails with the first answer that is a refusal, which would be quick', async () => {
    await assert.rejects(rawLoad({ ...order(), path: '/refused' }), /401/)
  })
})
