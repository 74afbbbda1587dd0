import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { describe, it } from 'node:test'
import { keycloakKeyProviders } from '../../test/support/realm-keys.ts'
import { createRealmKeys } from './realm-keys-of.ts'

const KEYCLOAK = keycloakKeyProviders()

describe('keys that Keycloak exported', () => {
  const keys = createRealmKeys(KEYCLOAK, assert.fail)

  it('keeps the kids that Keycloak itself gives them', () => {
    // Read from GET /admin/realms/{realm}/keys after the same file was imported into Keycloak 26.7.3.
    const kids = Object.fromEntries(keys.list().map(({ algorithm, kid }) => [algorithm, kid]))
    assert.deepEqual(kids, {
      RS256: 'qKOoVgXqqoc2QeYdkIw4oyFnI81_0TjFuJ_xuopgAqs',
      'RSA-OAEP': 'eLwze1eoluVripAOB7LlARCMfPbBCah9OCcvPhVXchw',
      HS512: 'e6dd991d-9db9-4ddf-9c38-48889b4d38db',
      AES: '16a2e3a6-977d-43c1-a9ef-035937a86918',
    })
  })

  it('publishes public keys with certificate and thumbprints, in the order of members of Keycloak', () => {
    const published = keys.jwks().keys as Record<string, string>[]
    const signing = published.find(({ use }) => use === 'sig')
    const encrypting = published.find(({ use }) => use === 'enc')
    const members = ['kid', 'kty', 'alg', 'use', 'x5c', 'x5t', 'x5t#S256', 'n', 'e']
    assert.deepEqual(Object.keys(signing!), members)
    assert.equal(signing!.x5t, 'q1mkAiiWzL-9-UzLbM_IsnSjhtI')
    assert.equal(signing!['x5t#S256'], 'soo1ZjvtF2LA4dSwJhMFCf2mYhbGL9xDWJIsxnyx2Lw')
    assert.equal(encrypting!.x5t, 'lPckrwQtEk4U_v6R-38VNhpRu2g')
    assert.equal(keys.jwks().keys.length, 2)
  })

  it('shows neither private keys nor secrets', () => {
    const shown = JSON.stringify([keys.list(), keys.jwks()])
    for (const { config } of KEYCLOAK) {
      for (const secret of [config.privateKey?.[0], config.secret?.[0]]) assert.ok(!secret || !shown.includes(secret))
    }
    for (const member of ['"d"', '"p"', '"q"', '"k"']) assert.ok(!shown.includes(member))
  })

  it('lists when the certificate ends', () => {
    const signing = keys.list().find(({ algorithm }) => algorithm === 'RS256')
    assert.equal(signing?.validToMs, 2_111_095_096_000)
    assert.equal(signing?.status, 'ACTIVE')
    assert.equal(signing?.providerPriority, 100)
  })
})

describe('key providers that make no key', () => {
  const cases: Record<string, [providerId: string, config: Record<string, string[]>]> = {
    'an unknown provider': ['java-keystore', {}],
    'no private key': ['rsa-generated', {}],
    'a masked private key': ['rsa-generated', { privateKey: ['**********'] }],
    'an unknown algorithm': [
      'rsa-generated',
      { privateKey: KEYCLOAK[1]!.config.privateKey as string[], algorithm: ['none'] },
    ],
    'an EC key for RSA': ['rsa', { privateKey: [ecKey('P-256')] }],
    'a curve without an algorithm': ['ecdsa-generated', { ecdsaPrivateKey: [ecKey('secp256k1')] }],
    'an RSA key of 512 bits': ['rsa', { privateKey: [rsaKey(512)] }],
    'an empty secret': ['hmac-generated', { kid: ['k'], secret: [''] }],
    'a short secret': ['hmac-generated', { kid: ['k'], secret: ['c2hvcnQ'] }],
    'a secret without kid': ['aes-generated', { secret: ['c_42u0gaVRR348gCmNtFT1BbiAYZ2-eCWf_jg9sL15w'] }],
    'no settings': ['hmac-generated', {}],
  }
  for (const [name, [providerId, config]] of Object.entries(cases)) {
    it(`leaves out ${name}, says so without the value, and works with the others`, () => {
      const told: string[] = []
      const keys = createRealmKeys([{ id: 'bad', name: 'bad', providerId, config }, ...KEYCLOAK], ({ message }) =>
        told.push(message),
      )
      assert.equal(keys.list().length, 4)
      assert.equal(told.length, 1)
      for (const value of Object.values(config).flat()) if (value.length > 6) assert.ok(!told[0]?.includes(value))
    })
  }

  it('reads PEM, PKCS#1 and PKCS#8, and gives them the same kid', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const forms = (['pkcs1', 'pkcs8'] as const).flatMap((type) => [
      privateKey.export({ format: 'pem', type }).toString(),
      privateKey.export({ format: 'der', type }).toString('base64'),
    ])
    const kids = forms.map((form, at) => {
      const one = {
        id: `${at}`,
        name: 'rsa',
        providerId: 'rsa',
        config: { privateKey: [form], certificate: ['broken'] },
      }
      return createRealmKeys([one], assert.fail).list()[0]?.kid
    })
    assert.equal(kids[0]?.length, 43)
    assert.equal(new Set(kids).size, 1)
  })
})

function ecKey(namedCurve: string): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve })
  return privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
}

function rsaKey(modulusLength: number): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength })
  return privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
}
