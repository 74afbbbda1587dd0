import { adminCalls } from '../admin-calls.mjs'

export const adminAuthentication = {
  name: 'admin-authentication',
  title: 'Admin REST API: flows, executions, required actions',
  async record(area, c) {
    const A = c.A
    const mk = (s) => adminCalls(s, c)
    await area.scenario('read', async (s) => {
      const m = mk(s)
      await m.get('flows', '/authentication/flows')
      for (const f of [
        'browser',
        'direct grant',
        'registration',
        'reset credentials',
        'clients',
        'first broker login',
        'docker auth',
      ])
        await m.get(`executions of ${f}`, `/authentication/flows/${encodeURIComponent(f)}/executions`)
      await m.get('required actions', '/authentication/required-actions')
      await m.get('unregistered required actions', '/authentication/unregistered-required-actions')
      await m.get('authenticator providers', '/authentication/authenticator-providers')
      await m.get('client authenticator providers', '/authentication/client-authenticator-providers')
      await m.get('form providers', '/authentication/form-providers')
      await m.get('form action providers', '/authentication/form-action-providers')
      await m.get('config description', '/authentication/config-description/auth-otp-form')
      await m.get('config description unknown', '/authentication/config-description/no-such')
      await m.get('per client config description', '/authentication/per-client-config-description')
    })
    await area.scenario('change', async (s) => {
      const m = mk(s)
      await m.post('copy browser', '/authentication/flows/browser/copy', { newName: 'my browser' })
      await m.post('copy again', '/authentication/flows/browser/copy', { newName: 'my browser' })
      await m.post('copy unknown', '/authentication/flows/no-such/copy', { newName: 'x' })
      const ex = (
        await m.get('executions of the copy', `/authentication/flows/my%20browser/executions`, {
          project: (o) => o.map((x) => `${'  '.repeat(x.level)}${x.displayName} ${x.requirement}`),
        })
      ).json
      const cookie = ex.find((x) => x.providerId === 'auth-cookie')
      await m.put('change a requirement', '/authentication/flows/my%20browser/executions', {
        ...cookie,
        requirement: 'DISABLED',
      })
      await m.put('bad requirement', '/authentication/flows/my%20browser/executions', {
        ...cookie,
        requirement: 'NONSENSE',
      })
      const added = await m.post('add an execution', '/authentication/flows/my%20browser/executions/execution', {
        provider: 'auth-otp-form',
      })
      const eid = added.get('location')?.split('/').pop()
      await m.post('add an unknown execution', '/authentication/flows/my%20browser/executions/execution', {
        provider: 'no-such',
      })
      await m.post('add a sub-flow', '/authentication/flows/my%20browser/executions/flow', {
        alias: 'my sub',
        type: 'basic-flow',
        provider: 'registration-page-form',
        description: 'x',
      })
      await m.post('raise priority', `/authentication/executions/${eid}/raise-priority`)
      await m.post('lower priority', `/authentication/executions/${eid}/lower-priority`)
      await m.post('config of the execution', `/authentication/executions/${eid}/config`, {
        alias: 'my config',
        config: { a: 'b' },
      })
      await m.del('delete the execution', `/authentication/executions/${eid}`)
      await m.del(
        'delete a built-in flow',
        `/authentication/flows/${(await c.admOk('GET', '/authentication/flows')).json.find((f) => f.alias === 'browser').id}`,
      )
      await m.put('bind it', A, { browserFlow: 'my browser' })
      await m.del(
        'delete while bound',
        `/authentication/flows/${(await c.admOk('GET', '/authentication/flows')).json.find((f) => f.alias === 'my browser').id}`,
      )
      await m.put('bind the old one', A, { browserFlow: 'browser' })
      await m.del(
        'delete',
        `/authentication/flows/${(await c.admOk('GET', '/authentication/flows')).json.find((f) => f.alias === 'my browser').id}`,
      )
      const ra = (await m.get('a required action', '/authentication/required-actions/CONFIGURE_TOTP')).json
      await m.put('make it a default action', '/authentication/required-actions/CONFIGURE_TOTP', {
        ...ra,
        defaultAction: true,
      })
      await m.put('and back', '/authentication/required-actions/CONFIGURE_TOTP', ra)
      await m.get('unknown required action', '/authentication/required-actions/NO_SUCH')
      await m.post('make a flow', '/authentication/flows', {
        alias: 'mine',
        providerId: 'basic-flow',
        topLevel: true,
        builtIn: false,
      })
      await m.post('make it again', '/authentication/flows', {
        alias: 'mine',
        providerId: 'basic-flow',
        topLevel: true,
        builtIn: false,
      })
      await c.admOk(
        'DELETE',
        `/authentication/flows/${(await c.admOk('GET', '/authentication/flows')).json.find((f) => f.alias === 'mine').id}`,
      )
    })
  },
}
