import { adminCalls } from '../admin-calls.mjs'

export const adminUsers = {
  name: 'admin-users',
  title: 'Admin REST API: users',
  async record(area, c) {
    const mk = (s) => adminCalls(s, c)
    await area.scenario('life', async (s) => {
      const m = mk(s)
      const made = await m.post('make', '/users', {
        username: 'Grace',
        enabled: true,
        email: 'Grace@Example.org',
        firstName: 'Grace',
        lastName: 'Hopper',
        attributes: { 'not-declared': ['x'] },
        credentials: [{ type: 'password', value: 'grace-pass', temporary: false }],
        groups: ['/customers'],
        realmRoles: ['app-user'],
        requiredActions: ['VERIFY_EMAIL'],
      })
      const id = m.idOf(made, 'user grace')
      await m.get('read: names in lower case', `/users/${id}`)
      await m.get('read with profile metadata', `/users/${id}?userProfileMetadata=true`, {
        project: (o) => ({ ...o, userProfileMetadata: Object.keys(o.userProfileMetadata) }),
      })
      await m.get('groups given at the making', `/users/${id}/groups`)
      await m.get('realm roles given at the making', `/users/${id}/role-mappings/realm`, {
        project: (o) => o.map((x) => x.name),
      })
      await m.post('minimal', '/users', { username: 'minimal' })
      await m.get('minimal read', '/users?username=minimal&exact=true')
      await c.admOk('DELETE', `/users/${await c.userId('minimal')}`)
      await m.post('username taken', '/users', { username: 'grace' })
      await m.post('email taken', '/users', { username: 'grace2', email: 'grace@example.org' })
      await m.post('no username', '/users', { email: 'nameless@example.org' })
      await m.post('bad email', '/users', { username: 'bad-email', email: 'nonsense' })
      await m.post('bad username', '/users', { username: 'bad <name>' })
      await m.post('username too short', '/users', { username: 'ab' })
      await m.post('empty object', '/users', {})
      await m.post('unknown group', '/users', { username: 'with-group', groups: ['/no-such'] })
      await m.get('unknown', '/users/11111111-1111-1111-1111-111111111111')
      await m.get('not a uuid', '/users/nonsense')
      const rep = (await c.admOk('GET', `/users/${id}`)).json
      await m.put('update', `/users/${id}`, { ...rep, firstName: 'Grace B.', emailVerified: true })
      await m.put('update: partial', `/users/${id}`, { lastName: 'Murray Hopper' })
      await m.get('after the partial update', `/users/${id}`)
      await m.put('update: username changes silently?', `/users/${id}`, { ...rep, username: 'other-name' })
      await m.get('after that', `/users/${id}`, { project: (o) => ({ username: o.username }) })
      await m.put('update: bad email', `/users/${id}`, { ...rep, email: 'nonsense' })
      await m.put('update: email taken', `/users/${id}`, { ...rep, email: 'alice@example.org' })
      await m.put('update unknown', '/users/11111111-1111-1111-1111-111111111111', { firstName: 'x' })
      await m.put('update with attributes not declared', `/users/${id}`, { ...rep, attributes: { colour: ['red'] } })
      await m.get('attributes kept?', `/users/${id}`, { project: (o) => ({ attributes: o.attributes ?? '<none>' }) })
      const prof = (await c.admOk('GET', '/users/profile')).json
      await m.put(
        'user profile: unmanaged attributes on',
        '/users/profile',
        { ...prof, unmanagedAttributePolicy: 'ENABLED' },
        { project: (o) => ({ unmanagedAttributePolicy: o.unmanagedAttributePolicy }) },
      )
      await m.put('update with attributes', `/users/${id}`, { ...rep, attributes: { colour: ['red', 'blue'] } })
      await m.get('attributes now', `/users/${id}`, { project: (o) => ({ attributes: o.attributes }) })
      await m.get('unmanaged attributes', `/users/${id}/unmanagedAttributes`)
      await m.get('search by attribute', '/users?q=colour:red', { project: (o) => o.map((u) => u.username) })
      await c.admOk('PUT', '/users/profile', prof)
      await m.del('delete', `/users/${id}`)
      await m.del('delete again', `/users/${id}`)
    })
    await area.scenario('search', async (s) => {
      const m = mk(s)
      const names = { project: (o) => (Array.isArray(o) ? o.map((u) => u.username) : o) }
      await m.get('all, two of them', '/users?max=2')
      await m.get('all: order', '/users', names)
      await m.get('first and max', '/users?first=1&max=2', names)
      await m.get('search', '/users?search=ali', names)
      await m.get('search in the middle', '/users?search=lic', names)
      await m.get('search with *', '/users?search=*lic*', names)
      await m.get('search exact in quotes', '/users?search=%22alice%22', names)
      await m.get('search several words', '/users?search=alice%20bob', names)
      await m.get('search by email part', '/users?search=example.org', names)
      await m.get('search id:', `/users?search=id:${await c.userId('bob')}`, names)
      await m.get('username part', '/users?username=ali', names)
      await m.get('username exact', '/users?username=ali&exact=true', names)
      await m.get('username exact, upper case', '/users?username=ALICE&exact=true', names)
      await m.get('email', '/users?email=bob@example.org', names)
      await m.get('firstName and lastName', '/users?firstName=bob&lastName=build', names)
      await m.get('enabled=false', '/users?enabled=false', names)
      await m.get('emailVerified=true', '/users?emailVerified=true', names)
      await m.get('brief', '/users?briefRepresentation=true&max=1')
      await m.get('nothing', '/users?username=no-such')
      await m.get('count', '/users/count')
      await m.get('count of a search', '/users/count?search=ali')
      await m.get('count enabled=false', '/users/count?enabled=false')
      await m.get('max=0', '/users?max=0', names)
      await m.get('max=-1', '/users?max=-1', names)
      await m.get('max=abc', '/users?max=abc', names)
    })
    await area.scenario('credentials', async (s) => {
      const m = mk(s)
      const id = m.idOf(
        await m.post('make without password', '/users', {
          username: 'heidi',
          enabled: true,
          email: 'heidi@example.org',
          firstName: 'Hei',
          lastName: 'Di',
        }),
        'user heidi',
      )
      await m.get('none', `/users/${id}/credentials`)
      await m.put('set password', `/users/${id}/reset-password`, {
        type: 'password',
        value: 'heidi-pass',
        temporary: false,
      })
      await m.get('one', `/users/${id}/credentials`)
      const pw = (step, password) =>
        s.req(step, {
          path: `${c.P}/token`,
          form: { ...c.creds('direct-client'), grant_type: 'password', username: 'heidi', password },
          project: (o) => (o.access_token ? Object.keys(o) : o),
        })
      await pw('log in', 'heidi-pass')
      await m.put('temporary password', `/users/${id}/reset-password`, {
        type: 'password',
        value: 'heidi-temp',
        temporary: true,
      })
      await m.get('required actions now', `/users/${id}`, { project: (o) => ({ requiredActions: o.requiredActions }) })
      await pw('log in with the temporary one', 'heidi-temp')
      await m.put('not temporary again', `/users/${id}/reset-password`, {
        type: 'password',
        value: 'heidi-pass2',
        temporary: false,
      })
      await m.get('required actions after', `/users/${id}`, {
        project: (o) => ({ requiredActions: o.requiredActions }),
      })
      await m.put('empty value', `/users/${id}/reset-password`, { type: 'password', value: '' })
      await m.put('value missing', `/users/${id}/reset-password`, { type: 'password' })
      await m.put('type missing', `/users/${id}/reset-password`, { value: 'heidi-pass3' })
      await m.put('unknown user', '/users/11111111-1111-1111-1111-111111111111/reset-password', {
        type: 'password',
        value: 'x',
      })
      await c.withRealm(
        { passwordPolicy: 'length(8) and digits(1) and notUsername and passwordHistory(2)' },
        async () => {
          await m.put('policy: too short', `/users/${id}/reset-password`, { type: 'password', value: 'abc' })
          await m.put('policy: no digit', `/users/${id}/reset-password`, { type: 'password', value: 'abcdefghij' })
          await m.put('policy: fine', `/users/${id}/reset-password`, { type: 'password', value: 'abcdefghij1' })
          await m.put('policy: in the history', `/users/${id}/reset-password`, {
            type: 'password',
            value: 'abcdefghij1',
          })
          await m.put('policy: same as the user name', `/users/${id}/reset-password`, {
            type: 'password',
            value: 'heidi',
          })
        },
      )
      await c.withRealm({ passwordPolicy: 'hashAlgorithm(pbkdf2-sha256) and hashIterations(27500)' }, async () => {
        await m.put('policy: another hash', `/users/${id}/reset-password`, { type: 'password', value: 'heidi-pass4' })
        await m.get('the credential then', `/users/${id}/credentials`)
      })
      await pw('log in after the policy is gone: rehashed', 'heidi-pass4')
      const cr = (await m.get('the credential after log-in', `/users/${id}/credentials`)).json
      await m.put('label', `/users/${id}/credentials/${cr[0].id}/userLabel`, undefined, {
        text: 'my label',
        headers: { 'content-type': 'text/plain' },
      })
      await m.get('label set', `/users/${id}/credentials`, {
        project: (o) => o.map((x) => ({ type: x.type, userLabel: x.userLabel })),
      })
      await m.get('configured user storage credential types', `/users/${id}/configured-user-storage-credential-types`)
      await m.put('disable credential types', `/users/${id}/disable-credential-types`, ['otp'])
      await m.del('delete the credential', `/users/${id}/credentials/${cr[0].id}`)
      await m.del('delete again', `/users/${id}/credentials/${cr[0].id}`)
      await m.post('import with a ready hash', '/users', {
        username: 'ivan-hashed',
        enabled: true,
        email: 'ivan@example.org',
        firstName: 'I',
        lastName: 'V',
        credentials: [
          {
            type: 'password',
            secretData: JSON.stringify({ value: 'RmFrZQ==', salt: 'c2FsdHNhbHRzYWx0c2FsdA==' }),
            credentialData: JSON.stringify({ hashIterations: 27500, algorithm: 'pbkdf2-sha256' }),
          },
        ],
      })
      await c.admOk('DELETE', `/users/${await c.userId('ivan-hashed')}`)
      await c.admOk('DELETE', `/users/${id}`)
    })
    await area.scenario('sessions-and-actions', async (s) => {
      const m = mk(s)
      const id = await c.userId('bob')
      await c.admOk('POST', `/users/${id}/logout`)
      await m.get('no session', `/users/${id}/sessions`)
      const t = await c.password(s, 'direct-client', { user: 'bob' })
      const l = await c.loginTokens(s, 'my-test-client', { user: 'bob' })
      await m.get('sessions', `/users/${id}/sessions`)
      const cid = await c.clientUuid('direct-client')
      await m.get('sessions of the client', `/clients/${cid}/user-sessions?max=1`)
      await m.get('session count of the client', `/clients/${cid}/session-count`, {
        project: (o) => ({ count: typeof o.count }),
      })
      await m.del('end one session', `/sessions/${l.session}`)
      await m.del('end it again', `/sessions/${l.session}`)
      await s.req('its refresh token', {
        path: `${c.P}/token`,
        form: { ...c.creds('my-test-client'), grant_type: 'refresh_token', refresh_token: l.refresh_token },
      })
      await m.post('logout', `/users/${id}/logout`)
      await s.req('the other refresh token', {
        path: `${c.P}/token`,
        form: { ...c.creds('direct-client'), grant_type: 'refresh_token', refresh_token: t.refresh_token },
      })
      await m.get('sessions after', `/users/${id}/sessions`)
      await m.post('logout of an unknown user', '/users/11111111-1111-1111-1111-111111111111/logout')
      await m.put('execute-actions-email without SMTP', `/users/${id}/execute-actions-email`, ['UPDATE_PASSWORD'])
      await m.put('execute-actions-email, unknown action', `/users/${id}/execute-actions-email`, ['NO_SUCH'])
      await m.put(
        'execute-actions-email, user without email',
        `/users/${await c.userId('erin-incomplete')}/execute-actions-email`,
        ['UPDATE_PASSWORD'],
      )
      await m.put('send-verify-email without SMTP', `/users/${id}/send-verify-email`)
      await m.put('reset-password-email without SMTP', `/users/${id}/reset-password-email`)
      await m.post('impersonation', `/users/${id}/impersonation`)
      await m.get('consents', `/users/${id}/consents`)
      await m.get('federated identities', `/users/${id}/federated-identity`)
      await m.post('federated identity of an unknown provider', `/users/${id}/federated-identity/no-such`, {
        userId: 'x',
        userName: 'y',
      })
      await m.get('offline sessions', `/users/${id}/offline-sessions/${cid}`)
    })
    await area.scenario('roles-and-groups', async (s) => {
      const m = mk(s)
      const id = await c.userId('bob')
      const role = (await c.admOk('GET', '/roles/manager')).json
      await m.get('role mappings', `/users/${id}/role-mappings`)
      await m.get('realm', `/users/${id}/role-mappings/realm`)
      await m.get('realm available', `/users/${id}/role-mappings/realm/available`, {
        project: (o) => o.map((x) => x.name).sort(),
      })
      await m.get('realm composite', `/users/${id}/role-mappings/realm/composite`, {
        project: (o) => o.map((x) => x.name).sort(),
      })
      await m.post('give', `/users/${id}/role-mappings/realm`, [role])
      await m.post('give again', `/users/${id}/role-mappings/realm`, [role])
      await m.post('give by name only', `/users/${id}/role-mappings/realm`, [{ name: 'app-admin' }])
      await m.post('give by wrong id', `/users/${id}/role-mappings/realm`, [
        { id: '11111111-1111-1111-1111-111111111111', name: 'none' },
      ])
      await m.del('take', `/users/${id}/role-mappings/realm`, [role])
      await m.del('take again', `/users/${id}/role-mappings/realm`, [role])
      const api = await c.clientUuid('my-api')
      const reader = (await c.admOk('GET', `/clients/${api}/roles/reader`)).json
      await m.post('client role', `/users/${id}/role-mappings/clients/${api}`, [reader])
      await m.get('client role mappings', `/users/${id}/role-mappings/clients/${api}`)
      await m.get('all with client', `/users/${id}/role-mappings`)
      await m.del('client role away', `/users/${id}/role-mappings/clients/${api}`, [reader])
      const groups = (await c.admOk('GET', '/groups')).json
      const cust = groups.find((g) => g.name === 'customers').id
      await m.put('join', `/users/${id}/groups/${cust}`)
      await m.put('join again', `/users/${id}/groups/${cust}`)
      await m.get('groups', `/users/${id}/groups`)
      await m.get('groups count', `/users/${id}/groups/count`)
      await m.get('groups full', `/users/${id}/groups?briefRepresentation=false`)
      await m.del('leave', `/users/${id}/groups/${cust}`)
      await m.del('leave again', `/users/${id}/groups/${cust}`)
      await m.put('unknown group', `/users/${id}/groups/11111111-1111-1111-1111-111111111111`)
    })
  },
}
