import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type AdminCaller, adminCaller, adminOf, listIn, makeRealmWithAdmins } from '../../support/admin.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const REALM = 'tokens'
const id = (digit: number) => `11111111-0000-4000-8000-00000000000${digit}`
const NARROW = id(1)
const STRONG = id(2)
const SCOPE = id(3)
/** Random, or of the moment. */
const FLEETING = ['exp', 'iat', 'jti', 'sid', 'auth_time']

describe('Admin REST: which roles reach a client, and what its tokens would say', () => {
  let server: TestServer
  let admin: AdminCaller
  let clerk: AdminCaller
  let viewer: AdminCaller
  let management: string
  before(async () => {
    server = await startServer()
    admin = await adminCaller(server)
    const people = { clerk: ['manage-clients'], viewer: ['view-clients', 'view-users'], boss: ['realm-admin'] }
    await makeRealmWithAdmins(admin, REALM, people, {
      roles: { realm: [{ name: 'ordinary' }, { name: 'other' }] },
      clientScopes: [{ id: SCOPE, name: 'some', protocol: 'openid-connect' }],
      clients: [
        {
          id: NARROW,
          clientId: 'narrow',
          secret: 'narrow-secret',
          directAccessGrantsEnabled: true,
          fullScopeAllowed: false,
          optionalClientScopes: ['some'],
        },
        { id: STRONG, clientId: 'strong', secret: 'x', serviceAccountsEnabled: true, adminUrl: 'http://127.0.0.1/' },
      ],
    })
    clerk = await adminOf(server, REALM, 'clerk')
    viewer = await adminOf(server, REALM, 'viewer')
    management = String(listIn(await admin('GET', `/${REALM}/clients?clientId=realm-management`))[0]?.['id'])
    await giveServiceAccountRights()
  })
  after(() => server.close())

  async function giveServiceAccountRights() {
    const account = (await admin('GET', `/${REALM}/clients/${STRONG}/service-account-user`)).json()['id']
    const path = `/${REALM}/users/${String(account)}/role-mappings/clients/${management}`
    assert.equal((await admin('POST', path, [await right('realm-admin')])).status, 204)
  }
  const right = async (name: string) => (await admin('GET', `/${REALM}/clients/${management}/roles/${name}`)).json()
  const realmRole = async (name: string) => (await admin('GET', `/${REALM}/roles/${name}`)).json()
  const names = async (call: AdminCaller, path: string) =>
    listIn(await call('GET', `/${REALM}${path}`)).map(({ name }) => name)

  for (const [what, holder] of [
    ['a client', `/clients/${NARROW}`],
    ['a client scope', `/client-scopes/${SCOPE}`],
    ['a client template, its old name', `/client-templates/${SCOPE}`],
  ] as const) {
    describe(`the scope of ${what}`, () => {
      const mappings = `${holder}/scope-mappings`

      it("takes no admin right that the administrator lacks, and doesn't offer it (attack case 49)", async () => {
        const path = `/${REALM}${mappings}/clients/${management}`
        assert.equal((await clerk('POST', path, [await right('manage-users')])).status, 403)
        assert.equal((await clerk('POST', path, [await right('realm-admin')])).status, 403)
        assert.deepEqual(await names(clerk, `${mappings}/clients/${management}`), [])
        const offered = await names(clerk, `${mappings}/clients/${management}/available`)
        assert.ok(!offered.includes('manage-users') && offered.includes('manage-clients'))
        assert.equal((await admin('POST', path, [await right('manage-users')])).status, 204)
        assert.equal((await admin('DELETE', path)).status, 204)
      })

      it('takes roles one by one and gives them back all at once', async () => {
        const path = `/${REALM}${mappings}/realm`
        assert.equal((await clerk('POST', path, [await realmRole('ordinary')])).status, 204)
        assert.equal((await clerk('POST', path, [await realmRole('ordinary'), await realmRole('other')])).status, 204)
        assert.deepEqual(await names(clerk, `${mappings}/realm`), ['ordinary', 'other'])
        assert.ok(!(await names(clerk, `${mappings}/realm/available`)).includes('other'))
        assert.equal((await clerk('DELETE', path, [])).status, 204)
        assert.deepEqual(await names(clerk, `${mappings}/realm`), ['ordinary', 'other'])
        assert.equal((await clerk('DELETE', path)).status, 204)
        assert.deepEqual(await names(clerk, `${mappings}/realm`), [])
      })

      it('refuses roles of another owner, unknown ones, and unknown owners', async () => {
        const ordinary = await realmRole('ordinary')
        const post = async (path: string, roles: unknown) =>
          (await clerk('POST', `/${REALM}${mappings}${path}`, roles)).status
        assert.equal(await post(`/clients/${NARROW}`, [ordinary]), 404)
        assert.equal(await post('/realm', [await right('manage-clients')]), 404)
        assert.equal(await post('/realm', [{ id: 'gone' }]), 404)
        assert.equal(await post('/realm', [{ name: 'ordinary' }]), 404)
        assert.equal(await post('/clients/gone', []), 404)
        assert.equal(await post('/realm', {}), 400)
      })
    })
  }

  it('roles go in the scope of a stronger client only by who is as strong', async () => {
    const path = `/${REALM}/clients/${STRONG}/scope-mappings/realm`
    assert.equal((await clerk('POST', path, [await realmRole('ordinary')])).status, 403)
    assert.equal((await clerk('DELETE', path)).status, 403)
  })

  it('what two administrators put into a scope at once is all there', async () => {
    const roles = [await realmRole('ordinary'), await realmRole('other')]
    const path = `/${REALM}/clients/${NARROW}/scope-mappings/realm`
    await Promise.all(roles.map((role) => admin('POST', path, [role])))
    assert.deepEqual(await names(admin, `/clients/${NARROW}/scope-mappings/realm`), ['ordinary', 'other'])
    await admin('DELETE', path)
  })

  describe('attack case 50: an example of a token', () => {
    const example = (kind: string, query = '') =>
      `/${REALM}/clients/${NARROW}/evaluate-scopes/generate-example-${kind}${query}`
    const boss = async () => String(listIn(await admin('GET', `/${REALM}/users?username=boss`))[0]?.['id'])

    for (const kind of ['access-token', 'id-token', 'userinfo', 'saml-response']) {
      it(`(${kind}) is for those who may see the user, and tells others not even whether there is one`, async () => {
        const refused = await clerk('GET', example(kind, `?userId=${await boss()}`))
        assert.equal(refused.status, 403)
        const unknown = await clerk('GET', example(kind, '?userId=nobody'))
        assert.deepEqual([unknown.status, unknown.body], [refused.status, refused.body])
        assert.equal((await viewer('GET', example(kind, '?userId=nobody'))).status, 404)
        assert.equal((await viewer('GET', example(kind))).status, 404)
      })
    }

    it('knows no user of another realm', async () => {
      const alice = String(listIn(await admin('GET', '/test/users?username=alice'))[0]?.['id'])
      assert.equal((await admin('GET', example('access-token', `?userId=${alice}`))).status, 404)
    })

    it('says what the token itself would say, and leaves nothing behind', async () => {
      const query = `?userId=${await boss()}&scope=openid%20some%20unknown`
      const shown = (await viewer('GET', example('access-token', query))).json()
      const token = await server.call({
        url: `http://localhost:8080/realms/${REALM}/protocol/openid-connect/token`,
        form: {
          grant_type: 'password',
          client_id: 'narrow',
          client_secret: 'narrow-secret',
          username: 'boss',
          password: 'boss',
          scope: 'openid some',
        },
      })
      const real = JSON.parse(
        Buffer.from(String(token.json()['access_token']).split('.')[1] ?? '', 'base64url').toString(),
      )
      const lasting = (claims: Record<string, unknown>) =>
        Object.fromEntries(Object.entries(claims).filter(([name]) => !FLEETING.includes(name)))
      assert.deepEqual(lasting(shown), lasting(real))
      assert.match(String(shown['jti']), /^onrtna:/)
      const sessions = listIn(await viewer('GET', `/${REALM}/clients/${NARROW}/user-sessions`))
      assert.deepEqual(
        sessions.map((session) => session['id']),
        [real.sid],
      )
      assert.deepEqual(sessions[0]?.['clients'], { [NARROW]: 'narrow' })
    })

    it('names an audience only if the token would have it', async () => {
      const query = `?userId=${await boss()}&audience=account`
      assert.equal((await viewer('GET', example('access-token', query))).status, 404)
    })
  })

  it('evaluates mappers and roles of the scopes that would apply', async () => {
    const evaluate = `/${REALM}/clients/${NARROW}/evaluate-scopes`
    const scopes = async (query: string) =>
      listIn(await viewer('GET', `${evaluate}/protocol-mappers${query}`)).map((mapper) => mapper['containerName'])
    assert.deepEqual(await scopes('?scope=unknown'), await scopes(''))
    await clerk('POST', `/${REALM}/client-scopes/${SCOPE}/scope-mappings/realm`, [await realmRole('other')])
    const granted = async (query: string) =>
      (await names(viewer, `/clients/${NARROW}/evaluate-scopes/scope-mappings/${REALM}/granted${query}`)).includes(
        'other',
      )
    assert.deepEqual([await granted(''), await granted('?scope=some')], [false, true])
    assert.equal((await viewer('GET', `${evaluate}/scope-mappings/unknown/granted`)).status, 404)
  })
})
