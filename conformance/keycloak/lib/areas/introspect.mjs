import { sleep } from '../context.mjs'

export const introspect = {
  name: 'introspect',
  title: 'Token introspection',
  async record(area, c) {
    const I = `${c.P}/token/introspect`
    const who = c.creds('my-api') // in the audience of alice's tokens
    await area.scenario('active', async (s) => {
      const t = await c.password(s)
      await s.req('access token', { path: I, form: { ...who, token: t.access_token } })
      await s.req('basic authentication', {
        path: I,
        form: { token: t.access_token },
        basic: ['my-api', who.client_secret],
      })
      await s.req('refresh token', { path: I, form: { ...who, token: t.refresh_token } })
      await s.req('refresh token by its own client', {
        path: I,
        form: { ...c.creds('direct-client'), token: t.refresh_token },
      })
      await s.req('refresh token with hint', {
        path: I,
        form: { ...who, token: t.refresh_token, token_type_hint: 'refresh_token' },
      })
      await s.req('access token with wrong hint', {
        path: I,
        form: { ...who, token: t.access_token, token_type_hint: 'refresh_token' },
      })
      await s.req('access token with unknown hint', {
        path: I,
        form: { ...who, token: t.access_token, token_type_hint: 'pony' },
      })
      await s.req('id token', { path: I, form: { ...who, token: t.id_token } })
      await s.req('Accept: application/jwt', {
        path: I,
        form: { ...who, token: t.access_token },
        headers: { accept: 'application/jwt' },
      })
      await s.req('lightweight access token', {
        path: I,
        form: { ...who, token: (await c.password(s, 'lightweight-client')).access_token },
      })
      await s.req('offline token', {
        path: I,
        form: {
          ...who,
          token: (await c.password(s, 'direct-client', { scope: 'openid offline_access' })).refresh_token,
        },
      })
      const n = await c.password(s, 'direct-client', { user: 'bob' })
      await s.req('caller is not in aud', { path: I, form: { ...c.creds('introspect-client'), token: t.access_token } })
      await s.req('caller is the client the token was given to, not in aud', {
        path: I,
        form: { ...c.creds('direct-client'), token: t.access_token },
      })
      await s.req('nobody but account in aud, own client asks', {
        path: I,
        form: { ...c.creds('direct-client'), token: n.access_token },
      })
      await c.withClient(
        'introspect-client',
        { attributes: { 'allow.token.introspection.without.audience.check': 'true' } },
        async () => {
          await s.req('caller not in aud, its attribute allow.token.introspection.without.audience.check', {
            path: I,
            form: { ...c.creds('introspect-client'), token: n.access_token },
          })
          await s.req('refresh token, same attribute', {
            path: I,
            form: { ...c.creds('introspect-client'), token: n.refresh_token },
          })
          await s.req('id token, same attribute', {
            path: I,
            form: { ...c.creds('introspect-client'), token: n.id_token },
          })
          const cc = (
            await s.quiet({
              path: `${c.P}/token`,
              form: { ...c.creds('service-client'), grant_type: 'client_credentials' },
            })
          ).json
          await s.req('service account token, same attribute', {
            path: I,
            form: { ...c.creds('introspect-client'), token: cc.access_token },
          })
        },
      )
      await c.withClient(
        'my-api',
        { attributes: { 'client.introspection.response.allow.jwt.claim.enabled': 'true' } },
        async () => {
          await s.req('client.introspection.response.allow.jwt.claim.enabled, Accept: application/jwt', {
            path: I,
            form: { ...who, token: t.access_token },
            headers: { accept: 'application/jwt' },
          })
        },
      )
    })
    await area.scenario('inactive-and-errors', async (s) => {
      const t = await c.password(s)
      await s.req('garbage', { path: I, form: { ...who, token: 'garbage' } })
      await s.req('signature spoilt', { path: I, form: { ...who, token: `${t.access_token.slice(0, -10)}AAAAAAAAAA` } })
      await s.req('token missing', { path: I, form: { ...who } })
      await s.req('token empty', { path: I, form: { ...who, token: '' } })
      await s.req('client missing', { path: I, form: { token: t.access_token } })
      await s.req('wrong secret', { path: I, form: { ...who, client_secret: 'x', token: t.access_token } })
      await s.req('wrong secret, basic', { path: I, form: { token: t.access_token }, basic: ['my-api', 'x'] })
      await s.req('public client', { path: I, form: { client_id: 'direct-public', token: t.access_token } })
      await s.req('disabled client', { path: I, form: { ...c.creds('disabled-client'), token: t.access_token } })
      await s.req('GET', { path: I })
      await s.req('token of another realm', { path: I, form: { ...who, token: await c.admin() } })
      await c.withUser('alice', { enabled: false }, async () => {
        await s.req('user disabled', { path: I, form: { ...who, token: t.access_token } })
      })
      await c.withClient('direct-client', { attributes: { 'access.token.lifespan': '1' } }, async () => {
        const e = await c.password(s)
        await sleep(2200)
        await s.req('expired', { path: I, form: { ...who, token: e.access_token } })
      })
      await s.quiet({ path: `${c.P}/logout`, form: { ...c.creds('direct-client'), refresh_token: t.refresh_token } })
      await s.req('after logout', { path: I, form: { ...who, token: t.access_token } })
      await s.req('refresh token after logout', { path: I, form: { ...who, token: t.refresh_token } })
    })
  },
}
