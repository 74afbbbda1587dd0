import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { AdminChange } from '../../../src/endpoints/admin/admin-event.ts'
import { type AdminCaller, adminCaller, listIn, makeRealmWithAdmins } from '../../support/admin.ts'
import { startServer, type TestServer } from '../../support/server.ts'

describe('Admin REST: what is told of changes to roles, groups and who has them', () => {
  let server: TestServer
  let call: AdminCaller
  const told: AdminChange[] = []
  before(async () => {
    server = await startServer()
    call = await adminCaller(server)
    await makeRealmWithAdmins(call, 'events', { someone: [] }, { clients: [{ clientId: 'app', enabled: true }] })
    Object.assign(server.latchkey.services, {
      adminEvents: {
        record: async (_by: unknown, _realm: unknown, changes: readonly AdminChange[]) => void told.push(...changes),
      },
    })
  })
  after(() => server.close())

  /** The changes that a call told of, in Keycloak's words. */
  async function toldBy(...[method, path, body]: Parameters<AdminCaller>): Promise<readonly string[]> {
    told.length = 0
    await call(method, `/events${path}`, body)
    return told.map(({ operation, resource, path }) => `${operation} ${resource} ${path}`)
  }
  const read = async (path: string) => (await call('GET', `/events${path}`)).json()

  it('names roles by their path, decoded', async () => {
    const path = '/roles/two%20words%2Fslash'
    assert.deepEqual(await toldBy('POST', '/roles', { name: 'two words/slash' }), [
      'CREATE REALM_ROLE roles/two words/slash',
    ])
    const { id } = await read(path)
    assert.deepEqual(told[0]?.representation, { id, name: 'two words/slash', composite: false })
    assert.deepEqual(await toldBy('PUT', path, { name: 'role' }), ['UPDATE REALM_ROLE roles/two words/slash'])
    assert.deepEqual(await toldBy('POST', '/roles/role/composites', [{ id }]), [
      'CREATE REALM_ROLE roles/role/composites',
    ])
    assert.deepEqual(await toldBy('DELETE', `/roles-by-id/${id}/composites`, [{ id }]), [
      `DELETE REALM_ROLE roles-by-id/${id}/composites`,
    ])
    assert.deepEqual(await toldBy('DELETE', '/roles/role'), ['DELETE REALM_ROLE roles/role'])
  })

  it("tells a client's role from the realm's, by its id too", async () => {
    const app = String(listIn(await call('GET', '/events/clients?clientId=app'))[0]?.['id'])
    assert.deepEqual(await toldBy('POST', `/clients/${app}/roles`, { name: 'reader' }), [
      `CREATE CLIENT_ROLE clients/${app}/roles/reader`,
    ])
    const reader = await read(`/clients/${app}/roles/reader`)
    assert.deepEqual(await toldBy('PUT', `/roles-by-id/${reader['id']}`, { name: 'reader' }), [
      `UPDATE CLIENT_ROLE roles-by-id/${reader['id']}`,
    ])
    const user = String(listIn(await call('GET', '/events/users'))[0]?.['id'])
    const mappings = `users/${user}/role-mappings/clients/${app}`
    assert.deepEqual(await toldBy('POST', `/${mappings}`, [reader]), [`CREATE CLIENT_ROLE_MAPPING ${mappings}`])
    assert.deepEqual(told[0]?.representation, [reader])
    assert.deepEqual(await toldBy('DELETE', `/${mappings}`, [reader]), [`DELETE CLIENT_ROLE_MAPPING ${mappings}`])
  })

  it('tells groups made, moved, changed, joined, left, given to everybody and deleted', async () => {
    const [made] = await toldBy('POST', '/groups', { name: 'top' })
    const top = String(made).split('/').pop()
    assert.equal(made, `CREATE GROUP groups/${top}`)
    assert.deepEqual(await toldBy('POST', `/groups/${top}/children`, { name: 'kid' }), [
      `CREATE GROUP groups/${top}/children`,
    ])
    const kid = String((await read('/group-by-path/top/kid'))['id'])
    assert.deepEqual(await toldBy('POST', '/groups', { id: kid, name: 'kid' }), ['UPDATE GROUP groups'])
    assert.deepEqual(await toldBy('POST', `/groups/${top}/children`, { id: kid, name: 'kid' }), [
      `UPDATE GROUP groups/${top}/children`,
    ])
    assert.deepEqual(await toldBy('PUT', `/groups/${kid}`, { name: 'child' }), [`UPDATE GROUP groups/${kid}`])
    const user = String(listIn(await call('GET', '/events/users'))[0]?.['id'])
    const membership = `users/${user}/groups/${kid}`
    assert.deepEqual(await toldBy('PUT', `/${membership}`), [`CREATE GROUP_MEMBERSHIP ${membership}`])
    assert.deepEqual(await toldBy('DELETE', `/${membership}`), [`DELETE GROUP_MEMBERSHIP ${membership}`])
    assert.deepEqual(await toldBy('PUT', `/default-groups/${kid}`), [`CREATE GROUP default-groups/${kid}`])
    assert.deepEqual(await toldBy('DELETE', `/default-groups/${kid}`), [`DELETE GROUP default-groups/${kid}`])
    assert.deepEqual(await toldBy('DELETE', `/groups/${top}`), [`DELETE GROUP groups/${top}`])
  })

  it('tells of nothing that was refused or is only looked at', async () => {
    assert.deepEqual(await toldBy('POST', '/groups', {}), [])
    assert.deepEqual(await toldBy('DELETE', '/roles/default-roles-events'), [])
    assert.deepEqual(await toldBy('PUT', '/roles/uma_authorization/management/permissions', {}), [])
    assert.deepEqual(await toldBy('GET', '/groups'), [])
  })
})
