export const accountApi = {
  name: 'account-api',
  title: 'Account REST API (what the account console calls)',
  after: ['par', 'cors', 'dpop'],
  async record(area, c) {
    const AC = `${c.R}/account`
    await area.scenario('all', async (s) => {
      const t = await c.loginTokens(s, 'direct-client')
      const h = { accept: 'application/json' }
      const g = (step, p, more = {}) => s.req(step, { path: AC + p, bearer: t.access_token, headers: h, ...more })
      await g('account', '/')
      await g('account without profile metadata', '/?userProfileMetadata=false')
      await s.req('no token', { path: `${AC}/`, headers: h })
      await s.req('bad token', { path: `${AC}/`, headers: h, bearer: 'garbage' })
      await g('update', '/', {
        method: 'POST',
        json: {
          username: 'alice',
          firstName: 'Alice',
          lastName: 'Liddell',
          email: 'alice@example.org',
          attributes: {},
        },
      })
      await g('update with faults', '/', {
        method: 'POST',
        json: { username: 'alice', firstName: '', lastName: 'Liddell', email: 'nonsense', attributes: {} },
      })
      await g('sessions', '/sessions', {
        // the list has no fixed order: any session but the asking one stands for all
        project: (o) => {
          const session = Array.isArray(o) ? (o.find((x) => !x.current) ?? o[0]) : undefined
          const clients = '<list of clientId, clientName?, userConsentRequired, inUse, offlineAccess>'
          return session ? [{ ...session, clients }, '<and more>'] : o
        },
      })
      await g('sessions/devices', '/sessions/devices', {
        project: (o) => (Array.isArray(o) && o[0] ? [{ ...o[0], sessions: '<list as in sessions>' }] : o),
      })
      await g('credentials', '/credentials')
      await g('applications', '/applications')
      await g('linked accounts', '/linked-accounts')
      await g('groups', '/groups')
      await g('resources', '/resources')
      await g('supportedLocales', '/supportedLocales')
      await g('delete sessions', '/sessions', { method: 'DELETE' })
    })
  },
}
