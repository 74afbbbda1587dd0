import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type AdminCaller, adminCaller, adminOf, listIn, makeRealmWithAdmins } from '../../support/admin.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000'

describe('Admin REST: users', () => {
  let server: TestServer
  let call: AdminCaller
  before(async () => {
    server = await startServer()
    call = await adminCaller(server)
    await makeRealmWithAdmins(
      call,
      'people',
      {
        manager: ['manage-users'],
        viewer: ['view-users'],
        querier: ['query-users'],
        impersonator: ['impersonation', 'view-users'],
        owner: ['realm-admin'],
      },
      {},
    )
  })
  after(() => server.close())

  const make = async (username: string, more: object = {}) => {
    const made = await call('POST', '/people/users', { username, enabled: true, ...more })
    assert.equal(made.status, 201, made.body)
    return String(made.headers['location']).split('/').pop() ?? ''
  }
  const refusal = async (method: 'POST' | 'PUT', path: string, body: unknown, as = call) => {
    const answer = await as(method, `/people${path}`, body)
    assert.equal(answer.status, 400, answer.body)
    return answer.json()
  }

  it('tells all that is wrong with a person at once', async () => {
    const { errors } = await refusal('POST', '/users', { username: 'u<', email: 'x', firstName: 'a<b' })
    assert.deepEqual(
      (errors as { field: string; errorMessage: string }[]).map(({ field, errorMessage }) => [field, errorMessage]),
      [
        ['username', 'error-invalid-length'],
        ['username', 'error-username-invalid-character'],
        ['email', 'error-invalid-email'],
        ['firstName', 'error-person-name-invalid-character'],
      ],
    )
  })

  it('names the address when name and address are taken', async () => {
    await make('taken', { email: 'taken@example.org' })
    const both = await call('POST', '/people/users', { username: 'TAKEN', email: 'Taken@example.org' })
    assert.deepEqual([both.status, both.json()['errorMessage']], [409, 'User exists with same email'])
    const name = await call('POST', '/people/users', { username: 'taken' })
    assert.equal(name.json()['errorMessage'], 'User exists with same username')
  })

  it('takes neither an id, nor roles, nor what only the server knows', async () => {
    const id = await make('massive', {
      id: UNKNOWN_ID,
      realmRoles: ['admin'],
      clientRoles: { 'realm-management': ['realm-admin'] },
      createdTimestamp: 5,
      notBefore: 7,
      totp: true,
      serviceAccountClientId: 'account',
      federationLink: 'ldap',
      requiredActions: ['UPDATE_PASSWORD', 'NO_SUCH'],
    })
    assert.notEqual(id, UNKNOWN_ID)
    const user = (await call('GET', `/people/users/${id}`)).json()
    assert.deepEqual([user['notBefore'], user['totp'], user['federationLink']], [0, false, undefined])
    assert.deepEqual(user['requiredActions'], ['UPDATE_PASSWORD'])
    const mappings = (await call('GET', `/people/users/${id}/role-mappings`)).json()
    assert.equal(mappings['clientMappings'], undefined)
    await call('PUT', `/people/users/${id}`, { notBefore: 9, createdTimestamp: 5, realmRoles: ['offline_access'] })
    assert.equal((await call('GET', `/people/users/${id}`)).json()['notBefore'], 0)
  })

  it('refuses a user with a password that the policy refuses, and makes none', async () => {
    await call('PUT', '/people', { passwordPolicy: 'length(8) and passwordHistory(2)' })
    const { error } = await refusal('POST', '/users', {
      username: 'weak',
      credentials: [{ type: 'password', value: 'abc' }],
    })
    assert.equal(error, 'invalidPasswordMinLengthMessage')
    assert.deepEqual(listIn(await call('GET', '/people/users?username=weak')), [])
    const id = await make('strong', { credentials: [{ type: 'password', value: 'first-password' }] })
    const set = (value: string) => {
      server.clock.advance(1)
      return call('PUT', `/people/users/${id}/reset-password`, { type: 'password', value })
    }
    assert.equal((await set('second-password')).status, 204)
    assert.equal((await set('first-password')).json()['error'], 'invalidPasswordHistoryMessage')
    assert.equal((await set('third-password')).status, 204)
    assert.equal((await set('first-password')).status, 204)
    const credentials = listIn(await call('GET', `/people/users/${id}/credentials`))
    assert.deepEqual(
      credentials.map(({ type, secretData }) => [type, secretData]),
      [['password', undefined]],
      'former passwords are nobody’s to see',
    )
    const { stores } = server.latchkey.services
    const realm = await stores.realms.findByName('people')
    const all = await stores.users.credentials(realm?.id ?? '', id)
    const former = all.find((one) => !credentials.some((shown) => shown['id'] === one.id))
    assert.ok(former)
    for (const [method, below] of [
      ['DELETE', ''],
      ['POST', '/moveToFirst'],
      ['PUT', '/userLabel'],
    ] as const) {
      assert.equal((await call(method, `/people/users/${id}/credentials/${former.id}${below}`)).status, 404, below)
    }
    assert.equal((await stores.users.credentials(realm?.id ?? '', id)).length, all.length)
    await call('PUT', '/people', { passwordPolicy: '' })
  })

  it('refuses searches by times that are none; a flag that is none is false, as Keycloak reads it', async () => {
    assert.match((await call('GET', '/people/users?createdAfter=soon')).body, /yyyy-MM-dd/)
    assert.equal((await call('GET', '/people/users?createdAfter=soon')).status, 400)
    assert.deepEqual(
      (await call('GET', '/people/users?enabled=maybe')).body,
      (await call('GET', '/people/users?enabled=false')).body,
    )
    assert.equal((await call('GET', '/people/users/count?createdBefore=2020-13-40')).status, 400)
    const today = new Date(server.clock.nowMs()).toISOString().slice(0, 10)
    assert.notEqual((await call('GET', `/people/users/count?createdAfter=${today}&createdBefore=${today}`)).body, '0')
  })

  it('shows lists only to whoever may see users', async () => {
    const querier = await adminOf(server, 'people', 'querier')
    assert.deepEqual(listIn(await querier('GET', '/people/users')), [])
    assert.equal((await querier('GET', '/people/users/count')).body, '0')
    assert.equal((await querier('GET', `/people/users/${UNKNOWN_ID}`)).status, 403)
  })

  it('lets nobody take over a user with more rights', async () => {
    const manager = await adminOf(server, 'people', 'manager')
    const impersonator = await adminOf(server, 'people', 'impersonator')
    const [owner] = listIn(await call('GET', '/people/users?username=owner&exact=true'))
    const path = `/people/users/${String(owner?.['id'])}`
    const [credential] = listIn(await call('GET', `${path}/credentials`))
    const tries: readonly (readonly ['POST' | 'PUT' | 'DELETE', string, unknown?])[] = [
      ['PUT', '', { email: 'mine@example.org' }],
      ['DELETE', ''],
      ['PUT', '/reset-password', { type: 'password', value: 'mine' }],
      ['POST', '/logout'],
      ['DELETE', `/credentials/${String(credential?.['id'])}`],
      ['POST', `/credentials/${String(credential?.['id'])}/moveToFirst`],
      ['POST', '/federated-identity/evil', { userId: 'me', userName: 'me' }],
      ['DELETE', '/federated-identity/evil'],
      ['PUT', '/execute-actions-email', ['UPDATE_PASSWORD']],
      ['PUT', '/disable-credential-types', ['password']],
    ]
    const failures = `/people/attack-detection/brute-force/users/${String(owner?.['id'])}`
    assert.equal((await manager('DELETE', failures)).status, 403, 'nor lets him go on trying passwords')
    assert.equal((await call('DELETE', failures)).status, 204)
    for (const [method, below, body] of tries) {
      assert.equal((await manager(method, path + below, body)).status, 403, `${method} ${below}`)
    }
    assert.equal((await impersonator('POST', `${path}/impersonation`)).status, 403)
    assert.equal(
      (await manager('DELETE', `/people/attack-detection/brute-force/users/${String(owner?.['id'])}`)).status,
      403,
    )
  })

  it('does not know the users of another realm', async () => {
    const [alice] = listIn(await call('GET', '/test/users?username=alice&exact=true'))
    const foreign = String(alice?.['id'])
    const [credential] = listIn(await call('GET', `/test/users/${foreign}/credentials`))
    const own = await make('own')
    for (const [method, path] of [
      ['GET', foreign],
      ['DELETE', foreign],
      ['GET', `${foreign}/credentials`],
      ['GET', `${foreign}/sessions`],
      ['POST', `${foreign}/impersonation`],
      ['DELETE', `${own}/credentials/${String(credential?.['id'])}`],
    ] as const) {
      assert.equal((await call(method, `/people/users/${path}`)).status, 404, `${method} ${path}`)
    }
  })

  it('impersonates with a session and cookies of the user, and not who is disabled', async () => {
    const id = await make('puppet')
    const answer = await call('POST', `/people/users/${id}/impersonation`)
    assert.deepEqual(answer.json(), { sameRealm: false, redirect: 'http://localhost:8080/realms/people/account' })
    assert.match(String(answer.headers['set-cookie']), /KEYCLOAK_IDENTITY=/)
    const [session] = listIn(await call('GET', `/people/users/${id}/sessions`))
    assert.deepEqual([session?.['userId'], session?.['clients']], [id, {}])
    await call('PUT', `/people/users/${id}`, { enabled: false })
    assert.equal((await refusal('POST', `/users/${id}/impersonation`, undefined))['errorMessage'], 'User is disabled')
    const robot = await call('POST', '/people/clients', { clientId: 'robot', serviceAccountsEnabled: true })
    const client = String(robot.headers['location']).split('/').pop()
    const account = String((await call('GET', `/people/clients/${client}/service-account-user`)).json()['id'])
    const said = await refusal('POST', `/users/${account}/impersonation`, undefined)
    assert.equal(said['errorMessage'], 'Service accounts cannot be impersonated')
  })

  it('checks all of a mail before it says that none can be sent', async () => {
    const id = await make('mailed', { email: 'mailed@example.org' })
    const mail = async (query: string, actions = ['UPDATE_PASSWORD']) =>
      (await call('PUT', `/people/users/${id}/execute-actions-email${query}`, actions)).json()['errorMessage']
    assert.equal(await mail('?client_id=no-such'), "Client doesn't exist")
    assert.equal(await mail('?redirect_uri=https://x.example'), 'Client id missing')
    assert.equal(await mail('?client_id=account&redirect_uri=https://evil.example'), 'Invalid redirect uri.')
    assert.equal(await mail('', ['NO_SUCH']), 'Provided invalid required actions')
    assert.match(String(await mail('')), /^Failed to send execute actions email/)
  })

  it('keeps what an update does not send, but takes attributes as all there are', async () => {
    const id = await make('kept', { email: 'kept@example.org', firstName: 'A', emailVerified: true })
    await call('PUT', `/people/users/${id}`, { lastName: 'B' })
    const user = (await call('GET', `/people/users/${id}`)).json()
    assert.deepEqual([user['firstName'], user['lastName'], user['emailVerified']], ['A', 'B', true])
    await call('PUT', `/people/users/${id}`, { email: 'other@example.org' })
    assert.equal((await call('GET', `/people/users/${id}`)).json()['emailVerified'], false)
    await call('PUT', `/people/users/${id}`, { attributes: {}, lastName: 'C' })
    const after = (await call('GET', `/people/users/${id}`)).json()
    assert.deepEqual([after['firstName'], after['lastName']], [undefined, 'C'])
  })

  it('refuses a profile that no user could be stored under, and keeps the old one', async () => {
    const before = (await call('GET', '/people/users/profile')).body
    assert.equal((await call('PUT', '/people/users/profile', { attributes: [] })).status, 400)
    assert.equal((await call('PUT', '/people/users/profile', { attributes: [{ name: 'a', zzz: 1 }] })).status, 400)
    assert.equal((await call('GET', '/people/users/profile')).body, before)
    const manager = await adminOf(server, 'people', 'manager')
    assert.equal((await manager('PUT', '/people/users/profile', JSON.parse(before))).status, 403)
  })
})
