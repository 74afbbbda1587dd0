import { adminCalls } from '../admin-calls.mjs'

export const adminRealms = {
  name: 'admin-realms',
  title: 'Admin REST API: realms',
  after: ['admin-access'],
  async record(area, c) {
    const A = c.A
    const mk = (s) => adminCalls(s, c)
    await area.scenario('life', async (s) => {
      const m = mk(s)
      await c.adm('DELETE', '/admin/realms/fresh')
      await c.adm('DELETE', '/admin/realms/fresh2')
      await m.get('list', '/admin/realms', {
        project: (o) =>
          o.map((r) => `<realm ${r.realm}: ${Object.keys(r).length} keys>`).filter((x) => /master|test/.test(x)),
      })
      await m.get('list brief', '/admin/realms?briefRepresentation=true', {
        project: (o) => o.filter((r) => /^(master|test)$/.test(r.realm)),
      })
      await m.post('make, minimal', '/admin/realms', { realm: 'fresh', enabled: true })
      c.adminTok = undefined
      await m.get('all defaults', '/admin/realms/fresh')
      c.norm.label((await c.adm('GET', '/admin/realms/fresh')).json.id, 'realm id fresh')
      await m.get('its clients', '/admin/realms/fresh/clients', {
        project: (o) => o.map((x) => ({ clientId: x.clientId, keys: Object.keys(x).length })),
      })
      await m.get('its roles', '/admin/realms/fresh/roles')
      await m.get('its default role', '/admin/realms/fresh/roles/default-roles-fresh/composites', {
        project: (o) => o.map((x) => `${x.clientRole ? 'client' : 'realm'} ${x.name}`).sort(),
      })
      await m.get('its client scopes', '/admin/realms/fresh/client-scopes', {
        project: (o) => o.map((x) => `${x.name} (${x.protocol})`).sort(),
      })
      await m.get('its default default client scopes', '/admin/realms/fresh/default-default-client-scopes', {
        project: (o) => o.map((x) => x.name),
      })
      await m.get('its default optional client scopes', '/admin/realms/fresh/default-optional-client-scopes', {
        project: (o) => o.map((x) => x.name),
      })
      await m.get('its keys', '/admin/realms/fresh/keys', {
        project: (o) => ({
          active: Object.keys(o.active),
          keys: o.keys.map((k) => ({
            ...k,
            publicKey: k.publicKey && '<public key>',
            certificate: k.certificate && '<certificate>',
            kid: '<kid>',
            validTo: k.validTo && '<ms>',
          })),
        }),
      })
      await m.post('make again', '/admin/realms', { realm: 'fresh', enabled: true })
      await m.post('make without name', '/admin/realms', { enabled: true })
      await m.post('make with bad name', '/admin/realms', { realm: 'bad/name', enabled: true })
      await m.post('make empty', '/admin/realms', {})
      await m.put('update: some settings', '/admin/realms/fresh', {
        displayName: 'Fresh',
        ssoSessionIdleTimeout: 600,
        accessTokenLifespan: 120,
        loginTheme: 'keycloak.v2',
      })
      await m.get('after', '/admin/realms/fresh', {
        project: (o) => ({
          displayName: o.displayName,
          ssoSessionIdleTimeout: o.ssoSessionIdleTimeout,
          accessTokenLifespan: o.accessTokenLifespan,
          loginTheme: o.loginTheme,
        }),
      })
      await m.put('update: fault in a value', '/admin/realms/fresh', { accessTokenLifespan: 'abc' })
      await m.put('rename', '/admin/realms/fresh', { realm: 'fresh2' })
      await m.get('old name', '/admin/realms/fresh')
      await m.get('issuer after rename', '/realms/fresh2/.well-known/openid-configuration', {
        project: (o) => o.issuer,
      })
      await m.put('disable', '/admin/realms/fresh2', { enabled: false })
      await m.get('disabled realm: discovery', '/realms/fresh2/.well-known/openid-configuration', {
        project: (o) => (o.issuer ? '<document>' : o),
      })
      await s.req('disabled realm: information', { path: '/realms/fresh2' })
      await s.req('disabled realm: token', {
        path: '/realms/fresh2/protocol/openid-connect/token',
        form: { client_id: 'admin-cli', grant_type: 'password', username: 'x', password: 'y' },
      })
      await s.req('disabled realm: login page', {
        path: '/realms/fresh2/protocol/openid-connect/auth',
        query: { client_id: 'account', redirect_uri: 'x', response_type: 'code' },
        jar: s.browser(),
      })
      await m.del('delete', '/admin/realms/fresh2')
      await m.del('delete again', '/admin/realms/fresh2')
      await m.del('delete master', '/admin/realms/master')
      c.adminTok = undefined
    })
    await area.scenario('read-and-update', async (s) => {
      const m = mk(s)
      await m.get('the realm under test', A)
      await m.get('default groups', '/default-groups')
      await m.get('localization', '/localization')
      await m.get('client policies', '/client-policies/policies')
      await m.get('client profiles', '/client-policies/profiles')
      await m.get('credential registrators', '/credential-registrators')
      await m.get('client session stats', '/client-session-stats', {
        project: (o) => (Array.isArray(o) ? (o.map((x) => Object.keys(x))[0] ?? []) : o),
      })
      await m.get('user profile', '/users/profile')
      await m.get('user profile metadata', '/users/profile/metadata', { limit: 1 })
      await m.post('push revocation', '/push-revocation')
      await m.post('logout all', '/logout-all')
      await m.post('clear realm cache', '/clear-realm-cache')
      await m.post('clear user cache', '/clear-user-cache')
      await m.post('clear keys cache', '/clear-keys-cache')
      await m.post('test SMTP without settings', '/testSMTPConnection', { host: 'localhost', port: '1' })
      const cid = await c.clientUuid('direct-client')
      const alice = await c.userId('alice')
      await m.get(
        'example access token of a client',
        `/clients/${cid}/evaluate-scopes/generate-example-access-token?userId=${alice}&scope=openid`,
      )
      await m.get(
        'example id token',
        `/clients/${cid}/evaluate-scopes/generate-example-id-token?userId=${alice}&scope=openid`,
      )
      await m.get(
        'example userinfo',
        `/clients/${cid}/evaluate-scopes/generate-example-userinfo?userId=${alice}&scope=openid`,
      )
      await m.get('protocol mappers of a client and its scopes', `/clients/${cid}/evaluate-scopes/protocol-mappers`, {
        project: (o) => o.map((x) => `${x.containerName}/${x.mapperName} (${x.protocolMapper})`).sort(),
      })
      await m.get(
        'granted roles of a scope mapping',
        `/clients/${cid}/evaluate-scopes/scope-mappings/${c.realm}/granted`,
        { project: (o) => o.map((x) => x.name).sort() },
      )
    })
  },
}
