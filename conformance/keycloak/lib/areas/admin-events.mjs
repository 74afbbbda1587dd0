import { adminCalls } from '../admin-calls.mjs'
import { sleep } from '../context.mjs'

export const adminEvents = {
  name: 'admin-events',
  title: 'Admin REST API: login and admin events',
  async record(area, c) {
    const mk = (s) => adminCalls(s, c)
    await area.scenario('login-events', async (s) => {
      const m = mk(s)
      await m.get('config', '/events/config')
      await m.del('clear', '/events')
      await m.get('empty', '/events')
      await s.quiet({
        path: `${c.P}/token`,
        form: { ...c.creds('direct-client'), grant_type: 'password', username: 'alice', password: 'wrong' },
      })
      const l = await c.loginTokens(s, 'my-test-client')
      await s.quiet({
        path: `${c.P}/token`,
        form: { ...c.creds('my-test-client'), grant_type: 'refresh_token', refresh_token: l.refresh_token },
      })
      await s.quiet({ path: `${c.P}/token`, form: { ...c.creds('service-client'), grant_type: 'client_credentials' } })
      await s.quiet({ path: `${c.P}/userinfo`, bearer: l.access_token })
      await s.quiet({ path: `${c.P}/token/introspect`, form: { ...c.creds('my-api'), token: l.access_token } })
      await s.quiet({ path: `${c.P}/auth`, query: c.authQuery('no-such-client') })
      await s.quiet({
        path: `${c.P}/token`,
        form: { client_id: 'service-client', client_secret: 'wrong', grant_type: 'client_credentials' },
      })
      await s.quiet({ path: `${c.P}/logout`, form: { ...c.creds('my-test-client'), refresh_token: l.refresh_token } })
      await sleep(300)
      await m.get('events, newest first', '/events')
      await m.get('by type', '/events?type=LOGIN&type=LOGIN_ERROR', { project: (o) => o.map((e) => e.type) })
      await m.get('by client', '/events?client=service-client', {
        project: (o) => o.map((e) => `${e.type} ${e.clientId}`),
      })
      await m.get('by user', `/events?user=${await c.userId('alice')}&max=1`)
      await m.get('dates', '/events?dateFrom=2020-01-01&dateTo=2020-01-02')
      await m.get('bad date', '/events?dateFrom=nonsense')
      await m.get('unknown type', '/events?type=NO_SUCH')
    })
    await area.scenario('admin-events', async (s) => {
      const m = mk(s)
      await m.del('clear', '/admin-events')
      await c.admOk('POST', '/roles', { name: 'event-role' })
      await c.admOk('DELETE', '/roles/event-role')
      const made = await c.admOk('POST', '/users', {
        username: 'event-user',
        credentials: [{ type: 'password', value: 'secret-1' }],
      })
      const id = made.get('location').split('/').pop()
      c.norm.label(id, 'user event-user')
      await c.admOk('PUT', `/users/${id}/reset-password`, { type: 'password', value: 'secret-2' })
      await c.admOk('DELETE', `/users/${id}`)
      await sleep(300)
      await m.get('events', '/admin-events')
      await m.get('by operation', '/admin-events?operationTypes=DELETE', {
        project: (o) => o.map((e) => `${e.operationType} ${e.resourceType}`),
      })
      await m.get('by resource', '/admin-events?resourceTypes=USER', {
        project: (o) => o.map((e) => `${e.operationType} ${e.resourceType}`),
      })
      await m.get('by path', '/admin-events?resourcePath=roles/*', { project: (o) => o.map((e) => e.resourcePath) })
      await m.put('config', '/events/config', {
        eventsEnabled: true,
        adminEventsEnabled: true,
        adminEventsDetailsEnabled: true,
        eventsListeners: ['jboss-logging'],
        enabledEventTypes: ['LOGIN', 'LOGIN_ERROR'],
      })
      await m.get('config after', '/events/config')
      await m.put('config with unknown listener', '/events/config', { eventsListeners: ['no-such'] })
      await m.put('config with unknown type', '/events/config', { enabledEventTypes: ['NO_SUCH'] })
      await m.put('all types again', '/events/config', {
        eventsEnabled: true,
        adminEventsEnabled: true,
        adminEventsDetailsEnabled: true,
        eventsListeners: ['jboss-logging'],
        enabledEventTypes: [],
      })
    })
  },
}
