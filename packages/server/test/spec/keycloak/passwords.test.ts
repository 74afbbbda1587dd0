import assert from 'node:assert/strict'
import { after, before, describe, it, mock } from 'node:test'
import { changeRealm, during, realmNamed } from '../../support/change.ts'
import { authorizationUrl, DIRECT_CLIENT, startServer, type TestServer } from '../../support/server.ts'

describe('Keycloak: which passwords sign somebody in', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
  })
  after(() => server.close())

  const grant = async (username: string, password: string) =>
    (await server.token({ grant_type: 'password', username, password, ...DIRECT_CLIENT })).status
  const passwordOf = async (username: string) => {
    const { users } = server.latchkey.stores
    const { id } = await realmNamed(server)
    const user = await users.findByUsername(id, username)
    const [credential] = user === undefined ? [] : await users.credentials(id, user.id)
    return { realmId: id, userId: user?.id ?? '', credential }
  }
  /** Stores the hash of a password, whatever it is. */
  const setPassword = async (username: string, password: string) => {
    const { hasher, stores } = server.latchkey.services
    const { realmId, userId } = await passwordOf(username)
    const hash = await hasher.hash(password, undefined)
    const credential = { id: 'set', type: 'password', userLabel: undefined, createdDateMs: 0, priority: 10, ...hash }
    await stores.users.setCredential(realmId, userId, credential, [])
  }

  it('not an empty one, even where the stored hash is of it', async () => {
    await setPassword('alice', '')
    assert.equal(await grant('alice', ''), 400)
    await setPassword('alice', 'alice-pass')
    assert.equal(await grant('alice', 'alice-pass'), 200)
  })

  it('not that of a service account', async () => {
    const username = 'service-account-service-client'
    await setPassword(username, 'its-pass')
    assert.equal(await grant(username, 'its-pass'), 400)
    const browser = server.browser()
    const answer = await browser.submit(await browser.get(authorizationUrl()), { username, password: 'its-pass' })
    assert.match(answer.body, /id="input-error"/)
  })

  it('attack case 60: a name longer than any is not looked up', async () => {
    const spy = mock.method(server.latchkey.stores.users, 'findByUsername')
    assert.equal(await grant('a'.repeat(255), 'x'), 400)
    assert.equal(await grant('a'.repeat(256), 'x'), 400)
    spy.mock.restore()
    assert.equal(spy.mock.callCount(), 1)
  })

  it('are hashed anew at the login after the policy has changed', async () => {
    const algorithm = async () => JSON.parse((await passwordOf('alice')).credential?.credentialData ?? '').algorithm
    assert.equal(await algorithm(), 'argon2')
    await during(changeRealm(server, { passwordPolicy: 'hashAlgorithm(pbkdf2-sha512)' }), async () => {
      assert.equal(await grant('alice', 'wrong'), 400)
      assert.equal(await algorithm(), 'argon2')
      assert.equal(await grant('alice', 'alice-pass'), 200)
      assert.equal(await algorithm(), 'pbkdf2-sha512')
      assert.equal(await grant('alice', 'alice-pass'), 200)
    })
  })
})
