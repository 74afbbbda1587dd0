export const ciba = {
  name: 'ciba',
  title: 'Client initiated backchannel authentication',
  async record(area, c) {
    await area.scenario('requests', async (s) => {
      const E = `${c.P}/ext/ciba/auth`
      await s.req('request (no authentication channel is set up)', {
        path: E,
        form: { ...c.creds('ciba-client'), scope: 'openid', login_hint: 'alice', binding_message: 'code-1' },
      })
      await s.req('scope openid missing', { path: E, form: { ...c.creds('ciba-client'), login_hint: 'alice' } })
      await s.req('hint missing', { path: E, form: { ...c.creds('ciba-client'), scope: 'openid' } })
      await s.req('unknown user', {
        path: E,
        form: { ...c.creds('ciba-client'), scope: 'openid', login_hint: 'nobody' },
      })
      await s.req('grant off at the client', {
        path: E,
        form: { ...c.creds('direct-client'), scope: 'openid', login_hint: 'alice' },
      })
      await s.req('wrong secret', {
        path: E,
        form: { client_id: 'ciba-client', client_secret: 'x', scope: 'openid', login_hint: 'alice' },
      })
      await s.req('public client', {
        path: E,
        form: { client_id: 'direct-public', scope: 'openid', login_hint: 'alice' },
      })
      const G = 'urn:openid:params:grant-type:ciba'
      await s.req('poll: auth_req_id missing', {
        path: `${c.P}/token`,
        form: { ...c.creds('ciba-client'), grant_type: G },
      })
      await s.req('poll: auth_req_id garbage', {
        path: `${c.P}/token`,
        form: { ...c.creds('ciba-client'), grant_type: G, auth_req_id: 'garbage' },
      })
      await s.req('poll: grant off', {
        path: `${c.P}/token`,
        form: { ...c.creds('direct-client'), grant_type: G, auth_req_id: 'garbage' },
      })
      await s.req('callback without token', { path: `${E}/callback`, json: { status: 'SUCCEED' } })
    })
  },
}
