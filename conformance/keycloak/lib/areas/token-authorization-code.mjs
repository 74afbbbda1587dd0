import { pkce, sleep } from '../context.mjs'

export const tokenAuthorizationCode = {
  name: 'token-authorization-code',
  title: 'Token endpoint: grant authorization_code',
  async record(area, c) {
    const T = `${c.P}/token`
    const me = () => c.creds('my-test-client')
    const ex = (s, step, form, more = {}) =>
      s.req(step, { path: T, form: { grant_type: 'authorization_code', redirect_uri: c.cb, ...form }, ...more })
    await area.scenario('success', async (s) => {
      let l = await c.login(s, 'my-test-client', { query: { nonce: 'nonce-1' } })
      await ex(s, 'client_secret_post', { ...me(), code: l.code })
      l = await c.login(s, 'my-test-client')
      await s.req('client_secret_basic', {
        path: T,
        form: { grant_type: 'authorization_code', redirect_uri: c.cb, code: l.code },
        basic: ['my-test-client', c.clients['my-test-client'].secret],
      })
      l = await c.login(s, 'my-test-client', { query: { scope: 'openid offline_access' } })
      await ex(s, 'offline_access', { ...me(), code: l.code })
      l = await c.login(s, 'my-test-client', { query: { scope: 'openid address phone microprofile-jwt acr roles' } })
      await ex(s, 'all optional scopes', { ...me(), code: l.code })
      const p = pkce()
      l = await c.login(s, 'public-pkce', { query: { code_challenge: p.challenge, code_challenge_method: 'S256' } })
      await ex(s, 'public client with PKCE', {
        client_id: 'public-pkce',
        code: l.code,
        redirect_uri: c.clients['public-pkce'].redirect,
        code_verifier: p.verifier,
      })
      l = await c.login(s, 'implicit-client', { query: { response_type: 'code id_token token', nonce: 'n-1' } })
      await ex(s, 'after a hybrid request', {
        client_id: 'implicit-client',
        code: l.code,
        redirect_uri: c.clients['implicit-client'].redirect,
      })
    })
    await area.scenario('code-twice', 'The second use ends what the first gave', async (s) => {
      const l = await c.login(s, 'my-test-client')
      const first = await ex(s, 'first', { ...me(), code: l.code }, { project: (o) => Object.keys(o) })
      await ex(s, 'second', { ...me(), code: l.code })
      await s.req('userinfo with the first access token', { path: `${c.P}/userinfo`, bearer: first.json.access_token })
      await s.req('introspection of the first access token', {
        path: `${T}/introspect`,
        form: { ...c.creds('my-api'), token: first.json.access_token },
      })
      await s.req('first refresh token', {
        path: T,
        form: { ...me(), grant_type: 'refresh_token', refresh_token: first.json.refresh_token },
      })
      await s.req('single sign-on afterwards', {
        path: `${c.P}/auth`,
        query: c.authQuery('my-test-client', { prompt: 'none' }),
        jar: l.jar,
      })
    })
    await area.scenario('code-twice-other-client-in-session', async (s) => {
      const other = await c.loginTokens(s, 'direct-client')
      const l = await c.login(s, 'my-test-client', { jar: other.jar })
      await s.quiet({ path: T, form: { ...me(), grant_type: 'authorization_code', redirect_uri: c.cb, code: l.code } })
      await ex(s, 'second use', { ...me(), code: l.code })
      await s.req("the other client's refresh token", {
        path: T,
        form: { ...c.creds('direct-client'), grant_type: 'refresh_token', refresh_token: other.refresh_token },
        project: (o) => (o.error ? o : Object.keys(o)),
      })
      await s.req('single sign-on afterwards', {
        path: `${c.P}/auth`,
        query: c.authQuery('my-test-client', { prompt: 'none' }),
        jar: other.jar,
      })
    })
    await area.scenario('errors', async (s) => {
      const fresh = async (client = 'my-test-client', query = {}) => (await c.login(s, client, { query })).code
      await ex(s, 'code missing', { ...me() })
      await ex(s, 'code empty', { ...me(), code: '' })
      await ex(s, 'code garbage', { ...me(), code: 'garbage' })
      await ex(s, 'code well-formed, unknown', {
        ...me(),
        code: '11111111-1111-1111-1111-111111111111.22222222-2222-2222-2222-222222222222.33333333-3333-3333-3333-333333333333',
      })
      await ex(s, 'redirect_uri differs', { ...me(), code: await fresh(), redirect_uri: 'http://localhost:1234/other' })
      await ex(s, 'redirect_uri missing', { ...me(), code: await fresh(), redirect_uri: undefined })
      const k = await fresh()
      await ex(s, 'code of another client', { ...c.creds('direct-client'), code: k })
      await ex(s, 'then the right client', { ...me(), code: k }, { project: (o) => (o.error ? o : Object.keys(o)) })
      const w = await fresh()
      await ex(s, 'wrong secret', { ...me(), client_secret: 'wrong', code: w })
      await ex(
        s,
        'then right secret, same code',
        { ...me(), code: w },
        { project: (o) => (o.error ? o : Object.keys(o)) },
      )
      const x = await fresh()
      await ex(s, 'wrong redirect_uri', { ...me(), code: x, redirect_uri: 'http://localhost:1234/other' })
      await ex(s, 'then right redirect_uri, same code', { ...me(), code: x })
      const p = pkce()
      const pk = { client_id: 'public-pkce', redirect_uri: c.clients['public-pkce'].redirect }
      const pc = () => fresh('public-pkce', { code_challenge: p.challenge, code_challenge_method: 'S256' })
      await ex(s, 'PKCE verifier missing', { ...pk, code: await pc() })
      await ex(s, 'PKCE verifier wrong', { ...pk, code: await pc(), code_verifier: pkce().verifier })
      await ex(s, 'PKCE verifier too short', { ...pk, code: await pc(), code_verifier: 'short' })
      await ex(s, 'PKCE verifier with bad characters', { ...pk, code: await pc(), code_verifier: '*'.repeat(43) })
      await ex(s, 'verifier without a challenge', { ...me(), code: await fresh(), code_verifier: p.verifier })
      await ex(
        s,
        'PKCE plain at a client that does not ask for it',
        {
          ...me(),
          code: await fresh('my-test-client', { code_challenge: p.verifier, code_challenge_method: 'plain' }),
          code_verifier: p.verifier,
        },
        { project: (o) => (o.error ? o : Object.keys(o)) },
      )
      await c.withRealm({ accessCodeLifespan: 1 }, async () => {
        const e = await fresh()
        await sleep(2500)
        await ex(s, 'code expired', { ...me(), code: e })
      })
      const d = await fresh('my-test-client')
      await c.withUser('alice', { enabled: false }, async () => {
        await ex(s, 'user disabled since', { ...me(), code: d })
      })
      const l = await c.login(s, 'my-test-client', { user: 'bob' })
      await c.admOk('POST', `/users/${await c.userId('bob')}/logout`)
      await ex(s, 'session ended since', { ...me(), code: l.code })
      await ex(
        s,
        'scope at the exchange',
        { ...me(), code: await fresh('my-test-client', { scope: 'openid email profile' }), scope: 'openid' },
        { project: (o) => (o.error ? o : { scope: o.scope }) },
      )
    })
  },
}
