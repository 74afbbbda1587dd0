import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { createClient } from '../../src/client/client.ts'
import { validateAccessToken } from '../../src/client/validate-access-token.ts'
import { type FakeProvider, newSigningKey, startFakeProvider } from '../fake-provider.ts'

describe('OpenID Connect Core §10.1.1: the keys of the provider', () => {
  let provider: FakeProvider
  beforeEach(async () => {
    provider = await startFakeProvider()
  })
  afterEach(() => provider.close())

  const unknownKey = { failure: { kind: 'invalid_token', part: 'kid', reason: 'check_failed' } }

  it('are fetched once for all who ask at the same time, and after', async () => {
    const client = createClient(provider.options())
    const tokens = await Promise.all(Array.from({ length: 10 }, () => provider.accessToken()))
    await Promise.all(tokens.map((token) => validateAccessToken(client, token)))
    await validateAccessToken(client, await provider.accessToken())
    assert.equal(provider.count('jwks'), 1)
  })

  it('are fetched again when a token names a new one, so a rotation is picked up', async () => {
    const client = createClient(provider.options())
    const old = await provider.accessToken()
    await validateAccessToken(client, old)
    provider.keys = [await newSigningKey(), ...provider.keys]
    provider.clock.now += 30
    await validateAccessToken(client, await provider.accessToken())
    await validateAccessToken(client, old)
    assert.equal(provider.count('jwks'), 2)
  })

  it('are not fetched for each made-up key id: a flood of 200 costs one request per 30 seconds', async () => {
    const client = createClient(provider.options())
    await validateAccessToken(client, await provider.accessToken())
    const flood = await Promise.all(
      Array.from({ length: 100 }, (_, i) => provider.accessToken({}, { kid: `made-up-${i}` })),
    )
    for (const token of flood) await assert.rejects(validateAccessToken(client, token), unknownKey)
    assert.equal(provider.count('jwks'), 1)
    provider.clock.now += 30
    await Promise.all(flood.map((token) => assert.rejects(validateAccessToken(client, token), unknownKey)))
    assert.equal(provider.count('jwks'), 2)
    assert.ok(await validateAccessToken(client, await provider.accessToken()), 'good tokens pass meanwhile')
  })

  it('are not fetched for a flood when the provider does not answer either', async () => {
    const client = createClient(provider.options())
    await validateAccessToken(client, await provider.accessToken())
    provider.answer('jwks', () => ({ status: 503 }))
    provider.clock.now += 30
    const made = await provider.accessToken({}, { kid: 'made-up' })
    for (let i = 0; i < 20; i += 1)
      await assert.rejects(validateAccessToken(client, made), { kind: 'server_unreachable' })
    assert.equal(provider.count('jwks'), 2)
    assert.ok(await validateAccessToken(client, await provider.accessToken()), 'known keys stay good')
  })

  it('that were withdrawn are believed for ten minutes at most', async () => {
    const client = createClient(provider.options())
    const stolen = await provider.accessToken({ exp: provider.clock.now + 86_400 })
    await validateAccessToken(client, stolen)
    provider.keys = [await newSigningKey()]
    provider.clock.now += 599
    await validateAccessToken(client, stolen)
    provider.clock.now += 1
    await assert.rejects(validateAccessToken(client, stolen), unknownKey)
  })

  it('that are too old are not used when new ones can not be had', async () => {
    const client = createClient(provider.options())
    const token = await provider.accessToken({ exp: provider.clock.now + 86_400 })
    await validateAccessToken(client, token)
    provider.answer('jwks', () => ({ fault: 'cut' }))
    provider.clock.now += 600
    await assert.rejects(validateAccessToken(client, token), { kind: 'server_unreachable' })
    provider.answer('jwks', () => undefined)
    await assert.rejects(validateAccessToken(client, token), { kind: 'server_unreachable' })
    assert.equal(provider.count('jwks'), 2, 'not asked again at once')
    provider.clock.now += 5
    await validateAccessToken(client, token)
  })

  it('are fetched again after the clock went back', async () => {
    const client = createClient(provider.options())
    await validateAccessToken(client, await provider.accessToken())
    provider.clock.now -= 3600
    await validateAccessToken(client, await provider.accessToken())
    assert.equal(provider.count('jwks'), 2)
  })

  for (const alg of ['RS256', 'PS256', 'EdDSA', 'RS384', 'ES512']) {
    it(`may be for ${alg}`, async () => {
      provider.keys = [await newSigningKey(alg)]
      const algorithms = ['RS384', 'ES512'].includes(alg) ? { algorithms: [alg] } : {}
      await validateAccessToken(createClient(provider.options(algorithms)), await provider.accessToken())
    })
  }
})
