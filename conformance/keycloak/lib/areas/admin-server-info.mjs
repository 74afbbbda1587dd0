import { adminCalls } from '../admin-calls.mjs'

export const adminServerInfo = {
  name: 'admin-server-info',
  title: 'Server information: top-level keys',
  async record(area, c) {
    const mk = (s) => adminCalls(s, c)
    await area.scenario('all', async (s) => {
      const m = mk(s)
      await m.get('serverinfo', '/admin/serverinfo', { keysOnly: true })
      await m.get('component types, names', '/admin/serverinfo', {
        project: (o) => ({
          features: o.features?.map((f) => `${f.name} ${f.type} ${f.enabled}`),
          protocolMapperTypes: Object.fromEntries(
            Object.entries(o.protocolMapperTypes ?? {}).map(([k, v]) => [k, v.map((x) => x.id)]),
          ),
          passwordPolicies: o.passwordPolicies?.map((p) => p.id),
          identityProviders: o.identityProviders?.map((x) => x.id),
          enums: o.enums,
          builtinProtocolMappers: Object.fromEntries(
            Object.entries(o.builtinProtocolMappers ?? {}).map(([k, v]) => [k, v.map((x) => x.name)]),
          ),
        }),
      })
      await m.get('protocol mapper types of openid-connect in full', '/admin/serverinfo', {
        project: (o) => o.protocolMapperTypes?.['openid-connect'],
      })
      await m.get('whoami', '/admin/master/console/whoami?currentRealm=master')
    })
  },
}
