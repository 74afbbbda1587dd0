import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { PASSWORD_HISTORY, type UserQuery } from '../../src/store/user-ports.ts'
import type { Fixture } from './contract.ts'
import { fullRealm, loginFailures, password, realm, user } from './fixtures.ts'

const REALM = 'test-id'

/** What users are found by beyond their names, how many they are, their credentials in order, failed log-ins. */
export function peopleContract(fixture: () => Fixture): void {
  describe('finding people', () => {
    beforeEach(async () => {
      const { realms, users } = fixture().stores
      await realms.create([fullRealm('test'), fullRealm('other'), realm('empty')])
      await users.create(REALM, [
        user('maria_x', {
          email: 'Maria.X@example.org',
          createdTimestampMs: 2_000,
          representation: { firstName: 'Maria Anna', lastName: 'von Trapp', emailVerified: true, attributes: {} },
        }),
        user('mario', {
          enabled: false,
          createdTimestampMs: 3_000,
          representation: { firstName: 'Mario', attributes: { colour: ['Red', 'x'.repeat(300)], size: ['XL'] } },
        }),
      ])
    })

    const found = async (query: UserQuery, realmId = REALM) =>
      (await fixture().stores.users.search(realmId, query)).map(({ username }) => username)

    const cases: readonly (readonly [UserQuery, readonly string[]])[] = [
      [{ search: 'mar' }, ['maria_x', 'mario']],
      [{ search: 'MAR' }, ['maria_x', 'mario']],
      [{ search: 'aria' }, []],
      [{ search: '*aria*' }, ['maria_x']],
      [{ search: '*ria_' }, ['maria_x']],
      [{ search: 'ma*x' }, ['maria_x']],
      [{ search: 'ma*z' }, []],
      [{ search: 'maria von' }, ['maria_x']],
      [{ search: 'maria super' }, []],
      [{ search: '"mario"' }, ['mario']],
      [{ search: '"mari"' }, []],
      [{ search: 'mar%' }, []],
      [{ search: '*"ma*' }, []],
      [{ search: '*' }, ['alice', 'maria_x', 'mario']],
      [{ search: 'mar', username: 'nobody' }, ['maria_x', 'mario']],
      [{ search: 'mar', enabled: false }, ['mario']],
      [{ username: 'ari' }, ['maria_x', 'mario']],
      [{ username: 'ari', firstName: 'anna' }, ['maria_x']],
      [{ firstName: 'example' }, []],
      [{ email: 'X@EXAMPLE' }, ['maria_x']],
      [{ lastName: 'von trapp', exact: true }, ['maria_x']],
      [{ username: 'mari', exact: true }, []],
      [{ emailVerified: true }, ['maria_x']],
      [{ createdAfterMs: 2_000, createdBeforeMs: 2_999 }, ['maria_x']],
      [{ ids: ['user-mario', 'nobody'] }, ['mario']],
      [{ ids: [] }, []],
      [{ attributes: [['colour', 'red']] }, ['mario']],
      [{ attributes: [['colour', 'X'.repeat(300)]] }, ['mario']],
      [{ attributes: [['colour', 're']] }, []],
      [{ attributes: [['Colour', 'red']] }, []],
      [
        {
          attributes: [
            ['colour', 'red'],
            ['size', 'l'],
          ],
        },
        [],
      ],
      [
        {
          attributes: [
            ['colour', 'red'],
            ['size', 'xl'],
          ],
          search: 'mar',
        },
        ['mario'],
      ],
      [{ idpAlias: 'github' }, ['alice']],
      [{ idpUserId: '7' }, ['alice']],
      [{ idpAlias: 'github', idpUserId: '8' }, []],
      [{ max: 0 }, []],
      [{ first: 1, max: 1 }, ['maria_x']],
      [{ max: -1, search: 'mar', first: 1 }, ['mario']],
    ]
    for (const [query, expected] of cases) {
      it(`by ${JSON.stringify(query).slice(0, 70)}`, async () => {
        assert.deepEqual(await found(query), expected)
        const { first: _first, max, ...counted } = query
        if (max === undefined) assert.equal(await fixture().stores.users.count(REALM, counted), expected.length)
      })
    }

    it('never finds those of another realm', async () => {
      for (const query of [{ search: '*aria*' }, { search: 'mar' }, { username: 'ari' }, { ids: ['user-mario'] }]) {
        assert.deepEqual(await found(query, 'other-id'), [], JSON.stringify(query))
      }
    })

    it('finds a changed name by its new parts only, a deleted user no longer', async () => {
      const { users } = fixture().stores
      const mario = await users.findRecord(REALM, 'user-mario')
      assert.ok(mario)
      await users.replace(REALM, { ...mario, username: 'luigi', representation: { attributes: { hat: ['green'] } } })
      assert.deepEqual(await found({ search: '*uigi*' }), ['luigi'])
      assert.deepEqual(await found({ search: '*ario*' }), [])
      assert.deepEqual(await found({ attributes: [['hat', 'green']] }), ['luigi'])
      assert.deepEqual(await found({ attributes: [['size', 'xl']] }), [])
      await users.delete(REALM, 'user-mario')
      assert.deepEqual(await found({ search: '*uigi*' }), [])
      assert.deepEqual(await found({ attributes: [['hat', 'green']] }), [])
    })

    it('counts people, without service accounts, and keeps the count', async () => {
      const { users, clients } = fixture().stores
      assert.equal(await users.count(REALM, {}), 3)
      assert.equal(await users.count('empty-id', {}), 0)
      await users.delete(REALM, 'user-mario')
      assert.equal(await users.count(REALM, {}), 2)
      await users.delete(REALM, 'user-mario')
      await clients.delete(REALM, 'client-app')
      assert.equal(await users.count(REALM, {}), 2)
      await assert.rejects(users.create(REALM, [user('new'), user('alice', { id: 'x' })]))
      assert.equal(await users.count(REALM, {}), 2)
    })
  })

  describe('credentials', () => {
    const ids = async () =>
      (await fixture().stores.users.credentials(REALM, 'user-alice')).map(({ id, type }) => `${type}:${id}`)

    beforeEach(async () => {
      const { realms, users } = fixture().stores
      await realms.create([realm('test')])
      const credentials = [password('a', { type: 'otp' }), password('b', { type: 'webauthn' }), password('c')]
      await users.create(REALM, [user('alice', { credentials })])
    })

    it('are put in front and behind each other', async () => {
      const { users } = fixture().stores
      const [a, b, c] = (await users.credentials(REALM, 'user-alice')).map(({ id }) => id)
      assert.ok(a && b && c)
      const order = async () => (await users.credentials(REALM, 'user-alice')).map(({ id }) => id)
      assert.equal(await users.moveCredential(REALM, 'user-alice', c, undefined), true)
      assert.deepEqual(await order(), [c, a, b])
      assert.equal(await users.moveCredential(REALM, 'user-alice', c, a), true)
      assert.deepEqual(await order(), [a, c, b])
      assert.equal(await users.moveCredential(REALM, 'user-alice', c, 'no-such'), false)
      assert.equal(await users.moveCredential(REALM, 'user-alice', 'no-such', undefined), false)
      assert.equal(await users.moveCredential(REALM, 'nobody', c, undefined), false)
      assert.deepEqual(await order(), [a, c, b])
    })

    it('are labelled and removed one by one', async () => {
      const { users } = fixture().stores
      const [first] = await users.credentials(REALM, 'user-alice')
      assert.ok(first)
      assert.equal(await users.labelCredential(REALM, 'user-alice', first.id, 'phone'), true)
      assert.equal((await users.credentials(REALM, 'user-alice'))[0]?.userLabel, 'phone')
      assert.equal(await users.labelCredential(REALM, 'nobody', first.id, 'x'), false)
      assert.equal(await users.deleteCredential(REALM, 'nobody', first.id), false)
      assert.equal(await users.deleteCredential(REALM, 'user-alice', first.id), true)
      assert.equal(await users.deleteCredential(REALM, 'user-alice', first.id), false)
      assert.equal((await users.credentials(REALM, 'user-alice')).length, 2)
    })

    it('keep as many former passwords as asked for, the newest', async () => {
      const { users } = fixture().stores
      for (const [index, value] of ['d', 'e', 'f'].entries()) {
        const next = password(value, { createdDateMs: 1_800_000_000_000 + index })
        await users.setCredential(REALM, 'user-alice', next, [], 1)
      }
      const types = (await ids()).map((one) => one.split(':')[0])
      assert.deepEqual(types.toSorted(), ['otp', 'password', PASSWORD_HISTORY, 'webauthn'])
      const all = await users.credentials(REALM, 'user-alice')
      assert.equal(all.find(({ type }) => type === PASSWORD_HISTORY)?.createdDateMs, 1_800_000_000_001)
      await users.setCredential(REALM, 'user-alice', password('g'), [])
      assert.equal(
        (await ids()).some((one) => one.startsWith(PASSWORD_HISTORY)),
        false,
      )
    })
  })

  describe('accounts elsewhere', () => {
    it('are one for each provider', async () => {
      const { realms, users } = fixture().stores
      await realms.create([fullRealm('test')])
      const link = { identityProvider: 'google', userId: '1' }
      assert.equal(await users.addFederatedIdentity(REALM, 'user-alice', link), true)
      assert.equal(await users.addFederatedIdentity(REALM, 'user-alice', { ...link, userId: '2' }), false)
      assert.deepEqual(await users.federatedIdentities(REALM, 'user-alice'), [
        { identityProvider: 'github', userId: '7', userName: 'al' },
        link,
      ])
      assert.equal(await users.removeFederatedIdentity(REALM, 'user-alice', 'google'), true)
      assert.equal(await users.removeFederatedIdentity(REALM, 'user-alice', 'google'), false)
      assert.deepEqual(await users.federatedIdentities('other-id', 'user-alice'), [])
    })
  })

  describe('failed log-ins', () => {
    beforeEach(() => fixture().stores.realms.create([fullRealm('test')]))

    it('are counted, also many at once', async () => {
      const { loginFailures: store } = fixture().stores
      assert.equal(await store.find(REALM, 'user-alice'), undefined)
      const more = () =>
        store.record(REALM, 'user-alice', (before) => loginFailures({ failures: (before?.failures ?? 0) + 1 }))
      await Promise.all(Array.from({ length: 25 }, more))
      assert.equal((await store.find(REALM, 'user-alice'))?.failures, 25)
      assert.equal(await store.find('other-id', 'user-alice'), undefined)
    })

    it('stay as they are when there is nothing to remember', async () => {
      const { loginFailures: store } = fixture().stores
      assert.equal(await store.record(REALM, 'user-alice', () => undefined), undefined)
      assert.equal(await store.find(REALM, 'user-alice'), undefined)
    })

    it('are forgotten, of one and of all', async () => {
      const { loginFailures: store } = fixture().stores
      for (const id of ['user-alice', 'user-bob']) await store.record(REALM, id, () => loginFailures())
      await store.clear(REALM, 'user-alice')
      assert.equal(await store.find(REALM, 'user-alice'), undefined)
      await store.clearAll('other-id')
      assert.equal((await store.find(REALM, 'user-bob'))?.failures, 1)
      await store.clearAll(REALM)
      assert.equal(await store.find(REALM, 'user-bob'), undefined)
    })
  })
}
