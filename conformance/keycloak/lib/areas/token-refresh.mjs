import { sleep } from '../context.mjs'
import { now } from '../projections.mjs'

export const tokenRefresh = {
  name: 'token-refresh',
  title: 'Token endpoint: grant refresh_token',
  async record(area, c) {
    const T = `${c.P}/token`
    const me = () => c.creds('my-test-client')
    const rf = (s, step, refresh_token, form = {}, more = {}) =>
      s.req(step, {
        path: T,
        form: { ...c.creds('direct-client'), grant_type: 'refresh_token', refresh_token, ...form },
        ...more,
      })
    const brief = { project: (o) => (o?.access_token ? Object.keys(o) : o) }
    await area.scenario('success', async (s) => {
      const l = await c.loginTokens(s, 'my-test-client', { query: { nonce: 'nonce-1' } })
      const r = await rf(s, 'confidential client', l.refresh_token, me())
      await rf(s, 'the first refresh token again (rotation is off)', l.refresh_token, me(), brief)
      await rf(s, 'the new one', r.json.refresh_token, me(), brief)
      const t = await c.password(s, 'direct-public')
      await rf(s, 'public client', t.refresh_token, { client_id: 'direct-public', client_secret: undefined })
      const t2 = await c.password(s, 'direct-client', { scope: 'profile' })
      await rf(s, 'no openid scope', t2.refresh_token)
    })
    await area.scenario('scope', async (s) => {
      const t = await c.password(s, 'direct-client', { scope: 'openid phone address' })
      await rf(s, 'narrower', t.refresh_token, { scope: 'openid phone' })
      await rf(
        s,
        'openid only',
        t.refresh_token,
        { scope: 'openid' },
        { project: (o) => (o.error ? o : { scope: o.scope, keys: Object.keys(o) }) },
      )
      await rf(
        s,
        'without openid',
        t.refresh_token,
        { scope: 'phone' },
        { project: (o) => (o.error ? o : { scope: o.scope, keys: Object.keys(o) }) },
      )
      await rf(s, 'wider: a scope not granted', t.refresh_token, { scope: 'openid microprofile-jwt' })
      await rf(s, 'unknown scope', t.refresh_token, { scope: 'openid no-such' })
      await rf(s, 'offline_access added', t.refresh_token, { scope: 'openid offline_access' })
      await rf(
        s,
        'narrowed once, then all again',
        (await rf(s, 'narrow again', t.refresh_token, { scope: 'openid' }, brief)).json.refresh_token,
        {},
        { project: (o) => (o.error ? o : { scope: o.scope }) },
      )
    })
    await area.scenario('offline', async (s) => {
      const t = await c.password(s, 'direct-client', { scope: 'openid offline_access' })
      await rf(s, 'offline token', t.refresh_token)
      await s.req('logout with it', {
        path: `${c.P}/logout`,
        form: { ...c.creds('direct-client'), refresh_token: t.refresh_token },
      })
      await rf(s, 'after logout', t.refresh_token)
      // in one second: a token that is older than the logout is stale, one of the same second isn't
      const alice = await c.userId('alice')
      await sleep(1000 - (Date.now() % 1000))
      const t2 = await c.password(s, 'direct-client', { scope: 'openid offline_access' })
      await c.admOk('POST', `/users/${alice}/logout`)
      await rf(s, 'after administrator logged the user out', t2.refresh_token, {}, brief)
      const id = await c.userId('alice')
      const cid = await c.clientUuid('direct-client')
      await s.req('offline sessions of the user', {
        path: `${c.A}/users/${id}/offline-sessions/${cid}`,
        bearer: await c.admin(),
        limit: 1,
      })
      await s.req('offline session count of the client', {
        path: `${c.A}/clients/${cid}/offline-session-count`,
        bearer: await c.admin(),
      })
      await s.req('take the consent (and with it offline tokens) back', {
        method: 'DELETE',
        path: `${c.A}/users/${id}/consents/direct-client`,
        bearer: await c.admin(),
      })
      await rf(s, 'after that', t2.refresh_token)
    })
    await area.scenario('errors', async (s) => {
      const t = await c.password(s)
      await rf(s, 'missing', undefined)
      await rf(s, 'empty', '')
      await rf(s, 'garbage', 'garbage')
      await rf(s, 'access token', t.access_token)
      await rf(s, 'id token', t.id_token)
      await rf(s, 'signature spoilt', `${t.refresh_token.slice(0, -10)}AAAAAAAAAA`)
      await rf(s, 'of another client', t.refresh_token, me())
      await rf(s, 'other client is public', t.refresh_token, { client_id: 'direct-public', client_secret: undefined })
      const m = await c.raw('POST', '/realms/master/protocol/openid-connect/token', {
        form: { client_id: 'admin-cli', grant_type: 'password', username: c.adminUser, password: c.adminPassword },
      })
      await rf(s, 'of another realm', m.json.refresh_token)
      await c.withUser('alice', { enabled: false }, async () => {
        await rf(s, 'user disabled', t.refresh_token)
      })
      await rf(s, 'user enabled again', t.refresh_token, {}, brief)
      await s.req('logout', {
        path: `${c.P}/logout`,
        form: { ...c.creds('direct-client'), refresh_token: t.refresh_token },
      })
      await rf(s, 'after logout', t.refresh_token)
      await c.withClient('direct-client', { attributes: { 'client.session.idle.timeout': '2' } }, async () => {
        const e = await c.password(s)
        s.fact('refresh_expires_in with client.session.idle.timeout=2', e.refresh_expires_in)
        await sleep(3200)
        await rf(s, 'expired', e.refresh_token)
      })
      await c.admOk('POST', '/users', {
        username: 'frank-gone',
        enabled: true,
        email: 'frank@example.org',
        firstName: 'F',
        lastName: 'G',
        credentials: [{ type: 'password', value: 'frank-pass' }],
      })
      c.users['frank-gone'] = 'frank-pass'
      const g = await c.password(s, 'direct-client', { user: 'frank-gone' })
      await c.admOk('DELETE', `/users/${await c.userId('frank-gone')}`)
      await rf(s, 'user deleted', g.refresh_token)
      const nb = await c.password(s)
      await sleep(1100)
      await c.withRealm({ notBefore: now() }, async () => {
        await rf(s, 'realm not-before is later', nb.refresh_token)
      })
      const nb2 = await c.password(s)
      await sleep(1100)
      await c.withClient('direct-client', { notBefore: now() }, async () => {
        await rf(s, 'client not-before is later', nb2.refresh_token)
      })
    })
    await area.scenario('rotation', 'revokeRefreshToken on, refreshTokenMaxReuse 0', async (s) => {
      await c.withRealm({ revokeRefreshToken: true, refreshTokenMaxReuse: 0 }, async () => {
        const t = await c.password(s)
        const r = await rf(s, 'first use', t.refresh_token, {}, brief)
        await rf(s, 'second use of the first token', t.refresh_token)
        await rf(s, 'the new token after that', r.json.refresh_token, {}, brief)
        const t2 = await c.password(s)
        const r2 = await rf(s, 'another session: first use', t2.refresh_token, {}, brief)
        await rf(s, 'its new token, without reuse', r2.json.refresh_token, {}, brief)
      })
      await c.withRealm({ revokeRefreshToken: true, refreshTokenMaxReuse: 1 }, async () => {
        const t = await c.password(s)
        await rf(s, 'max reuse 1: first', t.refresh_token, {}, brief)
        await rf(s, 'max reuse 1: second', t.refresh_token, {}, brief)
        await rf(s, 'max reuse 1: third', t.refresh_token)
      })
    })
  },
}
