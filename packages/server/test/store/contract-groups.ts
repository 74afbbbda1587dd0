import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { Conflict } from '../../src/store/ports.ts'
import type { Fixture } from './contract.ts'
import { cached, fullRealm, group, realm, role, user } from './fixtures.ts'

const REALM = 'test-id'

export function groupContract(fixture: () => Fixture): void {
  describe('the tree of groups', () => {
    beforeEach(() => fixture().stores.realms.create([fullRealm('test'), realm('empty')]))

    const paths = async (query: object) => (await fixture().stores.groups.list(REALM, query)).map(({ path }) => path)

    it('is listed by parent, by part of the name, by attribute, page by page', async () => {
      const { groups } = fixture().stores
      await groups.create(REALM, group('north', { parentId: 'group-company', representation: {} }))
      assert.deepEqual(await paths({ parentId: null }), ['/company'])
      assert.deepEqual(await paths({ parentId: 'group-company' }), ['/company/north', '/company/sales'])
      assert.deepEqual(await paths({ parentId: 'group-company', first: 1, max: 1 }), ['/company/sales'])
      assert.deepEqual(await paths({ search: 'A' }), ['/company', '/company/sales'])
      assert.deepEqual(await paths({ search: 's*s' }), ['/company/sales'])
      assert.deepEqual(await paths({ search: '%' }), [])
      assert.deepEqual(await paths({ search: 'Sales', exact: true }), [])
      assert.deepEqual(await paths({ search: 'sales', exact: true }), ['/company/sales'])
      assert.deepEqual(await paths({ attributes: [['floor', '1']] }), ['/company', '/company/sales'])
      assert.deepEqual(await paths({ attributes: [['floor', '1']], first: 1, max: 1 }), ['/company/sales'])
      assert.deepEqual(await paths({ attributes: [['floor', '2']] }), [])
      assert.deepEqual(await paths({ attributes: [['constructor', '1']] }), [])
      assert.deepEqual(await paths({ heldBy: { kind: 'user', id: 'user-alice' } }), ['/company/sales'])
      assert.deepEqual(await paths({ heldBy: { kind: 'role', id: 'role-staff' } }), ['/company'])
      assert.equal(await groups.count(REALM, {}), 3)
      assert.equal(await groups.count(REALM, { parentId: null }), 1)
      assert.equal(await groups.count(REALM, { search: 'north' }), 1)
      assert.equal(await groups.count('empty-id', {}), 0)
    })

    it('finds names beyond ASCII as they are written', async () => {
      await fixture().stores.groups.create(REALM, group('Übung'))
      assert.deepEqual(await paths({ search: 'Übu' }), ['/Übung'])
    })

    it('tells of a group its place, its children and its roles', async () => {
      const { groups } = fixture().stores
      const [company] = fullRealm('test').groups
      assert.deepEqual(await groups.findPlaced(REALM, 'group-company'), {
        ...company,
        path: '/company',
        subGroupCount: 1,
      })
      assert.equal(await groups.findPlaced('empty-id', 'group-company'), undefined)
      const line = await groups.withAncestors(REALM, ['group-sales'])
      assert.deepEqual(line.map(({ path }) => path).sort(), ['/company', '/company/sales'])
    })

    it('finds a path, slashes in names escaped or not', async () => {
      const { groups } = fixture().stores
      await groups.create(REALM, group('a/b', { parentId: 'group-company' }))
      await groups.create(REALM, group('c', { parentId: 'group-a/b' }))
      const at = async (path: string) => (await groups.findByPath(REALM, path))?.id
      assert.equal(await at('/company/sales'), 'group-sales')
      assert.equal(await at('company/sales/'), 'group-sales')
      assert.equal(await at('/company/a/b/c'), 'group-c')
      assert.equal(await at('/company/a~/b/c'), 'group-c')
      assert.equal(await at('/sales'), undefined)
      assert.equal(await at(''), undefined)
      assert.equal(await at('/'.repeat(10_000)), undefined)
      assert.equal(await groups.findByPath('empty-id', '/company'), undefined)
    })

    it('takes a name once among siblings, and no child of a parent that is gone', async () => {
      const { groups } = fixture().stores
      const twice = group('sales', { id: 'second', parentId: 'group-company' })
      await assert.rejects(groups.create(REALM, twice), new Conflict('group'))
      assert.equal(await groups.create(REALM, group('sales', { id: 'second' })), true)
      await assert.rejects(groups.replace(REALM, group('company', { id: 'second' })), new Conflict('group'))
      await assert.rejects(groups.move(REALM, 'second', 'group-company'), new Conflict('group'))
      assert.equal(await groups.create(REALM, group('orphan', { parentId: 'gone' })), false)
      assert.equal(await groups.create('empty-id', group('orphan', { parentId: 'group-company' })), false)
      assert.equal(await groups.create('gone-id', group('orphan')), false)
    })

    it('is never bent into a circle', async () => {
      const { groups } = fixture().stores
      assert.equal(await groups.move(REALM, 'group-company', 'group-sales'), 'below itself')
      assert.equal(await groups.move(REALM, 'group-company', 'group-company'), 'below itself')
      assert.equal(await groups.move(REALM, 'group-company', 'gone'), 'gone')
      assert.equal(await groups.move(REALM, 'gone', undefined), 'gone')
      assert.equal(await groups.move('empty-id', 'group-sales', undefined), 'gone')
      assert.deepEqual(await paths({}), ['/company', '/company/sales'])
    })

    it('takes the places of default groups along, in the realm everybody sees', async () => {
      const { groups, realms } = fixture().stores
      await groups.create(REALM, group('companyx'))
      await realms.change(REALM, (old) => ({ ...old, defaultGroups: ['/company', '/company/sales', '/companyx'] }))
      const defaults = async () => (await realms.findByName('test'))?.representation['defaultGroups']
      await cached(defaults)
      await groups.replace(REALM, group('company', { name: 'firm' }))
      assert.deepEqual(await defaults(), ['/firm', '/firm/sales', '/companyx'])
      await groups.move(REALM, 'group-sales', undefined)
      assert.deepEqual(await defaults(), ['/firm', '/sales', '/companyx'])
      await groups.delete(REALM, 'group-company')
      assert.deepEqual(await defaults(), ['/sales', '/companyx'])
    })

    it('loses a group with all below it, their members and their roles', async () => {
      const { groups, users, realms } = fixture().stores
      assert.equal(await groups.delete('empty-id', 'group-company'), false)
      assert.equal(await groups.delete(REALM, 'group-company'), true)
      assert.equal(await groups.delete(REALM, 'group-company'), false)
      assert.deepEqual(await paths({}), [])
      assert.deepEqual((await users.findRecord(REALM, 'user-alice'))?.groupIds, [])
      const left = await realms.load(REALM, { users: true })
      assert.deepEqual(left?.groups, [])
    })
  })

  describe('who holds what', () => {
    beforeEach(() => fixture().stores.realms.create([fullRealm('test'), realm('empty')]))

    const names = async (...of: [kind: 'role' | 'group', id: string, page?: object]) => {
      const [kind, id, page = {}] = of
      return (await fixture().stores.users.holders(REALM, { kind, id }, page)).map(({ username }) => username)
    }

    it('is given and taken, each once, to and from whom there is', async () => {
      const { roles, users } = fixture().stores
      const alice = { kind: 'user', id: 'user-alice' } as const
      assert.equal(await roles.give(REALM, alice, ['role-staff', 'role-default']), true)
      assert.equal(await roles.give(REALM, alice, ['role-staff']), true)
      assert.equal(await roles.give(REALM, { kind: 'user', id: 'gone' }, ['role-staff']), false)
      assert.equal(await roles.give('empty-id', alice, ['role-staff']), false)
      assert.equal(await roles.give(REALM, { kind: 'group', id: 'user-alice' }, ['role-staff']), false)
      assert.deepEqual((await users.membership(REALM, 'user-alice')).roleIds, ['role-default', 'role-staff'])
      assert.deepEqual(await names('role', 'role-staff'), ['alice'])
      await roles.take('empty-id', alice, ['role-staff'])
      await roles.take(REALM, alice, ['role-default', 'role-unknown'])
      assert.deepEqual((await users.membership(REALM, 'user-alice')).roleIds, ['role-staff'])
      await roles.give(REALM, { kind: 'group', id: 'group-sales' }, ['role-staff'])
      await roles.take(REALM, { kind: 'group', id: 'group-sales' }, ['role-app-user'])
      assert.deepEqual((await users.membership(REALM, 'user-alice')).groups[0]?.roleIds, ['role-staff'])
    })

    it('is joined and left, by whom there is', async () => {
      const { users } = fixture().stores
      assert.equal(await users.joinGroup(REALM, 'user-alice', 'group-company'), true)
      assert.equal(await users.joinGroup(REALM, 'user-alice', 'group-company'), true)
      assert.equal(await users.joinGroup(REALM, 'gone', 'group-company'), false)
      assert.equal(await users.joinGroup(REALM, 'user-alice', 'gone'), false)
      assert.equal(await users.joinGroup('empty-id', 'user-alice', 'group-company'), false)
      assert.deepEqual(await names('group', 'group-company'), ['alice'])
      await users.leaveGroup(REALM, 'user-alice', 'group-company')
      await users.leaveGroup(REALM, 'user-alice', 'group-company')
      assert.deepEqual(await names('group', 'group-company'), [])
    })

    it('is listed by user name, page by page, few or many', async () => {
      const { users, roles } = fixture().stores
      await roles.create(REALM, role('common'))
      const holder = (index: number) => user(`u${String(index).padStart(4, '0')}`, { roleIds: ['role-common'] })
      await users.create(
        REALM,
        Array.from({ length: 150 }, (_, index) => holder(149 - index)),
      )
      assert.deepEqual(await names('role', 'role-common', { first: 1, max: 2 }), ['u0001', 'u0002'])
      assert.equal((await names('role', 'role-common')).length, 100)
      await users.create(
        REALM,
        Array.from({ length: 2_000 }, (_, index) => holder(150 + index)),
      )
      assert.deepEqual(await names('role', 'role-common', { first: 149, max: 3 }), ['u0149', 'u0150', 'u0151'])
      assert.equal((await names('role', 'role-common')).length, 100)
      assert.deepEqual(await users.holders('empty-id', { kind: 'role', id: 'role-common' }, {}), [])
    })
  })
}
