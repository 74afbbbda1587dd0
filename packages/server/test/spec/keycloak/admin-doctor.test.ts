import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { ADMIN_ROLES } from '../../../../../conformance/keycloak/permissions.ts'
import { trustOnly } from '../../../src/http/trusted-proxies.ts'
import { type AdminCaller, adminCaller, adminOf, makeRealmWithAdmins } from '../../support/admin.ts'
import type { Answer } from '../../support/browser.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const REALM = 'ill'

interface Examined {
  readonly base: string
  readonly issuer: string
  readonly time: number
  readonly findings: readonly { id: string; about: string; verdict: string; repair?: string; names?: string[] }[]
  readonly clients?: { readonly judged: number; readonly all: boolean }
  readonly server?: Readonly<Record<string, unknown>>
}

const examined = (answer: Answer): Examined => {
  assert.equal(answer.status, 200, answer.body)
  return JSON.parse(answer.body)
}

describe('Admin REST: the doctor', () => {
  let server: TestServer
  let admin: AdminCaller
  before(async () => {
    server = await startServer()
    admin = await adminCaller(server)
    const people = Object.fromEntries(ADMIN_ROLES.map((role) => [role, role === 'none' ? [] : [role]]))
    await makeRealmWithAdmins(admin, REALM, people, {
      sslRequired: 'none',
      registrationAllowed: true,
      accessTokenLifespan: 86_400,
      ssoSessionMaxLifespan: 40 * 86_400,
      smtpServer: { host: 'mail.example', from: 'a@example.org', auth: 'true', user: 'u', password: 'smtp-secret' },
      clients: [{ clientId: 'open', publicClient: true, redirectUris: ['*'], directAccessGrantsEnabled: true }],
    })
  })
  after(() => server.close())

  const doctor = async (call: AdminCaller, realm = REALM) => call('GET', `/${realm}/doctor`)
  const verdicts = ({ findings }: Examined) => Object.fromEntries(findings.map(({ id, verdict }) => [id, verdict]))

  it('is seen by those who may see the realm, and by nobody else (the matrix of all admin roles)', async () => {
    const open: string[] = []
    for (const role of ADMIN_ROLES) {
      const { status } = await doctor(await adminOf(server, REALM, role))
      assert.ok(status === 200 || status === 403, `${role}: ${status}`)
      if (status === 200) open.push(role)
    }
    assert.deepEqual(open, ['manage-realm', 'realm-admin', 'view-realm'])
  })

  it('refuses who is not signed in, is of another realm, or asks for a realm that is not there', async () => {
    assert.equal((await server.call({ url: `http://localhost:8080/admin/realms/${REALM}/doctor` })).status, 401)
    const viewer = await adminOf(server, REALM, 'view-realm')
    for (const foreign of ['test', 'master']) assert.equal((await doctor(viewer, foreign)).status, 403, foreign)
    assert.equal((await doctor(admin, 'nowhere')).status, 404)
    assert.equal((await admin('POST', `/${REALM}/doctor`, {})).status, 405)
  })

  it("tells a realm's administrator of the realm, and nothing of the server", async () => {
    const told = examined(await doctor(await adminOf(server, REALM, 'view-realm')))
    assert.deepEqual(
      [told.base, told.issuer, told.time],
      ['http://localhost:8080', `http://localhost:8080/realms/${REALM}`, server.clock.nowMs()],
    )
    assert.equal(told.server, undefined)
    assert.deepEqual(new Set(told.findings.map(({ about }) => about)), new Set(['realm']))
    const found = verdicts(told)
    for (const id of ['ssl', 'guessing', 'policy', 'lifespan', 'session', 'registration', 'events']) {
      assert.equal(found[id], 'warn', id)
    }
    for (const id of ['keys', 'key-age', 'mail']) assert.equal(found[id], 'good', id)
    // without view-clients
    assert.equal(told.clients, undefined)
  })

  it('names clients to those who may see them', async () => {
    const told = examined(await doctor(await adminOf(server, REALM, 'realm-admin')))
    assert.deepEqual(told.clients, { judged: 7, all: true })
    const redirects = told.findings.find(({ id }) => id === 'redirects')
    assert.deepEqual([redirects?.verdict, redirects?.repair, redirects?.names], ['bad', 'redirectUris', ['open']])
    assert.equal(verdicts(told)['direct-public'], 'bad')
    assert.equal(told.server, undefined)
  })

  it("tells master's administrator where the server stands", async () => {
    const told = examined(await doctor(admin))
    const { database, reached, development } = told.server ?? {}
    assert.equal(development, false)
    assert.deepEqual(Object.keys(Object(database)), ['kind', 'schemaVersion'])
    assert.deepEqual(reached, {
      schemeFrom: 'request',
      hostFrom: 'request',
      trustsEveryProxy: false,
      host: 'localhost:8080',
      scheme: 'http',
      forwarding: [],
    })
    assert.deepEqual(
      told.findings.filter(({ about }) => about === 'server').map(({ id, verdict }) => `${id} ${verdict}`),
      ['hostname warn', 'proxy good', 'database good', 'administrator bad'],
    )
  })

  it('says that a key is old once it is', async () => {
    server.clock.advance(731 * 86_400)
    const later = await adminCaller(server)
    const found = examined(await doctor(later)).findings.find(({ id }) => id === 'key-age')
    assert.deepEqual([found?.verdict, found?.repair, found?.names], ['warn', 'keys', ['RS256']])
  })

  it('tells nobody a secret', async () => {
    for (const role of ['view-realm', 'realm-admin']) {
      const { body } = await doctor(await adminOf(server, REALM, role))
      assert.doesNotMatch(body, /smtp-secret|mail\.example|"secret|credential|hash/i)
    }
    assert.doesNotMatch((await doctor(await adminCaller(server))).body, /smtp-secret|credential|secretData/i)
  })
})

describe('Admin REST: the doctor on the first administrator', () => {
  it('asks no more hashing of whoever asks often, and sees the new password at once', async () => {
    const server = await startServer()
    const { hasher } = server.latchkey.services
    const checked: string[] = []
    const verify = hasher.verify.bind(hasher)
    Object.assign(hasher, {
      verify: (...[password, ...rest]: Parameters<typeof verify>) => {
        checked.push(password)
        return verify(password, ...rest)
      },
    })
    const admin = await adminCaller(server)
    checked.splice(0)
    const verdict = async () =>
      examined(await admin('GET', '/master/doctor')).findings.find(({ id }) => id === 'administrator')?.verdict
    assert.deepEqual(await Promise.all([verdict(), verdict(), verdict()]), ['bad', 'bad', 'bad'])
    assert.equal(await verdict(), 'bad')
    assert.equal(checked.length, 1)
    const [me] = JSON.parse((await admin('GET', '/master/users?username=admin&exact=true')).body) as { id: string }[]
    await admin('PUT', `/master/users/${me?.id}/reset-password`, { type: 'password', value: 'a better one' })
    // who is marked temporary is left
    assert.equal(await verdict(), 'warn')
    await server.close()
  })

  it('tells who of master only looks at another realm nothing of the server', async () => {
    const server = await startServer()
    const admin = await adminCaller(server)
    const [client] = JSON.parse((await admin('GET', '/master/clients?clientId=test-realm')).body) as {
      id: string
    }[]
    const view = JSON.parse((await admin('GET', `/master/clients/${client?.id}/roles/view-realm`)).body)
    await admin('POST', '/master/users', {
      username: 'neighbour',
      enabled: true,
      email: 'neighbour@example.org',
      firstName: 'F',
      lastName: 'L',
      credentials: [{ type: 'password', value: 'neighbour' }],
    })
    const [made] = JSON.parse((await admin('GET', '/master/users?username=neighbour')).body) as { id: string }[]
    await admin('POST', `/master/users/${made?.id}/role-mappings/clients/${client?.id}`, [view])
    const told = examined(await (await adminOf(server, 'master', 'neighbour'))('GET', '/test/doctor'))
    assert.equal(told.server, undefined)
    await server.close()
  })

  it('does not say to who only looks at master', async () => {
    const server = await startServer()
    const admin = await adminCaller(server)
    const [role] = JSON.parse((await admin('GET', '/master/clients?clientId=master-realm')).body) as { id: string }[]
    const view = JSON.parse((await admin('GET', `/master/clients/${role?.id}/roles/view-realm`)).body)
    await admin('POST', '/master/users', {
      username: 'viewer',
      enabled: true,
      email: 'viewer@example.org',
      firstName: 'V',
      lastName: 'W',
      credentials: [{ type: 'password', value: 'viewer' }],
    })
    const [viewer] = JSON.parse((await admin('GET', '/master/users?username=viewer')).body) as { id: string }[]
    await admin('POST', `/master/users/${viewer?.id}/role-mappings/clients/${role?.id}`, [view])
    const told = examined(await (await adminOf(server, 'master', 'viewer'))('GET', '/master/doctor'))
    assert.deepEqual(
      told.findings.filter(({ about }) => about === 'server').map(({ id }) => id),
      ['hostname', 'proxy', 'database'],
    )
    await server.close()
  })
})

describe('Admin REST: the doctor on proxies', () => {
  const proxyOf = async (server: TestServer, headers: Readonly<Record<string, string>>) => {
    const login = await server.call({
      url: 'http://localhost:8080/realms/master/protocol/openid-connect/token',
      headers,
      form: { grant_type: 'password', client_id: 'admin-cli', username: 'admin', password: 'admin' },
    })
    const authorization = `Bearer ${String(login.json()['access_token'])}`
    const url = 'http://localhost:8080/admin/realms/master/doctor'
    const told = examined(await server.call({ url, headers: { ...headers, authorization } }))
    return { ...told, proxy: told.findings.find(({ id }) => id === 'proxy') }
  }
  const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'id.internal', 'x-forwarded-for': '192.0.2.7' }

  it('says that headers come and nobody reads them, and which option reads them', async () => {
    const server = await startServer()
    const { base, proxy } = await proxyOf(server, headers)
    assert.equal(base, 'http://localhost:8080')
    assert.deepEqual([proxy?.verdict, proxy?.repair], ['bad', '--proxy-headers'])
    assert.deepEqual(proxy?.names, ['x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-for'])
    await server.close()
  })

  it('warns where whoever connects may choose the URL', async () => {
    const server = await startServer({ proxyHeaders: 'xforwarded' })
    const { base, proxy, server: facts } = await proxyOf(server, headers)
    assert.equal(base, 'https://id.internal')
    assert.deepEqual([proxy?.verdict, proxy?.repair], ['warn', '--proxy-trusted-addresses'])
    assert.doesNotMatch(JSON.stringify(facts), /192\.0\.2\.7/)
    await server.close()
  })

  it('tells headers of a proxy that is not trusted from none at all', async () => {
    const server = await startServer({ proxyHeaders: 'xforwarded' })
    trustOnly(server.latchkey.http, ['10.0.0.1'])
    const { base, proxy } = await proxyOf(server, headers)
    assert.equal(base, 'http://localhost:8080')
    assert.deepEqual([proxy?.verdict, proxy?.repair], ['bad', '--proxy-trusted-addresses'])
    await server.close()
  })
})
