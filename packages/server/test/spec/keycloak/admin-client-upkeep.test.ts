import assert from 'node:assert/strict'
import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { type AdminCaller, adminCaller, adminOf, makeRealmWithAdmins } from '../../support/admin.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const REALM = '/upkeep'
const APP = '11111111-0000-4000-8000-000000000001'
const BOUNDARY = '----boundary-6f1c2d'
const STRONG = '11111111-0000-4000-8000-000000000002'

describe('Admin REST: what surrounds a client', () => {
  let server: TestServer
  let admin: AdminCaller
  let clerk: AdminCaller
  let viewer: AdminCaller
  let clerkToken: string
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
    const clerkLogin = await server.call({
      url: 'http://localhost:8080/realms/upkeep/protocol/openid-connect/token',
      form: { grant_type: 'password', client_id: 'admin-cli', username: 'clerk', password: 'clerk' },
    })
    clerkToken = String(clerkLogin.json()['access_token'])
    clerk = await adminCaller(server, clerkToken)
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

    it('are sent nothing inside: such an admin URL is told not to have been reached', async () => {
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

  describe('certificates', () => {
    const path = `${REALM}/clients/${APP}/certificates/jwt.credential`
    const part = (name: string, value: string) =>
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name=${name}\r\n\r\n${value}\r\n`
    const form = (format: string, file: string) =>
      `${part('"keystoreFormat"', format)}${part('"file"; filename="f"', file)}--${BOUNDARY}--\r\n`
    const upload = (format: string, file: string, action = 'upload') =>
      server.call({
        method: 'POST',
        url: `http://localhost:8080/admin/realms${path}/${action}`,
        text: form(format, file),
        headers: { authorization: `Bearer ${clerkToken}`, 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
      })
    const attributes = async () => (await clerk('GET', `${REALM}/clients/${APP}`)).json()['attributes'] as object

    it('are made with their keys, and nothing is left of them when another is uploaded', async () => {
      const made = (await clerk('POST', `${path}/generate`)).json()
      assert.equal(
        new X509Certificate(Buffer.from(String(made['certificate']), 'base64')).subject,
        String.raw`CN=say \"hi\"`,
      )
      assert.deepEqual((await clerk('GET', path)).json(), made)
      const uploaded = await upload('Certificate PEM', String(made['certificate']))
      assert.deepEqual(uploaded.json(), { certificate: made['certificate'] })
      assert.deepEqual((await viewer('GET', path)).json(), { certificate: made['certificate'] })
      const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const jwk = { ...publicKey.export({ format: 'jwk' }), use: 'sig', kid: 'one' }
      const taken = await upload('JSON Web Key Set', JSON.stringify({ keys: [{ kty: 'oct', k: 'AA' }, jwk] }))
      const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
      assert.deepEqual(taken.json(), { publicKey: spki, kid: 'one' })
      assert.equal(Object.hasOwn(await attributes(), 'jwt.credential.certificate'), false)
      const pem = publicKey.export({ type: 'spki', format: 'pem' })
      assert.deepEqual((await upload('Public Key PEM', String(pem), 'upload-certificate')).json(), { publicKey: spki })
    })

    for (const [what, format, file] of [
      ['a certificate that is none', 'Certificate PEM', 'garbage'],
      ['a public key that is none', 'Public Key PEM', 'garbage'],
      ['a set that is no JSON', 'JSON Web Key Set', '{'],
      ['a set without a key for signatures', 'JSON Web Key Set', '{"keys":[{"kty":"oct","k":"AA"}]}'],
      ['a key that lacks a part', 'JSON Web Key Set', '{"keys":[{"kty":"RSA","e":"AQAB"}]}'],
      ['a keystore', 'JKS', 'x'],
    ] as const) {
      it(`refuses ${what}`, async () => {
        const before = await attributes()
        assert.equal((await upload(format, file)).status, 400)
        assert.deepEqual(await attributes(), before)
      })
    }

    it('refuses what is no form, and names that are none', async () => {
      assert.equal((await clerk('POST', `${path}/upload`, {})).status, 400)
      assert.equal((await clerk('POST', `${REALM}/clients/${APP}/certificates/a%20b/generate`)).status, 400)
    })

    it('writes no keystore', async () => {
      for (const action of ['download', 'generate-and-download']) {
        assert.equal((await clerk('POST', `${path}/${action}`, { format: 'JKS' })).status, 400)
      }
    })

    it('keeps those of a stronger client from everybody weaker', async () => {
      const strong = `${REALM}/clients/${STRONG}/certificates/jwt.credential`
      assert.equal((await viewer('GET', strong)).status, 403)
      assert.equal((await clerk('POST', `${strong}/generate`)).status, 403)
      assert.equal((await clerk('POST', `${strong}/upload`)).status, 403)
    })
  })

  describe('initial access', () => {
    const path = `${REALM}/clients-initial-access`

    it('is told once, with its token', async () => {
      const made = await clerk('POST', path, { count: 3, expiration: 60, webOrigins: ['https://a.example'] })
      assert.equal(made.status, 201)
      const { token, ...shown } = made.json()
      const claims = JSON.parse(Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString())
      assert.equal(claims.jti, shown['id'])
      assert.equal(claims.exp - claims.iat, 60)
      assert.deepEqual(claims['allowed-origins'], ['https://a.example'])
      assert.deepEqual(JSON.parse((await viewer('GET', path)).body), [shown])
      assert.equal((await clerk('DELETE', `${path}/${String(shown['id'])}`)).status, 204)
      assert.deepEqual(JSON.parse((await viewer('GET', path)).body), [])
    })

    for (const [what, body, error] of [
      ['a negative count', { count: -1 }, 'Invalid value for count'],
      ['a negative expiration', { expiration: -5 }, 'Invalid value for expiration'],
      ['a count beyond measure', { count: 2 ** 40 }, 'Invalid value for count'],
    ] as const) {
      it(`refuses ${what}`, async () => {
        const answer = await clerk('POST', path, body)
        assert.deepEqual([answer.status, answer.json()['error']], [400, error])
      })
    }

    it('is not given by who only sees clients', async () => {
      assert.equal((await viewer('POST', path, { count: 1 })).status, 403)
      assert.equal((await viewer('DELETE', `${path}/any`)).status, 403)
    })
  })

  it('keeps client policies and profiles, with the names of global ones', async () => {
    const policies = { policies: [{ name: 'p', enabled: true, conditions: [], profiles: ['fapi-1-baseline'] }] }
    assert.equal((await clerk('PUT', `${REALM}/client-policies/policies`, policies)).status, 403)
    assert.equal((await admin('PUT', `${REALM}/client-policies/policies`, policies)).status, 204)
    assert.deepEqual((await admin('GET', `${REALM}/client-policies/policies`)).json(), policies)
    const wrong = { policies: [{ name: 'p', profiles: ['gone'] }] }
    const refused = await admin('PUT', `${REALM}/client-policies/policies`, wrong)
    assert.deepEqual(
      [refused.status, refused.json()],
      [400, { errorMessage: 'Policy p contains invalid profile gone' }],
    )
    assert.deepEqual((await admin('GET', `${REALM}/client-policies/policies`)).json(), policies)
    const global = (await admin('GET', `${REALM}/client-policies/profiles?include-global-profiles=true`)).json()
    assert.equal((global['globalProfiles'] as unknown[]).length, 10)
  })
})
