import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { calculateJwkThumbprint, EmbeddedJWK, exportJWK, generateKeyPair, jwtVerify } from 'jose'
import { authorizationUrl } from '../../src/client/authorization-url.ts'
import { createClient } from '../../src/client/client.ts'
import { exchangeCode } from '../../src/client/exchange-code.ts'
import { userInfo } from '../../src/client/user-info.ts'
import { validateAccessToken } from '../../src/client/validate-access-token.ts'
import { type FakeProvider, SUBJECT, startFakeProvider } from '../fake-provider.ts'

describe('RFC 9449: tokens bound to a key', () => {
  let provider: FakeProvider
  beforeEach(async () => {
    provider = await startFakeProvider()
    provider.metadata['dpop_signing_alg_values_supported'] = ['ES256']
    provider.tokenAnswer = { token_type: 'DPoP' }
  })
  afterEach(() => provider.close())

  const loggedIn = async (dpop: NonNullable<Parameters<FakeProvider['options']>[0]>['dpop'] = true) => {
    const client = createClient(provider.options({ dpop }))
    const { url, login } = await authorizationUrl(client)
    return { client, tokens: await exchangeCode(client, provider.login(url), login) }
  }
  const proofs = () => provider.received.map(({ headers }) => headers['dpop']).filter((proof) => proof !== undefined)
  const verified = async (proof: unknown) =>
    (await jwtVerify(String(proof), EmbeddedJWK, { typ: 'dpop+jwt', currentDate: new Date(provider.clock.now * 1000) }))
      .payload

  it('come with a proof for the very request, by the clock of the client, also after it has moved', async () => {
    const { client, tokens } = await loggedIn()
    assert.equal(tokens.tokenType, 'DPoP')
    provider.clock.now += 1000
    await userInfo(client, tokens.accessToken, SUBJECT)
    const [first, second] = await Promise.all(proofs().map(verified))
    assert.deepEqual([first?.['htm'], first?.['htu']], ['POST', `${provider.issuer}/token`])
    assert.deepEqual([second?.['htm'], second?.['htu']], ['GET', `${provider.issuer}/userinfo`])
    assert.equal(second?.['ath'], createHash('sha256').update(tokens.accessToken).digest('base64url'))
    assert.equal(second?.iat, provider.clock.now)
    assert.notEqual(first?.jti, second?.jti)
    assert.equal(provider.received.at(-1)?.headers.authorization, `DPoP ${tokens.accessToken}`)
  })

  it('are asked for once more with the nonce that the server wants', async () => {
    provider.answer('token', ({ headers }) => {
      const [, payload] = String(headers['dpop']).split('.')
      const { nonce } = JSON.parse(Buffer.from(payload!, 'base64url').toString('utf8'))
      const body = { error: 'use_dpop_nonce' }
      return nonce === 'nonce-1' ? undefined : { status: 400, headers: { 'dpop-nonce': 'nonce-1' }, body }
    })
    const { tokens } = await loggedIn()
    assert.equal(tokens.tokenType, 'DPoP')
    assert.equal(provider.count('token'), 2)
  })

  it('are not asked for endlessly', async () => {
    const body = { error: 'use_dpop_nonce' }
    provider.answer('token', () => ({ status: 400, headers: { 'dpop-nonce': 'another' }, body }))
    await assert.rejects(loggedIn(), { failure: { kind: 'refused', error: 'use_dpop_nonce', status: 400 } })
    assert.equal(provider.count('token'), 2)
  })

  it('are not accepted without the binding', async () => {
    provider.tokenAnswer = { token_type: 'Bearer' }
    await assert.rejects(loggedIn(), { failure: { kind: 'invalid_token', part: 'token_type', reason: 'check_failed' } })
  })

  it('need a server that offers it', async () => {
    delete provider.metadata['dpop_signing_alg_values_supported']
    await assert.rejects(loggedIn(), { failure: { kind: 'invalid_configuration', setting: 'dpop' } })
  })

  it('may be bound to a key that several processes share, whose tokens are valid here', async () => {
    const pair = await generateKeyPair('ES256', { extractable: true })
    const jkt = await calculateJwkThumbprint(await exportJWK(pair.publicKey))
    const { client } = await loggedIn(pair)
    assert.ok(await validateAccessToken(client, await provider.accessToken({ cnf: { jkt } })))
    const keycloaks = { jkt, 'kc-jkt-type': 'DPoP' }
    assert.ok(await validateAccessToken(client, await provider.accessToken({ cnf: keycloaks })))
    const others = await provider.accessToken({ cnf: { jkt: 'other' } })
    await assert.rejects(validateAccessToken(client, others), { kind: 'invalid_token' })
    const both = await provider.accessToken({ cnf: { jkt, 'x5t#S256': 'x' } })
    await assert.rejects(validateAccessToken(client, both), { kind: 'invalid_token' })
  })

  it('can not be bound to a key that can not be shown', async () => {
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
    const { privateKey } = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])
    const pair = { privateKey, publicKey: { ...privateKey, extractable: false } as never }
    assert.throws(() => createClient(provider.options({ dpop: pair })), { kind: 'invalid_configuration' })
  })
})
