import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { adminCaller } from '../../support/admin.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const BASE = 'http://localhost:8080'
const VERIFIER = 'v'.repeat(43)

describe('who is signed in to the console', () => {
  let server: TestServer
  let token: string
  before(async () => {
    server = await startServer()
    token = await consoleToken(server)
  })
  after(() => server.close())
  const ask = (query: string, bearer?: string, realm = 'master') =>
    server.call({
      url: `${BASE}/admin/${realm}/console/whoami${query}`,
      ...(bearer !== undefined && { headers: { authorization: `Bearer ${bearer}` } }),
    })

  it("tells the administrator, and the rights over the realm that is asked about, in Keycloak's words", async () => {
    const answer = (await ask('?currentRealm=test', token)).json()
    assert.equal(answer['realm'], 'master')
    assert.equal(answer['displayName'], 'admin')
    assert.equal(answer['createRealm'], true)
    const access = answer['realm_access'] as Record<string, string[]>
    assert.deepEqual(Object.keys(access), ['test'])
    for (const role of ['view-realm', 'manage-clients', 'impersonation'])
      assert.ok(access['test']?.includes(role), role)
  })

  it('tells master’s own rights, with `admin`, when no realm is named', async () => {
    const access = (await ask('', token)).json()['realm_access'] as Record<string, string[]>
    assert.ok(access['master']?.includes('admin'))
    assert.ok(access['master']?.includes('manage-realm'))
  })

  it('tells nothing of a realm that does not exist', async () => {
    assert.deepEqual((await ask('?currentRealm=nope', token)).json()['realm_access'], {})
  })

  it('refuses a token of any other client', async () => {
    const cli = await server.call({
      url: `${BASE}/realms/master/protocol/openid-connect/token`,
      form: { grant_type: 'password', client_id: 'admin-cli', username: 'admin', password: 'admin' },
    })
    const answer = await ask('', String(cli.json()['access_token']))
    assert.equal(answer.status, 403)
    assert.equal(answer.json()['error'], 'Token issued for an application that is not the admin console: admin-cli')
  })

  it('refuses to answer without a token, and for the console of another realm', async () => {
    assert.equal((await ask('')).status, 401)
    assert.equal((await ask('', token, 'test')).status, 403)
  })

  it('follows rights that are taken while the token lasts', async () => {
    const admin = await adminCaller(server)
    const [user] = (await admin('GET', '/master/users?username=admin&exact=true')).json() as unknown as { id: string }[]
    assert.ok(user)
    const disabled = await admin('PUT', `/master/users/${user.id}`, { enabled: false })
    assert.equal(disabled.status, 204)
    assert.equal((await ask('', token)).status, 401)
  })
})

/** As the console gets it: its own page, PKCE, the code in the fragment. */
async function consoleToken(server: TestServer): Promise<string> {
  const browser = server.browser()
  const redirectUri = `${BASE}/admin/master/console/`
  const page = await browser.get(
    `${BASE}/realms/master/protocol/openid-connect/auth?${new URLSearchParams({
      client_id: 'security-admin-console',
      redirect_uri: redirectUri,
      response_type: 'code',
      response_mode: 'fragment',
      scope: 'openid',
      code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
      code_challenge_method: 'S256',
    })}`,
  )
  const answer = await browser.submit(page, { username: 'admin', password: 'admin' })
  const code = new URLSearchParams(answer.location.hash.slice(1)).get('code') ?? ''
  const tokens = await server.call({
    url: `${BASE}/realms/master/protocol/openid-connect/token`,
    form: {
      grant_type: 'authorization_code',
      client_id: 'security-admin-console',
      redirect_uri: redirectUri,
      code,
      code_verifier: VERIFIER,
    },
  })
  return String(tokens.json()['access_token'])
}
