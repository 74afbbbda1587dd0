export const tokenExchange = {
  name: 'token-exchange',
  title: 'Token endpoint: standard token exchange (version 2)',
  after: ['token-refresh'],
  async record(area, c) {
    const T = `${c.P}/token`
    const GT = 'urn:ietf:params:oauth:grant-type:token-exchange'
    const TT = (x) => `urn:ietf:params:oauth:token-type:${x}`
    await area.scenario('success', async (s) => {
      const t = await c.password(s, 'initial-client')
      const x = (step, f, more) =>
        s.req(step, {
          path: T,
          form: {
            ...c.creds('exchange-client'),
            grant_type: GT,
            subject_token: t.access_token,
            subject_token_type: TT('access_token'),
            ...f,
          },
          ...more,
        })
      await x('subject access token, nothing more', {})
      await x('requested access_token', { requested_token_type: TT('access_token') })
      await x('requested id_token', { requested_token_type: TT('id_token'), scope: 'openid' })
      await x('requested id_token without openid', { requested_token_type: TT('id_token') })
      await x('requested refresh_token', { requested_token_type: TT('refresh_token') })
      await x('requested jwt', { requested_token_type: TT('jwt') })
      await x('requested saml2', { requested_token_type: TT('saml2') })
      await x('audience my-api', { audience: 'my-api' })
      await x('audience that is in no token', { audience: 'service-client' })
      await x('audience unknown', { audience: 'no-such' })
      await x('scope openid email', { scope: 'openid email' })
      await x('scope unknown', { scope: 'no-such' })
      await x('subject_token_type missing', { subject_token_type: undefined })
      await x('subject_token_type id_token', { subject_token_type: TT('id_token'), subject_token: t.id_token })
      await x('subject_token_type refresh_token', {
        subject_token_type: TT('refresh_token'),
        subject_token: t.refresh_token,
      })
      await x('subject_token missing', { subject_token: undefined })
      await x('subject_token garbage', { subject_token: 'garbage' })
      await x('requested_issuer', { requested_issuer: 'some-idp' })
      await x('requested_subject', { requested_subject: 'bob' })
      await x('actor_token', { actor_token: t.access_token, actor_token_type: TT('access_token') })
      await x('resource', { resource: 'http://resource.example' })
      await x('client without token exchange', c.creds('direct-client'))
      await x('public client', { client_id: 'direct-public', client_secret: undefined })
      const o = await c.password(s, 'direct-client')
      await x('subject token not for this client (aud)', { subject_token: o.access_token })
      const own = await c.password(s, 'exchange-client')
      await x('own token', { subject_token: own.access_token })
      await c.admOk('POST', `/users/${await c.userId('alice')}/logout`)
      await x('session of the subject ended', {})
    })
  },
}
