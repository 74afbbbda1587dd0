import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { Conflict } from '../../src/store/ports.ts'
import type { Fixture } from './contract.ts'
import { cached, fullRealm, realm, role } from './fixtures.ts'

const REALM = 'test-id'

export function roleContract(fixture: () => Fixture): void {
  describe('roles', () => {
    beforeEach(() => fixture().stores.realms.create([fullRealm('test'), realm('empty')]))

    it('tells a realm role from a role of a client with its name', async () => {
      const { roles } = fixture().stores
      await roles.create(REALM, role('staff', { id: 'staff-of-app', clientUuid: 'client-app' }))
      assert.equal((await roles.findByName(REALM, undefined, 'staff'))?.id, 'role-staff')
      assert.equal((await roles.findByName(REALM, 'client-app', 'staff'))?.id, 'staff-of-app')
      assert.equal(await roles.findByName(REALM, 'client-other', 'staff'), undefined)
      assert.equal(await roles.findByName(REALM, undefined, 'Staff'), undefined)
    })

    it("does not find, change or delete another realm's role", async () => {
      const { roles } = fixture().stores
      assert.equal(await roles.find('empty-id', 'role-staff'), undefined)
      assert.equal(await roles.findByName('empty-id', undefined, 'staff'), undefined)
      assert.deepEqual(await roles.findAll('empty-id', ['role-staff']), [])
      assert.equal(await roles.replace('empty-id', role('staff', { name: 'changed' })), false)
      assert.equal(await roles.delete('empty-id', 'role-staff'), false)
      assert.equal((await roles.find(REALM, 'role-staff'))?.name, 'staff')
    })

    it('lists by name, page by page, by part of the name', async () => {
      const { roles } = fixture().stores
      await roles.create(REALM, role('100% staff'))
      const names = async (query: object) =>
        (await roles.list(REALM, { owner: { clientUuid: undefined }, ...query })).map(({ name }) => name)
      assert.deepEqual(await names({}), ['100% staff', 'default', 'staff'])
      assert.deepEqual(await names({ first: 1, max: 1 }), ['default'])
      assert.deepEqual(await names({ search: 'STAFF' }), ['100% staff', 'staff'])
      assert.deepEqual(await names({ search: '%' }), ['100% staff'])
      assert.deepEqual(await names({ search: '_' }), [])
      assert.deepEqual(await names({ owner: { clientUuid: 'client-app' } }), ['app-user'])
    })

    it('lists what a role, a user and a group have themselves', async () => {
      const { roles } = fixture().stores
      const heldBy = async (kind: 'role' | 'user' | 'group', id: string, query: object = {}) =>
        (await roles.list(REALM, { heldBy: { kind, id }, ...query })).map(({ name }) => name)
      assert.deepEqual(await heldBy('role', 'role-default'), ['app-user', 'staff'])
      assert.deepEqual(await heldBy('role', 'role-default', { first: 1 }), ['staff'])
      assert.deepEqual(await heldBy('role', 'role-default', { owner: { clientUuid: undefined } }), ['staff'])
      assert.deepEqual(await heldBy('user', 'user-alice'), ['default'])
      assert.deepEqual(await heldBy('group', 'group-sales'), ['app-user'])
      assert.deepEqual(await heldBy('user', 'nobody'), [])
    })

    it('finds many by id, with their composites', async () => {
      const { roles } = fixture().stores
      const ids = Array.from({ length: 1_101 }, (_, index) => `no-such-${index}`)
      const found = await roles.findAll(REALM, ['role-staff', ...ids, 'role-default'])
      assert.deepEqual(
        found.map(({ name, composites }) => ({ name, composites })),
        [
          { name: 'default', composites: ['role-app-user', 'role-staff'] },
          { name: 'staff', composites: [] },
        ],
      )
      assert.deepEqual(await roles.findAll(REALM, []), [])
    })

    it('adds roles and composites, each once, and shows them at once', async () => {
      const { realms, roles } = fixture().stores
      await cached(() => realms.findByName('test'))
      await roles.create(REALM, role('boss', { composites: ['role-staff'] }))
      await roles.addComposites(REALM, 'role-boss', ['role-staff', 'role-default'])
      const found = await realms.findByName('test')
      assert.deepEqual(found?.roles.get('role-boss')?.composites, ['role-default', 'role-staff'])
      await assert.rejects(roles.create(REALM, role('boss', { id: 'another' })), new Conflict('role'))
      await assert.rejects(roles.create('gone-id', role('boss')), /gone/)
    })

    it('takes composites away, and shows it at once', async () => {
      const { realms, roles } = fixture().stores
      await cached(() => realms.findByName('test'))
      await roles.removeComposites(REALM, 'role-default', ['role-staff', 'role-unknown'])
      await roles.removeComposites(REALM, 'role-default', [])
      assert.deepEqual((await realms.findByName('test'))?.roles.get('role-default')?.composites, ['role-app-user'])
    })

    it('renames a role that keeps its composites, unless the name is taken', async () => {
      const { realms, roles } = fixture().stores
      await cached(() => realms.findByName('test'))
      const changed = role('default', { name: 'everybody', representation: { description: 'all' } })
      assert.equal(await roles.replace(REALM, changed), true)
      assert.deepEqual(await roles.find(REALM, 'role-default'), {
        ...changed,
        composites: ['role-app-user', 'role-staff'],
      })
      assert.equal((await realms.findByName('test'))?.roles.get('role-default')?.name, 'everybody')
      await assert.rejects(roles.replace(REALM, { ...changed, name: 'staff' }), new Conflict('role'))
    })

    it('deletes a role with every place that names it', async () => {
      const { realms, roles, clients, users, groups } = fixture().stores
      await cached(() => realms.findByName('test'))
      assert.equal(await roles.delete(REALM, 'role-app-user'), true)
      assert.equal(await roles.delete(REALM, 'role-app-user'), false)
      const found = await realms.findByName('test')
      assert.equal(found?.roles.has('role-app-user'), false)
      assert.deepEqual(found?.roles.get('role-default')?.composites, ['role-staff'])
      assert.deepEqual((await clients.find(REALM, 'client-app'))?.scopeRoleIds, [])
      assert.deepEqual((await groups.find(REALM, 'group-sales'))?.roleIds, [])
      await roles.delete(REALM, 'role-default')
      assert.deepEqual((await users.findRecord(REALM, 'user-alice'))?.roleIds, [])
    })
  })
}
