import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type CompactJWSHeaderParameters, compactVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose'
import { type AdminCaller, adminCaller, adminOf, listIn, makeRealmWithAdmins } from '../../support/admin.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const REALM = '/pushed'
const uuid = (at: number) => `11111111-0000-4000-8000-${String(at).padStart(12, '0')}`

interface Message {
  readonly path: string
  readonly type: string | undefined
  readonly header: CompactJWSHeaderParameters
  readonly claims: Record<string, unknown>
}

describe('what clients are told at their admin URL', () => {
  let application: Server
  let base: string
  let server: TestServer
  let admin: AdminCaller
  let hits: { readonly path: string; readonly type: string | undefined; readonly body: string }[] = []
  let onHit = () => {}

  before(async () => {
    application = createServer(async (request, response) => {
      let body = ''
      for await (const part of request) body += part
      hits.push({ path: request.url ?? '', type: request.headers['content-type'], body })
      onHit()
      const [, name] = request.url?.split('/') ?? []
      if (name === 'moved') response.writeHead(302, { location: '/one/k_logout' }).end()
      else response.writeHead(name === 'broken' ? 500 : 204).end()
    }).listen(0, '127.0.0.1')
    await once(application, 'listening')
    base = `http://127.0.0.1:${(application.address() as AddressInfo).port}`
    server = await startServer({ outboundAllowed: ['127.0.0.1'] })
    admin = await adminCaller(server)
    const client = (clientId: string, at: number, more: object = {}) => ({
      id: uuid(at),
      clientId,
      secret: 'secret',
      adminUrl: `${base}/${clientId}`,
      ...more,
    })
    await makeRealmWithAdmins(
      admin,
      'pushed',
      { clerk: ['manage-clients'], viewer: ['view-clients', 'view-realm'], people: ['manage-users'] },
      {
        adminEventsEnabled: true,
        adminEventsDetailsEnabled: true,
        clients: [
          client('one', 1, { notBefore: 1_700_000_000 }),
          client('two', 2, { adminUrl: '/two/', rootUrl: base }),
          client('broken', 3),
          client('moved', 4),
          client('off', 5, { enabled: false }),
          client('silent', 6, { adminUrl: '' }),
          client('gone', 7, { adminUrl: 'http://127.0.0.1:1/x' }),
          client('inside', 8, { adminUrl: 'http://169.254.169.254/' }),
          client('odd', 9, { adminUrl: 'http://[/' }),
        ],
      },
    )
  })
  after(async () => {
    await server.close()
    application.close().closeAllConnections()
  })
  beforeEach(async () => {
    hits = []
    onHit = () => {}
    admin = await adminCaller(server)
  })

  async function messages(): Promise<readonly Message[]> {
    const certs = await server.call({ url: 'http://localhost:8080/realms/pushed/protocol/openid-connect/certs' })
    const keys = createLocalJWKSet(certs.json() as unknown as JSONWebKeySet)
    return await Promise.all(
      hits.map(async ({ path, type, body }) => {
        const { payload, protectedHeader } = await compactVerify(body, keys)
        return { path, type, header: protectedHeader, claims: JSON.parse(new TextDecoder().decode(payload)) }
      }),
    )
  }

  it('is signed by the realm, for that client, and soon over', async () => {
    const answer = await admin('POST', `${REALM}/clients/${uuid(1)}/push-revocation`)
    assert.deepEqual([answer.status, answer.json()], [200, { successRequests: [`${base}/one`] }])
    const [message, ...others] = await messages()
    assert.deepEqual(others, [])
    assert.equal(message?.path, '/one/k_push_not_before')
    assert.match(message?.type ?? '', /^text\/plain/)
    assert.deepEqual([message?.header.alg, message?.header.typ], ['RS256', 'JWT'])
    const { id, ...claims } = message?.claims ?? {}
    assert.equal(typeof id, 'string')
    assert.deepEqual(claims, {
      expiration: server.clock.now() + 30,
      resource: 'one',
      action: 'PUSH_NOT_BEFORE',
      notBefore: 1_700_000_000,
    })
  })

  it('goes to every client with an admin URL when it concerns the realm, and says who was not reached', async () => {
    await admin('PUT', REALM, { notBefore: 1_750_000_000 })
    const told = {
      successRequests: [`${base}/off`, `${base}/one`, `${base}/two/`],
      failedRequests: [
        `${base}/broken`,
        'http://127.0.0.1:1/x',
        'http://169.254.169.254/',
        `${base}/moved`,
        'http://[/',
      ],
    }
    assert.deepEqual((await admin('POST', `${REALM}/push-revocation`)).json(), told)
    const sent = await messages()
    assert.deepEqual(sent.map(({ path }) => path).toSorted(), [
      '/broken/k_push_not_before',
      '/moved/k_push_not_before',
      '/off/k_push_not_before',
      '/one/k_push_not_before',
      '/two/k_push_not_before',
    ])
    for (const { claims } of sent) assert.equal(claims['notBefore'], 1_750_000_000)
    const [event] = listIn(await admin('GET', `${REALM}/admin-events?max=1`))
    assert.deepEqual(
      [event?.['operationType'], event?.['resourceType'], event?.['resourcePath']],
      ['ACTION', 'REALM', 'push-revocation'],
    )
    assert.deepEqual(JSON.parse(String(event?.['representation'])), told)
  })

  it('is the end of all sessions when everybody is signed out, for clients that are on', async () => {
    const told = (await admin('POST', `${REALM}/logout-all`)).json()
    assert.deepEqual(told['successRequests'], [`${base}/one`, `${base}/two/`])
    const sent = await messages()
    assert.ok(sent.every(({ path }) => /^\/(broken|moved|one|two)\/k_logout$/.test(path)))
    for (const { claims } of sent) {
      assert.deepEqual([claims['action'], claims['notBefore']], ['LOGOUT', server.clock.now()])
    }
    const [event] = listIn(await admin('GET', `${REALM}/admin-events?max=1`))
    assert.deepEqual([event?.['resourceType'], event?.['resourcePath']], ['REALM', 'logout-all'])
  })

  it('is a mere question whether anybody answers, and an event all the same', async () => {
    const path = `${REALM}/clients/${uuid(2)}/test-nodes-available`
    assert.deepEqual((await admin('GET', path)).json(), { successRequests: [`${base}/two/`] })
    assert.deepEqual(
      (await messages()).map(({ path, claims }) => [path, claims['action']]),
      [['/two/k_test_available', 'TEST_AVAILABILITY']],
    )
    const [event] = listIn(await admin('GET', `${REALM}/admin-events?max=1`))
    assert.deepEqual([event?.['operationType'], event?.['resourceType']], ['ACTION', 'CLUSTER_NODE'])
  })

  it('is nothing for a client without an admin URL', async () => {
    assert.deepEqual((await admin('POST', `${REALM}/clients/${uuid(6)}/push-revocation`)).json(), {})
    assert.deepEqual(hits, [])
  })

  it('waits no longer than an administrator would', async () => {
    const clients = Array.from({ length: 10 }, (_, at) => ({ clientId: `c${at}`, adminUrl: `${base}/c${at}` }))
    assert.equal((await admin('POST', '', { realm: 'slow', enabled: true, clients })).status, 201)
    onHit = () => server.clock.advance(31)
    const told = (await admin('POST', '/slow/push-revocation')).json()
    assert.equal((told['successRequests'] as string[]).length, 8)
    assert.deepEqual(told['failedRequests'], [`${base}/c8`, `${base}/c9`])
    assert.equal(hits.length, 8)
  })

  describe('attack cases 48, 51 and 54', () => {
    it('is sent by nobody without the right to it', async () => {
      for (const [username, method, path] of [
        ['viewer', 'POST', `/clients/${uuid(1)}/push-revocation`],
        ['viewer', 'GET', `/clients/${uuid(1)}/test-nodes-available`],
        ['viewer', 'POST', '/push-revocation'],
        ['viewer', 'POST', '/logout-all'],
        ['clerk', 'POST', '/push-revocation'],
        ['clerk', 'POST', '/logout-all'],
        ['people', 'POST', '/push-revocation'],
      ] as const) {
        const caller = await adminOf(server, 'pushed', username)
        assert.equal((await caller(method, REALM + path)).status, 403, `${username} ${path}`)
      }
      assert.equal((await admin('POST', `/test/clients/${uuid(1)}/push-revocation`)).status, 404)
      assert.deepEqual(hits, [])
    })

    it('knocks at no address inside unless the operator lets it', async () => {
      const guarded = await startServer()
      const call = await adminCaller(guarded)
      const clients = [
        { clientId: 'a', adminUrl: `${base}/a` },
        { clientId: 'b', adminUrl: 'http://127.0.0.1:1/b' },
      ]
      await call('POST', '', { realm: 'inside', enabled: true, clients })
      const told = { failedRequests: [`${base}/a`, 'http://127.0.0.1:1/b'] }
      assert.deepEqual((await call('POST', '/inside/push-revocation')).json(), told)
      assert.deepEqual(hits, [])
      await guarded.close()
    })

    it('is no token: the realm takes it nowhere', async () => {
      await admin('POST', `${REALM}/clients/${uuid(1)}/push-revocation`)
      const headers = { authorization: `Bearer ${hits[0]?.body ?? ''}` }
      const userinfo = await server.call({
        url: 'http://localhost:8080/realms/pushed/protocol/openid-connect/userinfo',
        headers,
      })
      assert.equal(userinfo.status, 401)
      assert.equal((await server.call({ url: `http://localhost:8080/admin/realms${REALM}`, headers })).status, 401)
    })
  })
})
