import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { importRealms } from '../../../src/provisioning/import-realms.ts'
import { changeClient, during } from '../../support/change.ts'
import { claimsOf, DIRECT_CLIENT, OIDC, SERVICE_CLIENT, startServer, type TestServer } from '../../support/server.ts'

const basic = (id: string, secret: string) => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`
const service = Object.values(SERVICE_CLIENT) as [string, string]

describe('RFC 6749 §2.3 client authentication and §3.2 token endpoint', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
  })
  after(() => server.close())

  const grant = (form: Record<string, string>, headers?: Record<string, string>) =>
    server.token({ grant_type: 'client_credentials', ...form }, headers)

  it('§4.4 gives an access token for the service account, without a session', async () => {
    const answer = await grant(SERVICE_CLIENT)
    assert.equal(answer.status, 200)
    const tokens = answer.json()
    assert.equal(tokens['refresh_token'], undefined)
    assert.equal(tokens['refresh_expires_in'], 0)
    const claims = claimsOf(tokens['access_token'])
    assert.equal(claims['sid'], undefined)
    assert.equal(claims['client_id'], 'service-client')
    assert.equal(claims['preferred_username'], 'service-account-service-client')
    assert.match(String(claims['jti']), /^trrtcc:/)
  })

  it('takes HTTP Basic, and the same client_id in the body beside it', async () => {
    const authorization = basic(...service)
    assert.equal((await grant({}, { authorization })).status, 200)
    assert.equal((await grant({ client_id: 'service-client' }, { authorization })).status, 200)
  })

  const wrong = 'Invalid client or Invalid client credentials'
  for (const [what, form, authorization, status, error, description] of [
    ['no client', {}, undefined, 401, 'invalid_client', wrong],
    ['an unknown client', { client_id: 'no-such', client_secret: 'x' }, undefined, 401, 'invalid_client', wrong],
    ['an unknown client by Basic', {}, basic('no-such', 'x'), 401, 'invalid_client', wrong],
    ['a wrong secret', { ...SERVICE_CLIENT, client_secret: 'wrong' }, undefined, 401, 'unauthorized_client', wrong],
    ['no secret', { client_id: 'service-client' }, undefined, 401, 'unauthorized_client', wrong],
    [
      'an empty secret',
      { client_id: 'service-client', client_secret: '' },
      undefined,
      401,
      'unauthorized_client',
      wrong,
    ],
    ['a wrong secret by Basic', {}, basic('service-client', 'wrong'), 401, 'unauthorized_client', wrong],
    [
      'a right header and a wrong body',
      { client_id: 'service-client', client_secret: 'wrong' },
      basic(...service),
      401,
      'unauthorized_client',
      wrong,
    ],
    [
      'a header and a body of two clients',
      { client_id: 'direct-client' },
      basic(...service),
      401,
      'unauthorized_client',
      wrong,
    ],
    ['Basic that is not base64', {}, 'Basic !!!', 401, 'invalid_client', wrong],
    ['Basic without a colon', {}, 'Basic c2VydmljZS1jbGllbnQ=', 401, 'invalid_client', wrong],
    ['a bearer token', {}, 'Bearer abc', 401, 'invalid_client', wrong],
    [
      'a disabled client with its secret',
      { client_id: 'disabled-client', client_secret: 'disabled-client-secret-000000000001' },
      undefined,
      401,
      'invalid_client',
      wrong,
    ],
    [
      'a bearer-only client',
      { client_id: 'my-api', client_secret: 'my-api-secret-000000000000000000001' },
      undefined,
      400,
      'invalid_client',
      'Bearer-only not allowed',
    ],
    [
      'a public client',
      { client_id: 'direct-public' },
      undefined,
      401,
      'unauthorized_client',
      'Public client not allowed to retrieve service account',
    ],
    [
      'a client without a service account',
      DIRECT_CLIENT,
      undefined,
      401,
      'unauthorized_client',
      'Client not enabled to retrieve service account',
    ],
    [
      'a secret where the client signs a JWT',
      { client_id: 'jwt-client', client_secret: 'x' },
      undefined,
      400,
      'invalid_client',
      'Parameter client_assertion_type is missing',
    ],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const answer = await grant(form, authorization === undefined ? undefined : { authorization })
      assert.equal(answer.status, status)
      assert.deepEqual(answer.json(), { error, error_description: description })
    })
  }

  it('refuses an empty secret where the client has none, or an empty one', async () => {
    for (const secret of ['', undefined]) {
      await during(changeClient(server, 'service-client', { secret }), async () => {
        for (const [form, headers] of [
          [{ client_id: 'service-client', client_secret: '' }, {}],
          [{ client_id: 'service-client', client_secret: 'undefined' }, {}],
          [{ client_id: 'service-client' }, {}],
          [{}, { authorization: basic('service-client', '') }],
        ] as const) {
          assert.equal((await grant(form, headers)).status, 401)
        }
      })
    }
  })

  it('refuses a client of another protocol, once it has proved itself', async () => {
    await during(changeClient(server, 'service-client', { protocol: 'saml' }), async () => {
      const answer = await grant(SERVICE_CLIENT)
      assert.deepEqual(
        [answer.status, answer.json()],
        [400, { error: 'invalid_client', error_description: 'Wrong client protocol.' }],
      )
      assert.equal((await grant({ ...SERVICE_CLIENT, client_secret: 'x' })).json()['error'], 'unauthorized_client')
    })
  })

  it('§5.2 tells a client that used HTTP Basic which scheme it may use', async () => {
    const answer = await grant({}, { authorization: basic('service-client', 'wrong') })
    assert.equal(answer.headers['www-authenticate'], 'Basic realm="test"')
  })

  it('§5.2 tells so in a realm whose name no header can hold', async () => {
    await importRealms(server.latchkey.services, [
      { realm: '日本 "ü"', enabled: true, clients: [{ clientId: 'service-client' }] },
    ])
    const url = `http://localhost:8080/realms/${encodeURIComponent('日本 "ü"')}/protocol/openid-connect`
    const headers = { authorization: basic('service-client', 'wrong') }
    const token = await server.call({ url: `${url}/token`, form: { grant_type: 'client_credentials' }, headers })
    const userInfo = await server.call({ url: `${url}/userinfo` })
    assert.deepEqual([token.status, token.headers['www-authenticate']], [401, 'Basic realm="?? ???"'])
    assert.deepEqual([userInfo.status, userInfo.headers['www-authenticate']], [401, 'Bearer realm="?? ???"'])
  })

  it('§2.3.1 takes a secret with a bare % by Basic, whether its owner encoded it or not', async () => {
    const byBasic = (secret: string, sent: string, clientId = 'service-client') =>
      during(changeClient(server, 'service-client', { secret }), async () => {
        const answer = await grant({}, { authorization: basic(clientId, sent) })
        return answer.status
      })
    assert.equal(await byBasic('s3cr%et', 's3cr%et'), 200)
    assert.equal(await byBasic('s3cr%et', 's3cr%25et'), 200)
    assert.equal(await byBasic('s3cr%et', 's3cr%zz'), 401)
    assert.equal(await byBasic('s3cr%et', 's3cr%et', 'service%client'), 401)
    // what can be decoded is decoded
    assert.equal(await byBasic('a%25b', 'a%25b'), 401)
    assert.equal(await byBasic('a+b', 'a+b'), 401)
    assert.equal(await byBasic('a b', 'a+b'), 200)
  })

  describe('§3.2 the request', () => {
    const refused = async (answer: ReturnType<typeof server.call>, error: string, description?: string) => {
      const { status, json } = await answer
      assert.equal(status, 400)
      assert.deepEqual(json(), { error, ...(description && { error_description: description }) })
    }
    const missing = 'Missing form parameter: grant_type'

    it('must have a grant_type', () => refused(server.token(SERVICE_CLIENT), 'invalid_request', missing))
    it('must have one that exists, which is judged before the client', () =>
      refused(
        server.token({ grant_type: 'pony', ...SERVICE_CLIENT, client_secret: 'x' }),
        'unsupported_grant_type',
        'Unsupported grant_type',
      ))
    it('must be a form', async () => {
      await refused(
        server.call({ url: `${OIDC}/token`, json: { grant_type: 'client_credentials', ...SERVICE_CLIENT } }),
        'invalid_request',
        missing,
      )
      await refused(
        server.call({
          method: 'POST',
          url: `${OIDC}/token?${new URLSearchParams({ grant_type: 'client_credentials', ...SERVICE_CLIENT })}`,
        }),
        'invalid_request',
        missing,
      )
    })
    it('must have each parameter once', () => {
      const form = new URLSearchParams({ grant_type: 'client_credentials', ...SERVICE_CLIENT, scope: 'openid' })
      form.append('scope', 'email')
      return refused(server.call({ url: `${OIDC}/token`, form }), 'invalid_request', 'duplicated parameter')
    })
    it('attack case 57: may not have hundreds of parameters, nor be huge', async () => {
      const many = new URLSearchParams(Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`p${i}`, 'x'])))
      assert.equal((await server.call({ url: `${OIDC}/token`, form: many })).status, 400)
      assert.equal((await server.token({ grant_type: 'a'.repeat(300_000) })).status, 400)
      assert.equal((await server.token({ grant_type: 'a'.repeat(11_000_000) })).status, 413)
    })
    it('must be percent-encoded well', async () => {
      const answer = await server.latchkey.http.inject({
        method: 'POST',
        url: '/realms/test/protocol/openid-connect/token',
        headers: { host: 'localhost', 'content-type': 'application/x-www-form-urlencoded' },
        payload: 'grant_type=%zz',
      })
      assert.equal(answer.statusCode, 400)
    })
    for (const method of ['GET', 'PUT', 'DELETE', 'HEAD'] as const) {
      it(`may not be ${method}`, async () =>
        assert.equal((await server.call({ method, url: `${OIDC}/token` })).status, 405))
    }
    it('must name a realm that exists', async () => {
      const answer = await server.call({
        url: 'http://localhost:8080/realms/no-such/protocol/openid-connect/token',
        form: SERVICE_CLIENT,
      })
      assert.equal(answer.status, 404)
      assert.deepEqual(answer.json(), { error: 'Realm does not exist' })
    })
  })
})
