import assert from 'node:assert/strict'
import { createPrivateKey, createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto'
import { describe, it } from 'node:test'
import type { KeyProviderComponent } from '../model/realm.ts'
import type { ComponentRepresentation } from '../representations/keycloak.ts'
import { generateKeyProviders, InvalidKeySetting, newKeyProvider, rotateKey } from './generate-keys.ts'
import { createRealmKeys } from './realm-keys-of.ts'
import { selfSignedCertificate } from './self-signed-certificate.ts'

const NOW_MS = Date.UTC(2026, 10, 24, 12)

/** Counts, so that two runs are alike. */
function fixedSource(realmName = 'shop') {
  let count = 0
  return {
    clock: { nowMs: () => NOW_MS },
    random: { bytes: (length: number) => Buffer.alloc(length, ++count), uuid: () => `uuid-${++count}` },
    realmName,
  }
}

const component = ({
  id = '',
  name = '',
  providerId = '',
  config = {},
}: ComponentRepresentation): KeyProviderComponent => ({ id, name, providerId, config })

describe('the keys of a new realm', () => {
  it("are Keycloak's four, with its settings and nothing else", async () => {
    const made = await generateKeyProviders(fixedSource())
    const shape = made.map(({ name, providerId, subComponents, config = {} }) => [
      name,
      providerId,
      subComponents,
      Object.keys(config).sort(),
    ])
    assert.deepEqual(shape, [
      ['rsa-generated', 'rsa-generated', {}, ['certificate', 'keyUse', 'priority', 'privateKey']],
      ['rsa-enc-generated', 'rsa-enc-generated', {}, ['algorithm', 'certificate', 'keyUse', 'priority', 'privateKey']],
      ['hmac-generated-hs512', 'hmac-generated', {}, ['algorithm', 'kid', 'priority', 'secret']],
      ['aes-generated', 'aes-generated', {}, ['kid', 'priority', 'secret']],
    ])
    for (const { config } of made) assert.deepEqual(config?.priority, ['100'])
    assert.equal(new Set(made.map(({ id }) => id)).size, 4)
  })

  it('holds RSA keys as bare base64 of PKCS#1, secrets of 128 and 32 bytes', async () => {
    const [rsa, enc, hmac, aes] = await generateKeyProviders(fixedSource())
    for (const one of [rsa, enc]) {
      const der = Buffer.from(one?.config?.privateKey?.[0] ?? '', 'base64')
      assert.equal(
        createPrivateKey({ key: der, format: 'der', type: 'pkcs1' }).asymmetricKeyDetails?.modulusLength,
        2048,
      )
    }
    assert.equal(Buffer.from(hmac?.config?.secret?.[0] ?? '', 'base64url').length, 128)
    assert.equal(Buffer.from(aes?.config?.secret?.[0] ?? '', 'base64url').length, 32)
  })

  it('serve for all that a realm needs', async () => {
    const keys = createRealmKeys((await generateKeyProviders(fixedSource())).map(component), assert.fail)
    assert.deepEqual(
      keys
        .list()
        .map(({ algorithm }) => algorithm)
        .sort(),
      ['AES', 'HS512', 'RS256', 'RSA-OAEP'],
    )
    assert.ok(await keys.verify(await keys.sign('RS256', {}), ['RS256']))
    assert.equal(await keys.decrypt(await keys.encrypt('text')), 'text')
  })
})

describe('a new key provider', () => {
  const refusals: [providerId: Parameters<typeof newKeyProvider>[0]['providerId'], setting: string, value: string][] = [
    ['rsa-generated', 'keySize', '512'],
    ['rsa-generated', 'keySize', '1e9'],
    ['rsa-generated', 'algorithm', 'RSA-OAEP'],
    ['rsa-enc-generated', 'algorithm', 'RS256'],
    ['hmac-generated', 'algorithm', 'none'],
    ['hmac-generated', 'secretSize', '0'],
    ['aes-generated', 'secretSize', '1000000000'],
    ['ecdsa-generated', 'ecdsaEllipticCurveKey', 'secp256k1'],
    ['eddsa-generated', 'eddsaEllipticCurveKey', 'X25519'],
  ]
  for (const [providerId, setting, value] of refusals) {
    it(`is refused for ${providerId} with ${setting} ${value}`, async () => {
      await assert.rejects(
        newKeyProvider({ providerId, config: { [setting]: [value] } }, fixedSource()),
        InvalidKeySetting,
      )
    })
  }

  it("says what is allowed in Keycloak's words", async () => {
    const message = "'Key size' should be 1024, 2048, 3072 or 4096"
    await assert.rejects(newKeyProvider({ providerId: 'rsa-generated', config: { keySize: ['7'] } }, fixedSource()), {
      message,
    })
  })

  it('keeps the settings given', async () => {
    const config = { algorithm: ['PS256'], enabled: ['true'], keySize: ['2048'] }
    const made = await newKeyProvider({ providerId: 'rsa-generated', name: 'mine', priority: 7, config }, fixedSource())
    assert.equal(made.name, 'mine')
    assert.deepEqual(made.config, { ...made.config, ...config, priority: ['7'] })
  })

  it('can succeed another: higher priority, its own name, the old one still verifying', async () => {
    const present = (await generateKeyProviders(fixedSource())).map(component)
    const next = component(await rotateKey({ providerId: 'rsa-generated' }, present, fixedSource()))
    assert.equal(next.name, 'rsa-generated-110')
    const before = await createRealmKeys(present).sign('RS256', {})
    const keys = createRealmKeys([...present, { ...next, id: 'next' }], assert.fail)
    const after = await keys.verify(await keys.sign('RS256', {}), ['RS256'])
    assert.equal(keys.list().find(({ kid }) => kid === after?.header.kid)?.providerId, 'next')
    assert.ok(await keys.verify(before, ['RS256']))
  })
})

describe('the self-signed certificate', () => {
  const pairs = {
    RSA: generateKeyPairSync('rsa', { modulusLength: 2048 }),
    'P-256': generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    'P-384': generateKeyPairSync('ec', { namedCurve: 'P-384' }),
    'P-521': generateKeyPairSync('ec', { namedCurve: 'P-521' }),
  }
  for (const [name, { privateKey, publicKey }] of Object.entries(pairs)) {
    it(`of a ${name} key is read and verified by OpenSSL`, () => {
      const certificate = read(selfSignedCertificate(privateKey, { commonName: 'shop', nowMs: NOW_MS }))
      assert.ok(certificate.verify(publicKey))
      assert.ok(certificate.checkIssued(certificate))
      assert.ok(certificate.checkPrivateKey(privateKey))
      assert.ok(certificate.publicKey.equals(createPublicKey(privateKey)))
      assert.equal(certificate.subject, 'CN=shop')
      assert.equal(certificate.validFromDate.getTime(), NOW_MS - 100_000)
      assert.equal(certificate.validToDate.getTime(), Date.UTC(2036, 10, 24, 12))
    })
  }

  const { privateKey } = pairs['P-256']

  it('takes any realm name', () => {
    for (const commonName of ['ä, O=evil', 'a/b=c', 'x'.repeat(255), '日本', '"\\+<>;#']) {
      const certificate = read(selfSignedCertificate(privateKey, { commonName, nowMs: NOW_MS }))
      assert.equal(certificate.toLegacyObject().subject.CN, commonName)
    }
  })

  it('writes years from 2050 on with four digits, and a serial number that is never negative', () => {
    const later = read(selfSignedCertificate(privateKey, { commonName: 'shop', nowMs: Date.UTC(2045, 0, 1) }))
    assert.equal(later.validToDate.getTime(), Date.UTC(2055, 0, 1))
    assert.equal(later.validFromDate.getTime(), Date.UTC(2045, 0, 1) - 100_000)
    const high = read(selfSignedCertificate(privateKey, { commonName: 'shop', nowMs: 0xff_ff_ff_ff_ff }))
    assert.equal(high.serialNumber, 'FFFFFFFFFF')
  })

  it('is not made for other keys', () => {
    const others = [generateKeyPairSync('ed25519'), generateKeyPairSync('ec', { namedCurve: 'secp256k1' })]
    for (const other of others) {
      assert.throws(() => selfSignedCertificate(other.privateKey, { commonName: 'x', nowMs: 0 }), RangeError)
    }
  })
})

function read(base64: string): X509Certificate {
  return new X509Certificate(Buffer.from(base64, 'base64'))
}
