import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import type { Fixture } from './contract.ts'
import { fullRealm, realm } from './fixtures.ts'

const REALM = 'test-id'
const access = (id: string, more: object = {}) => ({
  id,
  created: 1_000,
  expiration: 60,
  count: 2,
  remaining: 2,
  ...more,
})

export function initialAccessContract(fixture: () => Fixture): void {
  const store = () => fixture().stores.initialAccess

  describe('initial access tokens', () => {
    beforeEach(() => fixture().stores.realms.create([fullRealm('test'), realm('empty')]))

    it('come back as they were made, the oldest first, in their realm only', async () => {
      await store().create(REALM, access('b', { created: 1_001, expiration: 0 }))
      await store().create(REALM, access('a'))
      assert.deepEqual(await store().list(REALM, 1_002), [access('a'), access('b', { created: 1_001, expiration: 0 })])
      assert.deepEqual(await store().list('empty-id', 1_002), [])
    })

    it('no longer count in the second of their end, or when they are spent', async () => {
      await store().create(REALM, access('ends'))
      await store().create(REALM, access('lasts', { expiration: 0 }))
      await store().create(REALM, access('spent', { remaining: 0 }))
      const ids = async (now: number) => (await store().list(REALM, now)).map(({ id }) => id)
      assert.deepEqual(await ids(1_059), ['ends', 'lasts'])
      assert.deepEqual(await ids(1_060), ['lasts'])
      await store().create(REALM, access('new', { created: 2_000 }))
      assert.deepEqual(await ids(1_001), ['lasts', 'new'], 'those that ended are forgotten')
    })

    it('are taken back, in their realm only', async () => {
      await store().create(REALM, access('a'))
      await store().delete('empty-id', 'a')
      assert.equal((await store().list(REALM, 1_001)).length, 1)
      await store().delete(REALM, 'a')
      await store().delete(REALM, 'a')
      assert.deepEqual(await store().list(REALM, 1_001), [])
    })

    it('go with their realm, and are not made for one that is gone', async () => {
      await store().create(REALM, access('a'))
      await fixture().stores.realms.delete(REALM)
      await assert.rejects(store().create(REALM, access('b')))
      await fixture().stores.realms.create([fullRealm('test')])
      assert.deepEqual(await store().list(REALM, 1_001), [])
    })
  })
}
