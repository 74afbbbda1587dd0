import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import {
  claimsOf,
  DIRECT_CLIENT,
  exchange,
  OIDC,
  signedInTokens,
  signIn,
  startServer,
  type TestServer,
  TUTORIAL_CLIENT,
} from '../../support/server.ts'

describe('RFC 6749 §6 refreshing an access token', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
  })
  after(() => server.close())

  const refresh = (token: unknown, more: Record<string, string> = {}) =>
    server.token({ grant_type: 'refresh_token', refresh_token: String(token), ...TUTORIAL_CLIENT, ...more })
  const passwordTokens = async (scope = 'openid') =>
    (
      await server.token({ grant_type: 'password', username: 'alice', password: 'alice-pass', scope, ...DIRECT_CLIENT })
    ).json()
  const refused = async (answer: ReturnType<typeof refresh>, description: string, error = 'invalid_grant') => {
    const { status, json } = await answer
    assert.equal(status, 400)
    assert.deepEqual(json(), { error, error_description: description })
  }

  it('gives a new access, ID and refresh token of the same session', async () => {
    const first = await signedInTokens(server)
    server.clock.advance(100)
    const answer = await refresh(first['refresh_token'])
    assert.equal(answer.status, 200)
    const second = answer.json()
    assert.equal(claimsOf(second['access_token'])['sid'], claimsOf(first['access_token'])['sid'])
    assert.notEqual(claimsOf(second['access_token'])['jti'], claimsOf(first['access_token'])['jti'])
    assert.equal(claimsOf(second['id_token'])['nonce'], undefined)
    assert.equal(claimsOf(second['id_token'])['auth_time'], claimsOf(first['id_token'])['auth_time'])
  })

  it('takes the same token again while rotation is off', async () => {
    const { refresh_token } = await signedInTokens(server)
    assert.equal((await refresh(refresh_token)).status, 200)
    assert.equal((await refresh(refresh_token)).status, 200)
  })

  it('lengthens the session with every use, up to its idle time', async () => {
    const { refresh_token } = await signedInTokens(server)
    server.clock.advance(1_700)
    const second = (await refresh(refresh_token)).json()
    server.clock.advance(1_700)
    assert.equal((await refresh(second['refresh_token'])).status, 200)
  })

  it('refuses the token in the second of its exp', async () => {
    const [early, late] = [await signedInTokens(server), await signedInTokens(server)]
    server.clock.advance(1_799)
    assert.equal((await refresh(early['refresh_token'])).status, 200)
    server.clock.advance(1)
    await refused(refresh(late['refresh_token']), 'Token is not active')
  })

  it('ends at the session’s longest life, whatever the use', async () => {
    let { refresh_token } = await signedInTokens(server)
    for (let hour = 0; hour < 39; hour++) {
      server.clock.advance(900)
      refresh_token = (await refresh(refresh_token)).json()['refresh_token']
    }
    assert.equal(claimsOf(refresh_token)['exp'], server.clock.now() + 900)
    server.clock.advance(900)
    assert.equal((await refresh(refresh_token)).status, 400)
  })

  it('refuses a request without a token', () =>
    refused(server.token({ grant_type: 'refresh_token', ...TUTORIAL_CLIENT }), 'No refresh token', 'invalid_request'))

  it('refuses what is no refresh token of this realm', async () => {
    const tokens = await signedInTokens(server)
    const [header, payload, signature = ''] = String(tokens['refresh_token']).split('.')
    const spoilt = `${header}.${payload}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`
    for (const token of ['', 'garbage', tokens['access_token'], tokens['id_token'], spoilt, `${header}.${payload}.`]) {
      await refused(refresh(token), 'Invalid refresh token')
    }
    const foreign = await server.call({
      url: 'http://localhost:8080/realms/master/protocol/openid-connect/token',
      form: { grant_type: 'password', client_id: 'admin-cli', username: 'admin', password: 'admin' },
    })
    await refused(refresh(foreign.json()['refresh_token']), 'Invalid refresh token')
  })

  it('attack case 15: refuses another client’s token, and one without client authentication', async () => {
    const { refresh_token } = await passwordTokens()
    const words = "Invalid refresh token. Token client and authorized client don't match"
    await refused(refresh(refresh_token), words)
    await refused(refresh(refresh_token, { client_id: 'direct-public', client_secret: '' }), words)
    assert.equal((await refresh(refresh_token, { ...DIRECT_CLIENT, client_secret: 'wrong' })).status, 401)
  })

  it('attack case 14: refuses after the session has ended', async () => {
    const { refresh_token } = await signedInTokens(server)
    const out = await server.call({
      url: `${OIDC}/logout`,
      form: { ...TUTORIAL_CLIENT, refresh_token: String(refresh_token) },
    })
    assert.equal(out.status, 204)
    await refused(refresh(refresh_token), 'Session not active')
  })

  describe('scope', () => {
    const direct = (token: unknown, scope?: string) =>
      refresh(token, { ...DIRECT_CLIENT, ...(scope !== undefined && { scope }) })
    const scopeOf = (answer: { json(): Record<string, unknown> }) =>
      String(answer.json()['scope']).split(' ').sort().join(' ')

    it('attack case 25: narrows the access token, never widens it, and the refresh token keeps what was granted', async () => {
      const { refresh_token } = await passwordTokens('openid address phone')
      const narrow = await direct(refresh_token, 'openid phone')
      assert.equal(scopeOf(narrow), 'email openid phone profile')
      assert.equal(scopeOf(await direct(refresh_token, 'openid microprofile-jwt')), 'email openid profile')
      assert.equal(scopeOf(await direct(narrow.json()['refresh_token'])), 'address email openid phone profile')
    })

    it('refuses a scope that does not exist', async () => {
      const { refresh_token } = await passwordTokens()
      await refused(direct(refresh_token, 'openid no-such'), 'Invalid scopes: openid no-such', 'invalid_scope')
    })
  })

  it('a code replay ends what the client had, and signing in again does not bring it back', async () => {
    const browser = server.browser()
    const code = (await signIn(browser)).get('code') ?? ''
    const { refresh_token } = (await exchange(server, code)).json()
    await exchange(server, code)
    server.clock.advance(1)
    const again = await signIn(browser, { parameters: { prompt: 'none' } })
    assert.equal((await exchange(server, again.get('code') ?? '')).status, 200)
    await refused(refresh(refresh_token), "Session doesn't have required client")
  })

  describe('RFC 9700 §4.14.2 rotation', () => {
    const rotating = async (maxReuse: number) => {
      const { stores } = server.latchkey
      const realm = await stores.realms.findByName('test')
      assert.ok(realm)
      await stores.realms.change(realm.id, () => ({
        ...realm.representation,
        revokeRefreshToken: true,
        refreshTokenMaxReuse: maxReuse,
      }))
    }

    it('takes each token once; the second use ends the client’s session', async () => {
      await rotating(0)
      const { refresh_token } = await signedInTokens(server)
      const second = await refresh(refresh_token)
      assert.equal(second.status, 200)
      await refused(refresh(refresh_token), 'Maximum allowed refresh token reuse exceeded')
      await refused(refresh(second.json()['refresh_token']), "Session doesn't have required client")
    })

    it('goes on with the newest token', async () => {
      await rotating(0)
      let { refresh_token } = await signedInTokens(server)
      for (let i = 0; i < 3; i++) {
        const answer = await refresh(refresh_token)
        assert.equal(answer.status, 200)
        refresh_token = answer.json()['refresh_token']
      }
    })

    it('attack case 13: of 50 parallel uses one has a successor', async () => {
      await rotating(0)
      const { refresh_token } = await signedInTokens(server)
      const answers = await Promise.all(Array.from({ length: 50 }, () => refresh(refresh_token)))
      assert.equal(answers.filter(({ status }) => status === 200).length, 1)
    })

    it('keeps two tabs of one application apart', async () => {
      await rotating(0)
      const browser = server.browser()
      const tab = async () =>
        (await exchange(server, (await signIn(browser)).get('code') ?? '')).json()['refresh_token']
      const [one, two] = [await tab(), await tab()]
      server.clock.advance(1)
      const next = async (token: unknown) => {
        const answer = await refresh(token)
        assert.equal(answer.status, 200, answer.body)
        return answer.json()['refresh_token']
      }
      await next(await next(one))
      await next(await next(two))
      await refused(refresh(one), 'Maximum allowed refresh token reuse exceeded')
    })

    it('lets a token be used once more where the realm allows one reuse', async () => {
      await rotating(1)
      const { refresh_token } = await signedInTokens(server)
      assert.equal((await refresh(refresh_token)).status, 200)
      assert.equal((await refresh(refresh_token)).status, 200)
      await refused(refresh(refresh_token), 'Maximum allowed refresh token reuse exceeded')
    })
  })
})
