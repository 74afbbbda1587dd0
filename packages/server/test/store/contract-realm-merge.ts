import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Conflict } from '../../src/store/ports.ts'
import type { Fixture } from './contract.ts'
import { cached, client, fullRealm, group, realm, role, scope, user, userSession } from './fixtures.ts'

export function realmMergeContract(fixture: () => Fixture): void {
  describe('realms brought to a state in one act', () => {
    it('merges things into the realm that was looked at, all or none', async () => {
      const { realms, roles, users, clients } = fixture().stores
      await realms.create([fullRealm('test')])
      const looked = await realms.findByName('test')
      const nothing = { clients: [], roles: [], groups: [], users: [] }
      const merge = { ...nothing, roles: [role('fresh')], clients: [client('more')], users: [user('zoe')] }
      assert.equal(await realms.merge('test-id', looked?.revision ?? 0, merge), true)
      assert.equal((await roles.findByName('test-id', undefined, 'fresh'))?.id, role('fresh').id)
      assert.ok(await clients.findByClientId('test-id', 'more'))
      // what was looked at before is not what is there now
      assert.equal(await realms.merge('test-id', looked?.revision ?? 0, { ...nothing, users: [user('late')] }), false)
      assert.equal(await users.findByUsername('test-id', 'late'), undefined)
      const now = (await realms.findByName('test'))?.revision ?? 0
      const again = { ...nothing, roles: [role('more-roles')], users: [user('zoe', { id: 'another-zoe' })] }
      await assert.rejects(realms.merge('test-id', now, again), Conflict)
      assert.equal(await roles.findByName('test-id', undefined, 'more-roles'), undefined)
      assert.equal(await realms.merge('no-such-id', 1, nothing), false)
    })

    it('makes and changes realms in one act, or none of them', async () => {
      const { realms, roles } = fixture().stores
      await realms.create([fullRealm('test')])
      const revision = (await realms.findByName('test'))?.revision ?? 0
      const merge = { clients: [], roles: [role('fresh')], groups: [], users: [] }
      const changes = (looked: number, created: string) => ({
        created: [realm(created)],
        merged: [{ realmId: 'test-id', revision: looked, merge }],
      })
      assert.equal(await realms.apply(changes(revision - 1, 'new')), false)
      await assert.rejects(realms.apply(changes(revision, 'test')), Conflict)
      assert.equal(await realms.findByName('new'), undefined)
      assert.equal(await roles.findByName('test-id', undefined, 'fresh'), undefined)
      assert.equal(await realms.apply(changes(revision, 'new')), true)
      assert.ok(await realms.findByName('new'))
      assert.ok(await roles.findByName('test-id', undefined, 'fresh'))
      assert.notEqual((await realms.findByName('test'))?.revision, revision)
    })

    it('removes things with what points at them, and keeps the people and the sessions of the rest', async () => {
      const { realms, users, userSessions } = fixture().stores
      const clerk = role('clerk')
      const [staff, dev] = [group('staff', { roleIds: [clerk.id] }), group('dev', { parentId: group('staff').id })]
      await realms.create([
        realm('test', {
          clients: [client('app', { scopeRoleIds: [clerk.id] }), client('old')],
          clientScopes: [scope('orders')],
          roles: [clerk, role('boss', { composites: [clerk.id] }), role('of-old', { clientUuid: client('old').id })],
          groups: [staff, dev],
          users: [user('ann', { roleIds: [clerk.id, role('boss').id], groupIds: [dev.id] })],
        }),
      ])
      await userSessions.create('test-id', userSession('s1', { userId: user('ann').id }), undefined)
      const revision = (await realms.findByName('test'))?.revision ?? 0
      const removed = {
        clients: [client('old').id],
        clientScopes: [scope('orders').id],
        roles: [clerk.id],
        groups: [staff.id],
      }
      const merge = { clients: [], roles: [], groups: [], users: [], clientScopes: [scope('new')], removed }
      assert.equal(await realms.merge('test-id', revision, merge), true)
      const after = await realms.load('test-id', { users: true })
      assert.deepEqual(
        after?.clients.map(({ clientId, scopeRoleIds }) => [clientId, scopeRoleIds]),
        [['app', []]],
      )
      assert.deepEqual(
        after?.clientScopes.map(({ name }) => name),
        ['new'],
      )
      assert.deepEqual(
        after?.roles.map(({ name, composites }) => [name, composites]),
        [['boss', []]],
      )
      assert.deepEqual(after?.groups, [])
      assert.deepEqual(
        after?.users.map(({ roleIds, groupIds }) => [roleIds, groupIds]),
        [[[role('boss').id], []]],
      )
      assert.ok(await users.findByUsername('test-id', 'ann'))
      assert.ok(await userSessions.find('test-id', 's1', false))
    })

    it('replaces a merged user under the same id, and tells who has a name', async () => {
      const { realms, users } = fixture().stores
      await realms.create([realm('test', { users: [user('ann', { email: 'ann@example.org' }), user('bob')] })])
      const names = { usernames: ['ann', 'nobody'], emails: ['ann@example.org'] }
      const taken = await users.findTaken('test-id', names)
      assert.deepEqual([...new Set(taken.map(({ username }) => username))], ['ann'])
      assert.deepEqual(await users.findTaken('other-id', names), [])
      const revision = (await realms.findByName('test'))?.revision ?? 0
      const replaced = { ...user('ann', { email: undefined }), replaces: true }
      const merge = { clients: [], roles: [], groups: [], users: [replaced] }
      assert.equal(await realms.merge('test-id', revision, merge), true)
      assert.equal((await users.findByUsername('test-id', 'ann'))?.email, undefined)
    })

    it('puts realms in the place of others in one act, and leaves these when that fails', async () => {
      const { realms } = fixture().stores
      const named = (name: string, id: string) => realm(name, { realm: { id, realm: name } })
      await realms.create([fullRealm('replaced'), realm('other')])
      const conflicting = [named('replaced', 'new-id'), named('other', 'third-id')]
      await assert.rejects(realms.create(conflicting, undefined, ['replaced-id']), new Conflict('realm'))
      assert.equal((await realms.findByName('replaced'))?.id, 'replaced-id')
      await realms.create([named('replaced', 'new-id')], undefined, ['replaced-id'])
      assert.equal((await realms.findByName('replaced'))?.id, 'new-id')
      assert.equal(await realms.load('replaced-id', { users: true }), undefined)
    })

    it('adds to another realm in the same act, and nothing when that fails', async () => {
      const { realms } = fixture().stores
      await realms.create([fullRealm('master')])
      const additions = {
        realmId: 'master-id',
        clients: [client('test-realm', { scopeRoleIds: ['role-staff'] })],
        roles: [role('manage', { clientUuid: 'client-test-realm', composites: ['role-staff'] })],
        // One that the role has already, and a new one.
        composites: [{ roleId: 'role-default', composites: ['role-staff', 'role-manage'] }],
      }
      await cached(() => realms.findByName('master'))
      await realms.create([realm('test')], additions)
      const master = await cached(() => realms.findByName('master'))
      assert.deepEqual(master?.roles.get('role-default')?.composites, ['role-app-user', 'role-manage', 'role-staff'])
      await assert.rejects(realms.create([realm('more')], additions), new Conflict('client'))
      assert.equal(await realms.findByName('more'), undefined)
    })
  })
}
