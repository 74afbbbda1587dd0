import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type AdminCaller, adminCaller, listIn } from '../../support/admin.ts'
import { DIRECT_CLIENT, signIn, startServer, type TestServer } from '../../support/server.ts'

describe('brute force detection', () => {
  let server: TestServer
  let call: AdminCaller
  let bob: string
  before(async () => {
    server = await startServer()
  })
  beforeEach(async () => {
    call = await adminCaller(server)
    bob = String(listIn(await call('GET', '/test/users?exact=true&username=bob'))[0]?.['id'])
    await protect({ bruteForceProtected: true, failureFactor: 3, waitIncrementSeconds: 60, permanentLockout: false })
    await call('PUT', `/test/users/${bob}`, { enabled: true })
    await call('DELETE', '/test/attack-detection/brute-force/users')
  })
  after(() => server.close())

  const protect = async (settings: object) => {
    const answer = await call('PUT', '/test', { quickLoginCheckMilliSeconds: 0, ...settings })
    assert.equal(answer.status, 204, answer.body)
  }
  const grant = (password: string, username = 'bob') =>
    server.token({ ...DIRECT_CLIENT, grant_type: 'password', username, password })
  const fail = async (times: number) => {
    for (let time = 0; time < times; time += 1) {
      assert.equal((await grant('wrong')).status, 400)
      server.clock.advance(2)
    }
  }
  const status = async () => (await call('GET', `/test/attack-detection/brute-force/users/${bob}`)).json()

  it('refuses the right password in the same words, until the wait is over', async () => {
    await fail(3)
    const locked = await grant('bob-pass')
    assert.deepEqual(locked.json(), (await grant('wrong', 'alice')).json())
    assert.equal(
      server.records.findLast(({ reason }) => reason?.kind.startsWith('user_'))?.reason?.kind,
      'user_temporarily_disabled',
    )
    assert.deepEqual([(await status())['disabled'], (await status())['numFailures']], [true, 3])
    server.clock.advance(60)
    assert.equal((await grant('bob-pass')).status, 200)
    call = await adminCaller(server)
    assert.equal((await status())['numFailures'], 0)
  })

  it('locks the login page together with the password grant', async () => {
    await fail(3)
    await assert.rejects(signIn(server.browser(), { user: 'bob', password: 'bob-pass' }), /no redirect but 200/)
  })

  it('judges no more of many guesses at once than of as many one after the other', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, guess) => grant(`guess ${guess}`)))
    assert.equal((await status())['numFailures'], 3)
    assert.equal((await grant('bob-pass')).status, 400)
  })

  it('counts one user, and nobody who does not exist', async () => {
    await fail(3)
    assert.equal((await grant('alice-pass', 'alice')).status, 200)
    assert.equal((await grant('wrong', 'nobody')).status, 400)
    assert.equal((await call('GET', '/test/attack-detection/brute-force/users/nobody')).json()['numFailures'], 0)
  })

  it('begins anew with the right password', async () => {
    await fail(2)
    assert.equal((await grant('bob-pass')).status, 200)
    await fail(2)
    assert.equal((await grant('bob-pass')).status, 200)
  })

  it('does nothing where the realm does not ask for it', async () => {
    await protect({ bruteForceProtected: false })
    await fail(5)
    assert.equal((await grant('bob-pass')).status, 200)
    assert.equal((await status())['numFailures'], 0)
  })

  it('disables an account for good, which only enabling it ends', async () => {
    await protect({ permanentLockout: true })
    await fail(3)
    server.clock.advance(100_000)
    call = await adminCaller(server)
    assert.equal((await grant('bob-pass')).json()['error_description'], 'Invalid user credentials')
    const user = (await call('GET', `/test/users/${bob}`)).json()
    assert.deepEqual([user['enabled'], user['attributes']], [false, { disabledReason: ['permanentLockout'] }])
    await call('DELETE', `/test/attack-detection/brute-force/users/${bob}`)
    assert.equal((await grant('bob-pass')).json()['error_description'], 'Invalid user credentials')
    await call('PUT', `/test/users/${bob}`, { enabled: true })
    assert.equal((await grant('bob-pass')).status, 200)
    assert.equal((await call('GET', `/test/users/${bob}`)).json()['attributes'], undefined)
  })
})
