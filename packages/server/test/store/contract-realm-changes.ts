import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type ClientEdit, Conflict } from '../../src/store/ports.ts'
import type { Adapter, Fixture } from './contract.ts'
import { cached, client, clientSession, code, fullRealm, loginSession, realm, user, userSession } from './fixtures.ts'

export function realmChangeContract(fixture: () => Fixture, adapter: Adapter): void {
  describe('realms that change and go', () => {
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
