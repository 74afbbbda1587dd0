import { pkce } from '../context.mjs'
import { decodeJwt } from '../norm.mjs'

export const cors = {
  name: 'cors',
  title: 'Cross-origin requests',
  async record(area, c) {
    await area.scenario('preflight', async (s) => {
      for (const [n, p] of Object.entries({
        token: `${c.P}/token`,
        userinfo: `${c.P}/userinfo`,
        certs: `${c.P}/certs`,
        discovery: `${c.R}/.well-known/openid-configuration`,
        introspect: `${c.P}/token/introspect`,
        revoke: `${c.P}/revoke`,
        logout: `${c.P}/logout`,
        auth: `${c.P}/auth`,
        par: `${c.P}/ext/par/request`,
        device: `${c.P}/auth/device`,
        realm: c.R,
        admin: `${c.A}/users`,
        account: `${c.R}/account`,
        registration: `${c.R}/clients-registrations/openid-connect`,
      }))
        await s.req(n, {
          method: 'OPTIONS',
          path: p,
          headers: {
            origin: 'http://localhost:1234',
            'access-control-request-method': 'POST',
            'access-control-request-headers': 'authorization,content-type',
          },
        })
      await s.req('token, OPTIONS without Origin', { method: 'OPTIONS', path: `${c.P}/token` })
    })
    await area.scenario('requests', async (s) => {
      const ok = { origin: 'http://localhost:1234' },
        no = { origin: 'http://evil.example' }
      const p = () => ({
        ...c.creds('direct-client'),
        grant_type: 'password',
        username: 'alice',
        password: 'alice-pass',
        scope: 'openid',
      })
      const brief = { project: (o) => (o?.access_token ? Object.keys(o) : o) }
      const t = (await s.req('token, origin allowed', { path: `${c.P}/token`, form: p(), headers: ok, ...brief })).json
      await s.req('token, origin not allowed', { path: `${c.P}/token`, form: p(), headers: no, ...brief })
      await s.req('token error, origin allowed', {
        path: `${c.P}/token`,
        form: { ...p(), password: 'x' },
        headers: ok,
        ...brief,
      })
      await s.req('token, wrong secret, origin allowed', {
        path: `${c.P}/token`,
        form: { ...p(), client_secret: 'x' },
        headers: ok,
        ...brief,
      })
      await s.req('token, unknown client, any origin', {
        path: `${c.P}/token`,
        form: { ...p(), client_id: 'no-such' },
        headers: no,
        ...brief,
      })
      await s.req('userinfo, origin allowed', {
        path: `${c.P}/userinfo`,
        bearer: t.access_token,
        headers: ok,
        ...brief,
      })
      await s.req('userinfo, origin not allowed', {
        path: `${c.P}/userinfo`,
        bearer: t.access_token,
        headers: no,
        ...brief,
      })
      await s.req('userinfo, bad token', { path: `${c.P}/userinfo`, bearer: 'garbage', headers: no, ...brief })
      await s.req('certs', { path: `${c.P}/certs`, headers: no, project: () => '<keys>' })
      await s.req('discovery', {
        path: `${c.R}/.well-known/openid-configuration`,
        headers: no,
        project: () => '<document>',
      })
      await s.req('introspect, origin allowed', {
        path: `${c.P}/token/introspect`,
        form: { ...c.creds('my-api'), token: t.access_token },
        headers: ok,
        project: () => '<answer>',
      })
      await s.req('revoke, origin allowed', {
        path: `${c.P}/revoke`,
        form: { ...c.creds('direct-client'), token: t.refresh_token },
        headers: ok,
      })
      await s.req('logout, origin allowed', {
        path: `${c.P}/logout`,
        form: { ...c.creds('direct-client'), refresh_token: (await c.password(s)).refresh_token },
        headers: ok,
      })
      const l = await c.loginTokens(
        s,
        'public-pkce',
        await (async () => {
          const k = pkce()
          return {
            query: { code_challenge: k.challenge, code_challenge_method: 'S256' },
            exchange: { code_verifier: k.verifier },
          }
        })(),
      )
      s.fact('allowed-origins of public-pkce (webOrigins "+")', decodeJwt(l.access_token).payload['allowed-origins'])
      await s.req('refresh from the single page application', {
        path: `${c.P}/token`,
        form: { client_id: 'public-pkce', grant_type: 'refresh_token', refresh_token: l.refresh_token },
        headers: ok,
        ...brief,
      })
      await s.req('admin, origin not allowed', {
        path: `${c.A}/users?max=1`,
        bearer: await c.admin(),
        headers: no,
        project: () => '<users>',
      })
      await s.req('admin, own origin', {
        path: `${c.A}/users?max=1`,
        bearer: await c.admin(),
        headers: { origin: new URL(c.base).origin },
        project: () => '<users>',
      })
    })
  },
}
