import { adminCalls } from '../admin-calls.mjs'
import { sleep } from '../context.mjs'

export const adminAttackDetection = {
  name: 'admin-attack-detection',
  title: 'Brute force detection',
  async record(area, c) {
    const mk = (s) => adminCalls(s, c)
    await area.scenario('all', async (s) => {
      const m = mk(s)
      const id = await c.userId('bob')
      await m.get('status when off', `/attack-detection/brute-force/users/${id}`)
      await c.withRealm(
        {
          bruteForceProtected: true,
          failureFactor: 3,
          waitIncrementSeconds: 60,
          quickLoginCheckMilliSeconds: 1,
          maxFailureWaitSeconds: 900,
        },
        async () => {
          const pw = (step, password) =>
            s.req(step, {
              path: `${c.P}/token`,
              form: { ...c.creds('direct-client'), grant_type: 'password', username: 'bob', password },
              project: (o) => (o.access_token ? Object.keys(o) : o),
            })
          for (let i = 1; i <= 3; i++) {
            await pw(`wrong ${i}`, 'wrong')
            await sleep(250)
          }
          await m.get('status', `/attack-detection/brute-force/users/${id}`, {
            project: (o) => ({
              ...o,
              lastFailure: '<ms>',
              ...(o.failedLoginNotBefore && { failedLoginNotBefore: '<s>' }),
            }),
          })
          await pw('right, but locked', 'bob-pass')
          const jar = s.browser()
          const page = await s.quiet({ path: `${c.P}/auth`, query: c.authQuery('my-test-client'), jar })
          await s.submit('browser login while locked', page, { username: 'bob', password: 'bob-pass' }, jar)
          await m.get('the user while locked', `/users/${id}`, { project: (o) => ({ enabled: o.enabled }) })
          await m.del('clear', `/attack-detection/brute-force/users/${id}`)
          await pw('right after', 'bob-pass')
          await m.del('clear all', '/attack-detection/brute-force/users')
          await m.get('unknown user', '/attack-detection/brute-force/users/11111111-1111-1111-1111-111111111111')
        },
      )
      await c.withRealm(
        { bruteForceProtected: true, permanentLockout: true, failureFactor: 2, quickLoginCheckMilliSeconds: 1 },
        async () => {
          for (let i = 0; i < 2; i++) {
            await s.quiet({
              path: `${c.P}/token`,
              form: { ...c.creds('direct-client'), grant_type: 'password', username: 'bob', password: 'x' },
            })
            await sleep(250)
          }
          await s.req('permanent lockout: right password', {
            path: `${c.P}/token`,
            form: { ...c.creds('direct-client'), grant_type: 'password', username: 'bob', password: 'bob-pass' },
          })
          await m.get('permanent lockout: the user', `/users/${id}`, {
            project: (o) => ({ enabled: o.enabled, attributes: o.attributes }),
          })
          const u = (await c.admOk('GET', `/users/${id}`)).json
          await m.put('enabled again by the administrator', `/users/${id}`, { ...u, enabled: true })
          await s.req('then', {
            path: `${c.P}/token`,
            form: { ...c.creds('direct-client'), grant_type: 'password', username: 'bob', password: 'bob-pass' },
            project: (o) => (o.access_token ? Object.keys(o) : o),
          })
        },
      )
    })
  },
}
