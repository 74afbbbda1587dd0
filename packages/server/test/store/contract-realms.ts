import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type ClientEdit, Conflict } from '../../src/store/ports.ts'
import type { Adapter, Fixture } from './contract.ts'
import {
  cached,
  client,
  clientSession,
  code,
  fullRealm,
  group,
  loginSession,
  realm,
  role,
  scope,
  user,
  userSession,
} from './fixtures.ts'

export function realmContract(fixture: () => Fixture, adapter: Adapter): void {
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

    it('changes clients, of other realms too, with the realm or not at all', async () => {
      const { realms, clients } = fixture().stores
      await realms.create([
        realm('one', { clients: [client('app')] }),
        realm('two', { clients: [client('one-rights'), client('taken')] }),
      ])
      const renamed = (clientId: string): ClientEdit => ({
        realmId: 'two-id',
        clientId: 'one-rights',
        change: (record) => ({ ...record, clientId }),
      })
      const rename = (clientId: string) =>
        realms.change('one-id', (document) => ({ ...document, realm: 'uno' }), [renamed(clientId)])
      await assert.rejects(rename('taken'), new Conflict('client'))
      assert.ok(await realms.findByName('one'))
      assert.equal(await rename('uno-rights'), true)
      assert.equal(await realms.findByName('one'), undefined)
      assert.equal((await realms.findByName('uno'))?.id, 'one-id')
      assert.ok(await clients.findByClientId('two-id', 'uno-rights'))
      assert.equal(await clients.findByClientId('two-id', 'one-rights'), undefined)
    })

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

    it('takes the rights over a realm with it', async () => {
      const { realms, clients } = fixture().stores
      await realms.create([fullRealm('master'), realm('test')])
      const rights = { realmId: 'master-id', clientUuid: 'client-app' }
      assert.equal((await clients.find('master-id', 'client-app'))?.clientId, 'app')
      assert.equal(await realms.delete('gone-id', rights), false)
      assert.equal((await cached(() => clients.find('master-id', 'client-app')))?.clientId, 'app')
      assert.equal(await realms.delete('test-id', rights), true)
      assert.equal(await clients.find('master-id', 'client-app'), undefined)
      assert.deepEqual((await realms.findByName('master'))?.roles.get('role-default')?.composites, ['role-staff'])
    })

    it('shows a change at once, under the new name too, with a greater revision', async () => {
      const { realms } = fixture().stores
      await realms.create([realm('test'), realm('taken')])
      const before = await cached(() => realms.findByName('test'))
      await realms.change('test-id', () => ({ realm: 'renamed', enabled: false, displayName: 'New' }))
      assert.equal(await realms.findByName('test'), undefined)
      assert.deepEqual([await realms.idOf('test'), await realms.idOf('renamed')], [undefined, 'test-id'])
      const after = await realms.findByName('renamed')
      assert.equal(after?.displayName, 'New')
      assert.equal(after?.id, 'test-id')
      assert.ok((after?.revision ?? 0) > (before?.revision ?? 0))
      await assert.rejects(
        realms.change('test-id', () => ({ realm: 'taken' })),
        new Conflict('realm'),
      )
      assert.equal((await realms.findByName('renamed'))?.displayName, 'New')
    })

    it('loses nothing when two change one document at once, and nothing at all when the change throws', async () => {
      const { realms } = fixture().stores
      await realms.create([realm('test')])
      const add = (name: string) =>
        realms.change('test-id', (document) => ({ ...document, attributes: { ...document.attributes, [name]: 'set' } }))
      assert.deepEqual(await Promise.all(['a', 'b', 'c'].map(add)), [true, true, true])
      const attributes = async () => (await realms.findByName('test'))?.attributes
      const { a, b, c } = (await attributes()) ?? {}
      assert.deepEqual([a, b, c], ['set', 'set', 'set'])
      const refusal = new Error('refused')
      await assert.rejects(
        realms.change('test-id', () => {
          throw refusal
        }),
        refusal,
      )
      assert.equal((await attributes())?.['a'], 'set')
      assert.equal(await realms.change('gone-id', (document) => document), false)
    })

    it('lets addresses be shared when the realm says so, and refuses to go back while they are', async () => {
      const { realms, users } = fixture().stores
      await realms.create([realm('test', { users: [user('old', { email: 'x@y', createdTimestampMs: 1 })] })])
      const second = user('new', { email: 'X@Y' })
      await assert.rejects(users.create('test-id', [second]), new Conflict('email'))
      await realms.change('test-id', () => ({ realm: 'test', duplicateEmailsAllowed: true }))
      await users.create('test-id', [second])
      assert.equal((await users.findByEmail('test-id', 'x@Y'))?.username, 'old')
      await assert.rejects(
        realms.change('test-id', () => ({ realm: 'test' })),
        new Conflict('email'),
      )
      assert.equal((await realms.findByName('test'))?.login.duplicateEmails, true)
      await users.delete('test-id', 'user-old')
      await realms.change('test-id', () => ({ realm: 'test' }))
      await assert.rejects(users.create('test-id', [user('third', { email: 'x@y' })]), new Conflict('email'))
    })

    it('adds a component to the configuration it was made for, once among many that try at the same time', async () => {
      const { realms } = fixture().stores
      await realms.create([fullRealm('test')])
      const before = await cached(() => realms.findByName('test'))
      assert.ok(before)
      const add = (name: string) =>
        realms.addComponent('test-id', before.revision, 'org.keycloak.keys.KeyProvider', {
          id: `id-${name}`,
          name,
          providerId: 'ecdsa-generated',
          config: {},
        })
      assert.deepEqual((await Promise.all(['one', 'two', 'three'].map(add))).filter(Boolean), [true])
      assert.equal(await add('late'), false)
      const found = await realms.findByName('test')
      assert.equal(found?.revision, before.revision + 1)
      assert.equal(found?.keyProviders.length, before.keyProviders.length + 1)
      assert.deepEqual(found?.lifespans, before.lifespans)
      assert.equal(await realms.addComponent('gone-id', 0, 'type', { name: 'any', providerId: 'any' }), false)
    })

    it('deletes all that a realm holds and nothing of another', async () => {
      const { stores } = fixture()
      await stores.realms.create([fullRealm('test'), fullRealm('other')])
      for (const realmId of ['test-id', 'other-id']) {
        await stores.userSessions.create(realmId, userSession('session'), clientSession('session'))
        await stores.authorizationCodes.put(realmId, code('code'))
        await stores.loginSessions.put(realmId, loginSession('tab'), 5)
      }
      await cached(() => stores.realms.findByName('test'))
      assert.equal(await stores.realms.delete('test-id'), true)
      assert.equal(await stores.realms.delete('test-id'), false)
      assert.equal(await stores.realms.findByName('test'), undefined)
      // What had been left behind would belong to the next realm of this id.
      await stores.realms.create([realm('test')])
      assert.deepEqual(await stores.realms.load('test-id', { users: true }), realm('test'))
      assert.equal(await stores.userSessions.find('test-id', 'session', false), undefined)
      assert.deepEqual(await stores.userSessions.listClients('test-id', 'session', false), [])
      assert.equal(await stores.authorizationCodes.redeem('test-id', 'code', 0), undefined)
      assert.equal(await stores.loginSessions.find('test-id', 'browser', 'tab'), undefined)
      assert.deepEqual(await stores.users.membership('test-id', 'user-alice'), {
        roleIds: [],
        groups: [],
        ancestors: [],
      })
      assert.deepEqual(await stores.users.credentials('test-id', 'user-alice'), [])
      assert.deepEqual(await stores.realms.load('other-id', { users: true }), fullRealm('other'))
      assert.equal((await stores.userSessions.find('other-id', 'session', false))?.userId, 'user-alice')
    })

    it('does not take a realm that came back under its id for the one before', async () => {
      const { realms, clients } = fixture().stores
      await realms.create([realm('test', { clients: [client('app', { representation: { name: 'before' } })] })])
      await cached(() => clients.findByClientId('test-id', 'app'))
      await realms.delete('test-id')
      await realms.create([realm('test', { clients: [client('app', { representation: { name: 'after' } })] })])
      assert.equal((await clients.findByClientId('test-id', 'app'))?.name, 'after')
    })

    if (adapter.shared) {
      it('sees what another process changed within a second', async () => {
        const { stores, clock, reopen } = fixture()
        await stores.realms.create([realm('test')])
        assert.equal((await cached(() => stores.realms.findByName('test')))?.displayName, undefined)
        const other = await reopen()
        await other.realms.change('test-id', () => ({ realm: 'test', displayName: 'changed' }))
        clock.moveMs(1_000)
        assert.equal((await stores.realms.findByName('test'))?.displayName, 'changed')
      })

      it('sees that another process deleted a realm, within a second', async () => {
        const { stores, clock, reopen } = fixture()
        await stores.realms.create([realm('test')])
        await cached(() => stores.realms.findByName('test'))
        const other = await reopen()
        await other.realms.delete('test-id')
        clock.moveMs(1_000)
        assert.equal(await stores.realms.findByName('test'), undefined)
      })
    }
  })
}
