import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { encodeJson, realmWithEveryKey, withConfig } from '../../test/support/realm-keys.ts'
import { createRealmKeys } from './realm-keys-of.ts'

const { keys, find, providers } = await realmWithEveryKey()

describe('sealed texts', () => {
  it('come back, and hide what they hold', async () => {
    const jwe = await keys.encrypt('{"state":"ä"}')
    assert.equal(await keys.decrypt(jwe), '{"state":"ä"}')
    const header = JSON.parse(Buffer.from(jwe.split('.')[0]!, 'base64url').toString())
    assert.deepEqual(header, { alg: 'dir', enc: 'A256GCM', kid: find('AES').kid })
  })

  for (const bytes of [16, 24]) {
    it(`work with Keycloak's key of ${bytes} bytes`, async () => {
      const secret = randomBytes(bytes).toString('base64url')
      const config = { secret: [secret], kid: ['k'] }
      const small = createRealmKeys([{ id: 'a', name: 'aes', providerId: 'aes-generated', config }], assert.fail)
      assert.equal(await small.decrypt(await small.encrypt('text')), 'text')
    })
  }

  it('are refused when changed, foreign, or of a disabled key', async () => {
    const jwe = await keys.encrypt('text')
    const aes = providers.find(({ providerId }) => providerId === 'aes-generated')!
    const other = withConfig(aes, { secret: [randomBytes(32).toString('base64url')] })
    assert.equal(await createRealmKeys([other]).decrypt(jwe), undefined)
    assert.equal(await createRealmKeys([withConfig(aes, { enabled: ['false'] })]).decrypt(jwe), undefined)
    assert.equal(await createRealmKeys([withConfig(aes, { active: ['false'] })]).decrypt(jwe), 'text')
    for (let at = 0; at < jwe.length; at += 5) {
      if (jwe[at] === '.') continue
      const changed = `${jwe.slice(0, at)}${jwe[at] === 'A' ? 'B' : 'A'}${jwe.slice(at + 1)}`
      assert.equal(await keys.decrypt(changed), undefined)
    }
  })

  it('never throw', async () => {
    const text = fc.oneof(
      fc.string(),
      fc.array(fc.base64String(), { minLength: 5, maxLength: 5 }).map((five) => five.join('.')),
    )
    await fc.assert(fc.asyncProperty(text, async (one) => assert.equal(await keys.decrypt(one), undefined)))
    assert.equal(await keys.decrypt(await keys.sign('RS256', {})), undefined)
    assert.equal(await keys.decrypt('x'.repeat(1_000_000)), undefined)
  })
})
describe('digests', () => {
  it('are the same for the same text and realm, and 64 bytes', () => {
    assert.equal(keys.mac('a'), createRealmKeys(providers).mac('a'))
    assert.notEqual(keys.mac('a'), keys.mac('b'))
    assert.equal(Buffer.from(keys.mac('a'), 'base64url').length, 64)
  })

  it('of a chosen text are no signature', async () => {
    const input = `${encodeJson({ alg: 'HS512', typ: 'JWT', kid: find('HS512').kid })}.${encodeJson({ sub: 'admin' })}`
    assert.equal(await keys.verify(`${input}.${keys.mac(input)}`, ['HS512']), undefined)
  })
})
