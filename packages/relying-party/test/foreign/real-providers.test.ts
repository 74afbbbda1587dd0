import assert from 'node:assert/strict'
import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import {
  type AuthorizationUrlOptions,
  authorizationUrl,
  type ClientAuthentication,
  type ClientOptions,
  createClient,
  discover,
  endSessionUrl,
  exchangeCode,
  introspect,
  type OidcClient,
  refresh,
  revoke,
  userInfo,
  validateAccessToken,
  verifyLogoutToken,
} from '../../src/relying-party.ts'
import { newSigningKey } from '../fake-provider.ts'
import { Browser, createRealm, type RealRealm, type RealServer, startLatchkey } from './real-providers.ts'

const REDIRECT_URI = 'http://localhost:1234/v1/token'
const SECRET = 'my-test-client-secret'
const keycloak = process.env['KEYCLOAK_URL']

const servers: readonly [name: string, start: () => Promise<RealServer>, skip: string | false][] = [
  ['Latchkey', startLatchkey, false],
  [
    'Keycloak',
    async () => ({ baseUrl: keycloak!.replace(/\/$/, ''), stop: async () => {} }),
    keycloak ? false : 'KEYCLOAK_URL is not set',
  ],
]

for (const [name, start, skip] of servers) {
  describe(`the client with ${name}`, { skip }, () => {
    let server: RealServer
    let realm: RealRealm
    /** Seconds by which the client's clock is off. */
    let skew = 0
    const clock = () => Math.floor(Date.now() / 1000) + skew
    const logoutTokens: string[] = []
    const listener = http.createServer(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      logoutTokens.push(new URLSearchParams(Buffer.concat(chunks).toString('utf8')).get('logout_token') ?? '')
      response.end()
    })

    const key = newSigningKey('RS256')
    before(async () => {
      listener.listen(0, '127.0.0.1')
      await once(listener, 'listening')
      const logoutUrl = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/logout`
      const { publicJwk } = await key
      const common = {
        enabled: true,
        protocol: 'openid-connect',
        redirectUris: [REDIRECT_URI],
        standardFlowEnabled: true,
      }
      server = await start()
      realm = await createRealm(server.baseUrl, [
        { ...common, clientId: 'public', publicClient: true, attributes: { 'pkce.code.challenge.method': 'S256' } },
        {
          ...common,
          clientId: 'signed',
          clientAuthenticatorType: 'client-jwt',
          attributes: {
            'use.jwks.string': 'true',
            'jwks.string': JSON.stringify({ keys: [publicJwk] }),
            'token.endpoint.auth.signing.alg': 'RS256',
          },
        },
        {
          ...common,
          clientId: 'told-of-logouts',
          secret: SECRET,
          attributes: { 'backchannel.logout.url': logoutUrl, 'backchannel.logout.session.required': 'true' },
        },
      ])
    })
    after(async () => {
      await realm?.remove()
      await server?.stop()
      listener.close()
    })

    const newClient = (changes: Partial<ClientOptions> = {}): OidcClient =>
      createClient({
        issuer: realm.issuer,
        clientId: 'my-test-client',
        authentication: { method: 'client_secret_basic', secret: SECRET },
        redirectUri: REDIRECT_URI,
        clock,
        ...changes,
      })
    const login = async (client: OidcClient, options: AuthorizationUrlOptions = {}, browser = new Browser()) => {
      const request = await authorizationUrl(client, options)
      const callback = await browser.login(request.url, 'alice', 'alice-pass')
      return { callback, login: request.login, browser }
    }
    const loggedIn = async (client: OidcClient, options: AuthorizationUrlOptions = {}, browser = new Browser()) => {
      const { callback, login: state } = await login(client, options, browser)
      return exchangeCode(client, callback, state)
    }

    const waysToProve: readonly [
      what: string,
      clientId: string,
      authentication: () => Promise<ClientAuthentication>,
    ][] = [
      ['its secret in the header', 'my-test-client', async () => ({ method: 'client_secret_basic', secret: SECRET })],
      ['its secret in the form', 'my-test-client', async () => ({ method: 'client_secret_post', secret: SECRET })],
      ['nothing, as a public client', 'public', async () => ({ method: 'none' })],
      [
        'a signed assertion',
        'signed',
        async () => ({ method: 'private_key_jwt', key: (await key).privateKey, kid: (await key).kid }),
      ],
    ]
    for (const [what, clientId, authentication] of waysToProve) {
      it(`logs in, validates and refreshes with ${what}`, async (test) => {
        const client = newClient({ clientId, authentication: await authentication() })
        const { token_endpoint_auth_methods_supported: methods } = await discover(client)
        if (clientId === 'signed' && !methods?.includes('private_key_jwt')) {
          return test.skip('the server knows no private_key_jwt')
        }
        const tokens = await loggedIn(client, { scope: 'openid profile', maxAge: 600 })
        assert.equal(tokens.claims?.['preferred_username'], 'alice')
        assert.ok(tokens.claims?.sid)
        assert.ok(tokens.refreshExpiresAt! > tokens.expiresAt)

        const access = await validateAccessToken(client, tokens.accessToken)
        assert.equal(access.azp, clientId)
        assert.ok(access.realm_access?.roles.includes('user'))
        assert.equal((await userInfo(client, tokens.accessToken, tokens.claims!.sub))['preferred_username'], 'alice')

        const refreshed = await refresh(client, tokens.refreshToken!, { previous: tokens.claims! })
        assert.equal(refreshed.claims?.sub, tokens.claims?.sub)
        assert.notEqual(refreshed.accessToken, tokens.accessToken)
        assert.ok(await validateAccessToken(client, refreshed.accessToken))
      })
    }

    it('revokes, and asks whether a token is still good', async (test) => {
      const client = newClient()
      const { introspection_endpoint, revocation_endpoint } = await discover(client)
      const tokens = await loggedIn(client)
      if (!introspection_endpoint || !revocation_endpoint) {
        await assert.rejects(introspect(client, tokens.accessToken), { kind: 'invalid_configuration' })
        await assert.rejects(revoke(client, tokens.accessToken), { kind: 'invalid_configuration' })
        return test.skip('the server has no such endpoints')
      }
      assert.equal((await introspect(client, tokens.accessToken)).username, 'alice')
      await revoke(client, tokens.refreshToken!, 'refresh_token')
      assert.deepEqual(await introspect(client, tokens.accessToken), { active: false })
      await assert.rejects(userInfo(client, tokens.accessToken, tokens.claims!.sub), ({ failure }) => {
        assert.deepEqual([failure.kind, failure.error, failure.status], ['refused', 'invalid_token', 401])
        return true
      })
      await assert.rejects(refresh(client, tokens.refreshToken!), ({ failure }) => failure.error === 'invalid_grant')
    })

    it('is refused: a replayed code, a wrong verifier, a wrong secret', async () => {
      const client = newClient()
      const first = await login(client)
      await exchangeCode(client, first.callback, first.login)
      await assert.rejects(
        exchangeCode(client, first.callback, first.login),
        ({ failure }) => failure.error === 'invalid_grant',
      )
      const second = await login(client)
      const otherVerifier = { ...second.login, codeVerifier: first.login.codeVerifier }
      await assert.rejects(
        exchangeCode(client, second.callback, otherVerifier),
        ({ failure }) => failure.error === 'invalid_grant',
      )
      const impostor = newClient({ authentication: { method: 'client_secret_basic', secret: 'wrong' } })
      await assert.rejects(refresh(impostor, 'x'), ({ failure }) => {
        assert.equal(failure.kind, 'refused')
        assert.match(failure.error, /^(invalid_client|unauthorized_client)$/)
        return true
      })
    })

    it('refuses the callback of another tab, and one without iss', async () => {
      const client = newClient()
      const browser = new Browser()
      const [a, b] = [await login(client, {}, browser), await login(client, {}, browser)]
      await assert.rejects(exchangeCode(client, b.callback, a.login), { kind: 'invalid_callback' })
      b.callback.searchParams.delete('iss')
      const failure = { kind: 'invalid_callback', reason: 'issuer_mismatch' }
      await assert.rejects(exchangeCode(client, b.callback, b.login), { failure })
    })

    it('hears that nobody is logged in, when it asks without a page', async () => {
      const client = newClient()
      const { callback, login: state } = await login(client, { prompt: 'none' })
      await assert.rejects(exchangeCode(client, callback, state), ({ failure }) => failure.error === 'login_required')
    })

    it('takes no ID token, refresh token or token for others as an access token', async () => {
      const client = newClient()
      const tokens = await loggedIn(client)
      for (const token of [tokens.idToken!, tokens.refreshToken!]) {
        await assert.rejects(validateAccessToken(client, token), { kind: 'invalid_token' })
        await assert.rejects(validateAccessToken(client, token, { audience: false }), { kind: 'invalid_token' })
      }
      const wrongAudience = { failure: { kind: 'invalid_token', part: 'aud', reason: 'check_failed' } }
      await assert.rejects(validateAccessToken(client, tokens.accessToken, { audience: 'other' }), wrongAudience)
      const other = newClient({ clientId: 'public', authentication: { method: 'none' } })
      await assert.rejects(validateAccessToken(other, tokens.accessToken), wrongAudience)
      for (const token of [tokens.accessToken, tokens.idToken!]) {
        await assert.rejects(verifyLogoutToken(client, token), { kind: 'invalid_token' })
      }
    })

    it('judges time by its own clock', async () => {
      const client = newClient()
      const tokens = await loggedIn(client)
      skew = 3600
      try {
        await assert.rejects(validateAccessToken(client, tokens.accessToken), { kind: 'token_expired' })
        const { callback, login: state } = await login(newClient())
        await assert.rejects(exchangeCode(newClient(), callback, state), { kind: 'token_expired' })
      } finally {
        skew = 0
      }
    })

    it('sends the browser out, which ends the session', async () => {
      const client = newClient()
      const browser = new Browser()
      const tokens = await loggedIn(client, {}, browser)
      const url = await endSessionUrl(client, {
        idTokenHint: tokens.idToken!,
        postLogoutRedirectUri: REDIRECT_URI,
        state: 's1',
      })
      const out = await browser.get(url!)
      assert.equal(out.headers.get('location'), `${REDIRECT_URI}?state=s1`)
      await assert.rejects(refresh(client, tokens.refreshToken!), ({ failure }) => failure.error === 'invalid_grant')
    })

    it('finds no realm of another name, and no server that is not there', async () => {
      const failure = { kind: 'discovery_failed', issuer: `${realm.issuer}-not` }
      await assert.rejects(discover(newClient({ issuer: `${realm.issuer}-not` })), { failure })
      await assert.rejects(discover(newClient({ issuer: 'http://127.0.0.1:1/realms/x' })), {
        kind: 'server_unreachable',
      })
    })

    it('pushes its request first, where the server offers it', async (test) => {
      const client = newClient()
      const metadata = await discover(client)
      if (!metadata.pushed_authorization_request_endpoint) return test.skip('the server offers no pushed requests')
      const { url } = await authorizationUrl(client)
      assert.deepEqual([...url.searchParams.keys()].sort(), ['client_id', 'request_uri'])
    })

    it('binds tokens to its key, where the server offers it', async (test) => {
      const client = newClient({ dpop: true })
      if (!(await discover(client)).dpop_signing_alg_values_supported) {
        await assert.rejects(loggedIn(client), { failure: { kind: 'invalid_configuration', setting: 'dpop' } })
        return test.skip('the server offers no DPoP')
      }
      const tokens = await loggedIn(client)
      assert.equal(tokens.tokenType, 'DPoP')
      await validateAccessToken(client, tokens.accessToken)
      await userInfo(client, tokens.accessToken, tokens.claims!.sub)
      assert.equal((await refresh(client, tokens.refreshToken!)).tokenType, 'DPoP')
      await assert.rejects(
        validateAccessToken(newClient(), tokens.accessToken),
        ({ failure }) => failure.part === 'cnf',
      )
    })

    it('verifies the logout token that the server sends', async (test) => {
      const client = newClient({ clientId: 'told-of-logouts' })
      if (!(await discover(client))['backchannel_logout_supported'])
        return test.skip('the server sends no logout tokens')
      const browser = new Browser()
      const tokens = await loggedIn(client, {}, browser)
      await browser.get((await endSessionUrl(client, { idTokenHint: tokens.idToken! }))!)
      assert.equal(logoutTokens.length, 1)
      const logout = await verifyLogoutToken(client, logoutTokens[0]!)
      assert.equal(logout.sid, tokens.claims?.sid)
      assert.equal(logout.sub, tokens.claims?.sub)
      await assert.rejects(validateAccessToken(client, logoutTokens[0]!), { kind: 'invalid_token' })
      await assert.rejects(verifyLogoutToken(newClient(), logoutTokens[0]!), { kind: 'invalid_token' })
    })
  })
}
