import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { Conflict } from '../../src/store/ports.ts'
import type { Adapter, Fixture } from './contract.ts'
import { cached, client, clientSession, code, fullRealm, realm, userSession } from './fixtures.ts'

const REALM = 'test-id'

export function clientContract(fixture: () => Fixture, adapter: Adapter): void {
  describe('clients', () => {
    beforeEach(() => fixture().stores.realms.create([fullRealm('test'), realm('empty')]))

    it('keeps the public name and the id apart', async () => {
      const { clients } = fixture().stores
      assert.equal((await clients.findByClientId(REALM, 'app'))?.id, 'client-app')
      assert.equal((await clients.find(REALM, 'client-app'))?.clientId, 'app')
      assert.equal(await clients.findByClientId(REALM, 'client-app'), undefined)
      assert.equal(await clients.find(REALM, 'app'), undefined)
    })

    it("does not find another realm's client, whatever is cached", async () => {
      const { clients } = fixture().stores
      await clients.find(REALM, 'client-app')
      assert.equal(await clients.find('empty-id', 'client-app'), undefined)
      assert.equal(await clients.findByClientId('empty-id', 'app'), undefined)
      assert.equal(await clients.findRecord('empty-id', 'client-app'), undefined)
      assert.equal(await clients.delete('empty-id', 'client-app'), false)
      assert.equal(await clients.change('empty-id', 'client-app', (record) => record), false)
      assert.deepEqual(await clients.list('empty-id', {}), [])
    })

    it('has the roles of its scope', async () => {
      const { clients } = fixture().stores
      assert.deepEqual((await clients.findByClientId(REALM, 'app'))?.scopeRoleIds, ['role-app-user'])
      assert.deepEqual(await clients.findRecord(REALM, 'client-app'), fullRealm('test').clients[0])
    })

    it('lists by name, page by page', async () => {
      const { clients } = fixture().stores
      await clients.create(REALM, client('aaa'))
      const names = async (query: object) => (await clients.list(REALM, query)).map(({ clientId }) => clientId)
      assert.deepEqual(await names({}), ['aaa', 'app', 'other'])
      assert.deepEqual(await names({ first: 1 }), ['app', 'other'])
      assert.deepEqual(await names({ first: 1, max: 1 }), ['app'])
      assert.deepEqual(await names({ max: 0 }), [])
      assert.deepEqual(await names({ clientId: 'app' }), ['app'])
      assert.deepEqual(await names({ clientId: 'ap' }), [])
    })

    it('finds by attributes what has them, whatever else stands in the documents', async () => {
      const { clients } = fixture().stores
      const having = (attributes: Record<string, string>, more: object = {}) => ({ attributes, ...more })
      await clients.create(REALM, client('a1', { representation: having({ k: 'v', other: '1' }) }))
      await clients.create(REALM, client('a2', { representation: having({ k: 'v"%_' }) }))
      await clients.create(REALM, client('a3', { representation: having({}, { elsewhere: { k: 'v' } }) }))
      await clients.create(REALM, client('a4', { representation: having({ k: 'v', other: '2' }) }))
      const names = async (attributes: [string, string][], page: object = {}) =>
        (await clients.list(REALM, { attributes, ...page })).map(({ clientId }) => clientId)
      assert.deepEqual(await names([['k', 'v']]), ['a1', 'a4'])
      assert.deepEqual(await names([['k', 'v']], { first: 1 }), ['a4'])
      assert.deepEqual(await names([['k', 'v']], { max: 1 }), ['a1'])
      assert.deepEqual(await names([['k', 'V']]), [])
      assert.deepEqual(await names([['k', 'v"%_']]), ['a2'])
      assert.deepEqual(
        await names([
          ['k', 'v'],
          ['other', '2'],
        ]),
        ['a4'],
      )
    })

    it('shows a new client at once, though it was looked for before', async () => {
      const { clients, realms } = fixture().stores
      assert.equal(await clients.findByClientId(REALM, 'late'), undefined)
      const before = await cached(() => realms.findByName('test'))
      await clients.create(REALM, client('late'))
      assert.equal((await clients.findByClientId(REALM, 'late'))?.id, 'client-late')
      assert.ok(((await realms.findByName('test'))?.revision ?? 0) > (before?.revision ?? 0))
    })

    it('shows a change at once by either key', async () => {
      const { clients } = fixture().stores
      await cached(() => clients.findByClientId(REALM, 'app'))
      await cached(() => clients.find(REALM, 'client-app'))
      const renamed = client('app', {
        clientId: 'renamed',
        representation: { enabled: false },
        scopeRoleIds: ['role-staff'],
      })
      assert.equal(await clients.change(REALM, renamed.id, () => renamed), true)
      assert.equal(await clients.findByClientId(REALM, 'app'), undefined)
      assert.equal((await clients.findByClientId(REALM, 'renamed'))?.enabled, false)
      assert.equal((await clients.find(REALM, 'client-app'))?.enabled, false)
      assert.deepEqual((await clients.find(REALM, 'client-app'))?.scopeRoleIds, ['role-staff'])
    })

    it('refuses a taken name and leaves both clients as they were', async () => {
      const { clients } = fixture().stores
      await assert.rejects(clients.create(REALM, client('app', { id: 'new' })), new Conflict('client'))
      const greedy = client('other', { clientId: 'app', scopeRoleIds: ['role-staff'] })
      await assert.rejects(
        clients.change(REALM, greedy.id, () => greedy),
        new Conflict('client'),
      )
      assert.deepEqual(await clients.list(REALM, {}), fullRealm('test').clients)
    })

    it('of two that make one client at once lets one', async () => {
      const { clients } = fixture().stores
      const outcomes = await Promise.allSettled(
        ['1', '2', '3'].map((id) => clients.create(REALM, client('raced', { id }))),
      )
      assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
    })

    it('goes with its roles, service account, sessions and codes', async () => {
      const { stores } = fixture()
      await stores.userSessions.create(REALM, userSession('session'), clientSession('session'))
      await stores.userSessions.joinClient(REALM, clientSession('session', { clientUuid: 'client-other' }), 1)
      await stores.authorizationCodes.put(REALM, code('code'))
      assert.equal((await stores.users.findServiceAccount(REALM, 'client-app'))?.username, 'service-account-app')
      await cached(() => stores.clients.findByClientId(REALM, 'app'))
      await cached(() => stores.realms.findByName('test'))
      assert.equal(await stores.clients.delete(REALM, 'client-app'), true)
      assert.equal(await stores.clients.delete(REALM, 'client-app'), false)
      assert.equal(await stores.clients.findByClientId(REALM, 'app'), undefined)
      assert.equal(await stores.users.findServiceAccount(REALM, 'client-app'), undefined)
      assert.equal(await stores.authorizationCodes.redeem(REALM, 'code', 1), undefined)
      const left = await stores.userSessions.listClients(REALM, 'session', false)
      assert.deepEqual(
        left.map(({ clientUuid }) => clientUuid),
        ['client-other'],
      )
      const roles = (await stores.realms.findByName('test'))?.roles
      assert.equal(roles?.has('role-app-user'), false)
      assert.deepEqual(roles?.get('role-default')?.composites, ['role-staff'])
      assert.deepEqual((await stores.groups.find(REALM, 'group-sales'))?.roleIds, [])
    })

    if (adapter.shared) {
      it('shows what another process changed within a second', async () => {
        const { stores, clock, reopen } = fixture()
        assert.equal((await cached(() => stores.clients.findByClientId(REALM, 'app')))?.enabled, true)
        const other = await reopen()
        await other.clients.change(REALM, 'client-app', () => client('app', { representation: { enabled: false } }))
        clock.moveMs(1_000)
        assert.equal((await stores.clients.findByClientId(REALM, 'app'))?.enabled, false)
      })
    }
  })
}
