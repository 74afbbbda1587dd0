import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type AdminCaller, adminCaller, adminOf, makeRealmWithAdmins } from '../../support/admin.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const REALM = '/upkeep'
const APP = '11111111-0000-4000-8000-000000000001'
const STRONG = '11111111-0000-4000-8000-000000000002'

describe('Admin REST: what surrounds a client', () => {
  let server: TestServer
  let admin: AdminCaller
  let clerk: AdminCaller
  let viewer: AdminCaller
  before(async () => {
    server = await startServer()
    admin = await adminCaller(server)
    await makeRealmWithAdmins(
      admin,
      'upkeep',
      { clerk: ['manage-clients'], viewer: ['view-clients'] },
      {
        clients: [
          { id: APP, clientId: 'say "hi"', secret: 'app-secret' },
          { id: STRONG, clientId: 'strong', secret: 'strong-secret', serviceAccountsEnabled: true },
        ],
      },
    )
    clerk = await adminOf(server, 'upkeep', 'clerk')
    viewer = await adminOf(server, 'upkeep', 'viewer')
    const [management] = JSON.parse((await admin('GET', `${REALM}/clients?clientId=realm-management`)).body)
    const all = (await admin('GET', `${REALM}/clients/${management.id}/roles/realm-admin`)).json()
    const account = (await admin('GET', `${REALM}/clients/${STRONG}/service-account-user`)).json()['id']
    await admin('POST', `${REALM}/users/${String(account)}/role-mappings/clients/${management.id}`, [all])
  })
  after(() => server.close())

  it('keeps the secret of a stronger client out of its installation', async () => {
    const path = `/installation/providers/keycloak-oidc-keycloak-json`
    assert.equal((await viewer('GET', `${REALM}/clients/${STRONG}${path}`)).status, 403)
    assert.equal((await clerk('GET', `${REALM}/clients/${STRONG}${path}`)).status, 403)
    const own = JSON.parse((await viewer('GET', `${REALM}/clients/${APP}${path}`)).body)
    assert.deepEqual(own.credentials, { secret: 'app-secret' })
  })

  it('ends a name in a JBoss command where it ends', async () => {
    const path = '/installation/providers/keycloak-oidc-jboss-subsystem-cli'
    assert.match((await viewer('GET', `${REALM}/clients/${APP}${path}`)).body, /resource="say \\"hi\\"", \\\n/)
  })

  it('knows no installation of protocols it lacks', async () => {
    for (const provider of ['saml-idp-descriptor', 'docker-v2-compose-yaml', '__proto__']) {
      const answer = await viewer('GET', `${REALM}/clients/${APP}/installation/providers/${provider}`)
      assert.deepEqual([answer.status, answer.json()], [404, { error: 'Unknown Provider' }])
    }
  })

  describe('nodes', () => {
    const nodes = `${REALM}/clients/${APP}/nodes`
    const registered = async () => (await viewer('GET', `${REALM}/clients/${APP}`)).json()['registeredNodes']

    it('come and go by their names', async () => {
      assert.equal((await clerk('POST', nodes, { node: 'one' })).status, 204)
      assert.deepEqual(Object.keys((await registered()) as object), ['one'])
      assert.equal((await clerk('DELETE', `${nodes}/one`)).status, 204)
      assert.equal(await registered(), undefined)
    })

    for (const [what, body] of [
      ['without a name', {}],
      ['with an empty name', { node: '' }],
      ['with a name that is too long', { node: 'n'.repeat(256) }],
    ] as const) {
      it(`are refused ${what}`, async () => assert.equal((await clerk('POST', nodes, body)).status, 400))
    }

    it('are nothing for those who only see clients, or of a stronger client', async () => {
      assert.equal((await viewer('POST', nodes, { node: 'x' })).status, 403)
      assert.equal((await clerk('POST', `${REALM}/clients/${STRONG}/nodes`, { node: 'x' })).status, 403)
      assert.equal((await clerk('DELETE', `${nodes}/unknown`)).status, 404)
    })

    it('are sent nothing: an admin URL is told not to have been reached', async () => {
      assert.deepEqual((await clerk('POST', `${REALM}/clients/${APP}/push-revocation`)).json(), {})
      await clerk('PUT', `${REALM}/clients/${APP}`, { adminUrl: 'http://169.254.169.254/' })
      const told = { failedRequests: ['http://169.254.169.254/'] }
      assert.deepEqual((await clerk('POST', `${REALM}/clients/${APP}/push-revocation`)).json(), told)
      assert.deepEqual((await clerk('GET', `${REALM}/clients/${APP}/test-nodes-available`)).json(), told)
      assert.equal((await clerk('POST', `${REALM}/clients/${STRONG}/push-revocation`)).status, 403)
    })
  })

  it('shows a registration access token once, and not to who is weaker than the client', async () => {
    const path = `${REALM}/clients/${APP}/registration-access-token`
    assert.equal((await viewer('POST', path)).status, 403)
    assert.equal((await clerk('POST', `${REALM}/clients/${STRONG}/registration-access-token`)).status, 403)
    const made = await clerk('POST', path)
    assert.match(String(made.json()['registrationAccessToken']), /^[\w-]+\.[\w-]+\.[\w-]+$/)
    assert.equal((await clerk('GET', `${REALM}/clients/${APP}`)).json()['registrationAccessToken'], undefined)
  })

  describe('the converter of descriptions', () => {
    const convert = (body: unknown) => clerk('POST', `${REALM}/client-description-converter`, body)

    it('makes a client of metadata that says more', async () => {
      const client = (
        await convert({
          client_name: 'App',
          redirect_uris: ['https://app.example/cb'],
          grant_types: ['refresh_token', 'client_credentials'],
          token_endpoint_auth_method: 'private_key_jwt',
          jwks_uri: 'https://app.example/jwks',
          post_logout_redirect_uris: ['https://app.example/a', 'https://app.example/b'],
          scope: 'phone email',
        })
      ).json()
      const { attributes, ...settings } = client as Record<string, Record<string, string>>
      assert.deepEqual(settings, {
        name: 'App',
        clientAuthenticatorType: 'client-jwt',
        redirectUris: ['https://app.example/cb'],
        standardFlowEnabled: false,
        implicitFlowEnabled: false,
        directAccessGrantsEnabled: false,
        serviceAccountsEnabled: true,
        publicClient: false,
        frontchannelLogout: false,
        protocol: 'openid-connect',
        optionalClientScopes: ['phone', 'email'],
      })
      assert.equal(attributes?.['use.refresh.tokens'], 'true')
      assert.equal(attributes?.['jwks.url'], 'https://app.example/jwks')
      assert.equal(attributes?.['post.logout.redirect.uris'], 'https://app.example/a##https://app.example/b')
    })

    for (const [what, body] of [
      ['a list', []],
      ['nothing known', { anything: 1 }],
      ['a client with a field that no client has', { clientId: 'x', isAdmin: true }],
      ['a client with a value of another type', { clientId: 'x', enabled: 'perhaps' }],
    ] as const) {
      it(`refuses ${what}`, async () => assert.equal((await convert(body)).status, 400))
    }
  })
})
