import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { webhookSignature } from '../../../src/events/webhooks.ts'
import { type AdminCaller, adminCaller } from '../../support/admin.ts'
import { changeRealm } from '../../support/change.ts'
import { SERVICE_CLIENT, startServer, type TestServer } from '../../support/server.ts'

const SECRET = 'a-secret-of-the-receiver-too'

interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

describe('a realm that listens by webhook', () => {
  let receiver: Server
  let server: TestServer
  let call: AdminCaller
  let received: Received[]

  before(async () => {
    received = []
    receiver = createServer((request, response) => {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => {
        received.push({ headers: request.headers, body: Buffer.concat(parts).toString('utf8') })
        response.writeHead(204).end()
        receiver.emit('received')
      })
    }).listen(0, '127.0.0.1')
    await once(receiver, 'listening')
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
    server = await startServer({ webhook: { url, secret: SECRET }, outboundAllowed: ['127.0.0.1'] })
    call = await adminCaller(server)
    await changeRealm(server, { eventsListeners: ['webhook'], eventsEnabled: false })
  })
  after(async () => {
    await server.close()
    receiver.close().closeAllConnections()
  })

  /** The message that `act` causes. */
  async function toldBy(act: () => Promise<unknown>): Promise<{ kind: string; event: Record<string, unknown> }> {
    const arrival = once(receiver, 'received')
    await act()
    await arrival
    const { headers, body } = received.at(-1) ?? assert.fail()
    const id = String(headers['webhook-id'])
    const timestamp = Number(headers['webhook-timestamp'])
    assert.equal(headers['webhook-signature'], webhookSignature(SECRET, id, timestamp, body))
    return JSON.parse(body)
  }

  it('is told logins and refusals, although it saves none', async () => {
    const { kind, event } = await toldBy(() => server.token({ grant_type: 'client_credentials', ...SERVICE_CLIENT }))
    assert.deepEqual([kind, event['type'], event['clientId']], ['login', 'CLIENT_LOGIN', 'service-client'])
    const wrong = { ...SERVICE_CLIENT, client_secret: 'a-wrong-secret' }
    const refused = await toldBy(() => server.token({ grant_type: 'client_credentials', ...wrong }))
    assert.equal(refused.event['error'], 'invalid_client_credentials')
    assert.doesNotMatch(JSON.stringify(received), /a-wrong-secret|service-client-secret/)
    assert.equal((await call('GET', '/test/events')).body, '[]')
  })

  it('is told what administrators change', async () => {
    const { kind, event } = await toldBy(() => call('POST', '/test/roles', { name: 'told' }))
    assert.deepEqual([kind, event['operationType'], event['resourcePath']], ['admin', 'CREATE', 'roles/told'])
  })

  it('may ask for it, and only for listeners that the server has', async () => {
    const listeners = async (of: TestServer, eventsListeners: readonly string[]) =>
      (await (await adminCaller(of))('PUT', '/test/events/config', { eventsListeners })).status
    assert.equal(await listeners(server, ['jboss-logging', 'webhook']), 204)
    const without = await startServer()
    assert.equal(await listeners(without, ['webhook']), 400)
    await without.close()
  })
})
