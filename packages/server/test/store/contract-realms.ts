import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Conflict } from '../../src/store/ports.ts'
import type { Fixture } from './contract.ts'
import { client, fullRealm, group, realm, role, scope, user } from './fixtures.ts'

export function realmContract(fixture: () => Fixture): void {
  describe('realms', () => {
    it('gives back all that was saved, fields it does not know included', async () => {
      const { realms } = fixture().stores
      await realms.create([fullRealm('test')])
      assert.deepEqual(await realms.load('test-id', { users: true }), fullRealm('test'))
      assert.deepEqual(await realms.load('test-id', { users: false }), { ...fullRealm('test'), users: [] })
    })

    it('does not know a realm by another name, by its id or in other case', async () => {
      const { realms } = fixture().stores
      await realms.create([realm('test')])
      for (const name of ['', 'other', 'test-id', 'TEST', 'test ', '__proto__']) {
        assert.equal(await realms.findByName(name), undefined, name)
      }
      assert.equal(await realms.load('test', { users: false }), undefined)
    })

    it('lists realms in the order of their names', async () => {
      const { realms } = fixture().stores
      assert.deepEqual(await realms.list(), [])
      await realms.create([realm('b'), realm('a')])
      assert.deepEqual(
        (await realms.list()).map(({ id, name }) => ({ id, name })),
        [
          { id: 'a-id', name: 'a' },
          { id: 'b-id', name: 'b' },
        ],
      )
    })

    it('lists settings by page, without the parts that are long', async () => {
      const { realms } = fixture().stores
      await realms.create([realm('b'), realm('a'), fullRealm('c')])
      const first = await realms.listSettings({ max: 2 })
      assert.deepEqual(
        first.map((settings) => settings.realm),
        ['a', 'b'],
      )
      const [last, ...none] = await realms.listSettings({ after: 'b', max: 2 })
      assert.deepEqual(none, [])
      assert.equal(last?.id, 'c-id')
      assert.equal(last?.['components'], undefined)
      assert.deepEqual(await realms.listSettings({ after: 'c', max: 2 }), [])
    })

    it('lists them in brief by page, as they are after a change', async () => {
      const { realms } = fixture().stores
      const { realm: named } = realm('b')
      await realms.create([
        realm('b', { realm: { ...named, displayName: 'Bee', displayNameHtml: '<b>Bee</b>' } }),
        realm('a'),
      ])
      assert.deepEqual(await realms.listBrief({ max: 1 }), [{ id: 'a-id', realm: 'a', enabled: true }])
      assert.deepEqual(await realms.listBrief({ after: 'a', max: 5 }), [
        { id: 'b-id', realm: 'b', displayName: 'Bee', displayNameHtml: '<b>Bee</b>', enabled: true },
      ])
      await realms.change('b-id', (document) => ({ ...document, realm: 'bee', displayName: 'Beehive', enabled: false }))
      assert.deepEqual(await realms.listBrief({ after: 'a', max: 5 }), [
        { id: 'b-id', realm: 'bee', displayName: 'Beehive', displayNameHtml: '<b>Bee</b>', enabled: false },
      ])
    })

    it('makes the model with scopes and roles, those of clients with their public name', async () => {
      const { realms } = fixture().stores
      await realms.create([fullRealm('test')])
      const found = await realms.findByName('test')
      assert.equal(found?.lifespans.accessToken, 111)
      assert.equal(found?.defaultRoleId, 'role-default')
      assert.deepEqual(found?.clientScopes.get('profile')?.roleIds, ['role-staff'])
      assert.deepEqual(found?.roles.get('role-app-user')?.client, { id: 'client-app', clientId: 'app' })
      assert.deepEqual(found?.roles.get('role-default')?.composites, ['role-app-user', 'role-staff'])
    })

    it('saves none of three realms when the third conflicts', async () => {
      const { stores } = fixture()
      await stores.realms.create([realm('taken')])
      const third = realm('taken', { realm: { id: 'another-id', realm: 'taken' } })
      await assert.rejects(stores.realms.create([fullRealm('one'), fullRealm('two'), third]), new Conflict('realm'))
      assert.deepEqual(
        (await stores.realms.list()).map(({ name }) => name),
        ['taken'],
      )
      assert.equal(await stores.realms.findByName('one'), undefined)
      assert.equal(await stores.users.find('one-id', 'user-alice'), undefined)
      assert.deepEqual(await stores.groups.list('two-id', {}), [])
    })

    it('says what was taken inside a realm', async () => {
      const { realms } = fixture().stores
      const twice = {
        client: { clients: [client('app'), client('app', { id: 'second' })] },
        clientScope: { clientScopes: [scope('s'), scope('s', { id: 'second' })] },
        role: { roles: [role('r'), role('r', { id: 'second' })] },
        group: { groups: [group('g'), group('g', { id: 'second' })] },
        username: { users: [user('u'), user('U', { id: 'second' })] },
        email: { users: [user('u', { email: 'u@x' }), user('v', { email: 'U@X' })] },
      }
      for (const [what, parts] of Object.entries(twice)) {
        await assert.rejects(realms.create([realm('test', parts)]), new Conflict(what))
      }
      assert.deepEqual(await realms.list(), [])
    })

    it('lets the same names stand in two realms, for two clients and under two groups', async () => {
      const { realms } = fixture().stores
      const parts = {
        clients: [client('a'), client('b')],
        roles: [
          role('r'),
          role('r', { id: '2', clientUuid: 'client-a' }),
          role('r', { id: '3', clientUuid: 'client-b' }),
        ],
        groups: [group('g'), group('g', { id: '2', parentId: 'group-g' })],
      }
      await realms.create([realm('one', parts), realm('two', parts)])
      assert.equal((await realms.load('two-id', { users: false }))?.roles.length, 3)
    })
  })
}
