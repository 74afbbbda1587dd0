import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import type { Fixture } from './contract.ts'
import { realm } from './fixtures.ts'

const REALM = 'test-id'
const NOW = 1_700_000_000_000
const LATER = NOW + 60_000

export function webhookContract(fixture: () => Fixture): void {
  describe('messages that wait to be sent', () => {
    const outbox = () => fixture().stores.webhookOutbox
    const put = (...ids: string[]) =>
      outbox().put(
        REALM,
        ids.map((id) => ({ id, body: `{"id":"${id}"}` })),
        NOW,
      )

    beforeEach(() => fixture().stores.realms.create([realm('test', { realm: { id: REALM, realm: 'test' } })]))

    it('are taken when they are due, the longest waiting first, and counted', async () => {
      await put('b', 'a')
      assert.deepEqual(await outbox().take(NOW - 1, LATER, 10), [])
      assert.deepEqual(await outbox().take(NOW, LATER, 1), [
        { realmId: REALM, id: 'a', body: '{"id":"a"}', attempts: 1 },
      ])
      assert.deepEqual(
        (await outbox().take(NOW, LATER, 10)).map(({ id }) => id),
        ['b'],
      )
      assert.deepEqual(await outbox().take(LATER - 1, LATER, 10), [])
      assert.deepEqual(
        (await outbox().take(LATER, LATER + 1, 10)).map(({ attempts }) => attempts),
        [2, 2],
      )
    })

    it('are taken by one of two who want them at once', async () => {
      await put('a', 'b', 'c')
      const taken = await Promise.all([outbox().take(NOW, LATER, 10), outbox().take(NOW, LATER, 10)])
      assert.deepEqual(
        taken
          .flat()
          .map(({ id }) => id)
          .toSorted(),
        ['a', 'b', 'c'],
      )
    })

    it('stay away until they are due again, and for good when they have arrived', async () => {
      await put('a', 'b')
      const [first, second] = await outbox().take(NOW, LATER, 10)
      assert.ok(first && second)
      await outbox().remove(first)
      await outbox().postpone(second, NOW + 5)
      assert.deepEqual(await outbox().take(NOW + 4, LATER, 10), [])
      assert.deepEqual(
        (await outbox().take(NOW + 5, LATER, 10)).map(({ id }) => id),
        ['b'],
      )
      assert.deepEqual(
        (await outbox().take(LATER, LATER + 1, 10)).map(({ id }) => id),
        ['b'],
      )
    })
  })
}
