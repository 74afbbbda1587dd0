import assert from 'node:assert/strict'
import { after, before, describe, it, mock } from 'node:test'
import { changeRealm, during } from '../../support/change.ts'
import { authorizationUrl, DIRECT_CLIENT, startServer, type TestServer } from '../../support/server.ts'

describe('attack case 38: how long a refusal takes tells nothing of the user', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
  })
  after(() => server.close())

  /** How often a password is hashed, in earnest or for the time it takes, while `run` runs. */
  const hashings = async (run: () => Promise<void>): Promise<number> => {
    const { hasher } = server.latchkey.services
    const spies = [mock.method(hasher, 'verify'), mock.method(hasher, 'pretend')]
    try {
      await run()
      return spies.reduce((sum, spy) => sum + spy.mock.callCount(), 0)
    } finally {
      for (const spy of spies) spy.mock.restore()
    }
  }
  const byGrant = async (username: string, password: string) => {
    const answer = await server.token({ grant_type: 'password', username, password, ...DIRECT_CLIENT })
    assert.equal(answer.json()['error_description'], 'Invalid user credentials')
  }
  const byForm = async (username: string, password: string) => {
    const browser = server.browser()
    const answer = await browser.submit(await browser.get(authorizationUrl()), { username, password })
    assert.match(answer.body, /id="input-error"/)
  }

  for (const [what, username, password] of [
    ['a wrong password', 'alice', 'wrong'],
    ['an empty password', 'alice', ''],
    ['an unknown user', 'nobody', 'wrong'],
    ['an unknown user and an empty password', 'nobody', ''],
    ['an unknown address', 'nobody@example.org', 'wrong'],
    ['a user without a password', 'frank', 'wrong'],
    ['a disabled user with a wrong password', 'carol-disabled', 'wrong'],
    ['a service account', 'service-account-service-client', 'wrong'],
    ['no user name', '', 'wrong'],
    ['a name longer than any', 'a'.repeat(256), 'wrong'],
  ] as const) {
    it(`${what} costs one hashing, by form and by grant`, async () => {
      await withFrank()
      assert.equal(await hashings(() => byForm(username, password)), 1)
      assert.equal(await hashings(() => byGrant(username, password)), 1)
    })
  }

  it('an address signs nobody in where the realm does not offer it', async () => {
    await during(changeRealm(server, { loginWithEmailAllowed: false }), () =>
      byGrant('alice@example.org', 'alice-pass'),
    )
  })

  /** A user who has not set a password. */
  const withFrank = async () => {
    const { realms, users } = server.latchkey.stores
    const realm = await realms.findByName('test')
    assert.ok(realm)
    if ((await users.findByUsername(realm.id, 'frank')) !== undefined) return
    await users.create(realm.id, [
      {
        id: 'frank-id',
        username: 'frank',
        email: undefined,
        enabled: true,
        createdTimestampMs: 0,
        serviceAccountClientUuid: undefined,
        roleIds: [],
        groupIds: [],
        credentials: [],
        representation: {},
      },
    ])
  }
})
