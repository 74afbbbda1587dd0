import { adminCalls } from '../admin-calls.mjs'

export const adminClients = {
  name: 'admin-clients',
  title: 'Admin REST API: clients',
  after: ['admin-realms'],
  async record(area, c) {
    const mk = (s) => adminCalls(s, c)
    await area.scenario('life', async (s) => {
      const m = mk(s)
      const made = await m.post('make, minimal', '/clients', { clientId: 'made-1' })
      const id = m.idOf(made, 'client made-1')
      await m.get('all defaults', `/clients/${id}`)
      await m.get('find by clientId', '/clients?clientId=made-1', { project: (o) => o.map((x) => x.clientId) })
      await m.get('find by part, search=true', '/clients?clientId=ade&search=true', {
        project: (o) => o.map((x) => x.clientId),
      })
      await m.get('find nothing', '/clients?clientId=no-such')
      await m.get('paged', '/clients?clientId=account&search=true&first=0&max=2', {
        project: (o) => o.map((x) => x.clientId),
      })
      await m.get('viewableOnly', '/clients?clientId=account&viewableOnly=true', {
        project: (o) => o.map((x) => Object.keys(x)),
      })
      await m.get('find by attribute', '/clients?q=pkce.code.challenge.method:S256', {
        project: (o) => o.map((x) => x.clientId),
      })
      await m.post('make again', '/clients', { clientId: 'made-1' })
      await m.post('make without clientId', '/clients', { name: 'x' })
      await m.post('make with a bad redirect URI', '/clients', {
        clientId: 'made-bad',
        redirectUris: ['http://x.example/a#frag', '*', 'http://*.x.example/'],
      })
      await m.post('make with a bad root URL', '/clients', { clientId: 'made-bad2', rootUrl: 'not a url' })
      await m.post('make with a script URL', '/clients', {
        clientId: 'made-bad3',
        redirectUris: ['javascript:alert(1)'],
      })
      await m.get('unknown', '/clients/11111111-1111-1111-1111-111111111111')
      const rep = (await c.admOk('GET', `/clients/${id}`)).json
      await m.put('update', `/clients/${id}`, {
        ...rep,
        name: 'Made',
        redirectUris: ['http://localhost:1234/made/*'],
        attributes: { ...rep.attributes, 'access.token.lifespan': '77' },
      })
      await m.get('after', `/clients/${id}`, {
        project: (o) => ({
          name: o.name,
          redirectUris: o.redirectUris,
          webOrigins: o.webOrigins,
          attributes: o.attributes,
        }),
      })
      await m.put('update: partial body keeps the rest', `/clients/${id}`, {
        clientId: 'made-1',
        description: 'only this',
      })
      await m.get('after the partial update', `/clients/${id}`)
      await m.put('update: clientId taken', `/clients/${id}`, { ...rep, clientId: 'direct-client' })
      await m.put('update: unknown client', '/clients/11111111-1111-1111-1111-111111111111', { clientId: 'x' })
      await m.put('update: without clientId', `/clients/${id}`, { description: 'no clientId' })
      await m.get('secret', `/clients/${id}/client-secret`)
      await m.post('new secret', `/clients/${id}/client-secret`)
      await m.get('rotated secret', `/clients/${id}/client-secret/rotated`)
      await m.post('registration access token', `/clients/${id}/registration-access-token`, undefined, {
        project: (o) => ({ keys: Object.keys(o), registrationAccessToken: o.registrationAccessToken }),
      })
      await m.get('service account user when off', `/clients/${id}/service-account-user`)
      await m.put('service account on', `/clients/${id}`, { ...rep, serviceAccountsEnabled: true })
      await m.get('service account user', `/clients/${id}/service-account-user`)
      await m.get('default client scopes', `/clients/${id}/default-client-scopes`)
      await m.get('optional client scopes', `/clients/${id}/optional-client-scopes`)
      const phone = (await c.admOk('GET', '/client-scopes')).json.find((x) => x.name === 'phone').id
      await m.put('optional becomes default', `/clients/${id}/default-client-scopes/${phone}`)
      await m.get('is it in both lists', `/clients/${id}/default-client-scopes`, {
        project: (o) => o.map((x) => x.name),
      })
      await m.del('optional taken away', `/clients/${id}/optional-client-scopes/${phone}`)
      await m.put('now default', `/clients/${id}/default-client-scopes/${phone}`)
      await m.get('default now', `/clients/${id}/default-client-scopes`, { project: (o) => o.map((x) => x.name) })
      await m.put('unknown scope', `/clients/${id}/default-client-scopes/11111111-1111-1111-1111-111111111111`)
      await m.get('session count', `/clients/${id}/session-count`)
      await m.get('user sessions', `/clients/${id}/user-sessions`)
      await m.get('offline sessions', `/clients/${id}/offline-sessions`)
      await m.get(
        'installation providers: keycloak-oidc-keycloak-json',
        `/clients/${id}/installation/providers/keycloak-oidc-keycloak-json`,
      )
      await m.get('installation provider unknown', `/clients/${id}/installation/providers/no-such`)
      await m.post('push revocation', `/clients/${id}/push-revocation`)
      await m.get('management permissions', `/clients/${id}/management/permissions`)
      await m.get('certificate info', `/clients/${id}/certificates/jwt.credential`)
      await m.post('certificate generate', `/clients/${id}/certificates/jwt.credential/generate`, undefined, {
        project: (o) => (o && !o.error ? Object.keys(o) : o),
      })
      await m.del('delete', `/clients/${id}`)
      await m.del('delete again', `/clients/${id}`)
      const pub = m.idOf(
        await m.post('make public', '/clients', {
          clientId: 'made-public',
          publicClient: true,
          protocol: 'openid-connect',
          redirectUris: ['http://localhost:1234/x/*'],
          webOrigins: ['+'],
        }),
        'client made-public',
      )
      await m.get('secret of a public client', `/clients/${pub}/client-secret`)
      await c.admOk('DELETE', `/clients/${pub}`)
      await m.post(
        'convert a description',
        '/client-description-converter',
        { client_name: 'Conv', redirect_uris: ['http://localhost/x'] },
        { project: (o) => o },
      )
      for (const n of [
        'account',
        'account-console',
        'admin-cli',
        'broker',
        'realm-management',
        'security-admin-console',
      ])
        await m.get(`built-in client ${n}`, `/clients?clientId=${n}`)
    })
    await area.scenario('client-roles', async (s) => {
      const m = mk(s)
      const id = await c.clientUuid('my-api')
      await m.get('list', `/clients/${id}/roles`)
      await m.get('list full', `/clients/${id}/roles?briefRepresentation=false&search=own`)
      const made = await m.post('make', `/clients/${id}/roles`, {
        name: 'auditor',
        description: 'Audits',
        attributes: { level: ['3'] },
      })
      void made
      await m.get('read', `/clients/${id}/roles/auditor`)
      await m.post('make again', `/clients/${id}/roles`, { name: 'auditor' })
      await m.post('make without name', `/clients/${id}/roles`, { description: 'x' })
      await m.put('update', `/clients/${id}/roles/auditor`, { name: 'auditor', description: 'Audits more' })
      await m.get('users of a role', `/clients/${id}/roles/writer/users`)
      await m.get('groups of a role', `/clients/${id}/roles/writer/groups`)
      await m.get('composites', `/clients/${id}/roles/owner/composites`)
      await m.del('delete', `/clients/${id}/roles/auditor`)
      await m.get('unknown', `/clients/${id}/roles/auditor`)
    })
    await area.scenario('protocol-mappers', async (s) => {
      const m = mk(s)
      const id = await c.clientUuid('direct-client')
      const made = await m.post('make', `/clients/${id}/protocol-mappers/models`, {
        name: 'm-1',
        protocol: 'openid-connect',
        protocolMapper: 'oidc-hardcoded-claim-mapper',
        config: { 'claim.name': 'c1', 'claim.value': 'v1', 'jsonType.label': 'String', 'access.token.claim': 'true' },
      })
      const mid = m.idOf(made, 'mapper m-1')
      await m.get('read', `/clients/${id}/protocol-mappers/models/${mid}`)
      await m.get('list', `/clients/${id}/protocol-mappers/models`)
      await m.get('by protocol', `/clients/${id}/protocol-mappers/protocol/openid-connect`, {
        project: (o) => o.map((x) => x.name),
      })
      await m.post('make again, same name', `/clients/${id}/protocol-mappers/models`, {
        name: 'm-1',
        protocol: 'openid-connect',
        protocolMapper: 'oidc-hardcoded-claim-mapper',
        config: {},
      })
      await m.post('unknown mapper type', `/clients/${id}/protocol-mappers/models`, {
        name: 'm-2',
        protocol: 'openid-connect',
        protocolMapper: 'no-such-mapper',
        config: {},
      })
      await m.post('config refused', `/clients/${id}/protocol-mappers/models`, {
        name: 'm-3',
        protocol: 'openid-connect',
        protocolMapper: 'oidc-usermodel-attribute-mapper',
        config: {},
      })
      const rep = (await c.admOk('GET', `/clients/${id}/protocol-mappers/models/${mid}`)).json
      await m.put('update', `/clients/${id}/protocol-mappers/models/${mid}`, {
        ...rep,
        config: { ...rep.config, 'claim.value': 'v2' },
      })
      await m.post('add several', `/clients/${id}/protocol-mappers/add-models`, [
        { name: 'm-4', protocol: 'openid-connect', protocolMapper: 'oidc-full-name-mapper', config: {} },
      ])
      await m.del('delete', `/clients/${id}/protocol-mappers/models/${mid}`)
      await m.del('delete again', `/clients/${id}/protocol-mappers/models/${mid}`)
      for (const x of (await c.admOk('GET', `/clients/${id}/protocol-mappers/models`)).json)
        await c.admOk('DELETE', `/clients/${id}/protocol-mappers/models/${x.id}`)
    })
    await area.scenario('scope-mappings', async (s) => {
      const m = mk(s)
      const id = await c.clientUuid('narrow-client')
      const r = (await c.admOk('GET', '/roles/app-user')).json
      await m.post('give a realm role', `/clients/${id}/scope-mappings/realm`, [r])
      await m.get('all', `/clients/${id}/scope-mappings`)
      await m.get('realm', `/clients/${id}/scope-mappings/realm`)
      await m.get('realm available', `/clients/${id}/scope-mappings/realm/available`, {
        project: (o) => o.map((x) => x.name).sort(),
      })
      await m.get('realm composite', `/clients/${id}/scope-mappings/realm/composite`, {
        project: (o) => o.map((x) => x.name).sort(),
      })
      await s.req('token of that client now has the role', {
        path: `${c.P}/token`,
        form: {
          ...c.creds('narrow-client'),
          grant_type: 'password',
          username: 'alice',
          password: 'alice-pass',
          scope: 'openid',
        },
      })
      await m.del('take away', `/clients/${id}/scope-mappings/realm`, [r])
      await m.post('unknown role', `/clients/${id}/scope-mappings/realm`, [
        { id: '11111111-1111-1111-1111-111111111111', name: 'none' },
      ])
    })
  },
}
