import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import {
  authorizationUrl,
  claimsOf,
  exchange,
  signIn,
  startServer,
  type TestServer,
  TUTORIAL_CLIENT,
} from '../../support/server.ts'

describe('Keycloak: what an application is told at the end of a login', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
  })
  after(() => server.close())

  const realm = async () => {
    const found = await server.latchkey.stores.realms.findByName('test')
    assert.ok(found)
    return found
  }
  const acrOf = async (answer: URLSearchParams) => {
    const tokens = (await exchange(server, answer.get('code') ?? '')).json()
    const refreshed = (
      await server.token({
        grant_type: 'refresh_token',
        refresh_token: String(tokens['refresh_token']),
        ...TUTORIAL_CLIENT,
      })
    ).json()
    return [
      claimsOf(tokens['id_token'])['acr'],
      claimsOf(tokens['access_token'])['acr'],
      claimsOf(refreshed['id_token'])['acr'],
    ]
  }

  it('acr is 1 for who signed in, 0 for who was known already, 1 again for who signs in anew', async () => {
    const browser = server.browser()
    assert.deepEqual(await acrOf(await signIn(browser)), ['1', '1', '1'])
    assert.deepEqual(await acrOf(await signIn(browser)), ['0', '0', '0'])
    const again = await browser.get(authorizationUrl({ prompt: 'login' }))
    const answer = await browser.submit(again, { password: 'alice-pass' })
    assert.deepEqual(await acrOf(answer.location.searchParams), ['1', '1', '1'])
  })

  describe('a client that can do without', () => {
    const excluding = async (attributes: Record<string, string>, parameters: Record<string, string> = {}) => {
      const { clients } = server.latchkey.stores
      const { id } = await realm()
      const client = await clients.findByClientId(id, 'my-test-client')
      const record = client && (await clients.findRecord(id, client.id))
      assert.ok(record)
      const changed = { ...record.representation, attributes: { ...record.representation.attributes, ...attributes } }
      await clients.change(id, record.id, () => ({ ...record, representation: changed }))
      try {
        return [...(await signIn(server.browser(), { parameters })).keys()].sort()
      } finally {
        await clients.change(id, record.id, () => record)
      }
    }

    for (const [what, attributes, parameters, told] of [
      ['nothing', {}, {}, ['code', 'iss', 'session_state', 'state']],
      ['iss', { 'exclude.issuer.from.auth.response': 'true' }, {}, ['code', 'session_state', 'state']],
      ['session_state', { 'exclude.session.state.from.auth.response': 'true' }, {}, ['code', 'iss', 'state']],
      [
        'what it leaves on',
        { 'exclude.issuer.from.auth.response': 'false' },
        {},
        ['code', 'iss', 'session_state', 'state'],
      ],
      ['iss of a refusal', { 'exclude.issuer.from.auth.response': 'true' }, { prompt: 'none' }, ['error', 'state']],
      [
        'iss of a bad request',
        { 'exclude.issuer.from.auth.response': 'true' },
        { scope: 'bogus' },
        ['error', 'error_description', 'state'],
      ],
    ] as const) {
      it(what, async () => assert.deepEqual(await excluding(attributes, parameters), told))
    }
  })

  describe('“Keep me signed in”', () => {
    before(async () => {
      const { id, representation } = await realm()
      await server.latchkey.stores.realms.change(id, () => ({ ...representation, rememberMe: true }))
    })
    const typed = async (browser: ReturnType<TestServer['browser']>, parameters = {}) => {
      const { body } = await browser.get(authorizationUrl({ prompt: 'login', ...parameters }))
      return [
        /<input[^>]*name="username"[^>]*>/.exec(body)?.[0].match(/value="([^"]*)"/)?.[1],
        /name="rememberMe"[^>]*checked/.test(body),
      ]
    }
    const remembering = async (fields: Record<string, string>) => {
      const browser = server.browser()
      const page = await browser.get(authorizationUrl())
      await browser.submit(page, { username: 'alice', password: 'alice-pass', ...fields })
      return browser
    }

    it('has the user name filled in when the session is over', async () => {
      const browser = await remembering({ rememberMe: 'on' })
      browser.forget('KEYCLOAK_IDENTITY')
      assert.deepEqual(await typed(browser), ['alice', true])
      assert.deepEqual(await typed(browser, { login_hint: 'bob' }), ['bob', false])
    })

    it('is forgotten by a login without it', async () => {
      const browser = await remembering({ rememberMe: 'on' })
      browser.forget('KEYCLOAK_IDENTITY')
      await signIn(browser, { user: 'bob' })
      assert.equal(browser.cookie('KEYCLOAK_REMEMBER_ME') || undefined, undefined)
    })

    it('is not remembered unasked', async () => {
      assert.equal((await remembering({})).cookie('KEYCLOAK_REMEMBER_ME'), undefined)
    })

    for (const cookie of ['username:%', 'alice', 'username:', `username:${'a'.repeat(2_000)}`]) {
      it(`takes ${JSON.stringify(cookie.slice(0, 20))} for nobody`, async () => {
        const browser = server.browser()
        browser.setCookie('KEYCLOAK_REMEMBER_ME', cookie)
        assert.deepEqual(await typed(browser), ['', false])
      })
    }

    it('writes what the cookie says as text, not as markup', async () => {
      const browser = server.browser()
      browser.setCookie('KEYCLOAK_REMEMBER_ME', `username:${encodeURIComponent('"><script>alert(1)</script>')}`)
      assert.doesNotMatch((await browser.get(authorizationUrl())).body, /<script>alert/)
    })
  })
})
