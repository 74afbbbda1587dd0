import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { createClient } from '../../src/client/client.ts'
import { discover } from '../../src/client/discover.ts'
import { type FakeProvider, startFakeProvider } from '../fake-provider.ts'

describe('OpenID Connect Discovery §4: the metadata of the provider', () => {
  let provider: FakeProvider
  beforeEach(async () => {
    provider = await startFakeProvider()
  })
  afterEach(() => provider.close())

  it('is fetched once for all who ask at the same time, and after', async () => {
    const client = createClient(provider.options())
    const all = await Promise.all([discover(client), discover(client), discover(client)])
    assert.equal(all[2]?.token_endpoint, `${provider.issuer}/token`)
    await discover(client)
    assert.equal(provider.count('discovery'), 1)
  })

  it('is not fetched before it is needed', () => {
    createClient(provider.options())
    assert.equal(provider.count('discovery'), 0)
  })

  for (const [what, other] of [
    ['another issuer', (issuer: string) => issuer.replace('fake', 'other')],
    ['a trailing slash', (issuer: string) => `${issuer}/`],
    ['another case', (issuer: string) => issuer.toUpperCase()],
    ['no issuer', () => undefined],
    ['an issuer that is no text', () => ['x']],
  ] as const) {
    it(`is not believed with ${what}`, async () => {
      provider.metadata['issuer'] = other(provider.issuer)
      const failure = { kind: 'discovery_failed', issuer: provider.issuer }
      await assert.rejects(discover(createClient(provider.options())), { name: 'RelyingPartyError', failure })
    })
  }

  for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri']) {
    it(`is not enough without ${name}`, async () => {
      delete provider.metadata[name]
      await assert.rejects(discover(createClient(provider.options())), {
        kind: 'discovery_failed',
        message: new RegExp(name),
      })
    })
  }

  for (const url of ['http://id.example/token', 'ftp://127.0.0.1/token', 'javascript:alert(1)', '/token', 7, null]) {
    it(`is refused when an endpoint is ${url}`, async () => {
      provider.metadata['userinfo_endpoint'] = url
      await assert.rejects(discover(createClient(provider.options())), { kind: 'discovery_failed' })
    })
  }

  it('may name plain http of another host only when that is allowed', async () => {
    provider.metadata['token_endpoint'] = 'http://id.example/token'
    const metadata = await discover(createClient(provider.options({ allowInsecureRequests: true })))
    assert.equal(metadata.token_endpoint, 'http://id.example/token')
  })

  for (const [what, answer] of [
    ['a 404', { status: 404, body: { error: 'Realm does not exist' } }],
    ['a page', { body: '<html></html>', headers: { 'content-type': 'text/html' } }],
    ['a list', { body: [] }],
    ['a redirect', { status: 302, headers: { location: 'https://evil.example/' } }],
  ] as const) {
    it(`can't be ${what}`, async () => {
      provider.answer('discovery', () => answer)
      await assert.rejects(discover(createClient(provider.options())), { kind: 'discovery_failed' })
      assert.equal(provider.count('elsewhere'), 0)
    })
  }

  it('that is not to be had is asked for again only after a cool-down', async () => {
    provider.answer('discovery', () => ({ status: 503 }))
    const client = createClient(provider.options())
    for (let i = 0; i < 5; i += 1) await assert.rejects(discover(client), { kind: 'server_unreachable' })
    assert.equal(provider.count('discovery'), 1)
    provider.answer('discovery', () => undefined)
    provider.clock.now += 5
    await discover(client)
    assert.equal(provider.count('discovery'), 2)
  })

  it('is renewed after an hour; the old one lasts through an outage, but not against another issuer', async () => {
    const client = createClient(provider.options())
    await discover(client)
    provider.answer('discovery', () => ({ fault: 'cut' }))
    provider.clock.now += 3600
    assert.equal((await discover(client)).issuer, provider.issuer)
    provider.answer('discovery', () => ({ body: { ...provider.metadata, issuer: 'https://evil.example' } }))
    provider.clock.now += 5
    await assert.rejects(discover(client), { kind: 'discovery_failed' })
    assert.equal(provider.count('discovery'), 3)
  })

  it('is looked for below the path of the issuer, whatever slash ends it', async () => {
    provider.metadata['issuer'] = `${provider.issuer}/`
    await discover(createClient(provider.options({ issuer: `${provider.issuer}/` })))
    assert.equal(provider.count('discovery'), 1)
  })
})
