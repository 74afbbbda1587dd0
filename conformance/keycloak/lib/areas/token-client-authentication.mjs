import crypto from 'node:crypto'
import { signJwt } from '../context.mjs'
import { now } from '../projections.mjs'

export const tokenClientAuthentication = {
  name: 'token-client-authentication',
  title: 'Token endpoint: who the client is',
  async record(area, c) {
    const T = `${c.P}/token`
    const cc = (s, step, form, more = {}) =>
      s.req(step, {
        path: T,
        form: { grant_type: 'client_credentials', ...form },
        project: (o) => (o?.access_token ? Object.keys(o) : o),
        ...more,
      })
    await area.scenario('request-shape', async (s) => {
      const svc = c.creds('service-client')
      await s.req('grant_type missing', { path: T, form: { ...svc } })
      await s.req('grant_type empty', { path: T, form: { ...svc, grant_type: '' } })
      await s.req('grant_type unknown', { path: T, form: { ...svc, grant_type: 'pony' } })
      await s.req('grant_type unknown, wrong secret', {
        path: T,
        form: { ...svc, client_secret: 'wrong', grant_type: 'pony' },
      })
      await s.req('grant jwt-bearer', {
        path: T,
        form: { ...svc, grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: 'x' },
      })
      await s.req('grant pre-authorized_code', {
        path: T,
        form: {
          ...svc,
          grant_type: 'urn:ietf:params:oauth:grant-type:pre-authorized_code',
          'pre-authorized_code': 'x',
        },
      })
      await s.req('grant uma-ticket', {
        path: T,
        form: { ...svc, grant_type: 'urn:ietf:params:oauth:grant-type:uma-ticket', audience: 'my-api' },
      })
      await s.req('empty body', {
        path: T,
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
      await s.req('no content type', { path: T, method: 'POST' })
      await s.req('JSON body', { path: T, json: { ...svc, grant_type: 'client_credentials' } })
      await s.req('GET', { path: T })
      await s.req('PUT', { path: T, method: 'PUT' })
      await s.req('HEAD', { path: T, method: 'HEAD' })
      await s.req('parameters in the query', {
        path: T,
        method: 'POST',
        query: { ...svc, grant_type: 'client_credentials' },
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
      await s.req('parameter twice', {
        path: T,
        form: [
          ['grant_type', 'client_credentials'],
          ['client_id', 'service-client'],
          ['client_secret', svc.client_secret],
          ['scope', 'openid'],
          ['scope', 'email'],
        ],
        project: (o) => (o?.access_token ? Object.keys(o) : o),
      })
      await s.req('unknown realm', {
        path: '/realms/no-such-realm/protocol/openid-connect/token',
        form: { ...svc, grant_type: 'client_credentials' },
      })
      await s.req('content type with charset', {
        path: T,
        form: { ...svc, grant_type: 'client_credentials' },
        headers: { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' },
        project: (o) => (o?.access_token ? Object.keys(o) : o),
      })
    })
    await area.scenario('secrets', async (s) => {
      const sec = c.clients['service-client'].secret
      await cc(s, 'post', { client_id: 'service-client', client_secret: sec })
      await cc(s, 'basic', {}, { basic: ['service-client', sec] })
      await cc(
        s,
        'basic and the same client_id in the body',
        { client_id: 'service-client' },
        { basic: ['service-client', sec] },
      )
      await cc(
        s,
        'basic right, body secret wrong',
        { client_id: 'service-client', client_secret: 'wrong' },
        { basic: ['service-client', sec] },
      )
      await cc(
        s,
        'basic and another client_id in the body',
        { client_id: 'direct-client' },
        { basic: ['service-client', sec] },
      )
      await cc(s, 'post wrong secret', { client_id: 'service-client', client_secret: 'wrong' })
      await cc(s, 'basic wrong secret', {}, { basic: ['service-client', 'wrong'] })
      await cc(s, 'basic not base64', {}, { headers: { authorization: 'Basic !!!' } })
      await cc(
        s,
        'basic without colon',
        {},
        { headers: { authorization: `Basic ${Buffer.from('service-client').toString('base64')}` } },
      )
      await cc(s, 'bearer in place of basic', {}, { headers: { authorization: 'Bearer abc' } })
      await cc(s, 'secret missing', { client_id: 'service-client' })
      await cc(s, 'secret empty', { client_id: 'service-client', client_secret: '' })
      await cc(s, 'client missing', {})
      await cc(s, 'client unknown, post', { client_id: 'no-such-client', client_secret: 'x' })
      await cc(s, 'client unknown, basic', {}, { basic: ['no-such-client', 'x'] })
      await cc(s, 'client disabled, right secret', c.creds('disabled-client'))
      await cc(s, 'client disabled, wrong secret', { client_id: 'disabled-client', client_secret: 'wrong' })
      await cc(s, 'bearer-only client', c.creds('my-api'))
      await cc(s, 'service accounts off', c.creds('direct-client'))
      await cc(s, 'public client', { client_id: 'direct-public' })
      await s.req('public client sends a secret', {
        path: T,
        form: {
          client_id: 'direct-public',
          client_secret: 'anything',
          grant_type: 'password',
          username: 'alice',
          password: 'alice-pass',
        },
        project: (o) => (o?.access_token ? Object.keys(o) : o),
      })
    })
    await area.scenario('private-key-jwt', async (s) => {
      const { privateKey, publicKey } = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 })
      const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'client-key-1', use: 'sig', alg: 'RS256' }
      const uuid = await c.clientUuid('jwt-client')
      const rep = (await c.admOk('GET', `/clients/${uuid}`)).json
      await c.admOk('PUT', `/clients/${uuid}`, {
        ...rep,
        attributes: { ...rep.attributes, 'use.jwks.string': 'true', 'jwks.string': JSON.stringify({ keys: [jwk] }) },
      })
      c.jwtClientKey = privateKey
      const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
      const claims = (x = {}) => ({
        iss: 'jwt-client',
        sub: 'jwt-client',
        aud: c.base + c.R,
        jti: crypto.randomUUID(),
        iat: now(),
        exp: now() + 60,
        ...x,
      })
      const sign = (p, h = {}) => signJwt({ alg: 'RS256', typ: 'JWT', kid: 'client-key-1', ...h }, p, privateKey)
      const go = (step, assertion, more = {}) =>
        cc(s, step, { client_assertion_type: type, client_assertion: assertion, ...more })
      await go('aud = issuer', sign(claims()))
      await go('aud = token endpoint', sign(claims({ aud: c.base + T })))
      await go('aud = introspection endpoint', sign(claims({ aud: `${c.base + T}/introspect` })))
      await go('aud = [issuer, token endpoint]', sign(claims({ aud: [c.base + c.R, c.base + T] })))
      await go('aud = PAR endpoint', sign(claims({ aud: `${c.base + c.P}/ext/par/request` })))
      const again = sign(claims())
      await go('jti first time', again)
      await go('jti second time', again)
      await go('with matching client_id', sign(claims()), { client_id: 'jwt-client' })
      await go('with other client_id', sign(claims()), { client_id: 'service-client' })
      await go('aud wrong', sign(claims({ aud: 'http://elsewhere.example' })))
      await go('aud missing', sign(claims({ aud: undefined })))
      await go('expired', sign(claims({ exp: now() - 60, iat: now() - 120 })))
      await go('exp missing', sign(claims({ exp: undefined })))
      await go('exp far away', sign(claims({ exp: now() + 86400 })))
      await go('jti missing', sign(claims({ jti: undefined })))
      await go('iss differs from sub', sign(claims({ iss: 'service-client' })))
      await go('sub unknown', sign(claims({ iss: 'no-such', sub: 'no-such' })))
      await go('bad signature', `${sign(claims()).slice(0, -12)}AAAAAAAAAAAA`)
      await go('unknown kid', sign(claims(), { kid: 'other' }))
      await go('no kid', sign(claims(), { kid: undefined }))
      await go('alg none', signJwt({ alg: 'none' }, claims()))
      await go('not a JWT', 'garbage')
      await cc(s, 'assertion missing', { client_assertion_type: type, client_id: 'jwt-client' })
      await cc(s, 'assertion type wrong', { client_assertion_type: 'urn:wrong', client_assertion: sign(claims()) })
      await cc(s, 'a secret in place of the assertion', { client_id: 'jwt-client', client_secret: 'x' })
    })
    await area.scenario('client-secret-jwt', async (s) => {
      const sec = c.clients['secret-jwt-client'].secret
      const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
      const claims = (x = {}) => ({
        iss: 'secret-jwt-client',
        sub: 'secret-jwt-client',
        aud: c.base + c.R,
        jti: crypto.randomUUID(),
        iat: now(),
        exp: now() + 60,
        ...x,
      })
      await cc(s, 'HS256', { client_assertion_type: type, client_assertion: signJwt({ alg: 'HS256' }, claims(), sec) })
      await cc(s, 'HS512', { client_assertion_type: type, client_assertion: signJwt({ alg: 'HS512' }, claims(), sec) })
      await cc(s, 'wrong secret', {
        client_assertion_type: type,
        client_assertion: signJwt({ alg: 'HS256' }, claims(), 'wrong'),
      })
      await cc(s, 'plain secret at this client', { client_id: 'secret-jwt-client', client_secret: sec })
    })
  },
}
