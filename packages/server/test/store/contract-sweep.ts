import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import type { Fixture } from './contract.ts'
import { clientSession, code, loginSession, realm, userSession } from './fixtures.ts'

const REALM = 'test-id'
const LONG_AGO = 1_000_000
const LIFESPANS = {
  ssoSessionIdleTimeout: 1_000,
  ssoSessionMaxLifespan: 10_000,
  ssoSessionIdleTimeoutRememberMe: 5_000,
  offlineSessionIdleTimeout: 50_000,
}

export function sweepContract(fixture: () => Fixture): void {
  describe('the sweep', () => {
    beforeEach(() =>
      fixture().stores.realms.create([realm('test', { realm: { id: REALM, realm: 'test', ...LIFESPANS } })]),
    )

    it('takes codes and logins some time after their expiry, never before', async () => {
      const { stores } = fixture()
      await stores.authorizationCodes.put(REALM, code('c', { expiresAt: 1_000 }))
      await stores.loginSessions.put(REALM, loginSession('t', { expiresAt: 1_000 }), 5)
      assert.deepEqual(await stores.sweep(1_000, 100), { deleted: 0 })
      assert.deepEqual(await stores.sweep(1_060, 100), { deleted: 2 })
      assert.deepEqual(await stores.sweep(1_060, 100), { deleted: 0 })
      assert.equal(await stores.authorizationCodes.redeem(REALM, 'c', 1), undefined)
      assert.equal(await stores.loginSessions.find(REALM, 'browser', 't'), undefined)
    })

    it('takes sessions of each kind after its own idle time, with their parts', async () => {
      const { userSessions } = fixture().stores
      const kinds = [
        { id: 'plain', rememberMe: false, offline: false, lifespan: LIFESPANS.ssoSessionIdleTimeout },
        { id: 'remembered', rememberMe: true, offline: false, lifespan: LIFESPANS.ssoSessionIdleTimeoutRememberMe },
        { id: 'offline', rememberMe: false, offline: true, lifespan: LIFESPANS.offlineSessionIdleTimeout },
      ]
      for (const { id, rememberMe, offline } of kinds) {
        const times = { started: LONG_AGO, lastRefresh: LONG_AGO, offline }
        await userSessions.create(REALM, userSession(id, { ...times, rememberMe }), clientSession(id, times))
      }
      for (const { id, offline, lifespan } of kinds) {
        assert.deepEqual(await fixture().stores.sweep(LONG_AGO + lifespan + 59, 100), { deleted: 0 }, id)
        assert.equal((await userSessions.find(REALM, id, offline))?.id, id)
        assert.deepEqual(await fixture().stores.sweep(LONG_AGO + lifespan + 60, 100), { deleted: 2 }, id)
        assert.equal(await userSessions.find(REALM, id, offline), undefined)
        assert.deepEqual(await userSessions.listClients(REALM, id, offline), [])
      }
    })

    it('counts a last use that is not written yet', async () => {
      const { stores } = fixture()
      const times = { started: LONG_AGO, lastRefresh: LONG_AGO }
      await stores.userSessions.create(REALM, userSession('s', times), clientSession('s', times))
      stores.userSessions.touch(REALM, 's', 'client-app', false, LONG_AGO + 900)
      assert.deepEqual(await stores.sweep(LONG_AGO + 1_500, 100), { deleted: 0 })
    })

    it('takes at most a batch of each kind at a time', async () => {
      const { stores } = fixture()
      for (const id of ['1', '2', '3']) await stores.authorizationCodes.put(REALM, code(id, { expiresAt: 1 }))
      assert.deepEqual(await stores.sweep(10_000, 2), { deleted: 2 })
      assert.deepEqual(await stores.sweep(10_000, 2), { deleted: 1 })
    })

    it('may run twice at once without harm', async () => {
      const { stores } = fixture()
      for (const id of ['1', '2', '3']) await stores.authorizationCodes.put(REALM, code(id, { expiresAt: 1 }))
      const both = await Promise.all([stores.sweep(10_000, 100), stores.sweep(10_000, 100)])
      assert.equal(
        both.reduce((sum, { deleted }) => sum + deleted, 0),
        3,
      )
    })
  })
}
