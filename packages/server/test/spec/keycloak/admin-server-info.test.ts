import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { CLIENT_POLICY_TYPES } from '../../../src/endpoints/admin/server-info/client-policy-types.ts'
import { OIDC_MAPPER_TYPES } from '../../../src/endpoints/admin/server-info/mapper-types.ts'
import { MAPPERS } from '../../../src/protocol/claims/mappers.ts'
import { isMet } from '../../../src/protocol/client-policies/conditions.ts'
import { secretRotationOf } from '../../../src/protocol/client-policies/secret-rotation.ts'
import { type AdminCaller, adminCaller, adminOf, makeRealmWithAdmins } from '../../support/admin.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const URL = 'http://localhost:8080/admin/serverinfo'

describe('serverinfo', () => {
  let server: TestServer
  let call: AdminCaller
  before(async () => {
    server = await startServer()
    call = await adminCaller(server)
    const people = { all: ['realm-admin'], users: ['view-users'], reader: ['view-realm'], nobody: [] }
    await makeRealmWithAdmins(call, 'info', people)
  })
  after(() => server.close())

  const as = async (username: string) => (await adminOf(server, 'info', username))('GET', '/../serverinfo')

  it('tells the server’s administrator about the machine, and nothing of its user or folders', async () => {
    const info = (await call('GET', '/../serverinfo')).json()
    const system = info['systemInfo'] as Record<string, unknown>
    assert.match(String(system['version']), /^26\./)
    assert.ok(info['memoryInfo'])
    assert.equal(JSON.stringify(info).includes(process.cwd()), false)
  })

  for (const [username, system] of [
    ['all', { version: '26.7.3' }],
    ['reader', { version: '26.7.3' }],
    ['users', undefined],
  ] as const) {
    it(`tells ${username} of a realm ${system ? 'the version alone' : 'nothing'} of the system`, async () => {
      const answer = await as(username)
      assert.equal(answer.status, 200)
      assert.deepEqual(answer.json()['systemInfo'], system)
      assert.equal(answer.json()['memoryInfo'], undefined)
      assert.ok(answer.json()['passwordPolicies'])
    })
  }

  it('is refused to who administers nothing, and without a token', async () => {
    assert.equal((await as('nobody')).status, 403)
    assert.equal((await server.call({ url: URL })).status, 401)
  })

  it('lists conditions and executors of client policies that act', () => {
    const [conditions = [], executors = []] = Object.values(CLIENT_POLICY_TYPES)
    const client = { protocol: '', publicClient: false, bearerOnly: false, attributes: {}, roles: new Set<string>() }
    const updater = { address: '', roles: new Set<string>(), groups: new Set<string>() }
    assert.equal(conditions.length, 9)
    for (const { id } of conditions) {
      assert.notEqual(isMet({ provider: id, settings: {} }, { client, updater }), undefined, id)
    }
    const proposed = executors.map(({ properties }) =>
      Object.fromEntries(properties.map(({ name, defaultValue }) => [name, defaultValue])),
    )
    assert.deepEqual(proposed.map(secretRotationOf), [{ expiration: 2_505_600, rotatedExpiration: 172_800 }])
  })

  it('lists exactly the mappers that work, each setting once', () => {
    assert.deepEqual(OIDC_MAPPER_TYPES.map(({ id }) => id).sort(), [...MAPPERS.keys()].sort())
    for (const { id, properties } of OIDC_MAPPER_TYPES) {
      assert.equal(new Set(properties.map(({ name }) => name)).size, properties.length, id)
    }
  })
})
