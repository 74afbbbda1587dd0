export const clientRegistration = {
  name: 'client-registration',
  title: 'Dynamic client registration',
  async record(area, c) {
    const CR = `${c.R}/clients-registrations`
    await area.scenario('openid-connect', async (s) => {
      const body = { client_name: 'Dynamic', redirect_uris: ['http://localhost:1234/dyn/cb'] }
      await s.req('anonymous (default policies)', { path: `${CR}/openid-connect`, json: body })
      await s.req('bad token', { path: `${CR}/openid-connect`, json: body, bearer: 'garbage' })
      const iat = await s.req('administrator makes an initial access token', {
        method: 'POST',
        path: `${c.A}/clients-initial-access`,
        json: { expiration: 3600, count: 3 },
        bearer: await c.admin(),
      })
      const made = await s.req('with an initial access token', {
        path: `${CR}/openid-connect`,
        json: body,
        bearer: iat.json.token,
      })
      c.norm.label(made.json?.client_id, 'dynamic client id')
      const rat = made.json?.registration_access_token
      const id = made.json?.client_id
      if (id) {
        const g = await s.req('read', { path: `${CR}/openid-connect/${id}`, bearer: rat })
        await s.req('the first registration token again', { path: `${CR}/openid-connect/${id}`, bearer: rat })
        const up = await s.req('update', {
          method: 'PUT',
          path: `${CR}/openid-connect/${id}`,
          json: { ...g.json, client_name: 'Changed' },
          bearer: g.json?.registration_access_token ?? rat,
        })
        await s.req('delete', {
          method: 'DELETE',
          path: `${CR}/openid-connect/${id}`,
          bearer: up.json?.registration_access_token ?? g.json?.registration_access_token ?? rat,
        })
      }
      await s.req('redirect_uris missing', {
        path: `${CR}/openid-connect`,
        json: { client_name: 'X' },
        bearer: iat.json.token,
      })
      await s.req('client_id given', {
        path: `${CR}/openid-connect`,
        json: { ...body, client_id: 'mine' },
        bearer: iat.json.token,
      })
      const def = await s.req('default (own representation)', {
        path: `${CR}/default`,
        json: { clientId: 'dyn-default', redirectUris: ['http://localhost:1234/dd/*'] },
        bearer: iat.json.token,
      })
      void def
      await s.req('initial access used up', {
        path: `${CR}/default`,
        json: { clientId: 'dyn-default2' },
        bearer: iat.json.token,
      })
      await s.req('initial access tokens', { path: `${c.A}/clients-initial-access`, bearer: await c.admin() })
      await s.req('install adapter configuration', {
        path: `${CR}/install/my-test-client`,
        basic: ['my-test-client', c.clients['my-test-client'].secret],
      })
    })
  },
}
