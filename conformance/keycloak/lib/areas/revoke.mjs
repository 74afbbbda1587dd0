export const revoke = {
  name: 'revoke',
  title: 'Token revocation',
  async record(area, c) {
    const V = `${c.P}/revoke`
    const own = c.creds('direct-client')
    await area.scenario('refresh-token', async (s) => {
      const t = await c.password(s)
      await s.req('revoke', { path: V, form: { ...own, token: t.refresh_token, token_type_hint: 'refresh_token' } })
      await s.req('refresh after', {
        path: `${c.P}/token`,
        form: { ...own, grant_type: 'refresh_token', refresh_token: t.refresh_token },
      })
      await s.req('userinfo after', { path: `${c.P}/userinfo`, bearer: t.access_token })
      await s.req('introspect after', {
        path: `${c.P}/token/introspect`,
        form: { ...c.creds('my-api'), token: t.access_token },
      })
      await s.req('revoke again', { path: V, form: { ...own, token: t.refresh_token } })
    })
    await area.scenario('access-token', async (s) => {
      const t = await c.password(s)
      await s.req('revoke', { path: V, form: { ...own, token: t.access_token } })
      await s.req('userinfo after', { path: `${c.P}/userinfo`, bearer: t.access_token })
      await s.req('introspect after', {
        path: `${c.P}/token/introspect`,
        form: { ...c.creds('my-api'), token: t.access_token },
      })
      await s.req('refresh after', {
        path: `${c.P}/token`,
        form: { ...own, grant_type: 'refresh_token', refresh_token: t.refresh_token },
        project: (o) => (o?.access_token ? Object.keys(o) : o),
      })
    })
    await area.scenario('browser-session', 'Two clients in one session; one revokes its refresh token', async (s) => {
      const l = await c.loginTokens(s, 'my-test-client')
      const m = await c.loginTokens(s, 'direct-client', { jar: l.jar })
      await s.req('revoke', { path: V, form: { ...own, token: m.refresh_token } })
      await s.req("other client's refresh", {
        path: `${c.P}/token`,
        form: { ...c.creds('my-test-client'), grant_type: 'refresh_token', refresh_token: l.refresh_token },
        project: (o) => (o?.access_token ? Object.keys(o) : o),
      })
      await s.req('own refresh', {
        path: `${c.P}/token`,
        form: { ...own, grant_type: 'refresh_token', refresh_token: m.refresh_token },
      })
      await s.req('single sign-on after', {
        path: `${c.P}/auth`,
        query: c.authQuery('my-test-client', { prompt: 'none' }),
        jar: l.jar,
      })
    })
    await area.scenario('offline-token', async (s) => {
      const t = await c.password(s, 'direct-client', { scope: 'openid offline_access' })
      await s.req('revoke', { path: V, form: { ...own, token: t.refresh_token } })
      await s.req('refresh after', {
        path: `${c.P}/token`,
        form: { ...own, grant_type: 'refresh_token', refresh_token: t.refresh_token },
      })
    })
    await area.scenario('errors', async (s) => {
      const t = await c.password(s)
      await s.req('garbage', { path: V, form: { ...own, token: 'garbage' } })
      await s.req('token missing', { path: V, form: { ...own } })
      await s.req('of another client', { path: V, form: { ...c.creds('my-test-client'), token: t.refresh_token } })
      await s.req('id token', { path: V, form: { ...own, token: t.id_token } })
      await s.req('wrong secret', { path: V, form: { ...own, client_secret: 'x', token: t.refresh_token } })
      await s.req('client missing', { path: V, form: { token: t.refresh_token } })
      await s.req('wrong hint', { path: V, form: { ...own, token: t.refresh_token, token_type_hint: 'pony' } })
      const p = await c.password(s, 'direct-public')
      await s.req('public client', { path: V, form: { client_id: 'direct-public', token: p.refresh_token } })
      await s.req('GET', { path: V })
    })
  },
}
