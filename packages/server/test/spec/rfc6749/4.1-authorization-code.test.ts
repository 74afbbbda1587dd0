import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { formAction } from '../../support/browser.ts'
import {
  authorizationUrl,
  CALLBACK,
  claimsOf,
  DIRECT_CLIENT,
  exchange,
  OIDC,
  REALM,
  signedInTokens,
  signIn,
  startServer,
  type TestServer,
  TUTORIAL_CLIENT,
} from '../../support/server.ts'

describe('RFC 6749 §4.1 authorization code grant', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
  })
  after(() => server.close())

  it('§4.1.2 answers with code, state, iss and session_state at the redirect URI', async () => {
    const browser = server.browser()
    const page = await browser.get(authorizationUrl({ nonce: 'nonce-1' }))
    assert.equal(page.status, 200)
    const answer = await browser.submit(page, { username: 'alice', password: 'alice-pass' })
    assert.equal(answer.status, 302)
    const { location } = answer
    assert.equal(location.origin + location.pathname, CALLBACK)
    assert.equal(location.searchParams.get('state'), 'state-1')
    assert.equal(location.searchParams.get('iss'), REALM)
    assert.match(location.searchParams.get('session_state') ?? '', /^[\w-]{24}$/)
    assert.match(location.searchParams.get('code') ?? '', /^[0-9a-f-]{36}\.[\w-]{24}\.[0-9a-f-]{36}$/)
  })

  it('§4.1.4 gives tokens for the code', async () => {
    const parameters = await signIn(server.browser(), { parameters: { nonce: 'nonce-1' } })
    const answer = await exchange(server, parameters.get('code') ?? '')
    assert.equal(answer.status, 200)
    assert.equal(answer.headers['cache-control'], 'no-store')
    const tokens = answer.json()
    assert.deepEqual(Object.keys(tokens), [
      'access_token',
      'expires_in',
      'refresh_expires_in',
      'refresh_token',
      'token_type',
      'id_token',
      'not-before-policy',
      'session_state',
      'scope',
    ])
    assert.equal(tokens['expires_in'], 300)
    assert.equal(tokens['session_state'], parameters.get('session_state'))
    const id = claimsOf(tokens['id_token'])
    assert.equal(id['nonce'], 'nonce-1')
    assert.equal(id['aud'], 'my-test-client')
    assert.equal(id['sid'], parameters.get('session_state'))
    assert.equal(id['preferred_username'], 'alice')
  })

  it('takes the client by HTTP Basic too', async () => {
    const parameters = await signIn(server.browser())
    const basic = Buffer.from(Object.values(TUTORIAL_CLIENT).join(':')).toString('base64')
    const form = { grant_type: 'authorization_code', redirect_uri: CALLBACK, code: parameters.get('code') ?? '' }
    assert.equal((await server.token(form, { authorization: `Basic ${basic}` })).status, 200)
  })

  const refused = async (
    answer: Promise<{ status: number; json(): Record<string, unknown> }>,
    error: string,
    description: string,
  ) => {
    const { status, json } = await answer
    assert.equal(status, 400)
    assert.deepEqual(json(), { error, error_description: description })
  }
  const freshCode = async () => (await signIn(server.browser())).get('code') ?? ''

  it('refuses an exchange without a code', () =>
    refused(
      server.token({ grant_type: 'authorization_code', redirect_uri: CALLBACK, ...TUTORIAL_CLIENT }),
      'invalid_request',
      'Missing parameter: code',
    ))

  for (const code of [
    '',
    'garbage',
    '00000000-0000-0000-0000-000000000000.x.00000000-0000-0000-0000-000000000000',
    'a'.repeat(5000),
  ]) {
    it(`refuses the code ${JSON.stringify(code.slice(0, 20))}`, () =>
      refused(exchange(server, code), 'invalid_grant', 'Code not valid'))
  }

  it('refuses a code whose session part was exchanged for another session', async () => {
    const mine = await freshCode()
    const other = await freshCode()
    const [id, , client] = mine.split('.')
    await refused(exchange(server, `${id}.${other.split('.')[1]}.${client}`), 'invalid_grant', 'Code not valid')
  })

  it('attack case 10: takes nothing for a code that another feature stored under an id', async () => {
    const browser = server.browser()
    const page = await browser.get(authorizationUrl())
    const url = new URL(formAction(page))
    const [, , client = ''] = (await freshCode()).split('.')
    for (const name of ['session_code', 'tab_id', 'execution']) {
      const value = url.searchParams.get(name) ?? ''
      await refused(exchange(server, value), 'invalid_grant', 'Code not valid')
      await refused(exchange(server, `${value}.${value}.${client}`), 'invalid_grant', 'Code not valid')
    }
  })

  it('refuses another redirect_uri, and the code is spent by that', async () => {
    const code = await freshCode()
    await refused(
      exchange(server, code, { redirect_uri: 'http://localhost:1234/other' }),
      'invalid_grant',
      'Incorrect redirect_uri',
    )
    await refused(exchange(server, code), 'invalid_grant', 'Code not valid')
  })

  it('refuses an exchange that leaves out the redirect_uri of the request', async () => {
    const form = { grant_type: 'authorization_code', code: await freshCode(), ...TUTORIAL_CLIENT }
    await refused(server.token(form), 'invalid_grant', 'Incorrect redirect_uri')
  })

  it('attack case 11: refuses the code of another client, and the code is spent by that', async () => {
    const code = await freshCode()
    await refused(
      exchange(server, code, DIRECT_CLIENT),
      'invalid_grant',
      'Auth error: Found different client_id in clientSession',
    )
    await refused(exchange(server, code), 'invalid_grant', 'Code not valid')
  })

  it('does not spend a code on a wrong secret', async () => {
    const code = await freshCode()
    assert.equal((await exchange(server, code, { client_secret: 'wrong' })).status, 401)
    assert.equal((await exchange(server, code)).status, 200)
  })

  it('refuses a code in the second it expires', async () => {
    const [early, late] = [await freshCode(), await freshCode()]
    server.clock.advance(59)
    assert.equal((await exchange(server, early)).status, 200)
    server.clock.advance(1)
    await refused(exchange(server, late), 'invalid_grant', 'Code not valid')
  })

  it('attack case 12: of 50 parallel redemptions one wins, and its tokens are dead after the others', async () => {
    const code = await freshCode()
    const answers = await Promise.all(Array.from({ length: 50 }, () => exchange(server, code)))
    const won = answers.filter(({ status }) => status === 200)
    assert.equal(won.length, 1)
    const tokens = won[0]?.json() ?? {}
    const refresh = await server.token({
      grant_type: 'refresh_token',
      refresh_token: String(tokens['refresh_token']),
      ...TUTORIAL_CLIENT,
    })
    assert.deepEqual(refresh.json(), {
      error: 'invalid_grant',
      error_description: "Session doesn't have required client",
    })
    const userinfo = await server.call({
      url: `${OIDC}/userinfo`,
      headers: { authorization: `Bearer ${tokens['access_token']}` },
    })
    assert.equal(userinfo.status, 401)
  })

  it('attack case 10: refuses a code that was put together of two', async () => {
    const [one, other] = [await freshCode(), await freshCode()]
    const [id, session, client] = one.split('.')
    const otherSession = other.split('.')[1]
    await refused(exchange(server, `${id}.${otherSession}.${client}`), 'invalid_grant', 'Code not valid')
    const [nextId, nextSession] = (await freshCode()).split('.')
    const otherClient = '00000000-0000-4000-8000-000000000000'
    await refused(exchange(server, `${nextId}.${nextSession}.${otherClient}`), 'invalid_grant', 'Code not valid')
    // and that attempt has spent it
    await refused(exchange(server, `${id}.${session}.${client}`), 'invalid_grant', 'Code not valid')
  })

  it('attack case 12: a replay ends the offline tokens of the code, too', async () => {
    const browser = server.browser()
    const scope = 'openid offline_access'
    const code = (await signIn(browser, { parameters: { scope } })).get('code') ?? ''
    const tokens = (await exchange(server, code)).json()
    await refused(exchange(server, code), 'invalid_grant', 'Code not valid')
    const refresh = await server.token({
      grant_type: 'refresh_token',
      refresh_token: String(tokens['refresh_token']),
      ...TUTORIAL_CLIENT,
    })
    assert.equal(refresh.json()['error'], 'invalid_grant')
    const userinfo = await server.call({
      url: `${OIDC}/userinfo`,
      headers: { authorization: `Bearer ${tokens['access_token']}` },
    })
    assert.equal(userinfo.status, 401)
  })

  it('keeps single sign-on and other clients when a code is replayed', async () => {
    const browser = server.browser()
    const code = (await signIn(browser)).get('code') ?? ''
    await exchange(server, code)
    await exchange(server, code)
    assert.ok((await signIn(browser, { parameters: { prompt: 'none' } })).get('code'))
  })

  it('attack case 32: refuses the code of a user who was disabled since', async () => {
    const code = await freshCode()
    await setUser(server, 'alice', { enabled: false })
    await refused(exchange(server, code), 'invalid_grant', 'User disabled')
    await setUser(server, 'alice', { enabled: true })
  })

  it('refuses the code of a session that has ended since', async () => {
    const browser = server.browser()
    const code = (await signIn(browser)).get('code') ?? ''
    const { id_token } = await signedInTokens(server, browser)
    await browser.get(`${OIDC}/logout?id_token_hint=${String(id_token)}`)
    await refused(exchange(server, code), 'invalid_grant', 'Code not valid')
  })
})

async function setUser(server: TestServer, username: string, change: object): Promise<void> {
  const { stores } = server.latchkey
  const realm = await stores.realms.findByName('test')
  assert.ok(realm)
  const user = await stores.users.findByUsername(realm.id, username)
  const record = user && (await stores.users.findRecord(realm.id, user.id))
  assert.ok(record)
  const representation = { ...record.representation, ...change }
  await stores.users.replace(realm.id, { ...record, representation, enabled: representation.enabled ?? true })
}
