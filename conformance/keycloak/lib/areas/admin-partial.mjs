import { adminCalls } from '../admin-calls.mjs'

export const adminPartial = {
  name: 'admin-partial',
  title: 'Partial export and import',
  after: ['admin-clients', 'admin-users', 'admin-roles', 'admin-events', 'admin-keys-components'],
  async record(area, c) {
    const mk = (s) => adminCalls(s, c)
    await area.scenario('all', async (s) => {
      const m = mk(s)
      await m.post('export, nothing more', '/partial-export', undefined, { keysOnly: true })
      await m.post(
        'export with clients, groups and roles',
        '/partial-export?exportClients=true&exportGroupsAndRoles=true',
        undefined,
        {
          project: (o) => ({
            keys: Object.keys(o).sort(),
            groups: o.groups,
            roles: {
              realm: o.roles.realm.map((r) => r.name).sort(),
              client: Object.fromEntries(Object.entries(o.roles.client).map(([k, v]) => [k, v.length])),
            },
            client: o.clients.find((x) => x.clientId === 'my-test-client'),
          }),
        },
      )
      const body = {
        ifResourceExists: 'SKIP',
        users: [{ username: 'imported', email: 'imported@example.org' }, { username: 'alice' }],
        clients: [{ clientId: 'imported-client' }],
        roles: { realm: [{ name: 'imported-role' }] },
        groups: [{ name: 'imported-group' }],
      }
      await m.post('import, SKIP: a group without path', '/partialImport', body)
      body.groups = [{ name: 'imported-group', path: '/imported-group' }]
      await m.post('import, SKIP', '/partialImport', body)
      await m.post('import again, SKIP', '/partialImport', body, {
        project: (o) => ({ added: o.added, skipped: o.skipped, overwritten: o.overwritten }),
      })
      await m.post(
        'import, OVERWRITE',
        '/partialImport',
        { ...body, ifResourceExists: 'OVERWRITE', users: [{ username: 'imported', email: 'imported@example.org' }] },
        { project: (o) => ({ added: o.added, skipped: o.skipped, overwritten: o.overwritten }) },
      )
      await m.post('import, FAIL', '/partialImport', { ...body, ifResourceExists: 'FAIL' })
      await m.post('import, unknown policy', '/partialImport', { ...body, ifResourceExists: 'PERHAPS' })
    })
  },
}
