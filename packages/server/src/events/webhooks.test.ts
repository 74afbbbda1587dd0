import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { realmNamed } from '../../test/support/change.ts'
import { startServer, type TestServer } from '../../test/support/server.ts'
import type { OutboundAnswer, OutboundRequest } from '../outbound/outbound-client.ts'
import { OutboundRefused } from '../outbound/outbound-client.ts'
import type { Webhooks } from './webhook-listener.ts'
import { createWebhooks, delayAfter, webhookSignature } from './webhooks.ts'

const SECRET = 'a-secret-of-the-receiver-too'

describe('the signature of a webhook message', () => {
  it('is that of Standard Webhooks, over id, time and body', () => {
    const expected = createHmac('sha256', Buffer.from('c2VjcmV0', 'base64')).update('id.1.{}').digest('base64')
    assert.equal(webhookSignature('whsec_c2VjcmV0', 'id', 1, '{}'), `v1,${expected}`)
    assert.equal(webhookSignature('secret', 'id', 1, '{}'), `v1,${expected}`)
    assert.notEqual(webhookSignature('secret', 'id', 2, '{}'), `v1,${expected}`)
  })
})

describe('the rest between two sendings', () => {
  it('doubles, up to an hour', () => {
    assert.deepEqual([1, 2, 3, 12, 13, 36].map(delayAfter), [1_000, 2_000, 4_000, 2_048_000, 3_600_000, 3_600_000])
  })
})

describe('webhook messages', () => {
  let server: TestServer
  let webhooks: Webhooks
  let sent: OutboundRequest[]
  let logged: string[]
  let answer: () => Promise<OutboundAnswer>

  beforeEach(async () => {
    server = await startServer()
    sent = []
    logged = []
    answer = async () => ({ status: 204, body: '' })
    const send = (request: OutboundRequest) => {
      sent.push(request)
      return answer()
    }
    const told = (_: object, message: string) => void logged.push(message)
    webhooks = createWebhooks(
      { url: 'https://hooks.example.org/', secret: SECRET },
      {
        outbox: server.latchkey.stores.webhookOutbox,
        client: { send },
        clock: server.clock,
        log: { warn: told, error: told },
      },
    )
  })
  afterEach(async () => {
    await webhooks.close()
    await server.close()
  })

  const tell = async () => {
    await webhooks.tell(await realmNamed(server), [{ id: 'event-1', kind: 'login', event: { type: 'LOGIN' } }])
    await webhooks.sendDue()
  }

  it('go out once, signed', async () => {
    await tell()
    await webhooks.sendDue()
    assert.equal(sent.length, 1)
    const { url, headers = {}, body = '' } = sent[0] ?? assert.fail()
    assert.equal(url, 'https://hooks.example.org/')
    assert.deepEqual(JSON.parse(body), { kind: 'login', realm: 'test', event: { type: 'LOGIN' } })
    assert.equal(headers['webhook-id'], 'event-1')
    const timestamp = server.clock.now()
    assert.equal(headers['webhook-timestamp'], String(timestamp))
    assert.equal(headers['webhook-signature'], webhookSignature(SECRET, 'event-1', timestamp, body))
  })

  it('go out again, later and later, while the receiver fails or can not be reached', async () => {
    answer = async () => ({ status: 500, body: '' })
    await tell()
    await webhooks.sendDue()
    assert.equal(sent.length, 1)
    answer = () => Promise.reject(new OutboundRefused('timeout'))
    server.clock.advance(1)
    await webhooks.sendDue()
    assert.equal(sent.length, 2)
    server.clock.advance(1)
    await webhooks.sendDue()
    assert.equal(sent.length, 2)
    answer = async () => ({ status: 200, body: '' })
    server.clock.advance(1)
    await webhooks.sendDue()
    server.clock.advance(100_000)
    await webhooks.sendDue()
    assert.equal(sent.length, 3)
  })

  it('take a redirect for a failure: nobody is sent where the receiver points', async () => {
    answer = async () => ({ status: 302, body: '' })
    await tell()
    assert.deepEqual(logged, ['a webhook message was not taken; it is sent again later'])
  })

  it('are given up after a day', async () => {
    answer = async () => ({ status: 500, body: '' })
    await tell()
    for (let hour = 0; hour < 100; hour++) {
      server.clock.advance(3_600)
      await webhooks.sendDue()
    }
    assert.equal(sent.length, 36)
    assert.equal(logged.at(-1), 'a webhook message is given up')
  })
})
