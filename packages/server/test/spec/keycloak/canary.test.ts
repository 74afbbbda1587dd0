import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { exchange, OIDC, signIn, startServer, type TestServer, TUTORIAL_CLIENT } from '../../support/server.ts'

/**
 * What must never be in a log: everything that would let its reader in. The recorder is what the log is written from, so
 * it is read here in full after a session with every kind of secret in it, mistakes included.
 */
describe('the canary: no secret reaches a record (attack case 69)', () => {
  let server: TestServer
  before(async () => {
    server = await startServer({ development: true })
  })
  after(() => server.close())

  it('holds no password, secret, code, token or cookie', async () => {
    const secrets: string[] = ['alice-pass', 'wrong-pass', TUTORIAL_CLIENT.client_secret, 'wrong-secret']
    const browser = server.browser()
    await signIn(browser, { password: 'wrong-pass' }).catch(() => undefined)
    const parameters = await signIn(browser)
    const code = parameters.get('code') ?? ''
    secrets.push(code, code.split('.')[0] ?? '')
    await exchange(server, code, { client_secret: 'wrong-secret' })
    const tokens = (await exchange(server, code)).json()
    await exchange(server, code)
    for (const name of ['access_token', 'refresh_token', 'id_token']) secrets.push(String(tokens[name]))
    for (const name of ['KEYCLOAK_IDENTITY', 'AUTH_SESSION_ID', 'KEYCLOAK_SESSION'])
      secrets.push(browser.cookie(name) ?? '')
    const refresh = { grant_type: 'refresh_token', refresh_token: String(tokens['refresh_token']) }
    await server.token({ ...refresh, ...TUTORIAL_CLIENT })
    await server.token({ ...refresh, refresh_token: `${refresh.refresh_token}x`, ...TUTORIAL_CLIENT })
    await server.call({ url: `${OIDC}/userinfo`, headers: { authorization: `Bearer ${String(tokens['id_token'])}` } })
    await browser.get(`${OIDC}/logout?id_token_hint=${String(tokens['access_token'])}`)

    const record = JSON.stringify(server.records)
    assert.ok(server.records.length > 8, 'something was recorded at all')
    for (const secret of secrets) {
      assert.ok(secret.length > 6)
      assert.equal(record.includes(secret), false, `a secret was recorded: ${secret.slice(0, 12)}…`)
    }
  })
})
