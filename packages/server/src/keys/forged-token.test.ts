import assert from 'node:assert/strict'
import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  EVERY_ALGORITHM,
  encodeJson,
  keyProvider,
  keySource,
  realmWithEveryKey,
} from '../../test/support/realm-keys.ts'
import { generateKeyProviders } from './generate-keys.ts'
import type { SignatureAlgorithm } from './realm-keys.ts'
import { createRealmKeys } from './realm-keys-of.ts'

const { keys, find, providers, secretOf } = await realmWithEveryKey()

const forge = (header: object, secret: Buffer | string, hash = 'sha256', claims: object = { sub: 'admin' }) => {
  const input = `${encodeJson(header)}.${encodeJson(claims)}`
  return `${input}.${createHmac(hash, secret).update(input).digest('base64url')}`
}
const refused = async (token: string, algorithms = EVERY_ALGORITHM) =>
  assert.equal(await keys.verify(token, algorithms), undefined)

describe('attack case 20: forged tokens', () => {
  it('refuses HMAC with a public key for its secret, in every form the key has', async () => {
    const { publicKey, certificate, kid } = find('RS256')
    const der = Buffer.from(publicKey!, 'base64')
    const pem = `-----BEGIN PUBLIC KEY-----\n${publicKey!.replace(/.{64}/g, '$&\n')}\n-----END PUBLIC KEY-----`
    const forms = [der, publicKey!, pem, `${pem}\n`, certificate!, Buffer.from(certificate!, 'base64')]
    for (const secret of forms) {
      for (const kids of [{ kid }, {}, { kid: find('HS256').kid }]) {
        await refused(forge({ alg: 'HS256', typ: 'JWT', ...kids }, secret))
      }
    }
  })

  it('refuses alg none in every spelling, with and without a signature', async () => {
    const token = await keys.sign('RS256', { sub: 'alice' })
    for (const alg of ['none', 'None', 'NONE', '', null, undefined, ['RS256'], { RS256: 1 }, 'rs256', 'RS256 ']) {
      for (const tail of ['', token.split('.')[2]]) {
        await refused(`${encodeJson({ alg, kid: find('RS256').kid })}.${token.split('.')[1]}.${tail}`)
      }
    }
  })

  it('refuses a key of the realm under another algorithm', async () => {
    const kid = find('HS512').kid
    await refused(forge({ alg: 'HS256', kid }, secretOf('HS512')))
    await refused(forge({ alg: 'RS256', kid }, secretOf('HS512'), 'sha512'))
    // The encryption key signs nothing, nor does the AES key.
    await refused(forge({ alg: 'HS256', kid: find('AES').kid }, secretOf('AES')))
  })

  it('refuses an encryption key as a signing key', async () => {
    const provider = providers.find(({ providerId }) => providerId === 'rsa-enc-generated')!
    const signer = createRealmKeys([
      { ...provider, providerId: 'rsa', config: { ...provider.config, keyUse: ['SIG'], algorithm: ['RS256'] } },
    ])
    await refused(await signer.sign('RS256', { sub: 'admin' }))
  })

  it('refuses the wrong curve', async () => {
    const swap = async (algorithm: SignatureAlgorithm, alg: string, digest: string, key: KeyObject) => {
      const input = `${encodeJson({ alg, kid: find(algorithm).kid })}.${encodeJson({ sub: 'admin' })}`
      return `${input}.${sign(digest, Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
    }
    for (const curve of ['secp256k1', 'P-384', 'P-521', 'P-256']) {
      const { privateKey } = generateKeyPairSync('ec', { namedCurve: curve })
      await refused(await swap('ES256', 'ES256', 'sha256', privateKey))
    }
    const token = await keys.sign('ES384', { sub: 'alice' })
    const [, payload, tail] = token.split('.')
    await refused(`${encodeJson({ alg: 'ES256', kid: find('ES384').kid })}.${payload}.${tail}`)
  })

  it('refuses an ECDSA signature of zeros (CVE-2022-21449) and one in DER', async () => {
    const [header, payload] = (await keys.sign('ES256', { sub: 'alice' })).split('.')
    await refused(`${header}.${payload}.${Buffer.alloc(64).toString('base64url')}`)
    const provider = providers.find(({ id }) => id === find('ES256').providerId)!
    const key = {
      key: Buffer.from(provider.config.ecdsaPrivateKey![0]!, 'base64'),
      format: 'der',
      type: 'pkcs8',
    } as const
    const der = sign('sha256', Buffer.from(`${header}.${payload}`), key)
    await refused(`${header}.${payload}.${der.toString('base64url')}`)
  })

  it('refuses the key that a token brings along or points at', async () => {
    const made = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const jwk = made.publicKey.export({ format: 'jwk' })
    const hints = [
      { jwk },
      { jku: 'https://evil.example/jwks' },
      { x5u: 'https://evil.example/cert' },
      { kid: find('RS256').kid },
    ]
    for (const hint of hints) {
      const input = `${encodeJson({ alg: 'RS256', ...hint })}.${encodeJson({ sub: 'admin' })}`
      await refused(`${input}.${sign('sha256', Buffer.from(input), made.privateKey).toString('base64url')}`)
    }
  })

  it("refuses another realm's token", async () => {
    const other = createRealmKeys((await generateKeyProviders(keySource)).map(keyProvider))
    await refused(await other.sign('RS256', { sub: 'alice' }))
    await refused(await other.sign('HS512', { sub: 'alice' }))
  })

  it('refuses kids that are paths, addresses, SQL or no texts', async () => {
    const kids = [
      '../../../../dev/null',
      '/dev/null',
      "x' UNION SELECT 'aaa",
      'http://evil.example/',
      '__proto__',
      '',
      null,
      0,
      true,
      [],
      {},
    ]
    for (const kid of kids) {
      await refused(forge({ alg: 'HS256', kid }, ''))
      await refused(forge({ alg: 'HS256', kid }, secretOf('HS256')))
    }
  })

  it('refuses every changed character of the signature, and of the rest', async () => {
    for (const algorithm of ['RS256', 'ES256', 'HS256'] as const) {
      const token = await keys.sign(algorithm, { sub: 'alice' })
      for (let at = 0; at < token.length; at += algorithm === 'HS256' ? 1 : 7) {
        if (token[at] === '.') continue
        await refused(`${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`)
      }
      // The last character's spare bits are a second way to write the same bytes.
      const last = token.at(-1)!
      const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
      for (const letter of alphabet) if (letter !== last) await refused(token.slice(0, -1) + letter)
    }
  })

  it('refuses what is not three parts of plain base64url', async () => {
    const token = await keys.sign('HS256', { sub: 'alice' })
    const [header, payload, tail] = token.split('.')
    const standard = Buffer.from(tail!, 'base64url').toString('base64')
    const shapes = [
      '',
      '.',
      '..',
      '...',
      `${header}.${payload}`,
      `${header}.${payload}.`,
      `.${payload}.${tail}`,
      `${token}.`,
      `${token}.x`,
      ` ${token}`,
      `${token} `,
      `${token}\n`,
      `${token}=`,
      `${header}.${payload}.${standard}`,
      `${header}..${tail}`,
      `Bearer ${token}`,
    ]
    for (const shape of shapes) await refused(shape)
  })

  it('refuses crit and b64, which change what is signed', async () => {
    const secret = secretOf('HS256')
    await refused(forge({ alg: 'HS256', crit: ['exp'] }, secret))
    await refused(forge({ alg: 'HS256', crit: [] }, secret))
    await refused(forge({ alg: 'HS256', b64: false }, secret))
    await refused(forge({ alg: 'HS256', b64: true }, secret))
  })

  it('refuses well signed tokens whose content is no object', async () => {
    for (const claims of [null, 1, 'text', [], [{}]]) {
      await refused(forge({ alg: 'HS256' }, secretOf('HS256'), 'sha256', claims as object))
    }
    const input = `${encodeJson({ alg: 'HS256' })}.${Buffer.from('{"sub":').toString('base64url')}`
    await refused(`${input}.${createHmac('sha256', secretOf('HS256')).update(input).digest('base64url')}`)
  })
})

describe('tokens that are a burden', () => {
  it('attack case 59: refuses huge and deeply nested tokens', async () => {
    const huge = { sub: 'x'.repeat(100_000) }
    await refused(await keys.sign('HS256', huge))
    await refused(forge({ alg: 'HS256', pad: 'x'.repeat(10_000) }, secretOf('HS256')))
    await refused('.'.repeat(1_000_000))
    const deep = Buffer.from(`{"a":${'['.repeat(40_000)}`).toString('base64url')
    await refused(`${deep}.${deep}.AAAA`)
    const input = `${encodeJson({ alg: 'HS256' })}.${deep}`.slice(0, 60_000)
    await refused(`${input}.${createHmac('sha256', secretOf('HS256')).update(input).digest('base64url')}`)
  })

  it('never throws, whatever the token', async () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.json().map((json) => Buffer.from(json).toString('base64url')),
    )
    const header = fc.record({
      alg: fc.oneof(fc.constantFrom(...EVERY_ALGORITHM, 'none'), fc.anything()),
      kid: fc.oneof(fc.constantFrom(undefined, ...keys.list().map(({ kid }) => kid)), fc.anything()),
    })
    const encoded = header.map((value) => {
      try {
        return encodeJson(value)
      } catch {
        return encodeJson({}) // bigint and the like, which JSON can't say
      }
    })
    const signature = fc.oneof(
      fc.uint8Array({ maxLength: 600 }).map((bytes) => Buffer.from(bytes).toString('base64url')),
      text,
    )
    const token = fc.oneof(
      text,
      fc.tuple(fc.oneof(encoded, text), text, signature).map((parts) => parts.join('.')),
    )
    await fc.assert(
      fc.asyncProperty(token, async (one) => assert.equal(await keys.verify(one, EVERY_ALGORITHM), undefined)),
      { numRuns: 2_000 },
    )
  })
})
