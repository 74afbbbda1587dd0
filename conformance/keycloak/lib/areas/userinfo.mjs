import { signJwt, sleep } from '../context.mjs'
import { decodeJwt } from '../norm.mjs'

export const userinfo = {
  name: 'userinfo',
  title: 'UserInfo endpoint',
  async record(area, c) {
    const U = `${c.P}/userinfo`
    await area.scenario('success', async (s) => {
      const t = await c.password(s)
      await s.req('GET', { path: U, bearer: t.access_token })
      await s.req('POST with header', { path: U, method: 'POST', bearer: t.access_token })
      await s.req('POST form access_token', { path: U, form: { access_token: t.access_token } })
      await s.req('lower-case scheme', { path: U, bearer: t.access_token, scheme: 'bearer' })
      await s.req('Accept: application/jwt', {
        path: U,
        bearer: t.access_token,
        headers: { accept: 'application/jwt' },
      })
      await s.req('client with mappers', { path: U, bearer: (await c.password(s, 'mapper-client')).access_token })
      await s.req('lightweight token', { path: U, bearer: (await c.password(s, 'lightweight-client')).access_token })
      await s.req('all scopes', {
        path: U,
        bearer: (await c.password(s, 'direct-client', { scope: 'openid address phone microprofile-jwt' })).access_token,
      })
      await s.req('service account with openid', {
        path: U,
        bearer: (
          await s.quiet({
            path: `${c.P}/token`,
            form: { ...c.creds('service-client'), grant_type: 'client_credentials', scope: 'openid' },
          })
        ).json.access_token,
      })
      await c.withClient('direct-client', { attributes: { 'user.info.response.signature.alg': 'RS256' } }, async () => {
        await s.req('signed response', { path: U, bearer: (await c.password(s)).access_token })
      })
    })
    await area.scenario('errors', async (s) => {
      const t = await c.password(s)
      await s.req('no token', { path: U })
      await s.req('POST no token', {
        path: U,
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
      await s.req('token in the query', { path: U, query: { access_token: t.access_token } })
      await s.req('garbage', { path: U, bearer: 'garbage' })
      await s.req('empty bearer', { path: U, headers: { authorization: 'Bearer' } })
      await s.req('basic', { path: U, basic: ['a', 'b'] })
      await s.req('signature spoilt', { path: U, bearer: `${t.access_token.slice(0, -10)}AAAAAAAAAA` })
      await s.req('alg none', { path: U, bearer: signJwt({ alg: 'none' }, decodeJwt(t.access_token).payload) })
      await s.req('id token', { path: U, bearer: t.id_token })
      await s.req('refresh token', { path: U, bearer: t.refresh_token })
      await s.req('header and form', { path: U, form: { access_token: t.access_token }, bearer: t.access_token })
      await s.req('no openid scope', {
        path: U,
        bearer: (await c.password(s, 'direct-client', { scope: 'email' })).access_token,
      })
      await s.req('token of another realm', { path: U, bearer: await c.admin() })
      await s.req('unknown realm', {
        path: '/realms/no-such-realm/protocol/openid-connect/userinfo',
        bearer: t.access_token,
      })
      await s.req('PUT', { path: U, method: 'PUT', bearer: t.access_token })
      await c.withClient('direct-client', { attributes: { 'access.token.lifespan': '1' } }, async () => {
        const e = await c.password(s)
        await sleep(2200)
        await s.req('expired', { path: U, bearer: e.access_token })
      })
      await c.withUser('alice', { enabled: false }, async () => {
        await s.req('user disabled', { path: U, bearer: t.access_token })
      })
      await s.quiet({ path: `${c.P}/logout`, form: { ...c.creds('direct-client'), refresh_token: t.refresh_token } })
      await s.req('after logout', { path: U, bearer: t.access_token })
      await s.req('HEAD', { path: U, method: 'HEAD' })
    })
  },
}
