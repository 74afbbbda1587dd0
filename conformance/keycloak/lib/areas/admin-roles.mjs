import { adminCalls } from '../admin-calls.mjs'

export const adminRoles = {
  name: 'admin-roles',
  title: 'Admin REST API: realm roles and composites',
  async record(area, c) {
    const mk = (s) => adminCalls(s, c)
    await area.scenario('life', async (s) => {
      const m = mk(s)
      await m.get('list', '/roles')
      await m.get('list full', '/roles?briefRepresentation=false&search=manag')
      await m.get('search, first, max', '/roles?search=app&first=0&max=1', { project: (o) => o.map((x) => x.name) })
      await m.post('make', '/roles', { name: 'made role', description: 'With a blank' })
      await m.get('read', '/roles/made%20role')
      const r = (await c.admOk('GET', '/roles/made%20role')).json
      c.norm.label(r.id, 'role made role')
      await m.get('by id', `/roles-by-id/${r.id}`)
      await m.post('make again', '/roles', { name: 'made role' })
      await m.post('without name', '/roles', { description: 'x' })
      await m.post('name with a slash', '/roles', { name: 'a/b' })
      await m.put('update', '/roles/made%20role', {
        name: 'made role',
        description: 'changed',
        attributes: { a: ['1', '2'] },
      })
      await m.get('after', '/roles/made%20role')
      await m.put('rename to a taken name', '/roles/made%20role', { name: 'app-user' })
      await m.get('composites: none', '/roles/made%20role/composites')
      const user = (await c.admOk('GET', '/roles/app-user')).json
      const api = await c.clientUuid('my-api')
      const reader = (await c.admOk('GET', `/clients/${api}/roles/reader`)).json
      await m.post('add composites', '/roles/made%20role/composites', [user, reader])
      await m.get('composites', '/roles/made%20role/composites')
      await m.get('composites realm', '/roles/made%20role/composites/realm', { project: (o) => o.map((x) => x.name) })
      await m.get('composites client', `/roles/made%20role/composites/clients/${api}`, {
        project: (o) => o.map((x) => x.name),
      })
      await m.get('read: composite now', '/roles/made%20role', { project: (o) => ({ composite: o.composite }) })
      await m.del('take composites away', '/roles/made%20role/composites', [user])
      await m.post('composite of itself', '/roles/made%20role/composites', [r])
      await m.get('users of a role', '/roles/app-user/users', { project: (o) => o.map((x) => x.username) })
      await m.get('groups of a role', '/roles/manager/groups')
      await m.del('delete', '/roles/made%20role')
      await m.get('unknown', '/roles/made%20role')
      await m.del('delete again', '/roles/made%20role')
      await m.get('by unknown id', '/roles-by-id/11111111-1111-1111-1111-111111111111')
      await m.del('delete the default role', '/roles/default-roles-test')
      await m.get('management permissions', '/roles/app-user/management/permissions')
    })
  },
}
