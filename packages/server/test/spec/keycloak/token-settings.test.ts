import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import type { ComponentRepresentation, UserRepresentation } from '../../../src/representations/keycloak.ts'
import { changeClient, changeUser, during, realmNamed } from '../../support/change.ts'
import {
  claimsOf,
  DIRECT_CLIENT,
  OIDC,
  SERVICE_CLIENT,
  signIn,
  startServer,
  type TestServer,
} from '../../support/server.ts'

describe('Keycloak: settings of a client and a realm that the token endpoint obeys', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
  })
  after(() => server.close())

  const realm = () => realmNamed(server)
  const withClient = <T>(clientId: string, settings: object, run: () => Promise<T>): Promise<T> =>
    during(changeClient(server, clientId, settings), run)
  const withUser = <T>(username: string, settings: UserRepresentation, run: () => Promise<T>): Promise<T> =>
    during(changeUser(server, username, settings), run)
  const password = async (more: Record<string, string> = {}, headers?: Record<string, string>) =>
    server.token(
      { grant_type: 'password', username: 'alice', password: 'alice-pass', ...DIRECT_CLIENT, ...more },
      headers,
    )
  const mapper = (protocolMapper: string, config: Record<string, string>) => ({
    name: `${protocolMapper} ${config['claim.name']}`,
    protocol: 'openid-connect',
    protocolMapper,
    config,
  })
  const userInfo = async (token: unknown) =>
    (await server.call({ url: `${OIDC}/userinfo`, headers: { authorization: `Bearer ${token}` } })).json()

  describe('use.refresh.tokens', () => {
    const attributes = { 'use.refresh.tokens': 'false' }

    it('off: no refresh token, online or offline, and nothing to refresh with later', async () => {
      const answers = await withClient('direct-client', { attributes }, async () => [
        await password({ scope: 'openid' }),
        await password({ scope: 'openid offline_access' }),
      ])
      for (const answer of answers) {
        assert.equal(answer.status, 200)
        assert.equal(answer.json()['refresh_token'], undefined)
        assert.equal(answer.json()['refresh_expires_in'], 0)
        assert.ok(answer.json()['session_state'])
      }
    })

    it('does not concern client_credentials, which has a switch of its own', async () => {
      const both = { attributes: { ...attributes, 'client_credentials.use_refresh_token': 'true' } }
      const answer = await withClient('service-client', both, () =>
        server.token({ grant_type: 'client_credentials', ...SERVICE_CLIENT }),
      )
      assert.ok(answer.json()['refresh_token'])
    })
  })

  describe('signature algorithms without a key in the realm', () => {
    const signedBy = (access: string, id: string) => ({
      attributes: { 'access.token.signed.response.alg': access, 'id.token.signed.response.alg': id },
    })
    const verified = async (token: unknown) => {
      const jwks = (await server.call({ url: `${OIDC}/certs` })).json()
      const keys = createLocalJWKSet({ keys: jwks['keys'] as object[] as [] })
      const currentDate = new Date(server.clock.now() * 1000)
      return (await jwtVerify(String(token), keys, { currentDate })).protectedHeader.alg
    }

    it('get a key on first use, which stays, is published and is good', async () => {
      await withClient('direct-client', signedBy('ES256', 'EdDSA'), async () => {
        const tokens = (await password({ scope: 'openid' })).json()
        assert.equal(await verified(tokens['access_token']), 'ES256')
        assert.equal(await verified(tokens['id_token']), 'EdDSA')
        assert.equal((await userInfo(tokens['access_token']))['preferred_username'], 'alice')
        const again = (await password({ scope: 'openid' })).json()
        const kid = (token: unknown) => decodeProtectedHeader(String(token)).kid
        assert.equal(kid(again['access_token']), kid(tokens['access_token']))
      })
      const names = (await realm()).keyProviders.map(({ name, config }) => `${name} ${config['priority']}`)
      assert.ok(names.includes('fallback-ES256 -100') && names.includes('fallback-EdDSA -100'), names.join())
    })

    it('get one key when many ask at once', async () => {
      await withClient('direct-client', signedBy('ES384', 'ES384'), async () => {
        const answers = await Promise.all([1, 2, 3, 4].map(() => password({ scope: 'openid' })))
        assert.deepEqual(
          answers.map(({ status }) => status),
          [200, 200, 200, 200],
        )
      })
      assert.equal((await realm()).keyProviders.filter(({ name }) => name === 'fallback-ES384').length, 1)
    })

    it('get another key when an administrator has turned the first one off', async () => {
      const ask = () => withClient('direct-client', signedBy('ES512', 'RS256'), () => password())
      await ask()
      const { id, representation } = await realm()
      const components = Object.fromEntries(
        Object.entries(representation.components ?? {}).map(([type, list]) => [type, list.map(turnedOff)]),
      )
      await server.latchkey.stores.realms.change(id, () => ({ ...representation, components }))
      const { access_token: token } = (await ask()).json()
      assert.equal(await verified(token), 'ES512')
    })

    const turnedOff = (component: ComponentRepresentation) =>
      component.name === 'fallback-ES512'
        ? { ...component, config: { ...component.config, enabled: ['false'] } }
        : component
  })

  describe('required actions keep a user from tokens for a password alone', () => {
    for (const action of [
      'TERMS_AND_CONDITIONS',
      'CONFIGURE_TOTP',
      'UPDATE_PASSWORD',
      'delete_account',
      'no-such-action',
    ]) {
      it(`${action}, whether the realm has it enabled or not`, async () => {
        const answer = await withUser('alice', { requiredActions: [action] }, () => password())
        assert.deepEqual(
          [answer.status, answer.json()['error'], answer.json()['error_description']],
          [400, 'invalid_grant', 'Account is not fully set up'],
        )
      })
    }

    it('VERIFY_PROFILE does not when the profile is complete, here or in a browser', async () => {
      await withUser('alice', { requiredActions: ['VERIFY_PROFILE'] }, async () => {
        assert.equal((await password()).status, 200)
        assert.ok((await signIn(server.browser())).get('code'))
      })
    })

    it('VERIFY_PROFILE does when the profile lacks something', async () => {
      const answer = await withUser('alice', { requiredActions: ['VERIFY_PROFILE'], lastName: '' }, () => password())
      assert.equal(answer.json()['error_description'], 'Account is not fully set up')
    })

    it('verifyEmail of the realm does while the address is not verified, here and in a browser', async () => {
      const { id, representation } = await realm()
      await server.latchkey.stores.realms.change(id, () => ({ ...representation, verifyEmail: true }))
      const outcome = (emailVerified: boolean) =>
        withUser('alice', { emailVerified }, async () => [
          (await password()).status,
          (await signIn(server.browser())).has('code'),
        ])
      const unverified = await outcome(false)
      const verified = await outcome(true)
      await server.latchkey.stores.realms.change(id, () => representation)
      assert.deepEqual(
        [unverified, verified],
        [
          [400, false],
          [200, true],
        ],
      )
    })
  })

  it('a user name is taken as it is sent, blanks included', async () => {
    assert.equal((await password({ username: ' alice ' })).json()['error_description'], 'Invalid user credentials')
  })

  it('the server’s own origin may ask, as a browser names it with every POST', async () => {
    const status = async (origin: string) => {
      const answer = await password({}, { origin })
      return [answer.status, answer.headers['access-control-allow-origin']]
    }
    assert.deepEqual(await status('http://localhost:8080'), [200, undefined])
    for (const foreign of ['http://localhost:8081', 'https://localhost:8080', 'http://localhost', 'null']) {
      assert.deepEqual(await status(foreign), [403, undefined], foreign)
    }
  })

  it('organization:… asks the scope organization, no other scope takes a parameter', async () => {
    assert.equal((await password({ scope: 'organization:*' })).json()['scope'], 'profile email')
    assert.equal((await password({ scope: 'organization:acme' })).status, 200)
    for (const scope of ['profile:abc', 'organisation:*', ':organization', 'address:organization']) {
      assert.equal((await password({ scope })).json()['error'], 'invalid_scope', scope)
    }
  })

  it('a scope that is refused is refused before passwords and tokens are looked at', async () => {
    for (const scope of ['', 'no-such', 'openid  profile', ' openid']) {
      const answers = [
        await password({ scope, password: 'wrong' }),
        await server.token({ grant_type: 'refresh_token', refresh_token: 'x', scope, ...DIRECT_CLIENT }),
        await server.token({ grant_type: 'client_credentials', scope, ...SERVICE_CLIENT }),
      ]
      for (const answer of answers) {
        assert.deepEqual(
          [answer.status, answer.json()],
          [400, { error: 'invalid_scope', error_description: `Invalid scopes: ${scope}` }],
        )
      }
    }
    assert.equal((await password({ scope: 'openid profile ' })).json()['scope'], 'openid profile email')
    assert.equal((await password({ scope: ' ' })).json()['scope'], 'profile email')
  })

  it('access.tokenResponse.claim puts a claim beside the tokens and never in the place of one', async () => {
    const beside = (name: string, value: string) =>
      mapper('oidc-hardcoded-claim-mapper', {
        'claim.name': name,
        'claim.value': value,
        'access.tokenResponse.claim': 'true',
      })
    const protocolMappers = [
      beside('tenant', 'acme'),
      beside('access_token', 'forged'),
      beside('id_token', 'forged'),
      beside('error', 'forged'),
      mapper('oidc-full-name-mapper', { 'access.tokenResponse.claim': 'true' }),
    ]
    const answer = (await withClient('direct-client', { protocolMappers }, () => password())).json()
    assert.equal(answer['tenant'], 'acme')
    assert.equal(claimsOf(answer['access_token'])['tenant'], undefined)
    assert.deepEqual([answer['id_token'], answer['error'], answer['name']], [undefined, undefined, undefined])
  })

  it('userinfo tells the session where a mapper wants it, and never how strong the login was', async () => {
    const everywhere = { 'access.token.claim': 'true', 'id.token.claim': 'true', 'userinfo.token.claim': 'true' }
    const fixed = (name: string, value: string, type: string) =>
      mapper('oidc-hardcoded-claim-mapper', {
        ...everywhere,
        'claim.name': name,
        'claim.value': value,
        'jsonType.label': type,
      })
    const protocolMappers = [
      mapper('oidc-session-state-mapper', everywhere),
      fixed('acr', '9', 'String'),
      fixed('auth_time', '9', 'long'),
    ]
    await withClient('direct-client', { protocolMappers }, async () => {
      const tokens = (await password({ scope: 'openid' })).json()
      const info = await userInfo(tokens['access_token'])
      assert.equal(claimsOf(tokens['access_token'])['acr'], '9')
      assert.deepEqual(
        [info['session_state'], info['acr'], info['auth_time']],
        [tokens['session_state'], undefined, undefined],
      )
    })
  })

  it('every method but its own is 405 at an endpoint', async () => {
    for (const endpoint of ['token', 'auth', 'userinfo', 'certs', 'logout']) {
      for (const method of ['PATCH', 'PUT', 'DELETE'] as const) {
        const answer = await server.call({ url: `${OIDC}/${endpoint}`, method })
        assert.equal(answer.status, 405, `${method} ${endpoint}`)
      }
    }
  })
})
