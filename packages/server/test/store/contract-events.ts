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

    it('are found among many, in either order, and paged over the steps in which they are looked for', async () => {
      const { loginEvents, adminEvents } = fixture().stores
      const count = 20_003
      const some = [0, 7_000, 10_000, 10_001, 20_002]
      const at = (index: number) => ({ ipAddress: some.includes(index) ? '::7' : '::1' })
      const all = Array.from({ length: count }, (_, index) => loginEvent(index, at(index)))
      for (let from = 0; from < count; from += 1_000) await loginEvents.add(REALM, all.slice(from, from + 1_000))
      await loginEvents.add(OTHER, [loginEvent(9, { ipAddress: '::7' })])
      const found = async (query: Parameters<typeof loginEvents.list>[1]) =>
        (await loginEvents.list(REALM, { ipAddress: '::7', ...query })).map(({ timeMs }) => timeMs - START_MS)
      assert.deepEqual(await found({}), some.toReversed())
      assert.deepEqual(await found({ oldestFirst: true }), some)
      assert.deepEqual(await found({ first: 1, max: 2 }), [10_001, 10_000])
      assert.deepEqual(await found({ first: 3, max: 9 }), [7_000, 0])
      assert.deepEqual(await found({ first: 9 }), [])
      assert.deepEqual(await found({ max: 0 }), [])
      assert.deepEqual(await found({ oldestFirst: true, first: 2, max: 2 }), [10_000, 10_001])
      assert.deepEqual(await found({ fromMs: START_MS + 7_000, beforeMs: START_MS + 20_002 }), [10_001, 10_000, 7_000])
      assert.deepEqual(await found({ ipAddress: '::9' }), [])
      const most = await found({ ipAddress: '::1', first: 9_990, max: 20 })
      assert.equal(most.length, 20)
      assert.deepEqual(most.slice(8, 12), [10_003, 10_002, 9_999, 9_998])
      const changes = Array.from({ length: 10_002 }, (_, index) => adminEvent(index, { path: `users/${index}` }))
      await adminEvents.add(REALM, changes)
      const paths = (path: string, more: object = {}) =>
        adminEvents.list(REALM, { path, ...more }).then((events) => events.map((event) => event.path))
      assert.deepEqual(await paths('users/1'), ['users/1'])
      assert.deepEqual(await paths('users/1000*', { oldestFirst: true }), ['users/1000', 'users/10000', 'users/10001'])
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
