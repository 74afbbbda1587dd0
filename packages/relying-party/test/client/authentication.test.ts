import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { decodeProtectedHeader, importJWK, jwtVerify } from 'jose'
import { type ClientAuthentication, createClient } from '../../src/client/client.ts'
import { introspect } from '../../src/client/introspect.ts'
import { CLIENT_ID, CLIENT_SECRET, type FakeProvider, newSigningKey, startFakeProvider } from '../fake-provider.ts'

describe('RFC 6749 §2.3, RFC 7523 §2.2: the client proves itself', () => {
  let provider: FakeProvider
  beforeEach(async () => {
    provider = await startFakeProvider()
  })
  afterEach(() => provider.close())

  const sentWith = async (authentication: ClientAuthentication) => {
    await introspect(createClient(provider.options({ authentication })), 'token-1')
    const { headers, form } = provider.received.at(-1)!
    return { authorization: headers.authorization, form: Object.fromEntries(form) }
  }

  it('by its secret in the header, encoded as the RFC wants it', async () => {
    const { authorization, form } = await sentWith({ method: 'client_secret_basic', secret: CLIENT_SECRET })
    const [id, secret] = Buffer.from(authorization!.slice(6), 'base64').toString('utf8').split(':')
    assert.deepEqual([id, new URLSearchParams(`s=${secret}`).get('s')], [CLIENT_ID, CLIENT_SECRET])
    assert.deepEqual(form, { token: 'token-1' })
  })

  it('by its secret in the form', async () => {
    const { authorization, form } = await sentWith({ method: 'client_secret_post', secret: CLIENT_SECRET })
    assert.deepEqual(form, { token: 'token-1', client_id: CLIENT_ID, client_secret: CLIENT_SECRET })
    assert.equal(authorization, undefined)
  })

  it('not at all, as a public client', async () => {
    const { authorization, form } = await sentWith({ method: 'none' })
    assert.deepEqual(form, { token: 'token-1', client_id: CLIENT_ID })
    assert.equal(authorization, undefined)
  })

  for (const alg of ['ES256', 'RS256', 'PS256', 'EdDSA']) {
    it(`by an assertion signed with ${alg}, for the issuer, for a minute, once`, async () => {
      const key = await newSigningKey(alg)
      const authentication = { method: 'private_key_jwt', key: key.privateKey, kid: key.kid } as const
      const [first, second] = [await sentWith(authentication), await sentWith(authentication)]
      const assertion = first.form['client_assertion']!
      assert.deepEqual(decodeProtectedHeader(assertion), { alg, kid: key.kid })
      const { payload } = await jwtVerify(assertion, await importJWK(key.publicJwk, alg), {
        issuer: CLIENT_ID,
        subject: CLIENT_ID,
        audience: provider.issuer,
        requiredClaims: ['jti'],
        currentDate: new Date(provider.clock.now * 1000),
      })
      assert.ok(Math.abs(payload.exp! - provider.clock.now - 60) <= 1, 'by the clock of the client')
      assert.notEqual(assertion, second.form['client_assertion'])
    })
  }

  it('with the newer name of Ed25519 where the server knows only that', async () => {
    provider.metadata['token_endpoint_auth_signing_alg_values_supported'] = ['Ed25519']
    const { privateKey } = await newSigningKey('EdDSA')
    const { form } = await sentWith({ method: 'private_key_jwt', key: privateKey })
    assert.deepEqual(decodeProtectedHeader(form['client_assertion']!), { alg: 'Ed25519' })
  })

  it('not with an empty secret or a public key', async () => {
    const { publicJwk } = await newSigningKey()
    const wrong: ClientAuthentication[] = [
      { method: 'client_secret_basic', secret: '' },
      { method: 'client_secret_post', secret: '' },
      { method: 'private_key_jwt', key: (await importJWK(publicJwk)) as never },
    ]
    for (const authentication of wrong) {
      const failure = { kind: 'invalid_configuration', setting: 'authentication' }
      assert.throws(() => createClient(provider.options({ authentication })), { failure })
    }
  })
})
