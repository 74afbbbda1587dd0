import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { realmNamed } from '../../support/change.ts'
import { claimsOf, exchange, REALM, signIn, startServer, type TestServer } from '../../support/server.ts'

describe('Keycloak: the identity cookie says who is signed in, in every word of it', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
  })
  after(() => server.close())

  /** What a browser gets in silence whose cookie the realm itself has signed, with other claims. */
  const silently = async (change: (claims: Record<string, unknown>) => object): Promise<string> => {
    const browser = server.browser()
    await signIn(browser)
    const keys = await server.latchkey.services.keysOf(await realmNamed(server))
    const claims = claimsOf(browser.cookie('KEYCLOAK_IDENTITY'))
    browser.setCookie('KEYCLOAK_IDENTITY', await keys.sign('HS512', change(claims)))
    const answer = await signIn(browser, { parameters: { prompt: 'none' } })
    return answer.get('error') ?? 'signed in'
  }

  it('is believed as it was', async () => assert.equal(await silently((claims) => claims), 'signed in'))

  for (const [what, change] of [
    ['another person', { sub: '00000000-0000-4000-8000-000000000000' }],
    ['no person', { sub: undefined }],
    ['another session', { sid: 'AAAAAAAAAAAAAAAAAAAAAAAA' }],
    ['no session', { sid: 7 }],
    ['the same realm under another address', { iss: REALM.replace('localhost', '127.0.0.1') }],
    ['a refresh token', { typ: 'Refresh' }],
    ['nothing of its kind', { typ: undefined }],
    ['no end', { exp: undefined }],
  ] as const) {
    it(`is not believed when it names ${what}`, async () =>
      assert.equal(await silently((claims) => ({ ...claims, ...change })), 'login_required'))
  }

  it('is not believed in the second of its exp', async () => {
    assert.equal(await silently((claims) => ({ ...claims, exp: server.clock.now() + 1 })), 'signed in')
    assert.equal(await silently((claims) => ({ ...claims, exp: server.clock.now() })), 'login_required')
  })

  it('is not the session’s refresh token', async () => {
    const browser = server.browser()
    const code = (await signIn(browser)).get('code') ?? ''
    const tokens = (await exchange(server, code)).json()
    browser.setCookie('KEYCLOAK_IDENTITY', String(tokens['refresh_token']))
    assert.equal((await signIn(browser, { parameters: { prompt: 'none' } })).get('error'), 'login_required')
  })
})
