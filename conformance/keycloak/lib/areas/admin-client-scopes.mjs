import { adminCalls } from '../admin-calls.mjs'

export const adminClientScopes = {
  name: 'admin-client-scopes',
  title: 'Admin REST API: client scopes and their mappers',
  async record(area, c) {
    const mk = (s) => adminCalls(s, c)
    await area.scenario('life', async (s) => {
      const m = mk(s)
      await m.get('all, with mappers', '/client-scopes')
      const id = m.idOf(
        await m.post('make', '/client-scopes', {
          name: 'orders',
          protocol: 'openid-connect',
          description: 'Orders',
          attributes: {
            'include.in.token.scope': 'true',
            'display.on.consent.screen': 'true',
            'consent.screen.text': 'Your orders',
          },
        }),
        'scope orders',
      )
      await m.get('read', `/client-scopes/${id}`)
      await m.post('make again', '/client-scopes', { name: 'orders', protocol: 'openid-connect' })
      await m.post('without protocol', '/client-scopes', { name: 'protless' })
      await m.post('without name', '/client-scopes', { protocol: 'openid-connect' })
      await m.post('bad name', '/client-scopes', { name: 'a b', protocol: 'openid-connect' })
      await m.put('update', `/client-scopes/${id}`, {
        name: 'orders',
        protocol: 'openid-connect',
        description: 'changed',
      })
      await m.get('after', `/client-scopes/${id}`)
      const mid = m.idOf(
        await m.post('mapper', `/client-scopes/${id}/protocol-mappers/models`, {
          name: 'om',
          protocol: 'openid-connect',
          protocolMapper: 'oidc-hardcoded-claim-mapper',
          config: { 'claim.name': 'orders', 'claim.value': '1', 'jsonType.label': 'int', 'access.token.claim': 'true' },
        }),
        'mapper orders/om',
      )
      await m.get('mapper read', `/client-scopes/${id}/protocol-mappers/models/${mid}`)
      const cl = await c.clientUuid('direct-client')
      await m.put('optional at a client', `/clients/${cl}/optional-client-scopes/${id}`)
      await s.req('token without asking for it', {
        path: `${c.P}/token`,
        form: { ...c.creds('direct-client'), grant_type: 'password', username: 'bob', password: 'bob-pass' },
        project: (o) => ({ scope: o.scope, claim: o.access_token.$jwt.payload.orders ?? '<none>' }),
      })
      await s.req('token asking for it', {
        path: `${c.P}/token`,
        form: {
          ...c.creds('direct-client'),
          grant_type: 'password',
          username: 'bob',
          password: 'bob-pass',
          scope: 'orders',
        },
        project: (o) => ({ scope: o.scope, claim: o.access_token.$jwt.payload.orders ?? '<none>' }),
      })
      await m.del('delete while in use', `/client-scopes/${id}`)
      await m.get('unknown', `/client-scopes/${id}`)
      await m.get('realm default scopes', '/default-default-client-scopes')
      await m.get('realm optional scopes', '/default-optional-client-scopes')
    })
  },
}
