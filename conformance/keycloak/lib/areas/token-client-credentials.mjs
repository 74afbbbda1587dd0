export const tokenClientCredentials = {
  name: 'token-client-credentials',
  title: 'Token endpoint: grant client_credentials',
  async record(area, c) {
    const T = `${c.P}/token`
    const c2 = (s, step, form, more = {}) =>
      s.req(step, {
        path: T,
        form: { ...c.creds('service-client'), grant_type: 'client_credentials', ...form },
        ...more,
      })
    await area.scenario('all', async (s) => {
      const r = await c2(s, 'no scope', {})
      await c2(s, 'scope openid', { scope: 'openid' })
      await c2(s, 'scope offline_access', { scope: 'offline_access' })
      await c2(s, 'scope unknown', { scope: 'no-such' })
      const w = await c2(s, 'client_credentials.use_refresh_token', c.creds('service-refresh'))
      await s.req('refresh it', {
        path: T,
        form: { ...c.creds('service-refresh'), grant_type: 'refresh_token', refresh_token: w.json.refresh_token },
      })
      await c2(s, 'service accounts off', c.creds('direct-client'))
      await c2(s, 'public client', { client_id: 'direct-public', client_secret: undefined })
      await s.req('introspect', {
        path: `${T}/introspect`,
        form: { ...c.creds('introspect-client'), token: r.json.access_token },
      })
      await s.req('userinfo without openid', { path: `${c.P}/userinfo`, bearer: r.json.access_token })
      const u = (await c.admOk('GET', `/clients/${await c.clientUuid('service-client')}/service-account-user`)).json
      await s.req('its user', { path: `${c.A}/users/${u.id}`, bearer: await c.admin() })
    })
  },
}
