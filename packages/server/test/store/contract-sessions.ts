import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import type { Adapter, Fixture } from './contract.ts'
import { clientSession, fullRealm, realm, userSession } from './fixtures.ts'

const REALM = 'test-id'
const ONLINE = false
const OFFLINE = true

export function sessionContract(fixture: () => Fixture, adapter: Adapter): void {
  const sessions = () => fixture().stores.userSessions

  describe('sessions', () => {
    beforeEach(() => fixture().stores.realms.create([fullRealm('test'), realm('empty')]))
    beforeEach(() => sessions().create(REALM, userSession('s'), clientSession('s')))

    it('come back as they were made', async () => {
      assert.deepEqual(await sessions().find(REALM, 's', ONLINE), userSession('s'))
      assert.deepEqual(await sessions().findWithClient(REALM, 's', 'client-app', ONLINE), {
        user: userSession('s'),
        client: clientSession('s'),
      })
      const bare = { redirectUri: undefined, authTime: undefined, notes: {}, offline: true }
      const remembered = userSession('o', { rememberMe: true, offline: true, notes: {} })
      await sessions().create(REALM, remembered, clientSession('o', bare))
      assert.deepEqual(await sessions().find(REALM, 'o', OFFLINE), remembered)
      assert.deepEqual(await sessions().listClients(REALM, 'o', OFFLINE), [clientSession('o', bare)])
    })

    it('are found in their realm, under their id and in their kind only', async () => {
      assert.equal(await sessions().find('empty-id', 's', ONLINE), undefined)
      assert.equal(await sessions().find(REALM, 's', OFFLINE), undefined)
      assert.equal(await sessions().find(REALM, 'S', ONLINE), undefined)
      const nothing = { user: undefined, client: undefined }
      assert.deepEqual(await sessions().findWithClient('empty-id', 's', 'client-app', ONLINE), nothing)
      assert.deepEqual(await sessions().findWithClient(REALM, 's', 'client-app', OFFLINE), nothing)
      assert.deepEqual(await sessions().findWithClient(REALM, 's', 'client-other', ONLINE), {
        user: userSession('s'),
        client: undefined,
      })
    })

    it('are listed by user with each client', async () => {
      await sessions().joinClient(REALM, clientSession('s', { clientUuid: 'client-other' }), 1_700_000_000)
      await sessions().create(REALM, userSession('t', { userId: 'user-bob' }), clientSession('t'))
      const listed = await sessions().listByUser(REALM, 'user-alice', ONLINE)
      assert.deepEqual(listed.map(({ user, client }) => [user.id, client.clientUuid]).sort(), [
        ['s', 'client-app'],
        ['s', 'client-other'],
      ])
      assert.deepEqual(await sessions().listByUser(REALM, 'user-alice', OFFLINE), [])
    })

    it('are listed by client, page by page, the oldest first', async () => {
      await sessions().create(REALM, userSession('t', { started: 1_700_000_500 }), clientSession('t'))
      await sessions().joinClient(REALM, clientSession('s', { clientUuid: 'client-other' }), 1_700_000_000)
      const ids = async (clientUuid: string, page: object = {}, offline = ONLINE, realmId = REALM) =>
        (await sessions().listByClient(realmId, clientUuid, offline, page)).map(({ id }) => id)
      assert.deepEqual(await ids('client-app'), ['s', 't'])
      assert.deepEqual(await ids('client-other'), ['s'])
      assert.deepEqual(await ids('client-app', { first: 1 }), ['t'])
      assert.deepEqual(await ids('client-app', { max: 1 }), ['s'])
      assert.deepEqual(await ids('client-app', {}, OFFLINE), [])
      assert.deepEqual(await ids('client-app', {}, ONLINE, 'empty-id'), [])
    })

    it('take a second client, and a client again with new data', async () => {
      const other = clientSession('s', { clientUuid: 'client-other' })
      assert.equal(await sessions().joinClient(REALM, other, 1_700_000_100), true)
      const again = clientSession('s', { scope: 'openid email', notes: { again: 'yes' } })
      assert.equal(await sessions().joinClient(REALM, again, 1_700_000_200, { fresh: 'note' }), true)
      const { user, client } = await sessions().findWithClient(REALM, 's', 'client-app', ONLINE)
      assert.deepEqual(client, again)
      assert.equal(user?.lastRefresh, 1_700_000_200)
      assert.deepEqual(user?.notes, { fresh: 'note' })
      assert.deepEqual(await sessions().listClients(REALM, 's', ONLINE), [again, other])
    })

    it('refuse a client when they are gone, and write nothing', async () => {
      assert.equal(await sessions().joinClient(REALM, clientSession('gone'), 1), false)
      assert.equal(await sessions().joinClient('empty-id', clientSession('s'), 1), false)
      assert.equal(await sessions().joinClient(REALM, clientSession('s', { offline: true }), 1), false)
      assert.deepEqual(await sessions().listClients(REALM, 'gone', ONLINE), [])
      assert.deepEqual(await sessions().listClients(REALM, 's', OFFLINE), [])
    })

    it('end for one client while they go on for others', async () => {
      await sessions().joinClient(REALM, clientSession('s', { clientUuid: 'client-other' }), 1)
      await sessions().endClient(REALM, 's', 'client-app', ONLINE)
      await sessions().endClient(REALM, 's', 'client-app', ONLINE)
      const { user, client } = await sessions().findWithClient(REALM, 's', 'client-app', ONLINE)
      assert.deepEqual([user?.id, client], ['s', undefined])
      assert.equal((await sessions().listClients(REALM, 's', ONLINE)).length, 1)
    })

    it('end with all parts and tell them once', async () => {
      assert.deepEqual(await sessions().end(REALM, 's', OFFLINE), [])
      assert.deepEqual(await sessions().end('empty-id', 's', ONLINE), [])
      assert.deepEqual(await sessions().end(REALM, 's', ONLINE), [clientSession('s')])
      assert.deepEqual(await sessions().end(REALM, 's', ONLINE), [])
      assert.equal(await sessions().find(REALM, 's', ONLINE), undefined)
      assert.deepEqual(await sessions().listClients(REALM, 's', ONLINE), [])
    })

    it('end for a user, online and offline, and for nobody else', async () => {
      await sessions().create(REALM, userSession('s', { offline: true }), clientSession('s', { offline: true }))
      await sessions().create(REALM, userSession('bob', { userId: 'user-bob' }), clientSession('bob'))
      await sessions().endByUser(REALM, 'user-alice', false)
      assert.equal((await sessions().listClients(REALM, 's', OFFLINE)).length, 1)
      await sessions().endByUser(REALM, 'user-alice', true)
      assert.deepEqual(await sessions().findWithClient(REALM, 's', 'client-app', ONLINE), {
        user: undefined,
        client: undefined,
      })
      assert.deepEqual(await sessions().listClients(REALM, 's', ONLINE), [])
      assert.deepEqual(await sessions().listClients(REALM, 's', OFFLINE), [])
      assert.equal((await sessions().find(REALM, 'bob', ONLINE))?.id, 'bob')
    })

    it('never come to life again when a client joins while they end', async () => {
      for (let round = 0; round < 20; round += 1) {
        const id = `race-${round}`
        await sessions().create(REALM, userSession(id), clientSession(id))
        const join = () => sessions().joinClient(REALM, clientSession(id, { clientUuid: 'client-other' }), 1)
        const end = () => sessions().end(REALM, id, ONLINE)
        await Promise.all(round % 2 === 0 ? [join(), end()] : [end(), join()])
        assert.equal(await sessions().find(REALM, id, ONLINE), undefined)
        assert.deepEqual(await sessions().listClients(REALM, id, ONLINE), [])
      }
    })
  })

  describe('last use of a session', () => {
    beforeEach(() => fixture().stores.realms.create([fullRealm('test')]))
    beforeEach(() => sessions().create(REALM, userSession('s'), clientSession('s')))

    it('is seen at once', async () => {
      sessions().touch(REALM, 's', 'client-app', ONLINE, 1_700_000_500)
      sessions().touch(REALM, 's', 'client-app', ONLINE, 1_700_000_400)
      const { user, client } = await sessions().findWithClient(REALM, 's', 'client-app', ONLINE)
      assert.deepEqual([user?.lastRefresh, client?.lastRefresh], [1_700_000_500, 1_700_000_500])
      assert.equal((await sessions().find(REALM, 's', ONLINE))?.lastRefresh, 1_700_000_500)
      assert.equal((await sessions().listClients(REALM, 's', ONLINE))[0]?.lastRefresh, 1_700_000_500)
    })

    it('never goes back behind what is stored', async () => {
      sessions().touch(REALM, 's', 'client-app', ONLINE, 1)
      assert.equal((await sessions().find(REALM, 's', ONLINE))?.lastRefresh, 1_700_000_000)
    })

    it('does not bring an ended session back', async () => {
      sessions().touch(REALM, 's', 'client-app', ONLINE, 1_700_000_500)
      await sessions().end(REALM, 's', ONLINE)
      assert.equal(await sessions().find(REALM, 's', ONLINE), undefined)
    })

    if (adapter.shared) {
      it('does not go back when it is written either', async () => {
        const { stores, reopen } = fixture()
        stores.userSessions.touch(REALM, 's', 'client-app', ONLINE, 1)
        await stores.close()
        const { user, client } = await (await reopen()).userSessions.findWithClient(REALM, 's', 'client-app', ONLINE)
        assert.deepEqual([user?.lastRefresh, client?.lastRefresh], [1_700_000_000, 1_700_000_000])
      })

      it('is written when the store closes', async () => {
        const { stores, reopen } = fixture()
        stores.userSessions.touch(REALM, 's', 'client-app', ONLINE, 1_700_000_500)
        await stores.close()
        const { user, client } = await (await reopen()).userSessions.findWithClient(REALM, 's', 'client-app', ONLINE)
        assert.deepEqual([user?.lastRefresh, client?.lastRefresh], [1_700_000_500, 1_700_000_500])
      })
    }
  })

  describe('rotating refresh tokens (RFC 9700 §4.14.2)', () => {
    const rotate = (used: string, next: string, maxReuse = 0, family = 'a') =>
      sessions().rotateRefreshToken(REALM, {
        userSessionId: 's',
        clientUuid: 'client-app',
        offline: ONLINE,
        family,
        used,
        next,
        maxReuse,
      })
    const part = async () => (await sessions().findWithClient(REALM, 's', 'client-app', ONLINE)).client

    beforeEach(() => fixture().stores.realms.create([fullRealm('test')]))
    beforeEach(() => sessions().create(REALM, userSession('s'), clientSession('s')))

    it('takes the newest token and makes its successor the newest', async () => {
      assert.equal(await rotate('a', 'b'), 'rotated')
      assert.equal(await rotate('b', 'c'), 'rotated')
      assert.equal(await rotate('c', 'd'), 'rotated')
    })

    it('ends the client’s part when a token comes again, the living token too', async () => {
      await rotate('a', 'b')
      assert.equal(await rotate('a', 'x'), 'reused')
      assert.equal(await part(), undefined)
      assert.equal(await rotate('b', 'c'), 'gone')
      assert.equal((await sessions().find(REALM, 's', ONLINE))?.id, 's')
    })

    it('ends it for a token the family never had', async () => {
      assert.equal(await rotate('forged', 'x'), 'reused')
      assert.equal(await part(), undefined)
    })

    it('takes the token before the newest as often as the realm allows', async () => {
      assert.equal(await rotate('a', 'b', 2), 'rotated')
      assert.equal(await rotate('a', 'c', 2), 'rotated')
      assert.equal(await rotate('a', 'd', 2), 'rotated')
      assert.equal(await rotate('a', 'e', 2), 'reused')
      assert.equal(await part(), undefined)
    })

    it('takes no token older than the one before the newest', async () => {
      await rotate('a', 'b', 5)
      await rotate('b', 'c', 5)
      assert.equal(await rotate('a', 'd', 5), 'reused')
    })

    it('keeps the families of two tabs apart', async () => {
      assert.equal(await rotate('a', 'b', 0, 'a'), 'rotated')
      assert.equal(await rotate('m', 'n', 0, 'm'), 'rotated')
      assert.equal(await rotate('b', 'c', 0, 'a'), 'rotated')
      assert.equal(await rotate('n', 'o', 0, 'm'), 'rotated')
      assert.equal(await rotate('c', 'd', 0, 'm'), 'reused')
    })

    it('goes on with its families when the client joins again', async () => {
      await rotate('a', 'b')
      await sessions().joinClient(REALM, clientSession('s', { started: 1_700_000_100 }), 1_700_000_100)
      assert.equal((await part())?.started, 1_700_000_000)
      assert.equal(await rotate('b', 'c'), 'rotated')
    })

    it('says gone when the client was logged out', async () => {
      await sessions().endClient(REALM, 's', 'client-app', ONLINE)
      assert.equal(await rotate('a', 'b'), 'gone')
    })

    it('of 50 at once rotates one (attack case 13, attack case 16)', async () => {
      const outcomes = await Promise.all(Array.from({ length: 50 }, (_, index) => rotate('a', `next-${index}`)))
      assert.equal(outcomes.filter((outcome) => outcome === 'rotated').length, 1)
      assert.equal(outcomes.filter((outcome) => outcome === 'reused').length, 1)
      assert.equal(await part(), undefined)
    })

    it('racing with the end of the session never leaves a living token (attack case 14)', async () => {
      for (let round = 0; round < 20; round += 1) {
        const id = `race-${round}`
        await sessions().create(REALM, userSession(id), clientSession(id))
        const key = { userSessionId: id, clientUuid: 'client-app', offline: ONLINE, family: 'a', maxReuse: 0 }
        const turn = () => sessions().rotateRefreshToken(REALM, { ...key, used: 'a', next: 'b' })
        const end = () => sessions().end(REALM, id, ONLINE)
        await Promise.all(round % 2 === 0 ? [turn(), end()] : [end(), turn()])
        assert.equal(await sessions().rotateRefreshToken(REALM, { ...key, used: 'b', next: 'c' }), 'gone')
      }
    })
  })
}
