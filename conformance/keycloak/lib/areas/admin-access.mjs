import { adminCalls } from '../admin-calls.mjs'

export const adminAccess = {
  name: 'admin-access',
  title: 'Admin REST API: who may call it; the shapes of its errors',
  async record(area, c) {
    const A = c.A
    const mk = (s) => adminCalls(s, c)
    await area.scenario('tokens', async (s) => {
      await s.req('no token', { path: `${A}/users` })
      await s.req('garbage', { path: `${A}/users`, bearer: 'garbage' })
      await s.req('basic', { path: `${A}/users`, basic: ['admin', 'admin'] })
      const t = await c.password(s, 'direct-client')
      await s.req("a plain user's token of the realm", { path: `${A}/users`, bearer: t.access_token })
      await s.req("a plain user's token at another realm", {
        path: '/admin/realms/master/users',
        bearer: t.access_token,
      })
      await s.req('a plain user lists realms', { path: '/admin/realms', bearer: t.access_token })
      await s.req('a plain user reads the realm', { path: A, bearer: t.access_token })
      await s.req('id token', { path: `${A}/users`, bearer: t.id_token })
      await s.req('unknown realm', { path: '/admin/realms/no-such-realm', bearer: await c.admin() })
      await s.req('unknown realm, sub-resource', { path: '/admin/realms/no-such-realm/users', bearer: await c.admin() })
      await s.req('unknown sub-resource', { path: `${A}/no-such-thing`, bearer: await c.admin() })
      await s.req('method not allowed', { method: 'DELETE', path: `${A}/users`, bearer: await c.admin() })
      await s.req('body is not JSON', {
        method: 'POST',
        path: `${A}/users`,
        text: '{"username": ',
        headers: { 'content-type': 'application/json' },
        bearer: await c.admin(),
      })
      await s.req('body is an array', {
        method: 'POST',
        path: `${A}/users`,
        text: '[]',
        headers: { 'content-type': 'application/json' },
        bearer: await c.admin(),
      })
      await s.req('unknown property', {
        path: `${A}/users`,
        json: { username: 'x-unknown-prop', noSuchProperty: 1 },
        bearer: await c.admin(),
      })
      await s.req('wrong type of a property', {
        path: `${A}/users`,
        json: { username: 'x-wrong-type', enabled: 'perhaps' },
        bearer: await c.admin(),
      })
      await s.req('content type missing', {
        method: 'POST',
        path: `${A}/users`,
        text: '{"username":"x"}',
        bearer: await c.admin(),
      })
      await s.req('content type of a form', {
        method: 'POST',
        path: `${A}/users`,
        text: 'username=x',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        bearer: await c.admin(),
      })
      await s.req('empty body', {
        method: 'POST',
        path: `${A}/users`,
        headers: { 'content-type': 'application/json' },
        bearer: await c.admin(),
      })
      await s.req('administrator token: shape', {
        path: '/realms/master/protocol/openid-connect/token',
        form: { client_id: 'admin-cli', grant_type: 'password', username: c.adminUser, password: c.adminPassword },
      })
    })
    await area.scenario(
      'partial-rights',
      'A user of the realm with realm-management roles view-users and query-clients',
      async (s) => {
        const m = mk(s)
        const rm = await c.clientUuid('realm-management')
        c.norm.label(rm, 'client realm-management')
        await m.get('roles of realm-management', `/clients/${rm}/roles`, {
          project: (o) => o.map((r) => r.name + (r.composite ? ' (composite)' : '')).sort(),
        })
        const role = async (n) => (await c.admOk('GET', `/clients/${rm}/roles/${n}`)).json
        const bob = await c.userId('bob')
        await c.admOk('POST', `/users/${bob}/role-mappings/clients/${rm}`, [
          await role('view-users'),
          await role('query-clients'),
        ])
        const t = await c.password(s, 'direct-client', { user: 'bob' })
        const as = (step, path, more = {}) => s.req(step, { path: A + path, bearer: t.access_token, ...more })
        await as('users: allowed', '/users?max=1')
        await as('one user: allowed', `/users/${bob}`)
        await as('clients with query-clients only: an empty list', '/clients')
        await as('realm: reduced', '')
        await as('make a user: refused', '/users', { json: { username: 'refused' } })
        await as('delete a user: refused', `/users/${bob}`, { method: 'DELETE' })
        await as('roles: refused', '/roles')
        await as('events: refused', '/events')
        await as('unknown user', '/users/11111111-1111-1111-1111-111111111111')
        await c.admOk('DELETE', `/users/${bob}/role-mappings/clients/${rm}`, [
          await role('view-users'),
          await role('query-clients'),
        ])
      },
    )
  },
}
