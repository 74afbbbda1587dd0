import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import type { Fixture } from './contract.ts'
import { fullRealm, loginSession, realm } from './fixtures.ts'

const REALM = 'test-id'

export function loginSessionContract(fixture: () => Fixture): void {
  const logins = () => fixture().stores.loginSessions

  describe('login sessions', () => {
    beforeEach(() => fixture().stores.realms.create([fullRealm('test'), realm('empty')]))

    it('come back as they were put, and as they were put again', async () => {
      await logins().put(REALM, loginSession('tab'), 5)
      assert.deepEqual(await logins().find(REALM, 'browser', 'tab'), loginSession('tab'))
      const later = loginSession('tab', {
        sessionCode: undefined,
        execution: undefined,
        userId: 'user-alice',
        authTime: 1_700_000_100,
        userSessionId: 's',
        done: [],
      })
      await logins().put(REALM, later, 5)
      assert.deepEqual(await logins().find(REALM, 'browser', 'tab'), later)
    })

    it('belong to one browser, tab and realm', async () => {
      await logins().put(REALM, loginSession('tab'), 5)
      assert.equal(await logins().find('empty-id', 'browser', 'tab'), undefined)
      assert.equal(await logins().find(REALM, 'other', 'tab'), undefined)
      assert.equal(await logins().find(REALM, 'browser', 'other'), undefined)
    })

    it('tell whether a browser has one that is not expired', async () => {
      await logins().put(REALM, loginSession('tab', { expiresAt: 100 }), 5)
      assert.equal(await logins().rootExists(REALM, 'browser', 99), true)
      assert.equal(await logins().rootExists(REALM, 'browser', 100), false)
      assert.equal(await logins().rootExists(REALM, 'other', 99), false)
      assert.equal(await logins().rootExists('empty-id', 'browser', 99), false)
    })

    it('are so many per browser; the oldest others give way', async () => {
      await logins().put(REALM, loginSession('x', { rootId: 'other', createdAt: 1 }), 3)
      // The newest comes first in time here, and must still not give way to itself.
      for (const [tab, createdAt] of [
        ['a', 10],
        ['b', 20],
        ['c', 30],
        ['d', 5],
      ] as const) {
        await logins().put(REALM, loginSession(tab, { createdAt }), 3)
      }
      const left = async (tab: string) => (await logins().find(REALM, 'browser', tab)) !== undefined
      assert.deepEqual(await Promise.all(['a', 'b', 'c', 'd'].map(left)), [false, true, true, true])
      assert.notEqual(await logins().find(REALM, 'other', 'x'), undefined)
    })

    it('do not count a tab twice', async () => {
      await logins().put(REALM, loginSession('a'), 2)
      await logins().put(REALM, loginSession('b'), 2)
      await logins().put(REALM, loginSession('b'), 2)
      assert.notEqual(await logins().find(REALM, 'browser', 'a'), undefined)
    })

    it('advance with the awaited post only', async () => {
      await logins().put(REALM, loginSession('tab'), 5)
      const next = loginSession('tab', { sessionCode: 'second-page', userId: 'user-alice' })
      assert.equal(await logins().advance(REALM, 'stale', next), false)
      assert.equal(await logins().advance(REALM, undefined, next), false)
      assert.equal(await logins().advance('empty-id', 'first-page', next), false)
      assert.deepEqual(await logins().find(REALM, 'browser', 'tab'), loginSession('tab'))
      assert.equal(await logins().advance(REALM, 'first-page', next), true)
      assert.deepEqual(await logins().find(REALM, 'browser', 'tab'), next)
      assert.equal(await logins().advance(REALM, 'first-page', next), false)
    })

    it('advance from no awaited post', async () => {
      await logins().put(REALM, loginSession('tab', { sessionCode: undefined }), 5)
      assert.equal(await logins().advance(REALM, undefined, loginSession('tab')), true)
      assert.equal(await logins().advance(REALM, undefined, loginSession('tab')), false)
    })

    it('of two posts at once take one', async () => {
      await logins().put(REALM, loginSession('tab'), 5)
      const posts = ['x', 'y', 'z'].map((sessionCode) =>
        logins().advance(REALM, 'first-page', loginSession('tab', { sessionCode })),
      )
      const outcomes = await Promise.all(posts)
      assert.equal(outcomes.filter(Boolean).length, 1)
      const winner = ['x', 'y', 'z'][outcomes.indexOf(true)]
      assert.equal((await logins().find(REALM, 'browser', 'tab'))?.sessionCode, winner)
    })

    it('finish once, and advance no more', async () => {
      await logins().put(REALM, loginSession('tab'), 5)
      const outcomes = await Promise.all([1, 2, 3].map(() => logins().finish(REALM, 'browser', 'tab')))
      assert.equal(outcomes.filter(Boolean).length, 1)
      assert.equal(await logins().advance(REALM, 'first-page', loginSession('tab')), false)
      assert.equal(await logins().find(REALM, 'browser', 'tab'), undefined)
      assert.equal(await logins().finish('empty-id', 'browser', 'tab'), false)
    })
  })
}
