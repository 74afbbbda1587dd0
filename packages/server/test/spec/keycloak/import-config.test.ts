import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { type AdminCaller, adminCaller, adminOf, makeRealmWithAdmins } from '../../support/admin.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const PATH = '/test/identity-provider/import-config'

describe("importing an identity provider's settings", () => {
  let provider: Server
  let base: string
  let server: TestServer
  let call: AdminCaller

  before(async () => {
    provider = createServer((request, response) => {
      if (request.url === '/moved') response.writeHead(302, { location: '/metadata' }).end()
      else if (request.url === '/page') response.end('<html>')
      else response.end(JSON.stringify({ issuer: base, token_endpoint: `${base}/token` }))
    }).listen(0, '127.0.0.1')
    await once(provider, 'listening')
    base = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`
    server = await startServer({ outboundAllowed: ['127.0.0.1'] })
    call = await adminCaller(server)
  })
  after(async () => {
    await server.close()
    provider.close().closeAllConnections()
  })

  it('reads them from a URL', async () => {
    const answer = await call('POST', PATH, { providerId: 'oidc', fromUrl: `${base}/metadata` })
    const expected = { issuer: base, tokenUrl: `${base}/token`, metadataDescriptorUrl: `${base}/metadata` }
    assert.deepEqual(answer.json(), expected)
  })

  it('refuses what is not there, no metadata, elsewhere, or of a kind that has none', async () => {
    for (const sent of [
      { providerId: 'oidc', fromUrl: `${base}/page` },
      { providerId: 'oidc', fromUrl: `${base}/moved` },
      { providerId: 'oidc', fromUrl: 'http://127.0.0.1:1/' },
      { providerId: 'oidc', fromUrl: 'file:///etc/passwd' },
      { providerId: 'saml', fromUrl: `${base}/metadata` },
      { providerId: 'oidc' },
      { fromUrl: `${base}/metadata` },
      {},
    ]) {
      assert.equal((await call('POST', PATH, sent)).status, 400, JSON.stringify(sent))
    }
  })

  it('says the same of an address inside, whether somebody is there or not', async () => {
    const guarded = await startServer()
    const ask = await adminCaller(guarded)
    const answers = [`${base}/metadata`, 'http://127.0.0.1:1/', 'http://169.254.169.254/'].map((fromUrl) =>
      ask('POST', PATH, { providerId: 'oidc', fromUrl }),
    )
    const bodies = (await Promise.all(answers)).map(({ status, body }) => `${status} ${body}`)
    assert.deepEqual([...new Set(bodies)], ['400 {"errorMessage":"The metadata can not be read from this URL"}'])
    await guarded.close()
  })

  it('is for those who manage identity providers', async () => {
    await makeRealmWithAdmins(call, 'importing', { viewer: ['view-identity-providers'] })
    const viewer = await adminOf(server, 'importing', 'viewer')
    const sent = { providerId: 'oidc', fromUrl: `${base}/metadata` }
    assert.equal((await viewer('POST', '/importing/identity-provider/import-config', sent)).status, 403)
  })
})
