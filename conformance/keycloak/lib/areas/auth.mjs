import { pkce, signJwt, sleep } from '../context.mjs'
import { firstForm } from '../http.mjs'
import { short } from '../projections.mjs'

export const auth = {
  name: 'auth',
  title: 'Authorization endpoint, login pages and the redirects back',
  async record(area, c) {
    const go = (s, step, query, jar, more = {}) => s.req(step, { path: `${c.P}/auth`, query, jar, ...more })
    const creds = (user, password) => ({ username: user, password: password ?? c.users[user], credentialId: '' })
    const sso = async (s, client = 'my-test-client', o = {}) => (await c.login(s, client, o)).jar

    await area.scenario('login', 'The ordinary way: page, form, redirect back with the code', async (s) => {
      const jar = s.browser()
      const page = await go(s, 'authorization request', c.authQuery('my-test-client', { nonce: 'nonce-1' }), jar)
      s.fact('cookies after page', jar.names())
      await s.submit('right password', page, creds('alice'), jar)
      s.fact('cookies after login', jar.names())
      await go(s, 'second request with the session: at once', c.authQuery('my-test-client', { state: 'state-2' }), jar)
      await go(s, 'another client in the same session', c.authQuery('direct-client', { state: 'state-3' }), jar)
    })
    await area.scenario('login-by-email', async (s) => {
      const jar = s.browser()
      const page = await go(s, 'page', c.authQuery('my-test-client'), jar, { project: () => '<login page>' })
      await s.submit('email in other case as username', page, creds('ALICE@Example.ORG', 'alice-pass'), jar)
    })
    await area.scenario('no-optional-parameters', async (s) => {
      const jar = s.browser()
      const page = await go(
        s,
        'no scope, no state, no nonce',
        { client_id: 'my-test-client', redirect_uri: c.cb, response_type: 'code' },
        jar,
        { project: (o) => ({ forms: o.$html?.forms }) },
      )
      const r = await s.submit('login', page, creds('alice'), jar)
      const code = new URL(r.get('location')).searchParams.get('code')
      await s.req('exchange: no openid scope', {
        path: `${c.P}/token`,
        form: { ...c.creds('my-test-client'), grant_type: 'authorization_code', code, redirect_uri: c.cb },
      })
    })
    await area.scenario('post-to-authorization-endpoint', async (s) => {
      const jar = s.browser()
      await s.req('POST form', { path: `${c.P}/auth`, form: c.authQuery('my-test-client'), jar })
    })
    await area.scenario('wrong-credentials', async (s) => {
      const jar = s.browser()
      let page = await go(s, 'page', c.authQuery('my-test-client'), jar, { project: () => '<login page>' })
      page = await s.submit('wrong password', page, creds('alice', 'wrong'), jar)
      page = await s.submit('unknown user', page, creds('nobody', 'wrong'), jar)
      page = await s.submit('empty user name', page, creds('', ''), jar)
      page = await s.submit('empty password', page, creds('alice', ''), jar)
      await s.submit('then right', page, creds('alice'), jar)
    })
    await area.scenario('disabled-user', async (s) => {
      const jar = s.browser()
      let page = await go(s, 'page', c.authQuery('my-test-client'), jar, { project: () => '<login page>' })
      page = await s.submit('disabled, right password', page, creds('carol-disabled'), jar)
      if (firstForm(page.text)) await s.submit('disabled, wrong password', page, creds('carol-disabled', 'wrong'), jar)
    })
    await area.scenario('temporary-password', 'A required action after the password', async (s) => {
      const jar = s.browser()
      const page = await go(s, 'page', c.authQuery('my-test-client'), jar, { project: () => '<login page>' })
      const r = await s.submit('password', page, creds('dave-temporary'), jar)
      let p = r
      if (r.status === 302)
        p = await s.req('follow to the required action', { url: new URL(r.get('location'), c.base).href, jar })
      p = await s.submit('passwords differ', p, { 'password-new': 'a', 'password-confirm': 'b' }, jar)
      await s.submit('new password', p, { 'password-new': 'dave-pass', 'password-confirm': 'dave-pass' }, jar)
    })
    await area.scenario('incomplete-profile', 'User without e-mail, first and last name: VERIFY_PROFILE', async (s) => {
      const jar = s.browser()
      const page = await go(s, 'page', c.authQuery('my-test-client'), jar, { project: () => '<login page>' })
      const r = await s.submit('password', page, creds('erin-incomplete'), jar)
      let p = r
      if (r.status === 302) p = await s.req('follow', { url: new URL(r.get('location'), c.base).href, jar })
      if (firstForm(p.text)) {
        p = await s.submit('incomplete', p, { email: 'not-an-email', firstName: '', lastName: 'E' }, jar)
      }
    })
    await area.scenario('response-mode', async (s) => {
      const jar = await sso(s)
      for (const m of [
        'query',
        'fragment',
        'form_post',
        'query.jwt',
        'fragment.jwt',
        'form_post.jwt',
        'jwt',
        'nonsense',
      ])
        await go(s, `response_mode=${m}`, c.authQuery('my-test-client', { response_mode: m }), jar)
    })
    await area.scenario('response-type', async (s) => {
      const jar = await sso(s)
      for (const t of [
        'id_token',
        'token',
        'id_token token',
        'code id_token',
        'code token',
        'code id_token token',
        'none',
        'code none',
        'foo',
        'code code',
      ])
        await go(
          s,
          `implicit-client response_type=${t}`,
          c.authQuery('implicit-client', { response_type: t, nonce: 'n-1' }),
          jar,
        )
      await go(s, 'id_token without nonce', c.authQuery('implicit-client', { response_type: 'id_token' }), jar)
      await go(
        s,
        'id_token with response_mode=query',
        c.authQuery('implicit-client', { response_type: 'id_token', nonce: 'n', response_mode: 'query' }),
        jar,
      )
      await go(
        s,
        'id_token with form_post',
        c.authQuery('implicit-client', { response_type: 'id_token', nonce: 'n', response_mode: 'form_post' }),
        jar,
      )
      await go(
        s,
        'implicit flow off at the client',
        c.authQuery('my-test-client', { response_type: 'id_token', nonce: 'n' }),
        jar,
      )
      await go(
        s,
        'hybrid with implicit off',
        c.authQuery('my-test-client', { response_type: 'code id_token', nonce: 'n' }),
        jar,
      )
    })
    await area.scenario('prompt', async (s) => {
      const fresh = s.browser()
      await go(s, 'none, not logged in', c.authQuery('my-test-client', { prompt: 'none' }), fresh)
      await go(
        s,
        'none, not logged in, fragment',
        c.authQuery('my-test-client', { prompt: 'none', response_mode: 'fragment' }),
        fresh,
      )
      await go(
        s,
        'none, not logged in, no state',
        { ...c.authQuery('my-test-client', { prompt: 'none' }), state: undefined },
        fresh,
      )
      const jar = await sso(s)
      await go(s, 'none, logged in', c.authQuery('my-test-client', { prompt: 'none' }), jar)
      await go(s, 'none, consent missing', c.authQuery('consent-client', { prompt: 'none' }), jar)
      const page = await go(s, 'login, logged in', c.authQuery('my-test-client', { prompt: 'login' }), jar)
      await s.submit('re-authentication with the password', page, { username: 'alice', password: 'alice-pass' }, jar)
      await go(s, 'login again, other user tries', c.authQuery('my-test-client', { prompt: 'login' }), jar, {
        project: short,
      })
      const p2 = await s.quiet({ path: `${c.P}/auth`, query: c.authQuery('my-test-client', { prompt: 'login' }), jar })
      await s.submit('re-authentication as another user', p2, { username: 'bob', password: 'bob-pass' }, jar)
      await go(s, 'consent', c.authQuery('my-test-client', { prompt: 'consent' }), jar)
      await go(s, 'select_account', c.authQuery('my-test-client', { prompt: 'select_account' }), jar, {
        project: short,
      })
      await go(s, 'create, registration off', c.authQuery('my-test-client', { prompt: 'create' }), s.browser(), {
        project: short,
      })
      await go(s, 'none login', c.authQuery('my-test-client', { prompt: 'none login' }), jar, { project: short })
      await go(s, 'unknown value', c.authQuery('my-test-client', { prompt: 'unheard-of' }), jar, { project: short })
    })
    await area.scenario('max-age', async (s) => {
      const jar = await sso(s)
      await go(s, 'max_age=10000', c.authQuery('my-test-client', { max_age: '10000' }), jar)
      await sleep(3100)
      await go(s, 'max_age=1 after 3 s', c.authQuery('my-test-client', { max_age: '1' }), jar, { project: short })
      await go(s, 'max_age=1 and prompt=none', c.authQuery('my-test-client', { max_age: '1', prompt: 'none' }), jar)
      await go(s, 'max_age=0', c.authQuery('my-test-client', { max_age: '0' }), jar, { project: short })
      await go(s, 'max_age=-1', c.authQuery('my-test-client', { max_age: '-1' }), jar, { project: short })
      await go(s, 'max_age=abc', c.authQuery('my-test-client', { max_age: 'abc' }), jar, { project: short })
    })
    await area.scenario('hints', async (s) => {
      const f = (o) => (o?.$html ? { title: o.$html.title, forms: o.$html.forms } : o)
      await go(s, 'login_hint', c.authQuery('my-test-client', { login_hint: 'alice' }), s.browser(), { project: f })
      await go(s, 'login_hint with markup', c.authQuery('my-test-client', { login_hint: '"><b>x' }), s.browser(), {
        project: f,
      })
      await go(
        s,
        'ui_locales, internationalisation off',
        c.authQuery('my-test-client', { ui_locales: 'de fr' }),
        s.browser(),
        { project: short },
      )
      await go(
        s,
        'kc_locale, internationalisation off',
        c.authQuery('my-test-client', { kc_locale: 'de' }),
        s.browser(),
        { project: short },
      )
      await go(s, 'kc_idp_hint unknown', c.authQuery('my-test-client', { kc_idp_hint: 'no-such-idp' }), s.browser(), {
        project: short,
      })
      await go(s, 'acr_values', c.authQuery('my-test-client', { acr_values: 'gold 2' }), s.browser(), {
        project: short,
      })
      await go(
        s,
        'claims asking for acr',
        c.authQuery('my-test-client', { claims: '{"id_token":{"acr":{"essential":true,"values":["gold"]}}}' }),
        s.browser(),
        { project: short },
      )
      await go(
        s,
        'display, id_token_hint garbage',
        c.authQuery('my-test-client', { display: 'page', id_token_hint: 'garbage' }),
        s.browser(),
        { project: short },
      )
      await c.withRealm(
        { internationalizationEnabled: true, supportedLocales: ['en', 'de', 'fr'], defaultLocale: 'en' },
        async () => {
          await go(
            s,
            'ui_locales=de, internationalisation on',
            c.authQuery('my-test-client', { ui_locales: 'de' }),
            s.browser(),
          )
          await go(
            s,
            'kc_locale=fr, internationalisation on',
            c.authQuery('my-test-client', { kc_locale: 'fr' }),
            s.browser(),
            { project: short },
          )
          await go(s, 'Accept-Language', c.authQuery('my-test-client'), s.browser(), {
            headers: { 'accept-language': 'de-CH,de;q=0.9' },
            project: short,
          })
        },
      )
    })
    await area.scenario('kc-action', 'Application initiated actions', async (s) => {
      const jar = await sso(s)
      const page = await go(
        s,
        'kc_action=UPDATE_PASSWORD, logged in',
        c.authQuery('my-test-client', { kc_action: 'UPDATE_PASSWORD' }),
        jar,
      )
      let p = page
      if (page.status === 302) p = await s.req('follow', { url: new URL(page.get('location'), c.base).href, jar })
      if (firstForm(p.text)) await s.submit('cancel', p, { 'cancel-aia': 'true' }, jar)
      const page2 = await s.quiet({
        path: `${c.P}/auth`,
        query: c.authQuery('my-test-client', { kc_action: 'UPDATE_PASSWORD' }),
        jar,
      })
      let q = page2
      if (page2.status === 302) q = await s.quiet({ url: new URL(page2.get('location'), c.base).href, jar })
      if (firstForm(q.text))
        await s.submit('done', q, { 'password-new': 'alice-pass', 'password-confirm': 'alice-pass' }, jar)
      const jar2 = s.browser()
      const lp = await go(
        s,
        'kc_action, not logged in: login first',
        c.authQuery('my-test-client', { kc_action: 'UPDATE_PROFILE' }),
        jar2,
        { project: short },
      )
      const after = await s.submit('login', lp, creds('alice'), jar2)
      if (after.status === 302) await s.req('follow', { url: new URL(after.get('location'), c.base).href, jar: jar2 })
      await go(s, 'kc_action unknown', c.authQuery('my-test-client', { kc_action: 'NO_SUCH' }), jar, { project: short })
      await go(s, 'kc_action=CONFIGURE_TOTP', c.authQuery('my-test-client', { kc_action: 'CONFIGURE_TOTP' }), jar).then(
        async (r) => {
          if (r.status === 302)
            await s.req('follow', {
              url: new URL(r.get('location'), c.base).href,
              jar,
              project: (o) => {
                for (const x of o?.$html?.forms ?? [])
                  for (const f of x.fields) if (/secret/i.test(f.name ?? '')) f.value = '<totp secret>'
                if (o?.$html) o.$html.text = o.$html.text.filter((t) => !/^[A-Z2-7 ]{16,}$/.test(t))
                return o
              },
            })
        },
      )
    })
    await area.scenario('errors', 'Which errors are pages and which are redirects', async (s) => {
      const q = (x) => c.authQuery('my-test-client', x)
      await go(s, 'no client_id', q({ client_id: undefined }), s.browser())
      await go(s, 'unknown client', q({ client_id: 'no-such-client' }), s.browser())
      await go(s, 'disabled client', c.authQuery('disabled-client'), s.browser())
      await go(s, 'bearer-only client', c.authQuery('my-api', { redirect_uri: c.cb }), s.browser())
      await go(s, 'redirect_uri not registered', q({ redirect_uri: 'http://evil.example/cb' }), s.browser())
      await go(s, 'redirect_uri missing, openid scope', q({ redirect_uri: undefined }), s.browser(), { project: short })
      await go(
        s,
        'redirect_uri missing, no openid scope',
        q({ redirect_uri: undefined, scope: undefined }),
        s.browser(),
        { project: short },
      )
      await go(s, 'response_type missing', q({ response_type: undefined }), s.browser())
      await go(
        s,
        'response_type missing, response_mode=fragment',
        q({ response_type: undefined, response_mode: 'fragment' }),
        s.browser(),
      )
      await go(s, 'response_type unsupported', q({ response_type: 'pony' }), s.browser())
      await go(s, 'standard flow off', c.authQuery('service-client', { redirect_uri: c.cb }), s.browser())
      await c.withClient('my-test-client', { standardFlowEnabled: false }, async () => {
        await go(s, 'standard flow off, valid redirect_uri', q(), s.browser())
      })
      await go(s, 'scope unknown', q({ scope: 'openid no-such-scope' }), s.browser())
      await go(s, 'scope without openid', q({ scope: 'profile' }), s.browser(), { project: short })
      await go(s, 'scope offline_access', q({ scope: 'openid offline_access' }), s.browser(), { project: short })
      await go(s, 'PKCE required, missing', c.authQuery('public-pkce'), s.browser())
      await go(
        s,
        'PKCE required, method missing',
        c.authQuery('public-pkce', { code_challenge: pkce().challenge }),
        s.browser(),
      )
      await go(
        s,
        'PKCE required S256, plain given',
        c.authQuery('public-pkce', { code_challenge: pkce().challenge, code_challenge_method: 'plain' }),
        s.browser(),
      )
      await go(
        s,
        'PKCE challenge too short',
        c.authQuery('public-pkce', { code_challenge: 'short', code_challenge_method: 'S256' }),
        s.browser(),
      )
      await go(
        s,
        'PKCE challenge with bad characters',
        c.authQuery('public-pkce', { code_challenge: '*'.repeat(43), code_challenge_method: 'S256' }),
        s.browser(),
      )
      await go(
        s,
        'PKCE not required, method unknown',
        q({ code_challenge: pkce().challenge, code_challenge_method: 'S1' }),
        s.browser(),
      )
      await go(s, 'PKCE not required, method without challenge', q({ code_challenge_method: 'S256' }), s.browser())
      await go(
        s,
        'PKCE right: page',
        c.authQuery('public-pkce', { code_challenge: pkce().challenge, code_challenge_method: 'S256' }),
        s.browser(),
        { project: short },
      )
      await s.req('parameter twice', {
        path: `${c.P}/auth`,
        query: new URLSearchParams([...Object.entries(c.authQuery('my-test-client')), ['scope', 'email']]),
        jar: s.browser(),
        project: short,
      })
      await s.req('state twice', {
        path: `${c.P}/auth`,
        query: new URLSearchParams([...Object.entries(c.authQuery('my-test-client')), ['state', 'x']]),
        jar: s.browser(),
        project: short,
      })
      await go(s, 'request object garbage', q({ request: 'garbage' }), s.browser(), { project: short })
      await go(
        s,
        'request object unsigned',
        q({
          request: signJwt(
            { alg: 'none' },
            {
              client_id: 'my-test-client',
              redirect_uri: c.cb,
              response_type: 'code',
              scope: 'openid',
              state: 'from-object',
            },
          ),
        }),
        s.browser(),
        { project: short },
      )
      await go(s, 'request_uri not registered', q({ request_uri: 'http://evil.example/object' }), s.browser(), {
        project: short,
      })
      await go(s, 'unknown extra parameter', q({ 'x-my-own': 'y' }), s.browser(), { project: short })
      await go(s, 'state of 2001 characters', q({ state: 'a'.repeat(2001) }), s.browser(), {
        project: (o) => (o?.$html ? { title: o.$html.title, text: o.$html.text } : o),
      })
      await s.req('unknown realm', {
        path: '/realms/no-such-realm/protocol/openid-connect/auth',
        query: q(),
        headers: { accept: 'text/html' },
      })
    })
    await area.scenario(
      'redirect-uri-matching',
      'Status only: 200 is the login page, 400 the error page',
      async (s) => {
        const tries = {
          'my-test-client': [
            'http://localhost:1234/v1/token',
            'http://localhost:1234/v1/token/',
            'http://localhost:1234/v1/token?x=1',
            'http://localhost:1234/v1/token#f',
            'http://127.0.0.1:1234/v1/token',
            'http://localhost:4321/v1/token',
            'https://localhost:1234/v1/token',
            'http://LOCALHOST:1234/v1/token',
            '/v1/token',
            'http://localhost:1234/v1/../v1/token',
            'http://user@localhost:1234/v1/token',
            'urn:ietf:wg:oauth:2.0:oob',
          ],
          'public-pkce': [
            'http://localhost:1234/spa/cb',
            'http://localhost:1234/spa/',
            'http://localhost:1234/spa',
            'http://localhost:1234/spa/a/b?x=1&y=2',
            'http://localhost:1234/spa?x=1',
            'http://localhost:1234/spa/../v1',
            'http://localhost:1234/spa/%2e%2e/v1',
            'http://localhost:1234/spa/%252e%252e/v1',
            'http://localhost:1234/spax',
            'http://localhost:1234/spa/cb#frag',
            'http://localhost:1234/spa/*',
            'http://localhost:1234@evil.example/spa/cb',
            'http://localhost:1234/spa/cb%00',
            'javascript:alert(1)',
          ],
        }
        const res = {}
        for (const [client, list] of Object.entries(tries))
          for (const redirect_uri of list) {
            const p =
              client === 'public-pkce' ? { code_challenge: pkce().challenge, code_challenge_method: 'S256' } : {}
            const r = await s.quiet({
              path: `${c.P}/auth`,
              query: { ...c.authQuery(client, p), redirect_uri },
              jar: s.browser(),
            })
            res[client] ??= {}
            res[client][redirect_uri] = r.status
          }
        s.fact('status by redirect_uri', res)
        // loopback with any port
        await c.withClient(
          'my-test-client',
          {
            redirectUris: [
              'http://127.0.0.1/cb',
              'http://[::1]/cb',
              '/relative/*',
              'myapp:/cb',
              'http://localhost/any',
            ],
            rootUrl: 'http://root.example/app',
          },
          async () => {
            const more = {}
            for (const redirect_uri of [
              'http://127.0.0.1/cb',
              'http://127.0.0.1:5555/cb',
              'http://[::1]:5555/cb',
              'http://localhost:5555/any',
              'http://root.example/app/relative/x',
              'http://root.example/relative/x',
              'myapp:/cb',
              'myapp:/cb/x',
            ]) {
              const r = await s.quiet({
                path: `${c.P}/auth`,
                query: { ...c.authQuery('my-test-client'), redirect_uri },
                jar: s.browser(),
              })
              more[redirect_uri] = r.status
            }
            s.fact(
              'registered http://127.0.0.1/cb http://[::1]/cb /relative/* (rootUrl http://root.example/app) myapp:/cb http://localhost/any',
              more,
            )
          },
        )
      },
    )
    await area.scenario('login-actions', 'Stale, foreign and repeated form posts', async (s) => {
      const jar = s.browser()
      const page = await go(s, 'page', c.authQuery('my-test-client'), jar, { project: () => '<login page>' })
      const f = firstForm(page.text)
      const noCookies = await s.req('post without cookies', { method: 'POST', url: f.action, form: creds('alice') })
      void noCookies
      const u = new URL(f.action)
      u.searchParams.set('session_code', 'wrong-session-code')
      const stale = await s.req('post with wrong session_code', {
        method: 'POST',
        url: u.href,
        form: creds('alice'),
        jar,
      })
      if (stale.status === 302)
        await s.req('follow', { url: new URL(stale.get('location'), c.base).href, jar, project: short })
      const jar2 = s.browser()
      const page2 = await s.quiet({ path: `${c.P}/auth`, query: c.authQuery('my-test-client'), jar: jar2 })
      const f2 = firstForm(page2.text)
      await s.req('reload the form URL (GET)', { method: 'GET', url: f2.action, jar: jar2, project: short })
      await s.submit('login', page2, creds('alice'), jar2)
      const again = await s.req('same form posted again after login', {
        method: 'POST',
        url: f2.action,
        form: creds('alice'),
        jar: jar2,
        project: short,
      })
      if (again.status === 302)
        await s.req('follow', { url: new URL(again.get('location'), c.base).href, jar: jar2, project: short })
      const jar3 = s.browser()
      const page3 = await s.quiet({ path: `${c.P}/auth`, query: c.authQuery('my-test-client'), jar: jar3 })
      const f3 = new URL(firstForm(page3.text).action)
      const rs = await s.req('restart link', {
        path: `${c.R}/login-actions/restart`,
        query: {
          client_id: 'my-test-client',
          tab_id: f3.searchParams.get('tab_id'),
          client_data: f3.searchParams.get('client_data'),
        },
        jar: jar3,
        project: short,
      })
      if (rs.status === 302)
        await s.req('follow', { url: new URL(rs.get('location'), c.base).href, jar: jar3, project: short })
      await s.req('authenticate without parameters', { path: `${c.R}/login-actions/authenticate`, project: short })
      await s.req('required-action without parameters', {
        path: `${c.R}/login-actions/required-action`,
        project: short,
      })
      await s.req('action-token garbage', {
        path: `${c.R}/login-actions/action-token`,
        query: { key: 'garbage' },
        project: short,
      })
    })
    await area.scenario('registration-and-reset', async (s) => {
      await c.withRealm({ registrationAllowed: true, resetPasswordAllowed: true, rememberMe: true }, async () => {
        const jar = s.browser()
        const page = await go(s, 'login page with everything on', c.authQuery('my-test-client'), jar)
        const f = new URL(firstForm(page.text).action)
        const q = {
          client_id: 'my-test-client',
          tab_id: f.searchParams.get('tab_id'),
          client_data: f.searchParams.get('client_data'),
        }
        let reg = await s.req('registration link', { path: `${c.R}/login-actions/registration`, query: q, jar })
        if (reg.status === 302) reg = await s.req('follow', { url: new URL(reg.get('location'), c.base).href, jar })
        reg = await s.submit(
          'registration with faults',
          reg,
          {
            username: 'alice',
            email: 'alice@example.org',
            firstName: '',
            lastName: '',
            password: 'x',
            'password-confirm': 'y',
          },
          jar,
        )
        await s.submit(
          'registration right',
          reg,
          {
            username: 'newcomer',
            email: 'newcomer@example.org',
            firstName: 'New',
            lastName: 'Comer',
            password: 'newcomer-pass',
            'password-confirm': 'newcomer-pass',
          },
          jar,
        )
        const jar2 = s.browser()
        const p2 = await s.quiet({ path: `${c.P}/auth`, query: c.authQuery('my-test-client'), jar: jar2 })
        const f2 = new URL(firstForm(p2.text).action)
        let rst = await s.req('reset-credentials link', {
          path: `${c.R}/login-actions/reset-credentials`,
          query: {
            client_id: 'my-test-client',
            tab_id: f2.searchParams.get('tab_id'),
            client_data: f2.searchParams.get('client_data'),
          },
          jar: jar2,
        })
        if (rst.status === 302)
          rst = await s.req('follow', { url: new URL(rst.get('location'), c.base).href, jar: jar2 })
        await s.submit('reset for unknown user', rst, { username: 'nobody' }, jar2)
        const jar3 = s.browser()
        const p3 = await s.quiet({ path: `${c.P}/auth`, query: c.authQuery('my-test-client'), jar: jar3 })
        await s.submit('login with rememberMe=on', p3, { ...creds('alice'), rememberMe: 'on' }, jar3)
        await go(s, 'registrations endpoint', undefined, s.browser(), {
          path: `${c.P}/registrations`,
          query: c.authQuery('my-test-client'),
          project: short,
        })
        await go(s, 'prompt=create', c.authQuery('my-test-client', { prompt: 'create' }), s.browser(), {
          project: short,
        })
      })
      await s.req('registrations endpoint when off', {
        path: `${c.P}/registrations`,
        query: c.authQuery('my-test-client'),
        project: short,
      })
    })
    await area.scenario('consent', async (s) => {
      const jar = await sso(s)
      let page = await go(s, 'consent needed', c.authQuery('consent-client', { scope: 'openid phone' }), jar)
      if (page.status === 302) page = await s.req('follow', { url: new URL(page.get('location'), c.base).href, jar })
      await s.submit('refuse', page, { cancel: 'No' }, jar)
      let p2 = await s.quiet({
        path: `${c.P}/auth`,
        query: c.authQuery('consent-client', { scope: 'openid phone' }),
        jar,
      })
      if (p2.status === 302) p2 = await s.quiet({ url: new URL(p2.get('location'), c.base).href, jar })
      await s.submit('accept', p2, { accept: 'Yes' }, jar)
      await go(s, 'second time: no question', c.authQuery('consent-client', { scope: 'openid phone' }), jar)
      await go(s, 'more scopes: asks again', c.authQuery('consent-client', { scope: 'openid phone address' }), jar, {
        project: short,
      })
      await go(
        s,
        'prompt=consent: asks again',
        c.authQuery('consent-client', { scope: 'openid phone', prompt: 'consent' }),
        jar,
        { project: short },
      )
      const id = await c.userId('alice')
      await s.req('the administrator sees the consent', {
        path: `${c.A}/users/${id}/consents`,
        bearer: await c.admin(),
      })
      await s.req('and takes it back', {
        method: 'DELETE',
        path: `${c.A}/users/${id}/consents/consent-client`,
        bearer: await c.admin(),
      })
      await s.req('again: not there', {
        method: 'DELETE',
        path: `${c.A}/users/${id}/consents/consent-client`,
        bearer: await c.admin(),
      })
    })
  },
}
