import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import * as client from 'openid-client'
import { formAction } from '../support/browser.ts'
import { CALLBACK, startServer, type TestServer, TUTORIAL_CLIENT } from '../support/server.ts'

/** A client library that nobody here wrote, over a real socket: what it accepts, other clients will. */
describe('openid-client (npm) as the relying party', () => {
  let server: TestServer
  let base: string
  let config: client.Configuration
  before(async () => {
    server = await startServer()
    await server.latchkey.http.listen({ port: 0, host: '127.0.0.1' })
    base = `http://127.0.0.1:${(server.latchkey.http.server.address() as AddressInfo).port}/auth/realms/test`
    // the library reads its own clock, the server the test's
    const metadata = {
      client_secret: TUTORIAL_CLIENT.client_secret,
      [client.clockSkew]: server.clock.now() - Math.floor(Date.now() / 1000),
      [client.clockTolerance]: 30,
    }
    config = await client.discovery(new URL(base), TUTORIAL_CLIENT.client_id, metadata, undefined, {
      execute: [client.allowInsecureRequests],
    })
  })
  after(() => server.close())

  /** Signs in over the wire. @returns the URL the browser was sent back to. */
  const login = async (url: URL): Promise<URL> => {
    const page = await fetch(url, { headers: { accept: 'text/html' } })
    const cookie = page.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
    const body = await page.text()
    const action = formAction({ body, status: page.status, headers: {}, location: url, json: () => ({}) })
    const answer = await fetch(action, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, accept: 'text/html' },
      body: new URLSearchParams({ username: 'alice', password: 'alice-pass', credentialId: '' }),
    })
    return new URL(answer.headers.get('location') ?? '')
  }

  it('discovers the realm', () => {
    const metadata = config.serverMetadata()
    assert.equal(metadata.issuer, base)
    assert.equal(metadata.supportsPKCE(), true)
  })

  it('goes through the code flow with PKCE, state and nonce, refreshes, asks userinfo and signs out', async () => {
    const pkceCodeVerifier = client.randomPKCECodeVerifier()
    const expectedState = client.randomState()
    const expectedNonce = client.randomNonce()
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: CALLBACK,
      scope: 'openid',
      state: expectedState,
      nonce: expectedNonce,
      code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
      max_age: '600',
    })
    const checks = { pkceCodeVerifier, expectedState, expectedNonce, maxAge: 600, idTokenExpected: true }
    const tokens = await client.authorizationCodeGrant(config, await login(url), checks)
    const claims = tokens.claims()
    assert.ok(claims)
    assert.equal(claims['preferred_username'], 'alice')

    const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token ?? '')
    assert.equal(refreshed.claims()?.sub, claims.sub)

    const info = await client.fetchUserInfo(config, refreshed.access_token, claims.sub)
    assert.equal(info.email, 'alice@example.org')

    const endSession = client.buildEndSessionUrl(config, {
      id_token_hint: refreshed.id_token ?? '',
      post_logout_redirect_uri: CALLBACK,
    })
    const out = await fetch(endSession, { redirect: 'manual' })
    assert.equal(out.headers.get('location'), CALLBACK)
    await assert.rejects(client.refreshTokenGrant(config, refreshed.refresh_token ?? ''), { error: 'invalid_grant' })
  })

  it('sees a refused exchange as an OAuth error', async () => {
    const url = client.buildAuthorizationUrl(config, { redirect_uri: CALLBACK, scope: 'openid' })
    const back = await login(url)
    back.searchParams.set('code', 'spoilt')
    await assert.rejects(client.authorizationCodeGrant(config, back), { error: 'invalid_grant' })
  })
})
