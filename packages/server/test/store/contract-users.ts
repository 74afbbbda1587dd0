import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { Conflict } from '../../src/store/ports.ts'
import type { UserQuery } from '../../src/store/user-ports.ts'
import type { Fixture } from './contract.ts'
import { clientSession, fullRealm, group, password, realm, user, userSession } from './fixtures.ts'

const REALM = 'test-id'

export function userContract(fixture: () => Fixture): void {
  describe('users', () => {
    beforeEach(() => fixture().stores.realms.create([fullRealm('test'), realm('empty')]))

    it('are found by id, and by name and address without regard to case', async () => {
      const { users } = fixture().stores
      assert.equal((await users.find(REALM, 'user-alice'))?.email, 'Alice@Example.org')
      assert.equal((await users.findByUsername(REALM, 'ALICE'))?.id, 'user-alice')
      assert.equal((await users.findByEmail(REALM, 'alice@example.ORG'))?.id, 'user-alice')
      assert.deepEqual((await users.find(REALM, 'user-alice'))?.attributes, { colour: ['green', 'blue'] })
    })

    it('are not found in another realm, by part of a name or by another key', async () => {
      const { users } = fixture().stores
      assert.equal(await users.find('empty-id', 'user-alice'), undefined)
      assert.equal(await users.findByUsername('empty-id', 'alice'), undefined)
      assert.equal(await users.findByEmail('empty-id', 'alice@example.org'), undefined)
      assert.equal(await users.findRecord('empty-id', 'user-alice'), undefined)
      assert.equal(await users.findByUsername(REALM, 'alic'), undefined)
      assert.equal(await users.findByUsername(REALM, 'alice%'), undefined)
      assert.equal(await users.findByUsername(REALM, 'alice@example.org'), undefined)
      assert.equal(await users.findByEmail(REALM, ''), undefined)
      assert.equal(await users.find(REALM, 'alice'), undefined)
    })

    it('keep what a record holds', async () => {
      const { users } = fixture().stores
      const record = user('carla', {
        email: 'Carla@x.org',
        roleIds: ['role-default', 'role-staff'],
        groupIds: ['group-company'],
        credentials: [
          password('one', { priority: 1, userLabel: 'mine' }),
          password('two', { priority: 2, type: 'otp', more: { unheardOf: [1] } }),
        ],
        representation: { firstName: 'Carla', requiredActions: ['VERIFY_EMAIL'], unheardOf: [1] },
      })
      await users.create(REALM, [record])
      assert.deepEqual(await users.findRecord(REALM, 'user-carla'), record)
      assert.deepEqual(await users.credentials(REALM, 'user-carla'), record.credentials)
    })

    it('are made all or none, and not in a realm that is gone', async () => {
      const { users } = fixture().stores
      await assert.rejects(users.create(REALM, [user('new'), user('ALICE', { id: 'x' })]), new Conflict('username'))
      assert.equal(await users.findByUsername(REALM, 'new'), undefined)
      await assert.rejects(users.create('gone-id', [user('new')]), /gone/)
    })

    it('of many that take one name at once let one', async () => {
      const { users } = fixture().stores
      const tries = Array.from({ length: 20 }, (_, id) => users.create(REALM, [user('raced', { id: `${id}` })]))
      const outcomes = await Promise.allSettled(tries)
      assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
      assert.ok(outcomes.every((one) => one.status === 'fulfilled' || one.reason instanceof Conflict))
    })

    it('change without losing credentials, roles and groups', async () => {
      const { users } = fixture().stores
      const before = await users.findRecord(REALM, 'user-alice')
      const changed = user('alicia', {
        id: 'user-alice',
        enabled: false,
        representation: { firstName: 'Al', requiredActions: ['UPDATE_PROFILE'] },
      })
      assert.equal(await users.replace(REALM, changed), true)
      const { roleIds, groupIds, credentials, representation } = before ?? user('missing')
      const { federatedIdentities } = representation
      assert.deepEqual(await users.findRecord(REALM, 'user-alice'), {
        ...changed,
        ...{ roleIds, groupIds, credentials },
        representation: { ...changed.representation, federatedIdentities },
      })
      assert.equal(await users.findByUsername(REALM, 'alice'), undefined)
      assert.equal(await users.findByEmail(REALM, 'alice@example.org'), undefined)
      assert.equal(await users.replace(REALM, user('nobody')), false)
      await users.create(REALM, [user('bob', { email: 'b@x' })])
      await assert.rejects(users.replace(REALM, user('bob', { id: 'user-alice' })), new Conflict('username'))
      const sameMail = user('alicia', { id: 'user-alice', email: 'B@X' })
      await assert.rejects(users.replace(REALM, sameMail), new Conflict('email'))
    })

    it('go with credentials and sessions', async () => {
      const { users, userSessions } = fixture().stores
      await userSessions.create(REALM, userSession('s'), clientSession('s'))
      assert.equal(await users.delete(REALM, 'user-alice'), true)
      assert.equal(await users.delete(REALM, 'user-alice'), false)
      assert.deepEqual(await users.credentials(REALM, 'user-alice'), [])
      assert.equal(await userSessions.find(REALM, 's', false), undefined)
      assert.deepEqual(await userSessions.listClients(REALM, 's', false), [])
    })

    it('hold roles, groups and the groups above', async () => {
      const { users } = fixture().stores
      const { roleIds, groups, ancestors } = await users.membership(REALM, 'user-alice')
      assert.deepEqual(roleIds, ['role-default'])
      assert.deepEqual(
        groups.map(({ path, roleIds: ids }) => [path, ids]),
        [['/company/sales', ['role-app-user']]],
      )
      assert.deepEqual(
        ancestors.map(({ path, roleIds: ids }) => [path, ids]),
        [['/company', ['role-staff']]],
      )
      const nothing = { roleIds: [], groups: [], ancestors: [] }
      assert.deepEqual(await users.membership('empty-id', 'user-alice'), nothing)
      assert.deepEqual(await users.membership(REALM, 'nobody'), nothing)
    })

    it('in a group and in the one above hold each once', async () => {
      const { users } = fixture().stores
      await users.create(REALM, [user('bob', { groupIds: ['group-sales', 'group-company'] })])
      const { groups, ancestors } = await users.membership(REALM, 'user-bob')
      assert.deepEqual(groups.map(({ path }) => path).sort(), ['/company', '/company/sales'])
      assert.deepEqual(ancestors, [])
    })
  })

  describe('groups', () => {
    it('know their path, in their realm only', async () => {
      const { realms, groups } = fixture().stores
      await realms.create([fullRealm('test'), realm('empty')])
      assert.equal((await groups.find(REALM, 'group-sales'))?.path, '/company/sales')
      assert.deepEqual((await groups.find(REALM, 'group-company'))?.attributes, { floor: ['1'] })
      assert.equal(await groups.find('empty-id', 'group-sales'), undefined)
      assert.equal(await groups.find(REALM, 'sales'), undefined)
    })

    it('in a circle do not hang the server', async () => {
      const { realms, users } = fixture().stores
      const circle = [group('a', { parentId: 'group-b' }), group('b', { parentId: 'group-a' })]
      await realms.create([realm('test', { groups: circle, users: [user('u', { groupIds: ['group-a'] })] })])
      const { groups, ancestors } = await users.membership(REALM, 'user-u')
      assert.deepEqual([groups.length, ancestors.length], [1, 1])
    })
  })

  describe('credentials', () => {
    beforeEach(() => fixture().stores.realms.create([fullRealm('test')]))

    it('of one type give way to the new one, and the required actions with them', async () => {
      const { users } = fixture().stores
      const otp = password('otp', { type: 'otp', priority: 5 })
      await users.setCredential(REALM, 'user-alice', otp, ['CONFIGURE_TOTP'])
      await users.setCredential(REALM, 'user-alice', password('second'), ['UPDATE_PASSWORD'])
      assert.deepEqual(await users.credentials(REALM, 'user-alice'), [otp, password('second')])
      assert.deepEqual((await users.find(REALM, 'user-alice'))?.requiredActions, ['UPDATE_PASSWORD'])
      await users.setCredential(REALM, 'user-alice', password('third'), [])
      assert.deepEqual((await users.find(REALM, 'user-alice'))?.requiredActions, [])
    })

    it('are not made for a user who is gone', async () => {
      const { users } = fixture().stores
      await users.setCredential(REALM, 'nobody', password('x'), [])
      assert.deepEqual(await users.credentials(REALM, 'nobody'), [])
    })

    it('are rehashed unless they changed meanwhile', async () => {
      const { users } = fixture().stores
      const rehashed = { ...password('first'), secretData: '{"value":"new"}', credentialData: '{"hashIterations":9}' }
      assert.equal(await users.rehash(REALM, 'user-alice', password('first'), rehashed), true)
      assert.deepEqual(await users.credentials(REALM, 'user-alice'), [rehashed])
      assert.equal(await users.rehash(REALM, 'user-alice', password('first'), password('first')), false)
      const otherSecret = { ...rehashed, secretData: '{"value":"other"}' }
      assert.equal(await users.rehash(REALM, 'user-alice', otherSecret, password('first')), false)
      await users.setCredential(REALM, 'user-alice', password('changed'), [])
      assert.equal(await users.rehash(REALM, 'user-alice', rehashed, password('first')), false)
      assert.deepEqual(await users.credentials(REALM, 'user-alice'), [password('changed')])
    })
  })

  describe('searching users', () => {
    const names = async (query: UserQuery) =>
      (await fixture().stores.users.search(REALM, query)).map(({ username }) => username)

    beforeEach(() => fixture().stores.realms.create([fullRealm('test'), realm('other', { users: [user('alien')] })]))
    beforeEach(() =>
      fixture().stores.users.create(REALM, [
        user('bob', { email: 'bob@ali.org', representation: { firstName: 'Bob', lastName: 'Alistair' } }),
        user('malice', { enabled: false, representation: { firstName: 'M_x', lastName: 'Anders' } }),
      ]),
    )

    // As Keycloak 26.7.3 answers, except that `_` and `%` mean themselves.
    const expected: readonly (readonly [UserQuery, readonly string[]])[] = [
      [{}, ['alice', 'bob', 'malice']],
      [{ username: 'LIC' }, ['alice', 'malice']],
      [{ username: '*lic' }, []],
      [{ username: 'alice', exact: true }, ['alice']],
      [{ username: 'alic', exact: true }, []],
      [{ email: 'ali' }, ['alice', 'bob']],
      [{ lastName: 'ali', username: 'bo' }, ['bob']],
      [{ lastName: 'ali', username: 'alice' }, []],
      [{ firstName: '_' }, ['malice']],
      [{ firstName: '%' }, []],
      [{ search: 'ali' }, ['alice', 'bob']],
      [{ search: 'lic' }, []],
      [{ search: '*lic' }, ['alice', 'malice']],
      [{ search: 'al*e' }, ['alice']],
      [{ search: 'bob ali' }, ['bob']],
      [{ search: 'bob anders' }, []],
      [{ search: '"alice"' }, ['alice']],
      [{ search: '"ali"' }, []],
      [{ search: 'ali', username: 'nobody' }, ['alice', 'bob']],
      [{ search: '  ' }, ['alice', 'bob', 'malice']],
      [{ search: '_' }, []],
      [{ search: '\\' }, []],
      [{ search: "'; DROP TABLE app_user; --" }, []],
      [{ search: 'service-account' }, []],
      [{ username: 'service-account' }, ['service-account-app']],
      [{ username: 'service-account-app', exact: true }, ['service-account-app']],
      [{ enabled: false }, ['malice']],
      [{ enabled: true, search: 'a' }, ['alice', 'bob']],
      [{ first: 1, max: 1 }, ['bob']],
      [{ first: 5 }, []],
      [{ max: 0 }, []],
      [{ max: -1 }, ['alice', 'bob', 'malice']],
    ]
    for (const [query, usernames] of expected) {
      it(`finds ${usernames.join(', ') || 'nobody'} for ${JSON.stringify(query)}`, async () => {
        assert.deepEqual(await names(query), usernames)
      })
    }

    it('gives at most a hundred unless told', async () => {
      const { users } = fixture().stores
      await users.create(
        REALM,
        Array.from({ length: 150 }, (_, index) => user(`mass-${index}`)),
      )
      assert.equal((await names({})).length, 100)
      assert.equal((await names({ max: 1_000 })).length, 153)
    })

    it('gives no credentials', async () => {
      const [found] = await fixture().stores.users.search(REALM, { username: 'alice' })
      assert.deepEqual(found?.credentials, [])
    })
  })
}
