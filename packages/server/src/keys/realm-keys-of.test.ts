import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { describe, it } from 'node:test'
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify, SignJWT } from 'jose'
import {
  EVERY_ALGORITHM,
  keycloakKeyProviders,
  keyProvider,
  keySource,
  realmWithEveryKey,
  withConfig,
} from '../../test/support/realm-keys.ts'
import type { KeyProviderComponent, Realm } from '../model/realm.ts'
import { newKeyProvider } from './generate-keys.ts'
import { NoRealmKey } from './realm-keys.ts'
import { createRealmKeys, createRealmKeysOf } from './realm-keys-of.ts'

const KEYCLOAK = keycloakKeyProviders()
const { keys, find, providers, secretOf } = await realmWithEveryKey()

const jwks = createLocalJWKSet(keys.jwks() as JSONWebKeySet)

const refused = async (token: string, algorithms = EVERY_ALGORITHM) =>
  assert.equal(await keys.verify(token, algorithms), undefined)

describe('signing and verifying', () => {
  it('writes the header as alg, typ, kid', async () => {
    const [header] = (await keys.sign('RS256', {})).split('.')
    const text = Buffer.from(header!, 'base64url').toString()
    assert.equal(text, JSON.stringify({ alg: 'RS256', typ: 'JWT', kid: find('RS256').kid }))
    const [typed] = (await keys.sign('RS256', {}, 'at+jwt')).split('.')
    assert.equal(JSON.parse(Buffer.from(typed!, 'base64url').toString()).typ, 'at+jwt')
  })

  for (const algorithm of EVERY_ALGORITHM) {
    it(`verifies its own ${algorithm}, for that algorithm only`, async () => {
      const token = await keys.sign(algorithm, { sub: 'ä"\u2028', nested: { list: [1] } })
      const verified = await keys.verify(token, [algorithm])
      assert.deepEqual(verified?.claims, { sub: 'ä"\u2028', nested: { list: [1] } })
      assert.equal(verified?.header.alg, algorithm)
      await refused(
        token,
        EVERY_ALGORITHM.filter((one) => one !== algorithm),
      )
      await refused(token, [])
    })
  }

  for (const algorithm of EVERY_ALGORITHM.filter((one) => /^(RS256|ES|EdDSA)/.test(one))) {
    it(`agrees with jose on ${algorithm}, through the published keys`, async () => {
      const { payload } = await jwtVerify(await keys.sign(algorithm, { sub: 'alice' }), jwks)
      assert.equal(payload.sub, 'alice')
    })
  }

  it('agrees with jose on HMAC, both ways', async () => {
    for (const algorithm of ['HS256', 'HS384', 'HS512'] as const) {
      const secret = secretOf(algorithm)
      await jwtVerify(await keys.sign(algorithm, { sub: 'alice' }), secret)
      const theirs = await new SignJWT({ sub: 'bob' }).setProtectedHeader({ alg: algorithm }).sign(secret)
      assert.equal((await keys.verify(theirs, [algorithm]))?.claims.sub, 'bob')
    }
  })

  it('takes what jose signed with the realm key, with and without kid', async () => {
    const made = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const der = made.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
    const own = createRealmKeys(
      [{ id: 'a', name: 'own', providerId: 'rsa', config: { privateKey: [der] } }],
      assert.fail,
    )
    const kid = own.list()[0]!.kid
    for (const alg of ['RS256', 'RS512', 'PS384'] as const) {
      for (const header of [{ alg }, { alg, kid }]) {
        const token = await new SignJWT({ sub: 'bob' }).setProtectedHeader(header).sign(made.privateKey)
        assert.equal((await own.verify(token, [alg]))?.claims.sub, 'bob')
      }
      await jwtVerify(await own.sign(alg, {}), made.publicKey, { algorithms: [alg] })
    }
  })
})

