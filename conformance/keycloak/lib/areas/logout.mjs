import http from 'node:http'
import { sleep } from '../context.mjs'
import { short } from '../projections.mjs'

export const logout = {
  name: 'logout',
  title: 'Logout: front channel, back channel, session end',
  async record(area, c) {
    const L = `${c.P}/logout`
    const none = (s, jar) =>
      s.req('single sign-on after', {
        path: `${c.P}/auth`,
        query: c.authQuery('my-test-client', { prompt: 'none' }),
        jar,
      })
    await area.scenario('browser-confirmation', 'No id_token_hint: the user is asked', async (s) => {
      const l = await c.loginTokens(s, 'my-test-client')
      const page = await s.req('GET without parameters', { path: L, jar: l.jar })
      await s.submit('confirm', page, { confirmLogout: 'Logout' }, l.jar)
      s.fact('cookies after', l.jar.names())
      await none(s, l.jar)
      await s.req('refresh after', {
        path: `${c.P}/token`,
        form: { ...c.creds('my-test-client'), grant_type: 'refresh_token', refresh_token: l.refresh_token },
      })
    })
    await area.scenario('browser-with-hint', async (s) => {
      const back = 'http://localhost:1234/direct/bye'
      let l = await c.loginTokens(s, 'direct-client')
      await s.req('id_token_hint and post_logout_redirect_uri', {
        path: L,
        query: { id_token_hint: l.id_token, post_logout_redirect_uri: back, state: 'bye-1' },
        jar: l.jar,
      })
      s.fact('cookies after', l.jar.names())
      await none(s, l.jar)
      await s.req('again, session is gone', {
        path: L,
        query: { id_token_hint: l.id_token, post_logout_redirect_uri: back, state: 'bye-2' },
        jar: l.jar,
      })
      l = await c.loginTokens(s, 'direct-client')
      await s.req('id_token_hint only', { path: L, query: { id_token_hint: l.id_token }, jar: l.jar })
      l = await c.loginTokens(s, 'direct-client')
      await s.req('hint without the browser cookies', {
        path: L,
        query: { id_token_hint: l.id_token, post_logout_redirect_uri: back },
      })
      await s.req('is the session gone', {
        path: `${c.P}/token`,
        form: { ...c.creds('direct-client'), grant_type: 'refresh_token', refresh_token: l.refresh_token },
        project: (o) => (o?.access_token ? Object.keys(o) : o),
      })
      l = await c.loginTokens(s, 'direct-client')
      const p = await s.req('client_id and post_logout_redirect_uri, no hint: asked', {
        path: L,
        query: { client_id: 'direct-client', post_logout_redirect_uri: back, state: 'bye-3' },
        jar: l.jar,
      })
      await s.submit('confirm', p, { confirmLogout: 'Logout' }, l.jar)
      l = await c.loginTokens(s, 'direct-client')
      await s.req('POST with id_token_hint', {
        path: L,
        form: { id_token_hint: l.id_token, post_logout_redirect_uri: back, state: 'bye-4' },
        jar: l.jar,
      })
      l = await c.loginTokens(s, 'my-test-client')
      await s.req('client without post logout URIs: redirect URI of the client', {
        path: L,
        query: { id_token_hint: l.id_token, post_logout_redirect_uri: c.cb },
        jar: l.jar,
        project: short,
      })
      await s.req('not logged in, no parameters', { path: L, jar: s.browser(), project: short })
      await s.req('not logged in, client_id and redirect', {
        path: L,
        query: { client_id: 'direct-client', post_logout_redirect_uri: back },
        jar: s.browser(),
        project: short,
      })
    })
    await area.scenario('browser-errors', async (s) => {
      const l = await c.loginTokens(s, 'direct-client')
      const back = 'http://localhost:1234/direct/bye'
      await s.req('post_logout_redirect_uri not registered', {
        path: L,
        query: { id_token_hint: l.id_token, post_logout_redirect_uri: 'http://evil.example' },
        jar: l.jar,
        project: short,
      })
      await s.req('post_logout_redirect_uri without hint or client', {
        path: L,
        query: { post_logout_redirect_uri: back },
        jar: l.jar,
        project: short,
      })
      await s.req('hint garbage', { path: L, query: { id_token_hint: 'garbage' }, jar: l.jar, project: short })
      await s.req('hint is an access token', {
        path: L,
        query: { id_token_hint: l.access_token },
        jar: l.jar,
        project: short,
      })
      await s.req('client_id differs from the hint', {
        path: L,
        query: { id_token_hint: l.id_token, client_id: 'my-test-client' },
        jar: l.jar,
        project: short,
      })
      await s.req('client_id unknown', {
        path: L,
        query: { client_id: 'no-such', post_logout_redirect_uri: back },
        jar: l.jar,
        project: short,
      })
      await s.req('old redirect_uri parameter', { path: L, query: { redirect_uri: back }, jar: l.jar, project: short })
      await s.req('session still there', {
        path: `${c.P}/auth`,
        query: c.authQuery('my-test-client', { prompt: 'none' }),
        jar: l.jar,
      })
    })
    await area.scenario('refresh-token-post', async (s) => {
      const own = c.creds('direct-client')
      const l = await c.loginTokens(s, 'direct-client')
      await s.req('wrong secret', { path: L, form: { ...own, client_secret: 'x', refresh_token: l.refresh_token } })
      await s.req('another client', { path: L, form: { ...c.creds('my-test-client'), refresh_token: l.refresh_token } })
      await s.req('garbage', { path: L, form: { ...own, refresh_token: 'garbage' } })
      await s.req('access token', { path: L, form: { ...own, refresh_token: l.access_token } })
      await s.req('refresh_token missing', { path: L, form: { ...own }, project: short })
      await s.req('no client', { path: L, form: { refresh_token: l.refresh_token } })
      await s.req('right', { path: L, form: { ...own, refresh_token: l.refresh_token } })
      await s.req('again', { path: L, form: { ...own, refresh_token: l.refresh_token } })
      await none(s, l.jar)
      const p = await c.password(s, 'direct-public')
      await s.req('public client', { path: L, form: { client_id: 'direct-public', refresh_token: p.refresh_token } })
    })
    await area.scenario('back-channel', 'What a client with backchannel.logout.url receives', async (s) => {
      const got = []
      const srv = http.createServer((q, r) => {
        let b = ''
        q.on('data', (x) => (b += x))
        q.on('end', () => {
          got.push({
            method: q.method,
            path: q.url,
            type: q.headers['content-type'],
            form: Object.fromEntries(new URLSearchParams(b)),
          })
          r.end()
        })
      })
      await new Promise((r) => srv.listen(0, '127.0.0.1', r))
      const url = `http://127.0.0.1:${srv.address().port}/backchannel`
      try {
        await c.withClient(
          'backchannel-client',
          {
            attributes: {
              'backchannel.logout.url': url,
              'backchannel.logout.session.required': 'true',
              'backchannel.logout.revoke.offline.tokens': 'false',
            },
          },
          async () => {
            let l = await c.loginTokens(s, 'backchannel-client')
            await s.req('logout with id_token_hint', {
              path: L,
              query: { id_token_hint: l.id_token },
              jar: l.jar,
              project: short,
            })
            l = await c.loginTokens(s, 'backchannel-client')
            await s.req('logout with refresh token by the client itself', {
              path: L,
              form: { ...c.creds('backchannel-client'), refresh_token: l.refresh_token },
            })
            l = await c.loginTokens(s, 'backchannel-client')
            await s.req('administrator logs the user out', {
              method: 'POST',
              path: `${c.A}/users/${await c.userId('alice')}/logout`,
              bearer: await c.admin(),
            })
            await sleep(500)
          },
        )
      } finally {
        srv.close()
      }
      s.fact(
        'received',
        got.map((g) => ({ ...g, form: c.norm.value(g.form) })),
      )
      await s.req('backchannel-logout endpoint without token', {
        path: `${L}/backchannel-logout`,
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
      await s.req('backchannel-logout endpoint, garbage', {
        path: `${L}/backchannel-logout`,
        form: { logout_token: 'garbage' },
      })
    })
    await area.scenario('front-channel', async (s) => {
      await c.withClient(
        'backchannel-client',
        {
          frontchannelLogout: true,
          attributes: {
            'frontchannel.logout.url': 'http://localhost:1234/bc/front',
            'frontchannel.logout.session.required': 'true',
          },
        },
        async () => {
          const l = await c.loginTokens(s, 'backchannel-client')
          await s.req('logout shows a page with a frame', { path: L, query: { id_token_hint: l.id_token }, jar: l.jar })
        },
      )
    })
  },
}
