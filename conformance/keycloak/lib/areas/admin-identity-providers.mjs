import { adminCalls } from '../admin-calls.mjs'

export const adminIdentityProviders = {
  name: 'admin-identity-providers',
  title: 'Admin REST API: identity providers; the broker start',
  async record(area, c) {
    const mk = (s) => adminCalls(s, c)
    await area.scenario('all', async (s) => {
      const m = mk(s)
      await m.get('none', '/identity-provider/instances')
      await m.post('make', '/identity-provider/instances', {
        alias: 'other',
        displayName: 'Other',
        providerId: 'oidc',
        enabled: true,
        config: {
          authorizationUrl: 'https://other.example/auth',
          tokenUrl: 'https://other.example/token',
          clientId: 'c',
          clientSecret: 's',
          clientAuthMethod: 'client_secret_post',
          defaultScope: 'openid',
        },
      })
      await m.get('read', '/identity-provider/instances/other')
      await m.get('list', '/identity-provider/instances')
      await m.post('make again', '/identity-provider/instances', { alias: 'other', providerId: 'oidc', config: {} })
      await m.post('plain http refused (sslRequired external)', '/identity-provider/instances', {
        alias: 'plain',
        providerId: 'oidc',
        config: { authorizationUrl: 'http://other.example/auth', tokenUrl: 'http://other.example/token' },
      })
      await m.post('unknown provider', '/identity-provider/instances', {
        alias: 'x',
        providerId: 'no-such',
        config: {},
      })
      await m.post('without alias', '/identity-provider/instances', { providerId: 'oidc', config: {} })
      await s.req('login page shows it', {
        path: `${c.P}/auth`,
        query: c.authQuery('my-test-client'),
        jar: s.browser(),
        project: (o) => ({ links: o.$html.links, text: o.$html.text }),
      })
      const jar = s.browser()
      const r = await s.req('kc_idp_hint goes there', {
        path: `${c.P}/auth`,
        query: c.authQuery('my-test-client', { kc_idp_hint: 'other' }),
        jar,
      })
      if (r.status >= 302) await s.req('the broker redirects', { url: new URL(r.get('location'), c.base).href, jar })
      await s.req('broker endpoint without state', {
        path: `${c.R}/broker/other/endpoint`,
        query: { code: 'x' },
        project: (o) => (o?.$html ? { title: o.$html.title, text: o.$html.text } : o),
      })
      await m.post('mapper', '/identity-provider/instances/other/mappers', {
        name: 'im',
        identityProviderAlias: 'other',
        identityProviderMapper: 'hardcoded-role-idp-mapper',
        config: { role: 'app-user', syncMode: 'INHERIT' },
      })
      await m.get('mappers', '/identity-provider/instances/other/mappers')
      await m.get('mapper types', '/identity-provider/instances/other/mapper-types', {
        project: (o) => Object.keys(o).sort(),
      })
      await m.post('import config from an unreachable URL', '/identity-provider/import-config', {
        providerId: 'oidc',
        fromUrl: 'http://127.0.0.1:1/none',
      })
      const cur = (await c.admOk('GET', '/identity-provider/instances/other')).json
      await m.put('update', '/identity-provider/instances/other', {
        ...cur,
        displayName: 'Changed',
        config: { ...cur.config, clientSecret: '**********' },
      })
      await m.put('update unknown', '/identity-provider/instances/no-such', { ...cur, alias: 'no-such' })
      await m.get('provider types', '/identity-provider/providers/oidc')
      await m.del('delete', '/identity-provider/instances/other')
      await m.get('unknown', '/identity-provider/instances/other')
      await m.del('delete again', '/identity-provider/instances/other')
    })
  },
}
