import { adminCalls } from '../admin-calls.mjs'

export const adminGroups = {
  name: 'admin-groups',
  title: 'Admin REST API: groups',
  async record(area, c) {
    const mk = (s) => adminCalls(s, c)
    await area.scenario('life', async (s) => {
      const m = mk(s)
      const list = (await m.get('top level', '/groups')).json
      await m.get('full', '/groups?briefRepresentation=false', { project: (o) => o })
      await m.get('search finds a child: the tree down to it', '/groups?search=engin')
      await m.get('search exact', '/groups?search=staff&exact=true', { project: (o) => o.map((x) => x.name) })
      await m.get('count', '/groups/count')
      await m.get('count top', '/groups/count?top=true')
      const staff = list.find((g) => g.name === 'staff').id
      await m.get('one', `/groups/${staff}`)
      await m.get('children', `/groups/${staff}/children`)
      await m.get('by path', '/group-by-path/staff/engineering')
      await m.get('by unknown path', '/group-by-path/no/such')
      const id = m.idOf(
        await m.post('make top', '/groups', { name: 'temporary', attributes: { k: ['v'] } }),
        'group /temporary',
      )
      await m.post('make again', '/groups', { name: 'temporary' })
      await m.post('without name', '/groups', {})
      await m.post('empty name', '/groups', { name: ' ' })
      const kid = m.idOf(await m.post('make child', `/groups/${id}/children`, { name: 'kid' }), 'group /temporary/kid')
      await m.post('make child again', `/groups/${id}/children`, { name: 'kid' })
      await m.get('child read', `/groups/${kid}`)
      await m.put('update', `/groups/${id}`, { name: 'temporary2', attributes: { k: ['w'] } })
      await m.get('after', `/groups/${id}`)
      await m.put('update name taken', `/groups/${id}`, { name: 'staff' })
      await m.post('move the child to the top', '/groups', { id: kid, name: 'kid' })
      await m.get('moved', `/groups/${kid}`, { project: (o) => ({ path: o.path, parentId: o.parentId ?? '<none>' }) })
      await m.post('move it back', `/groups/${id}/children`, { id: kid, name: 'kid' })
      const alice = await c.userId('alice')
      await c.admOk('PUT', `/users/${alice}/groups/${kid}`)
      await m.get('members', `/groups/${kid}/members`)
      await m.get('members of the parent', `/groups/${id}/members`)
      await m.get('members brief', `/groups/${kid}/members?briefRepresentation=true`)
      const r = (await c.admOk('GET', '/roles/app-admin')).json
      await m.post('give a role', `/groups/${id}/role-mappings/realm`, [r])
      await m.get('role mappings', `/groups/${id}/role-mappings`)
      await m.get('realm composite', `/groups/${id}/role-mappings/realm/composite`, {
        project: (o) => o.map((x) => x.name),
      })
      await s.req("a member's token now has the parent's role", {
        path: `${c.P}/token`,
        form: { ...c.creds('direct-client'), grant_type: 'password', username: 'alice', password: 'alice-pass' },
        project: (o) => ({ realm_access: o.access_token.$jwt.payload.realm_access }),
      })
      await m.del('take the role', `/groups/${id}/role-mappings/realm`, [r])
      await m.get('management permissions', `/groups/${id}/management/permissions`)
      await m.put('default group', `/default-groups/${id}`)
      await m.get('default groups', '/default-groups')
      await m.del('default group away', `/default-groups/${id}`)
      await m.del('delete', `/groups/${id}`)
      await m.get('child is gone too', `/groups/${kid}`)
      await m.del('delete again', `/groups/${id}`)
    })
  },
}
