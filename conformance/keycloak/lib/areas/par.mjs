import { short } from '../projections.mjs'

export const par = {
  name: 'par',
  title: 'Pushed authorization requests',
  async record(area, c) {
    const E = `${c.P}/ext/par/request`
    await area.scenario('all', async (s) => {
      const body = {
        response_type: 'code',
        redirect_uri: c.clients['par-client'].redirect,
        scope: 'openid',
        state: 'state-1',
      }
      const r = await s.req('push', { path: E, form: { ...c.creds('par-client'), ...body } })
      const jar = s.browser()
      let page = await s.req('use', {
        path: `${c.P}/auth`,
        query: { client_id: 'par-client', request_uri: r.json.request_uri },
        jar,
        project: short,
      })
      if (page.status === 302)
        page = await s.req('follow', { url: new URL(page.get('location'), c.base).href, jar, project: short })
      await s.submit('login', page, { username: 'alice', password: 'alice-pass' }, jar)
      await s.req('use again', {
        path: `${c.P}/auth`,
        query: { client_id: 'par-client', request_uri: r.json.request_uri },
        jar: s.browser(),
        project: short,
      })
      await s.req('client requires PAR, plain request', {
        path: `${c.P}/auth`,
        query: c.authQuery('par-client'),
        jar: s.browser(),
        project: short,
      })
      const r2 = await s.quiet({ path: E, form: { ...c.creds('par-client'), ...body } })
      await s.req('request_uri of another client', {
        path: `${c.P}/auth`,
        query: { client_id: 'my-test-client', request_uri: r2.json.request_uri },
        jar: s.browser(),
        project: short,
      })
      await s.req('wrong secret', { path: E, form: { ...c.creds('par-client'), client_secret: 'x', ...body } })
      await s.req('client missing', { path: E, form: { ...body } })
      await s.req('bad redirect_uri', {
        path: E,
        form: { ...c.creds('par-client'), ...body, redirect_uri: 'http://evil.example' },
      })
      await s.req('request_uri in the push', {
        path: E,
        form: { ...c.creds('par-client'), ...body, request_uri: 'urn:x' },
      })
      await s.req('response_type missing', {
        path: E,
        form: { ...c.creds('par-client'), ...body, response_type: undefined },
      })
      await s.req('invalid scope', { path: E, form: { ...c.creds('par-client'), ...body, scope: 'no-such' } })
      await s.req('unknown request_uri', {
        path: `${c.P}/auth`,
        query: {
          client_id: 'par-client',
          request_uri: 'urn:ietf:params:oauth:request_uri:11111111-1111-1111-1111-111111111111',
        },
        jar: s.browser(),
        project: short,
      })
      await s.req('GET', { path: E })
    })
  },
}
