import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type AdminCaller, adminCaller, adminOf, listIn, makeRealmWithAdmins } from '../../support/admin.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const PEOPLE = {
  manager: ['manage-realm'],
  reader: ['view-realm'],
  users: ['view-users'],
  finder: ['query-realms'],
  impersonator: ['impersonation'],
  nobody: [],
}

describe('Admin REST: realms', () => {
  let server: TestServer
  let call: AdminCaller
  before(async () => {
    server = await startServer()
    call = await adminCaller(server)
    await makeRealmWithAdmins(call, 'one', PEOPLE)
    await makeRealmWithAdmins(call, 'two', { reader: ['view-realm'] })
  })
  after(() => server.close())

  const as = (username: string, realm = 'one') => adminOf(server, realm, username)
  const realmNames = async (caller: AdminCaller) => listIn(await caller('GET', '')).map(({ realm }) => realm)

  it('lists all realms to the server’s administrator, and to others their own', async () => {
    assert.deepEqual(await realmNames(call), ['master', 'one', 'test', 'two'])
    assert.deepEqual(await realmNames(await as('reader')), ['one'])
    assert.deepEqual(await realmNames(await as('reader', 'two')), ['two'])
  })

  it('tells the name alone to whom the settings are none of their business', async () => {
    for (const username of ['users', 'finder']) {
      assert.deepEqual(listIn(await (await as(username))('GET', '')), [{ realm: 'one' }])
    }
    assert.equal((await (await as('nobody'))('GET', '')).status, 403)
  })

  it('lists in brief on demand', async () => {
    const [brief] = listIn(await (await as('reader'))('GET', '?briefRepresentation=true'))
    assert.deepEqual(Object.keys(brief ?? {}).sort(), ['enabled', 'id', 'realm'])
  })

  it('gives a few settings to who may not view the realm, none to who may only impersonate', async () => {
    const reduced = (await (await as('users'))('GET', '/one')).json()
    assert.equal(reduced['registrationEmailAsUsername'], false)
    assert.equal(reduced['accessTokenLifespan'], undefined)
    const less = (await (await as('finder'))('GET', '/one')).json()
    assert.equal('registrationEmailAsUsername' in less, false)
    for (const username of ['impersonator', 'nobody']) {
      assert.equal((await (await as(username))('GET', '/one')).status, 403)
    }
  })

  for (const [username, realm] of [
    ['reader', 'one'],
    ['users', 'one'],
    ['manager', 'two'],
    ['manager', 'master'],
  ] as const) {
    it(`lets ${username} of realm one neither change nor delete ${realm}`, async () => {
      const caller = await as(username)
      assert.equal((await caller('PUT', `/${realm}`, { displayName: 'mine' })).status, 403)
      assert.equal((await caller('DELETE', `/${realm}`)).status, 403)
      assert.equal((await caller('POST', '', { realm: 'more' })).status, 403)
    })
  }

  it('renames a realm with master’s rights over it and the addresses of its consoles', async () => {
    await makeRealmWithAdmins(call, 'before', {})
    const { id } = (await call('GET', '/before')).json()
    assert.equal((await call('PUT', '/before', { realm: 'after' })).status, 204)
    assert.equal((await call('GET', '/before')).status, 404)
    const renamed = (await call('GET', '/after')).json()
    assert.equal(renamed['id'], id)
    assert.equal((renamed['defaultRole'] as Record<string, unknown>)['name'], 'default-roles-before')
    const rights = listIn(await call('GET', '/master/clients')).map(({ clientId }) => clientId)
    assert.ok(rights.includes('after-realm') && !rights.includes('before-realm'))
    const [account] = listIn(await call('GET', '/after/clients?clientId=account'))
    assert.equal(account?.['baseUrl'], '/realms/after/account/')
    assert.deepEqual(account?.['redirectUris'], ['/realms/after/account/*'])
    assert.equal((await call('DELETE', '/after')).status, 204)
    const left = listIn(await call('GET', '/master/clients')).map(({ clientId }) => clientId)
    assert.equal(left.includes('after-realm'), false)
  })

  it('gives nobody a name that is taken, by a realm or by rights over one', async () => {
    for (const taken of ['two', 'master']) {
      const refused = await (await as('manager'))('PUT', '/one', { realm: taken })
      assert.equal(refused.status, 409)
      assert.deepEqual(refused.json(), { errorMessage: 'Realm with same name exists' })
    }
    assert.equal((await call('GET', '/one')).status, 200)
    assert.equal((await call('GET', '/two')).status, 200)
  })

  it('of two that take one name at once lets one', async () => {
    await makeRealmWithAdmins(call, 'left', {})
    await makeRealmWithAdmins(call, 'right', {})
    const answers = await Promise.all(['left', 'right'].map((name) => call('PUT', `/${name}`, { realm: 'wanted' })))
    assert.deepEqual(answers.map(({ status }) => status).sort(), [204, 409])
  })

  describe('coming and going, told in the realm of who brought it about', () => {
    before(() => call('PUT', '/master', { adminEventsEnabled: true, adminEventsDetailsEnabled: true }))
    beforeEach(() => call('DELETE', '/master/admin-events'))
    after(() => call('PUT', '/master', { adminEventsEnabled: false }))
    const told = async () =>
      listIn(await call('GET', '/master/admin-events')).map(
        ({ operationType, resourceType, resourcePath }) => `${operationType} ${resourceType} ${resourcePath}`,
      )

    it('is an event of master, with the settings and without secrets', async () => {
      const smtpServer = { from: 'a@b.example', host: 'mail.example', password: 'mail-word' }
      const clients = [{ clientId: 'c', secret: 'client-word' }]
      const born = { realm: 'born', enabled: true, adminEventsEnabled: true, smtpServer, clients }
      assert.equal((await call('POST', '', born)).status, 201)
      const [made] = listIn(await call('GET', '/master/admin-events'))
      const representation = JSON.parse(String(made?.['representation']))
      assert.deepEqual([representation.realm, representation.accessTokenLifespan], ['born', 300])
      assert.doesNotMatch(String(made?.['representation']), /mail-word|client-word/)
      assert.deepEqual(listIn(await call('GET', '/born/admin-events')), [])
      assert.equal((await call('DELETE', '/born')).status, 204)
      assert.deepEqual(await told(), ['DELETE REALM born', 'CREATE REALM born'])
    })

    it('is none where nothing came or went', async () => {
      assert.equal((await call('POST', '', { realm: 'one' })).status, 409)
      assert.equal((await call('POST', '', { realm: '' })).status, 400)
      assert.equal((await call('DELETE', '/nonesuch')).status, 404)
      assert.equal((await call('DELETE', '/master')).status, 400)
      assert.equal((await (await as('reader'))('DELETE', '/one')).status, 403)
      assert.deepEqual(await told(), [])
    })

    it('is nobody’s business when a realm is deleted by its own administrator', async () => {
      await makeRealmWithAdmins(call, 'own', { boss: ['realm-admin'] }, { adminEventsEnabled: true })
      assert.equal((await (await as('boss', 'own'))('DELETE', '/own')).status, 204)
      assert.deepEqual(await told(), ['CREATE REALM own'])
    })
  })

  it('neither renames nor deletes master', async () => {
    assert.deepEqual((await call('PUT', '/master', { realm: 'm' })).json(), {
      errorMessage: "Can't rename master realm",
    })
    assert.equal((await call('DELETE', '/master')).status, 400)
  })

  it('changes nothing when one setting of several is refused', async () => {
    const refused = await call('PUT', '/one', { displayName: 'changed', accessTokenLifespan: -1 })
    assert.equal(refused.status, 400)
    assert.equal((await call('GET', '/one')).json()['displayName'], undefined)
  })

  it('takes over nothing that has routes of its own', async () => {
    const sent = {
      id: 'other',
      users: [{ username: 'intruder' }],
      defaultRole: { name: 'admin' },
    }
    assert.equal((await (await as('manager'))('PUT', '/one', sent)).status, 204)
    const read = (await call('GET', '/one')).json()
    assert.notEqual(read['id'], 'other')
    assert.deepEqual(listIn(await call('GET', '/one/users?username=intruder')), [])
  })

  it('loses no setting when many change at once', async () => {
    const fields = ['displayName', 'displayNameHtml', 'loginTheme', 'emailTheme', 'defaultLocale']
    await Promise.all(fields.map((field) => call('PUT', '/two', { [field]: field })))
    const read = (await call('GET', '/two')).json()
    for (const field of fields) assert.equal(read[field], field)
  })

  it('saves from the console’s form under the same rules', async () => {
    const manager = await as('manager')
    assert.equal((await manager('PUT', '/one/ui-ext', { displayName: 'From the form' })).status, 204)
    assert.equal((await call('GET', '/one')).json()['displayName'], 'From the form')
    assert.equal((await manager('PUT', '/one/ui-ext', { accessTokenLifespan: -1 })).status, 400)
    assert.equal((await (await as('reader'))('PUT', '/one/ui-ext', {})).status, 403)
  })

  it('names the realms that one administers, by page', async () => {
    const names = async (caller: AdminCaller, query: string) =>
      listIn(await caller('GET', `/one/ui-ext/realms/names${query}`)).map(({ name }) => name)
    assert.deepEqual(await names(await as('users'), ''), ['one'])
    assert.deepEqual(await names(call, '?search=ONE'), ['one'])
    assert.deepEqual(await names(call, '?search=o&first=1&max=1'), ['two'])
    assert.equal((await (await as('nobody'))('GET', '/one/ui-ext/realms/names')).status, 403)
  })
})