describe('enabled, active and priority', () => {
  const only = (...of: KeyProviderComponent[]) => createRealmKeys(of, assert.fail)
  const rsa = () => providers.find(({ providerId }) => providerId === 'rsa-generated')!

  it('a disabled key neither signs nor verifies nor is published, but is listed', async () => {
    const token = await keys.sign('RS256', {})
    const off = only(withConfig(rsa(), { enabled: ['false'] }))
    assert.equal(await off.verify(token, EVERY_ALGORITHM), undefined)
    await assert.rejects(off.sign('RS256', {}), NoRealmKey)
    assert.deepEqual(off.jwks(), { keys: [] })
    assert.equal(off.list()[0]?.status, 'DISABLED')
  })

  it('a passive key verifies and is published, but never signs', async () => {
    const token = await keys.sign('RS256', { sub: 'alice' })
    const passive = only(withConfig(rsa(), { active: ['false'] }))
    assert.equal((await passive.verify(token, EVERY_ALGORITHM))?.claims.sub, 'alice')
    await assert.rejects(passive.sign('RS256', {}), NoRealmKey)
    assert.equal(passive.jwks().keys.length, 1)
    assert.equal(passive.list()[0]?.status, 'PASSIVE')
  })

  it('the highest priority signs, old tokens still verify', async () => {
    const newer = keyProvider(await newKeyProvider({ providerId: 'rsa-generated', priority: 200 }, keySource))
    const rotated = only(rsa(), newer)
    const { header } = (await rotated.verify(await rotated.sign('RS256', {}), ['RS256']))!
    assert.equal(header.kid, rotated.list()[0]?.kid)
    assert.equal(rotated.list()[0]?.providerId, newer.id)
    assert.ok(await rotated.verify(await keys.sign('RS256', {}), ['RS256']))
  })

  it('prefers a key made for the algorithm to another RSA key of higher priority', async () => {
    const wanted = { providerId: 'rsa-generated' as const, priority: 1, config: { algorithm: ['PS256'] } }
    const own = keyProvider(await newKeyProvider(wanted, keySource))
    const both = only(rsa(), own)
    const kid = both.list().find(({ providerId }) => providerId === own.id)?.kid
    assert.equal((await both.verify(await both.sign('PS256', {}), ['PS256']))?.header.kid, kid)
  })

  it('does not sign with what the realm has no key for', async () => {
    await assert.rejects(only(rsa()).sign('ES256', {}), /no active key for ES256/)
    await assert.rejects(only(rsa()).sign('HS512', {}), NoRealmKey)
    assert.throws(() => only(rsa()).mac('text'), NoRealmKey)
    await assert.rejects(only(rsa()).encrypt('text'), NoRealmKey)
  })
})

describe('keys of realms, kept', () => {
  const realm = (id: string, revision: number, keyProviders = KEYCLOAK) =>
    ({ id, revision, keyProviders }) as unknown as Realm

  it('are made once, also over revisions that leave them as they are', async () => {
    const keysOf = createRealmKeysOf()
    const keys = await keysOf(realm('a', 1))
    assert.equal(await keysOf(realm('a', 1)), keys)
    assert.equal(await keysOf(realm('a', 2, structuredClone(KEYCLOAK))), keys)
  })

  it('are made anew when a provider changes', async () => {
    const keysOf = createRealmKeysOf()
    const keys = await keysOf(realm('a', 1))
    const off = KEYCLOAK.map((one) => withConfig(one, { enabled: ['false'] }))
    const changed = await keysOf(realm('a', 2, off))
    assert.notEqual(changed, keys)
    assert.deepEqual(changed.jwks(), { keys: [] })
  })

  it('attack case 58: give way to others, the longest unused first', async () => {
    const keysOf = createRealmKeysOf({ maxRealms: 2 })
    const a = await keysOf(realm('a', 1))
    const b = await keysOf(realm('b', 1))
    await keysOf(realm('a', 1))
    await keysOf(realm('c', 1))
    assert.equal(await keysOf(realm('a', 1)), a)
    assert.notEqual(await keysOf(realm('b', 1)), b)
  })

  it('tell of an unusable provider with its realm', async () => {
    const told: string[] = []
    const keysOf = createRealmKeysOf({ onUnusable: ({ id }, { message }) => told.push(`${id}: ${message}`) })
    await keysOf(realm('a', 1, [{ id: 'x', name: 'store', providerId: 'java-keystore', config: {} }]))
    assert.deepEqual(told, ["a: key provider 'java-keystore' is not supported"])
  })
})
