import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type AdminCaller, adminCaller, adminOf, listIn, makeRealmWithAdmins } from '../../support/admin.ts'
import type { Answer } from '../../support/browser.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const REALM = '/rotation'
const APP = '11111111-0000-4000-8000-000000000001'
const STRONG = '11111111-0000-4000-8000-000000000002'
const SECRET = `${REALM}/clients/${APP}/client-secret`
const TOKENS = 'http://localhost:8080/realms/rotation/protocol/openid-connect/token'
const ANY_CLIENT = [{ condition: 'any-client', configuration: {} }]
const EXPIRATION = 1_000
const ROTATED_EXPIRATION = 100
const REFUSED = {
  error: 'unauthorized_client',
  error_description: 'Invalid client or Invalid client credentials',
}

describe('Client policies: the executor secret-rotation', () => {
  let server: TestServer
  let admin: AdminCaller
  let clerk: AdminCaller
  let viewer: AdminCaller
  let clerkOfPeople: AdminCaller
  before(async () => {
    server = await startServer()
    admin = await adminCaller(server)
    await makeRealmWithAdmins(
      admin,
      'rotation',
      { clerk: ['manage-clients'], viewer: ['view-clients'], people: ['manage-users', 'query-clients'] },
      {
        adminEventsEnabled: true,
        adminEventsDetailsEnabled: true,
        clients: [
          { id: APP, clientId: 'app', secret: 'first', serviceAccountsEnabled: true },
          { id: STRONG, clientId: 'strong', secret: 'strong', serviceAccountsEnabled: true },
        ],
      },
    )
  })
  after(() => server.close())
  beforeEach(async () => {
    // the clock moves on beyond the lives of sessions
    admin = await adminCaller(server)
    clerk = await adminOf(server, 'rotation', 'clerk')
    viewer = await adminOf(server, 'rotation', 'viewer')
    clerkOfPeople = await adminOf(server, 'rotation', 'people')
    await rotation({})
    await admin('PUT', `${REALM}/clients/${APP}`, {
      secret: 'first',
      attributes: { 'client.secret.creation.time': '' },
    })
  })

  async function rotation({
    conditions = ANY_CLIENT as unknown[],
    expiration = EXPIRATION,
    rotated = ROTATED_EXPIRATION,
    enabled = true,
  }) {
    const configuration = {
      'expiration-period': expiration,
      'rotated-expiration-period': rotated,
      'remaining-rotation-period': 10,
    }
    const profiles = [{ name: 'rotating', executors: [{ executor: 'secret-rotation', configuration }] }]
    const policies = [{ name: 'rotate', enabled: false, conditions, profiles: ['rotating'] }]
    const put = async (what: string, body: object) => {
      const answer = await admin('PUT', `${REALM}/client-policies/${what}`, body)
      assert.equal(answer.status, 204, answer.body)
    }
    await put('profiles', { profiles })
    // what was left by the test before goes with a change while no policy is for the client
    await put('policies', { policies })
    await admin('PUT', `${REALM}/clients/${APP}`, {})
    if (enabled) await put('policies', { policies: policies.map((policy) => ({ ...policy, enabled })) })
  }
  const regenerate = async () => String((await clerk('POST', SECRET)).json()['value'])
  const attributes = async () =>
    (await admin('GET', `${REALM}/clients/${APP}`)).json()['attributes'] as Record<string, string>
  const byPost = (secret: string) =>
    server.call({
      url: TOKENS,
      form: { grant_type: 'client_credentials', client_id: 'app', client_secret: secret },
    })
  const byBasic = (secret: string) =>
    server.call({
      url: TOKENS,
      form: { grant_type: 'client_credentials' },
      headers: { authorization: `Basic ${Buffer.from(`app:${secret}`).toString('base64')}` },
    })
  const lastRecord = () => server.records.findLast(({ type }) => type.startsWith('CLIENT_LOGIN'))

  function assertRefused(answer: Answer, kind: string) {
    assert.deepEqual([answer.status, answer.json()], [401, REFUSED])
    assert.equal(lastRecord()?.reason?.kind, kind)
  }

  describe('a secret that was regenerated', () => {
    it('leaves the one before it its time, with the attributes of Keycloak', async () => {
      const now = server.clock.now()
      const next = await regenerate()
      assert.deepEqual(await attributes(), {
        realm_client: 'false',
        'post.logout.redirect.uris': '+',
        'client.secret.creation.time': String(now),
        'client.secret.expiration.time': String(now + EXPIRATION),
        'client.secret.rotated': 'first',
        'client.secret.rotated.creation.time': String(now),
        'client.secret.rotated.expiration.time': String(now + ROTATED_EXPIRATION),
      })
      assert.deepEqual((await viewer('GET', `${SECRET}/rotated`)).json(), { type: 'secret', value: 'first' })
      for (const secret of ['first', next]) {
        assert.equal((await byPost(secret)).status, 200)
        assert.equal((await byBasic(secret)).status, 200)
      }
    })

    it('tells in the event when the one before it was used', async () => {
      const next = await regenerate()
      await byPost('first')
      assert.equal(lastRecord()?.details?.['client_secret_state'], 'rotated')
      await byPost(next)
      assert.equal(lastRecord()?.details?.['client_secret_state'], undefined)
    })

    it('counts to the end of its last second, as the one before it does', async () => {
      const next = await regenerate()
      server.clock.advance(ROTATED_EXPIRATION)
      assert.equal((await byPost('first')).status, 200)
      server.clock.advance(1)
      assertRefused(await byPost('first'), 'rotated_secret_expired')
      assertRefused(await byBasic('first'), 'rotated_secret_expired')
      server.clock.advance(EXPIRATION - ROTATED_EXPIRATION - 1)
      assert.equal((await byPost(next)).status, 200)
      server.clock.advance(1)
      assertRefused(await byPost(next), 'client_secret_expired')
      assertRefused(await byBasic(next), 'client_secret_expired')
    })

    it('takes the place of the last one only: that from before it is refused at once', async () => {
      const second = await regenerate()
      const third = await regenerate()
      assertRefused(await byPost('first'), 'invalid_client_credentials')
      assert.deepEqual(await Promise.all([second, third].map(async (one) => (await byPost(one)).status)), [200, 200])
    })

    it('makes the one before it worthless where its time is none', async () => {
      await rotation({ rotated: 0 })
      await regenerate()
      assertRefused(await byPost('first'), 'invalid_client_credentials')
      assert.equal((await viewer('GET', `${SECRET}/rotated`)).status, 404)
    })

    it('makes the one before it worthless where no policy is for the client', async () => {
      for (const conditions of [
        [],
        [{ condition: 'client-access-type', configuration: { type: ['public'] } }],
        [...ANY_CLIENT, { condition: 'client-roles', configuration: { roles: ['nothing'] } }],
        [{ condition: 'client-updater-source-roles', configuration: { roles: ['realm-management.realm-admin'] } }],
      ]) {
        await admin('PUT', `${REALM}/clients/${APP}`, { secret: 'first' })
        await rotation({ conditions })
        await regenerate()
        assertRefused(await byPost('first'), 'invalid_client_credentials')
        assert.equal('client.secret.rotated' in (await attributes()), false)
      }
    })

    it('asks of who regenerates it what the policy asks', async () => {
      const configuration = { roles: ['realm-management.manage-clients'] }
      await rotation({ conditions: [{ condition: 'client-updater-source-roles', configuration }] })
      await regenerate()
      assert.equal((await byPost('first')).status, 200)
      // an administrator of master holds no role of this realm
      await admin('POST', SECRET)
      assertRefused(await byPost('first'), 'invalid_client_credentials')
    })

    it('is one of two when two regenerate at once, and the other is the one before it', async () => {
      const [one, two] = await Promise.all([regenerate(), regenerate()])
      const { secret } = (await admin('GET', `${REALM}/clients/${APP}`)).json()
      const other = secret === one ? two : one
      assert.equal((await attributes())['client.secret.rotated'], other)
      assertRefused(await byPost('first'), 'invalid_client_credentials')
    })
  })

  it('is an admin event when it is made anew or dropped, which tells no secret', async () => {
    await clerk('POST', SECRET)
    await clerk('DELETE', `${SECRET}/rotated`)
    const events = listIn(await admin('GET', `${REALM}/admin-events?max=2`))
    const told = events.map(({ operationType, resourceType, resourcePath, representation }) => [
      `${operationType} ${resourceType} ${resourcePath}`,
      JSON.parse(String(representation)),
    ])
    const masked = { type: 'secret', value: '**********' }
    assert.deepEqual(told, [
      [`DELETE CLIENT clients/${APP}/client-secret/rotated`, masked],
      [`ACTION CLIENT clients/${APP}/client-secret`, masked],
    ])
  })

  describe('a rotated secret that is dropped', () => {
    it('is refused at once, while the present one stays', async () => {
      const next = await regenerate()
      assert.equal((await clerk('DELETE', `${SECRET}/rotated`)).status, 204)
      assertRefused(await byPost('first'), 'invalid_client_credentials')
      assert.equal((await byPost(next)).status, 200)
      const { status, body } = await viewer('GET', `${SECRET}/rotated`)
      assert.deepEqual([status, JSON.parse(body)], [404, { error: 'Client does not have a rotated secret' }])
      assert.equal((await clerk('DELETE', `${SECRET}/rotated`)).status, 204, 'dropping nothing is no error')
    })
  })

  describe('a client that is made or changed', () => {
    it('has an end of its secret from then on', async () => {
      await admin('PUT', `${REALM}/clients/${APP}`, { description: 'x' })
      assert.equal((await attributes())['client.secret.expiration.time'], String(server.clock.now() + EXPIRATION))
      const made = await admin('POST', `${REALM}/clients`, { clientId: `made-${server.clock.now()}` })
      const { attributes: own } = (
        await admin('GET', new URL(String(made.headers['location'])).pathname.slice('/admin/realms'.length))
      ).json() as {
        attributes: Record<string, string>
      }
      assert.equal(own['client.secret.expiration.time'], String(server.clock.now() + EXPIRATION))
      assert.equal('client.secret.rotated' in own, false)
    })

    it('gets another secret with a change once its own is expired, which counts a while longer', async () => {
      const old = await regenerate()
      server.clock.advance(EXPIRATION + 1)
      assertRefused(await byPost(old), 'client_secret_expired')
      admin = await adminCaller(server)
      assert.equal((await admin('PUT', `${REALM}/clients/${APP}`, { description: 'y' })).status, 204)
      const { secret } = (await admin('GET', `${REALM}/clients/${APP}`)).json()
      assert.notEqual(secret, old)
      assert.deepEqual([(await byPost(String(secret))).status, (await byPost(old)).status], [200, 200])
    })

    it('keeps nothing of the rotation as a public client, nor once the policy is off', async () => {
      await regenerate()
      await admin('PUT', `${REALM}/clients/${APP}`, { publicClient: true })
      assert.equal('client.secret.rotated' in (await attributes()), false)
      await admin('PUT', `${REALM}/clients/${APP}`, { publicClient: false, secret: 'first' })
      await regenerate()
      await admin('PUT', `${REALM}/client-policies/policies`, { policies: [] })
      assert.equal((await byPost('first')).status, 200, 'until the client is changed')
      await admin('PUT', `${REALM}/clients/${APP}`, { description: 'z' })
      assertRefused(await byPost('first'), 'invalid_client_credentials')
      assert.equal('client.secret.expiration.time' in (await attributes()), false)
    })

    it('takes no asterisks for the secret that it had before', async () => {
      await regenerate()
      await admin('PUT', `${REALM}/clients/${APP}`, { attributes: { 'client.secret.rotated': '**********' } })
      assertRefused(await byPost('**********'), 'invalid_client_credentials')
      assert.equal((await byPost('first')).status, 200)
    })
  })

  describe('attack cases 49, 51 and 52: a rotated secret', () => {
    beforeEach(async () => void (await regenerate()))

    it('is told to nobody who may not see clients', async () => {
      assert.equal((await clerkOfPeople('GET', `${SECRET}/rotated`)).status, 403)
      const list = await clerkOfPeople('GET', `${REALM}/clients?clientId=app`)
      assert.doesNotMatch(list.body, /first/)
      const anonymous = await adminCaller(server, 'garbage')
      assert.equal((await anonymous('GET', `${SECRET}/rotated`)).status, 401)
    })

    it('is not dropped by who only sees clients, nor made', async () => {
      assert.equal((await viewer('DELETE', `${SECRET}/rotated`)).status, 403)
      assert.equal((await viewer('POST', SECRET)).status, 403)
      assert.equal((await byPost('first')).status, 200)
    })

    it('is out of reach from another realm', async () => {
      await makeRealmWithAdmins(admin, `other-${server.clock.nowMs()}`, { chief: ['realm-admin'] })
      const name = `other-${server.clock.nowMs()}`
      const chief = await adminOf(server, name, 'chief')
      assert.equal((await chief('GET', `${SECRET}/rotated`)).status, 403)
      for (const method of ['GET', 'DELETE'] as const) {
        assert.equal((await chief(method, `/${name}/clients/${APP}/client-secret/rotated`)).status, 404)
      }
      assert.equal((await byPost('first')).status, 200)
      await admin('DELETE', `/${name}`)
    })

    it('of a client that may do more than the administrator is neither told nor dropped', async () => {
      const [management] = listIn(await admin('GET', `${REALM}/clients?clientId=realm-management`))
      const role = (await admin('GET', `${REALM}/clients/${String(management?.['id'])}/roles/realm-admin`)).json()
      const account = (await admin('GET', `${REALM}/clients/${STRONG}/service-account-user`)).json()['id']
      await admin('POST', `${REALM}/users/${String(account)}/role-mappings/clients/${String(management?.['id'])}`, [
        role,
      ])
      await admin('POST', `${REALM}/clients/${STRONG}/client-secret`)
      const path = `${REALM}/clients/${STRONG}/client-secret/rotated`
      assert.equal((await admin('GET', path)).json()['value'], 'strong')
      assert.equal((await viewer('GET', path)).status, 403)
      assert.equal((await clerk('DELETE', path)).status, 403)
      const shown = await clerk('GET', `${REALM}/clients/${STRONG}`)
      assert.equal(shown.status, 200)
      assert.doesNotMatch(shown.body, /"client.secret.rotated":|"strong-secret"/)
    })

    it('stands in no admin event, no record and no export', async () => {
      const next = await regenerate()
      await admin('PUT', `${REALM}/clients/${APP}`, (await admin('GET', `${REALM}/clients/${APP}`)).json())
      await byPost(next)
      await byPost(`${next}x`)
      const rotated = String((await attributes())['client.secret.rotated'])
      const told = [
        (await admin('GET', `${REALM}/admin-events?max=100`)).body,
        (await admin('POST', `${REALM}/partial-export?exportClients=true`)).body,
        JSON.stringify(server.records),
      ]
      for (const text of told) {
        assert.ok(text.length > 100)
        for (const secret of [next, rotated]) assert.ok(!text.includes(secret))
      }
    })
  })

  it('refuses settings that make no sense, and keeps those it has', async () => {
    const before = (await admin('GET', `${REALM}/client-policies/profiles`)).json()
    for (const configuration of [undefined, {}, { 'expiration-period': 'soon' }, { 'expiration-period': 60 }]) {
      const profiles = [{ name: 'rotating', executors: [{ executor: 'secret-rotation', configuration }] }]
      assert.equal((await admin('PUT', `${REALM}/client-policies/profiles`, { profiles })).status, 400)
    }
    assert.deepEqual((await admin('GET', `${REALM}/client-policies/profiles`)).json(), before)
  })
})
