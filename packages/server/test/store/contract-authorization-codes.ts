import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import type { Fixture } from './contract.ts'
import { code, fullRealm, realm } from './fixtures.ts'

const REALM = 'test-id'

export function authorizationCodeContract(fixture: () => Fixture): void {
  const codes = () => fixture().stores.authorizationCodes

  describe('authorization codes', () => {
    beforeEach(() => fixture().stores.realms.create([fullRealm('test'), realm('empty')]))

    it('are fresh once, then used, and say what they stood for both times', async () => {
      await codes().put(REALM, code('c'))
      assert.deepEqual(await codes().redeem(REALM, 'c', 1_700_000_001), { outcome: 'fresh', code: code('c') })
      assert.deepEqual(await codes().redeem(REALM, 'c', 1_700_000_002), { outcome: 'used', code: code('c') })
    })

    it('keep what was absent absent', async () => {
      const bare = code('bare', {
        redirectUriParameter: undefined,
        nonce: undefined,
        codeChallenge: undefined,
        codeChallengeMethod: undefined,
      })
      await codes().put(REALM, bare)
      assert.deepEqual((await codes().redeem(REALM, 'bare', 1))?.code, bare)
    })

    it('are unknown in another realm, under another id, and stay fresh meanwhile', async () => {
      await codes().put(REALM, code('c'))
      assert.equal(await codes().redeem('empty-id', 'c', 1), undefined)
      assert.equal(await codes().redeem(REALM, 'C', 1), undefined)
      assert.equal((await codes().redeem(REALM, 'c', 1))?.outcome, 'fresh')
    })

    it('can not be put twice, which would make a used one fresh', async () => {
      await codes().put(REALM, code('c'))
      await codes().redeem(REALM, 'c', 1)
      await assert.rejects(codes().put(REALM, code('c')))
      assert.equal((await codes().redeem(REALM, 'c', 1))?.outcome, 'used')
    })

    it('are redeemed after their expiry too: the protocol judges', async () => {
      await codes().put(REALM, code('c', { expiresAt: 5 }))
      assert.equal((await codes().redeem(REALM, 'c', 10))?.outcome, 'fresh')
    })

    it('of 50 redemptions at once are fresh for one (attack case 12, attack case 16)', async () => {
      await codes().put(REALM, code('c'))
      const outcomes = await Promise.all(Array.from({ length: 50 }, () => codes().redeem(REALM, 'c', 1)))
      assert.equal(outcomes.filter((one) => one?.outcome === 'fresh').length, 1)
      assert.equal(outcomes.filter((one) => one?.outcome === 'used').length, 49)
    })
  })
}
