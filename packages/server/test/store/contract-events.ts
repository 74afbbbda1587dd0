import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import type { Fixture } from './contract.ts'
import { adminEvent, loginEvent, realm, EVENTS_START_MS as START_MS } from './fixtures.ts'

const REALM = 'test-id'
const OTHER = 'other-id'

const SETTINGS = { eventsExpiration: 100, attributes: { adminEventsExpiration: '200' } }

export function eventContract(fixture: () => Fixture): void {
  describe('events', () => {
    beforeEach(() =>
      fixture().stores.realms.create([
        realm('test', { realm: { id: REALM, realm: 'test', ...SETTINGS } }),
        realm('other', { realm: { id: OTHER, realm: 'other' } }),
      ]),
    )

    it('come back as they were saved, the newest first, and only in their realm', async () => {
      const { loginEvents, adminEvents } = fixture().stores
      const events = [loginEvent(0), loginEvent(1, { error: 'invalid_token', details: { reason: 'Stale token' } })]
      await loginEvents.add(REALM, events)
      const changes = [adminEvent(0), adminEvent(1, { representation: '{"a":1}' })]
      await adminEvents.add(REALM, changes)
      assert.deepEqual(await loginEvents.list(REALM, {}), events.toReversed())
      assert.deepEqual(await loginEvents.list(REALM, { oldestFirst: true }), events)
      assert.deepEqual(await adminEvents.list(REALM, {}), changes.toReversed())
      assert.deepEqual(await loginEvents.list(OTHER, {}), [])
      assert.deepEqual(await adminEvents.list(OTHER, {}), [])
    })

    it('are filtered by each thing that is asked for, and paged after that', async () => {
      const { loginEvents } = fixture().stores
      await loginEvents.add(REALM, [
        loginEvent(0, { type: 'LOGIN', clientId: 'a', userId: 'u', ipAddress: '::1' }),
        loginEvent(1, { type: 'LOGOUT', clientId: 'a', userId: 'v', ipAddress: '::2' }),
        loginEvent(2, { type: 'LOGIN_ERROR', clientId: 'b', userId: undefined, ipAddress: undefined }),
      ])
      const typesOf = async (query: Parameters<typeof loginEvents.list>[1]) =>
        (await loginEvents.list(REALM, query)).map(({ type }) => type)
      assert.deepEqual(await typesOf({ types: ['LOGIN', 'LOGIN_ERROR'] }), ['LOGIN_ERROR', 'LOGIN'])
      assert.deepEqual(await typesOf({ clientId: 'a' }), ['LOGOUT', 'LOGIN'])
      assert.deepEqual(await typesOf({ clientId: 'a', userId: 'u' }), ['LOGIN'])
      assert.deepEqual(await typesOf({ ipAddress: '::2' }), ['LOGOUT'])
      assert.deepEqual(await typesOf({ userId: 'nobody' }), [])
      assert.deepEqual(await typesOf({ first: 1, max: 1 }), ['LOGOUT'])
      assert.deepEqual(await typesOf({ max: 0 }), [])
    })

    it('are found by time, in whole milliseconds', async () => {
      const { loginEvents } = fixture().stores
      await loginEvents.add(REALM, [loginEvent(0), loginEvent(1), loginEvent(2)])
      const secondsOf = async (query: Parameters<typeof loginEvents.list>[1]) =>
        (await loginEvents.list(REALM, query)).map(({ timeMs }) => timeMs - START_MS)
      assert.deepEqual(await secondsOf({ fromMs: START_MS + 1 }), [2, 1])
      assert.deepEqual(await secondsOf({ beforeMs: START_MS + 1 }), [0])
      assert.deepEqual(await secondsOf({ fromMs: START_MS + 1, beforeMs: START_MS + 2 }), [1])
      assert.deepEqual(await secondsOf({ fromMs: 1e300 }), [])
      assert.deepEqual(await secondsOf({ beforeMs: -1 }), [])
    })

    it('of administrators are filtered by what, where and whose', async () => {
      const { adminEvents } = fixture().stores
      const by = { realmId: 'master', clientUuid: 'cli', userId: 'admin', ipAddress: '::1' }
      await adminEvents.add(REALM, [
        adminEvent(0, { operation: 'CREATE', resource: 'USER', path: 'users/1', by }),
        adminEvent(1, { operation: 'UPDATE', resource: 'USER', path: 'users/1/x_y', by: { ...by, userId: 'eve' } }),
        adminEvent(2, { operation: 'CREATE', resource: 'GROUP', path: 'groups/100%', by: { ...by, realmId: REALM } }),
      ])
      const pathsOf = async (query: Parameters<typeof adminEvents.list>[1]) =>
        (await adminEvents.list(REALM, query)).map(({ path }) => path)
      assert.deepEqual(await pathsOf({ operations: ['CREATE'] }), ['groups/100%', 'users/1'])
      assert.deepEqual(await pathsOf({ resources: ['GROUP', 'CLIENT'] }), ['groups/100%'])
      assert.deepEqual(await pathsOf({ path: 'users/1' }), ['users/1'])
      assert.deepEqual(await pathsOf({ path: 'users/1*' }), ['users/1/x_y', 'users/1'])
      assert.deepEqual(await pathsOf({ path: '*1*' }), ['groups/100%', 'users/1/x_y', 'users/1'])
      assert.deepEqual(await pathsOf({ path: 'users/1/x%' }), [])
      assert.deepEqual(await pathsOf({ path: 'users/1/xzy' }), [])
      assert.deepEqual(await pathsOf({ byRealmId: REALM }), ['groups/100%'])
      assert.deepEqual(await pathsOf({ byUserId: 'eve', byClientUuid: 'cli', byIpAddress: '::1' }), ['users/1/x_y'])
      assert.deepEqual(await pathsOf({ byClientUuid: 'other' }), [])
    })

    it('are deleted on demand, however many, each kind and realm alone', async () => {
      const { loginEvents, adminEvents } = fixture().stores
      await loginEvents.add(
        REALM,
        Array.from({ length: 1_001 }, (_, index) => loginEvent(index)),
      )
      await loginEvents.add(OTHER, [loginEvent(0)])
      await adminEvents.add(REALM, [adminEvent(0)])
      await loginEvents.clear(REALM)
      assert.deepEqual(await loginEvents.list(REALM, {}), [])
      assert.equal((await loginEvents.list(OTHER, {})).length, 1)
      assert.equal((await adminEvents.list(REALM, {})).length, 1)
      await adminEvents.clear(REALM)
      assert.deepEqual(await adminEvents.list(REALM, {}), [])
    })

    it('expire where the realm says when, each kind by its own setting', async () => {
      const { stores } = fixture()
      const start = START_MS / 1000
      await stores.loginEvents.add(REALM, [loginEvent(0)])
      await stores.adminEvents.add(REALM, [adminEvent(0)])
      await stores.loginEvents.add(OTHER, [loginEvent(0)])
      // a minute of grace for clocks that differ
      assert.deepEqual(await stores.sweep(start + 160, 100), { deleted: 0 })
      assert.deepEqual(await stores.sweep(start + 161, 100), { deleted: 1 })
      assert.deepEqual(await stores.loginEvents.list(REALM, {}), [])
      assert.deepEqual(await stores.sweep(start + 260, 100), { deleted: 0 })
      assert.deepEqual(await stores.sweep(start + 261, 100), { deleted: 1 })
      assert.deepEqual(await stores.adminEvents.list(REALM, {}), [])
      assert.deepEqual(await stores.sweep(start + 1_000_000_000, 100), { deleted: 0 })
      assert.equal((await stores.loginEvents.list(OTHER, {})).length, 1)
    })

    it('go with their realm', async () => {
      const { stores } = fixture()
      await stores.loginEvents.add(REALM, [loginEvent(0)])
      await stores.realms.delete(REALM)
      assert.deepEqual(await stores.loginEvents.list(REALM, {}), [])
    })
  })
}
