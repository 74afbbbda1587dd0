import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, it } from 'node:test'
import { addressPolicy } from './address-policy.ts'
import { createOutboundClient } from './outbound-client.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections()
})

async function serving(answer: RequestListener): Promise<number> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

const LOOPBACK = ['127.0.0.0/8']
const resolvingTo =
  (...addresses: string[]) =>
  (_: string, __: object, done: (error: null, found: { address: string; family: number }[]) => void) =>
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )

describe('where requests may go', () => {
  it("is the public internet, and nobody's inside in whatever spelling (attack cases 54 and 55)", () => {
    const may = addressPolicy([])
    for (const address of ['8.8.8.8', '1.1.1.1', '2606:4700:4700::1111', '2a00:1450::1'])
      assert.ok(may(address), address)
    for (const address of [
      '0.0.0.0',
      '10.1.2.3',
      '100.64.0.1',
      '127.0.0.1',
      '127.255.255.254',
      '169.254.169.254',
      '172.31.0.1',
      '192.168.1.1',
      '198.19.0.1',
      '224.0.0.1',
      '255.255.255.255',
      '::',
      '::1',
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '64:ff9b::a9fe:a9fe',
      '2002:7f00:1::',
      '2001:0:1::',
      'fc00::1',
      'fe80::1',
      'ff02::1',
      'localhost',
      '',
    ]) {
      assert.equal(may(address), false, address)
    }
  })

  it('is also what the operator names', () => {
    const may = addressPolicy(['10.1.0.0/16', '::1'])
    assert.ok(may('10.1.2.3'))
    assert.ok(may('::1'))
    assert.equal(may('10.2.0.1'), false)
    assert.equal(may('127.0.0.1'), false)
  })
})

describe('a request to another server', () => {
  it('is sent with its body and gives status and body', async () => {
    const port = await serving((request, response) => {
      request.setEncoding('utf8')
      let body = ''
      request.on('data', (part: string) => {
        body += part
      })
      request.on('end', () => response.writeHead(201).end(`${request.method} ${request.headers['x-a']} ${body}`))
    })
    const client = createOutboundClient({ allowed: LOOPBACK })
    const url = `http://127.0.0.1:${port}/hook`
    const answer = await client.send({ method: 'POST', url, headers: { 'x-a': '1' }, body: 'héllo' })
    assert.deepEqual(answer, { status: 201, body: 'POST 1 héllo' })
  })

  it('goes neither to an address nor to a name of the inside', async () => {
    const port = await serving((_, response) => response.end('secret'))
    const client = createOutboundClient({ allowed: [] })
    for (const host of ['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', 'localhost', '0x7f.1', '2130706433', '127.1']) {
      await assert.rejects(client.send({ method: 'GET', url: `http://${host}:${port}/` }), { fault: 'address' }, host)
    }
  })

  it('goes to no name that one inside address stands behind', async () => {
    const lookup = resolvingTo('8.8.8.8', '169.254.169.254')
    const client = createOutboundClient({ allowed: [], lookup })
    await assert.rejects(client.send({ method: 'GET', url: 'http://metadata.example/' }), { fault: 'address' })
  })

  it('follows no redirect', async () => {
    let hits = 0
    const port = await serving((_, response) => {
      hits += 1
      response.writeHead(302, { location: '/other' }).end()
    })
    const client = createOutboundClient({ allowed: LOOPBACK, lookup: resolvingTo('127.0.0.1') })
    assert.equal((await client.send({ method: 'GET', url: `http://hook.example:${port}/` })).status, 302)
    assert.equal(hits, 1)
  })

  it('ends when the other side takes too long or says too much', async () => {
    const silent = await serving(() => {})
    const impatient = createOutboundClient({ allowed: LOOPBACK, timeoutMs: 20 })
    await assert.rejects(impatient.send({ method: 'GET', url: `http://127.0.0.1:${silent}/` }), { fault: 'timeout' })
    const talkative = await serving((_, response) => response.end('x'.repeat(1_001)))
    const strict = createOutboundClient({ allowed: LOOPBACK, largestBytes: 1_000 })
    await assert.rejects(strict.send({ method: 'GET', url: `http://127.0.0.1:${talkative}/` }), { fault: 'too-large' })
  })

  it('says that nobody is there', async () => {
    const client = createOutboundClient({ allowed: LOOPBACK })
    await assert.rejects(client.send({ method: 'GET', url: 'http://127.0.0.1:1/' }), { fault: 'unreachable' })
  })

  it('has a URL of http or https, without a name and password', async () => {
    const client = createOutboundClient({ allowed: LOOPBACK })
    for (const url of ['file:///etc/passwd', 'ftp://127.0.0.1/', 'http://u:p@127.0.0.1/', 'nonsense', '']) {
      await assert.rejects(client.send({ method: 'GET', url }), { fault: 'url' }, url)
    }
  })
})
