import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { CompactSign, exportSPKI, importJWK, SignJWT } from 'jose'
import { createClient } from '../../src/client/client.ts'
import { validateAccessToken } from '../../src/client/validate-access-token.ts'
import { CLIENT_ID, type FakeProvider, newSigningKey, START, SUBJECT, startFakeProvider } from '../fake-provider.ts'

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const bytes = (text: string) => new TextEncoder().encode(text)

describe('RFC 9068 §4, RFC 8725: validating an access token', () => {
  let provider: FakeProvider
  beforeEach(async () => {
    provider = await startFakeProvider()
  })
  afterEach(() => provider.close())

  const refusedFor = (part: string) => (error: { failure: { kind: string; part?: string } }) => {
    assert.deepEqual([error.failure.kind, error.failure.part], ['invalid_token', part])
    return true
  }

  it("accepts the issuer's token for this client and gives its claims", async () => {
    const roles = { realm_access: { roles: ['user'] }, resource_access: { shop: { roles: ['buyer'] } } }
    const claims = await validateAccessToken(createClient(provider.options()), await provider.accessToken(roles))
    assert.equal(claims.sub, SUBJECT)
    assert.deepEqual(claims.realm_access?.roles, ['user'])
    assert.deepEqual(claims.resource_access?.['shop']?.roles, ['buyer'])
  })

  for (const typ of ['JWT', 'at+jwt', 'AT+JWT', 'application/at+jwt']) {
    it(`accepts the header typ ${typ}`, async () => {
      assert.ok(await validateAccessToken(createClient(provider.options()), await provider.accessToken({}, { typ })))
    })
  }

  describe('refuses a token', () => {
    const refusals: readonly [
      what: string,
      part: string,
      claims: Record<string, unknown>,
      header?: Record<string, unknown>,
    ][] = [
      ['of another issuer', 'iss', { iss: 'https://evil.example' }],
      ['of no issuer', 'iss', { iss: undefined }],
      ['for another audience, asked for by another client', 'aud', { aud: ['other'], azp: 'other' }],
      ['for nobody', 'aud', { aud: undefined, azp: undefined }],
      ['whose audience only contains the name', 'aud', { aud: `${CLIENT_ID}-2`, azp: 'other' }],
      ['that never expires', 'exp', { exp: undefined }],
      ['that is not valid yet', 'nbf', { nbf: START + 6 }],
      ["that is Keycloak's ID token", 'typ', { typ: 'ID' }],
      ["that is Keycloak's refresh token", 'typ', { typ: 'Refresh' }],
      ["that is Keycloak's offline token", 'typ', { typ: 'Offline' }],
      ["that is Keycloak's logout token", 'typ', { typ: 'Logout' }],
      ['that is an ID token by its at_hash', 'at_hash', { typ: undefined, at_hash: 'x' }],
      ['that is an ID token by its c_hash', 'c_hash', { typ: undefined, c_hash: 'x' }],
      ['that is a logout token by its events', 'events', { typ: undefined, events: {} }],
      ['that is a logout token by its header', 'typ', {}, { typ: 'logout+jwt' }],
      ['that is a DPoP proof by its header', 'typ', {}, { typ: 'dpop+jwt' }],
      ['with a header typ that is a number', 'typ', {}, { typ: 7 }],
      [
        'with a critical header that nobody knows',
        'header',
        {},
        { crit: ['http://example.com/x'], 'http://example.com/x': 1 },
      ],
      ['with a kid that is not published', 'kid', {}, { kid: 'other' }],
      ['whose sub is a list', 'sub', { sub: ['alice', 'admin'] }],
      ['whose roles are a text', 'realm_access', { realm_access: { roles: 'admin' } }],
      ['whose client roles are numbers', 'resource_access', { resource_access: { shop: { roles: [1] } } }],
      ["that is bound to somebody's DPoP key", 'cnf', { cnf: { jkt: 'x' } }],
      ["that is bound to somebody's certificate", 'cnf', { cnf: { 'x5t#S256': 'x' } }],
      ['that is bound in a way nobody knows', 'cnf', { cnf: 'x' }],
    ]
    for (const [what, part, claims, header] of refusals) {
      it(what, async () => {
        const token = await provider.accessToken(claims, header).catch(() => rawToken(claims, header))
        await assert.rejects(validateAccessToken(createClient(provider.options()), token), refusedFor(part))
      })
    }

    /** For headers that a well-behaved signer refuses to write. */
    const rawToken = async (claims: object, header: object = {}) => {
      const key = provider.keys[0]!
      const body = bytes(JSON.stringify({ iss: provider.issuer, aud: CLIENT_ID, exp: START + 60, ...claims }))
      const input = `${base64({ alg: key.alg, kid: key.kid, ...header })}.${Buffer.from(body).toString('base64url')}`
      const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key.privateKey, bytes(input))
      return `${input}.${Buffer.from(signature).toString('base64url')}`
    }

    it('in the second in which it expires, plus the tolerance', async () => {
      const client = createClient(provider.options())
      const token = await provider.accessToken({ exp: START })
      provider.clock.now = START + 4
      assert.ok(await validateAccessToken(client, token))
      provider.clock.now = START + 5
      await assert.rejects(validateAccessToken(client, token), { failure: { kind: 'token_expired', expiredAt: START } })
    })

    it('as wrong rather than expired when it is both', async () => {
      const token = await provider.accessToken({ exp: 1, aud: 'other', azp: 'other', iss: 'https://evil.example' })
      await assert.rejects(validateAccessToken(createClient(provider.options()), token), { kind: 'invalid_token' })
      const forged = `${(await provider.accessToken({ exp: 1 })).slice(0, -4)}AAAA`
      await assert.rejects(validateAccessToken(createClient(provider.options()), forged), refusedFor('signature'))
    })

    for (const [what, token] of [
      ['nothing', ''],
      ['an opaque one', 'abc'],
      ['dots', '..'],
      ['five parts', 'a.b.c.d.e'],
      ['an endless one', 'a'.repeat(70_000)],
      ['letters that are no base64url', 'ä.ö.ü'],
    ] as const) {
      it(`that is ${what}`, async () => {
        await assert.rejects(validateAccessToken(createClient(provider.options()), token), refusedFor('token'))
      })
    }

    for (const alg of ['none', 'None', 'NONE', 'nOnE', '']) {
      it(`that is not signed (alg ${JSON.stringify(alg)})`, async () => {
        const [, payload] = (await provider.accessToken()).split('.')
        for (const signature of ['', 'AAAA']) {
          const token = `${base64({ alg, typ: 'JWT' })}.${payload}.${signature}`
          await assert.rejects(validateAccessToken(createClient(provider.options()), token), { kind: 'invalid_token' })
        }
      })
    }

    it('that was signed with the published RSA key as HMAC secret (algorithm confusion)', async () => {
      const rsa = await newSigningKey('RS256')
      provider.keys = [rsa]
      const client = createClient(provider.options())
      assert.ok(await validateAccessToken(client, await provider.accessToken()))
      const [, payload] = (await provider.accessToken()).split('.')
      const pem = await exportSPKI((await importJWK(rsa.publicJwk, 'RS256')) as never)
      for (const secret of [pem, pem.trimEnd(), JSON.stringify(rsa.publicJwk), rsa.publicJwk.n!]) {
        const token = await new CompactSign(Buffer.from(payload!, 'base64url'))
          .setProtectedHeader({ alg: 'HS256', kid: rsa.kid, typ: 'JWT' })
          .sign(bytes(secret.padEnd(32)))
        await assert.rejects(validateAccessToken(client, token), refusedFor('alg'))
      }
    })

    it('signed with an HMAC secret, also when the server publishes one', async () => {
      const secret = bytes('s'.repeat(32))
      const oct = { kty: 'oct', k: Buffer.from(secret).toString('base64url'), kid: 'hmac', alg: 'HS256' }
      provider.answer('jwks', () => ({ body: { keys: [oct] } }))
      const token = await new SignJWT({ iss: provider.issuer, aud: CLIENT_ID, exp: START + 60 })
        .setProtectedHeader({ alg: 'HS256', kid: 'hmac' })
        .sign(secret)
      await assert.rejects(validateAccessToken(createClient(provider.options()), token), refusedFor('alg'))
    })

    it('that brings its own key in the header', async () => {
      const own = await newSigningKey('ES256', 'own')
      for (const header of [{ jwk: own.publicJwk }, { jku: 'https://evil.example/jwks' }, { x5c: ['AAAA'] }]) {
        const token = await provider.sign({ iss: provider.issuer, aud: CLIENT_ID, exp: START + 60 }, header, own)
        await assert.rejects(validateAccessToken(createClient(provider.options()), token), refusedFor('kid'))
      }
    })

    it('with an algorithm that this client does not allow, or a key made for another', async () => {
      const strict = createClient(provider.options({ algorithms: ['RS256'] }))
      await assert.rejects(validateAccessToken(strict, await provider.accessToken()), refusedFor('alg'))
      const rsa = await newSigningKey('RS256')
      const pss = { ...(await newSigningKey('PS256', rsa.kid)), publicJwk: rsa.publicJwk }
      provider.keys = [pss]
      await assert.rejects(
        validateAccessToken(createClient(provider.options()), await provider.accessToken()),
        refusedFor('kid'),
      )
    })

    it('of a key that the server publishes for encryption only', async () => {
      const key = await newSigningKey()
      provider.keys = [{ ...key, publicJwk: { ...key.publicJwk, use: 'enc' } }]
      await assert.rejects(
        validateAccessToken(createClient(provider.options()), await provider.accessToken()),
        refusedFor('kid'),
      )
    })

    it('without a kid when the server has several keys', async () => {
      provider.keys = [await newSigningKey(), await newSigningKey()]
      const token = await provider.accessToken({}, { kid: undefined })
      await assert.rejects(validateAccessToken(createClient(provider.options()), token), refusedFor('kid'))
    })
  })

  describe('audience', () => {
    const validate = async (
      claims: Record<string, unknown>,
      audience?: string | false,
      configured?: string | false,
    ) => {
      const client = createClient(provider.options(configured === undefined ? {} : { audience: configured }))
      return validateAccessToken(client, await provider.accessToken(claims), audience === undefined ? {} : { audience })
    }

    it("is the client's own id unless told, found in aud or (as with Keycloak) in azp", async () => {
      assert.ok(await validate({ aud: CLIENT_ID, azp: 'frontend' }))
      assert.ok(await validate({ aud: ['account', CLIENT_ID], azp: 'frontend' }))
      assert.ok(await validate({ aud: 'account', azp: CLIENT_ID }))
      assert.ok(await validate({ aud: undefined, azp: CLIENT_ID }))
    })

    it('that is configured must be in aud: azp does not help', async () => {
      assert.ok(await validate({ aud: 'api' }, undefined, 'api'))
      await assert.rejects(validate({ aud: 'account', azp: CLIENT_ID }, undefined, 'api'), refusedFor('aud'))
      await assert.rejects(validate({ aud: 'account', azp: CLIENT_ID }, undefined, CLIENT_ID), refusedFor('aud'))
      await assert.rejects(validate({ aud: 'account', azp: CLIENT_ID }, CLIENT_ID), refusedFor('aud'))
    })

    it('of one call goes before the configured one', async () => {
      assert.ok(await validate({ aud: 'other' }, 'other', 'api'))
      await assert.rejects(validate({ aud: 'api' }, 'other', 'api'), refusedFor('aud'))
      await assert.rejects(validate({ aud: 'other' }, 'api', false), refusedFor('aud'))
    })

    it('can be left open', async () => {
      assert.ok(await validate({ aud: 'other', azp: 'other' }, false))
      assert.ok(await validate({ aud: undefined, azp: undefined }, undefined, false))
    })
  })

  it('can be told who may have asked for the token (azp, else client_id)', async () => {
    const client = createClient(provider.options())
    const options = { authorizedParties: ['frontend'] }
    const token = (claims: Record<string, unknown>) => provider.accessToken({ aud: CLIENT_ID, ...claims })
    assert.ok(await validateAccessToken(client, await token({ azp: 'frontend' }), options))
    assert.ok(await validateAccessToken(client, await token({ azp: undefined, client_id: 'frontend' }), options))
    for (const claims of [{ azp: 'evil' }, { azp: 'evil', client_id: 'frontend' }, { azp: undefined }]) {
      await assert.rejects(validateAccessToken(client, await token(claims), options), refusedFor('azp'))
    }
  })

  it('can be told to accept at+jwt only', async () => {
    const client = createClient(provider.options())
    assert.ok(await validateAccessToken(client, await provider.accessToken({}, { typ: 'at+jwt' }), { typ: 'at+jwt' }))
    for (const typ of ['JWT', undefined]) {
      const token = await provider.accessToken({}, { typ })
      await assert.rejects(validateAccessToken(client, token, { typ: 'at+jwt' }), refusedFor('typ'))
    }
  })

  it('accepts a bound token from who has checked the proof', async () => {
    const token = await provider.accessToken({ cnf: { jkt: 'x' }, typ: 'DPoP' })
    assert.ok(await validateAccessToken(createClient(provider.options()), token, { proofChecked: true }))
  })

  it('fails closed when the keys can not be had', async () => {
    const token = await provider.accessToken()
    provider.answer('jwks', () => ({ status: 500 }))
    await assert.rejects(validateAccessToken(createClient(provider.options()), token), { kind: 'server_unreachable' })
    for (const body of [{}, { keys: 'x' }, { keys: [null] }, '<html>']) {
      provider.answer('jwks', () => ({ body }))
      await assert.rejects(validateAccessToken(createClient(provider.options()), token), { kind: 'discovery_failed' })
    }
  })
})
