import { sleep } from '../context.mjs'
import { short } from '../projections.mjs'

export const device = {
  name: 'device',
  title: 'Device authorization grant',
  async record(area, c) {
    const D = `${c.P}/auth/device`
    const poll = (s, step, code, more = {}) =>
      s.req(step, {
        path: `${c.P}/token`,
        form: {
          client_id: 'device-client',
          grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
          device_code: code,
          ...more,
        },
      })
    await area.scenario('approved', async (s) => {
      const d = await s.req('device request', { path: D, form: { client_id: 'device-client', scope: 'openid' } })
      await poll(s, 'pending', d.json.device_code)
      await poll(s, 'too soon', d.json.device_code)
      const jar = s.browser()
      const page = await s.req('verification page', { path: `${c.R}/device`, jar })
      await s.submit('wrong user code', page, { device_user_code: 'AAAA-AAAA' }, jar).then(async (r) => {
        if (r.status === 302)
          await s.req('follow', { url: new URL(r.get('location'), c.base).href, jar, project: short })
      })
      let p = await s.submit('right user code', page, { device_user_code: d.json.user_code }, jar)
      for (let i = 0; i < 6 && p.status === 302; i++)
        p = await s.req('follow', {
          url: new URL(p.get('location'), c.base).href,
          jar,
          project: (o) => (o?.$html ? { title: o.$html.title, pageId: o.$html.pageId, forms: o.$html.forms } : o),
        })
      p = await s.submit('login', p, { username: 'alice', password: 'alice-pass' }, jar)
      for (let i = 0; i < 6 && p.status === 302; i++)
        p = await s.req('follow', { url: new URL(p.get('location'), c.base).href, jar })
      p = await s.submit('accept', p, { accept: 'Yes' }, jar)
      for (let i = 0; i < 6 && p.status === 302; i++)
        p = await s.req('follow', { url: new URL(p.get('location'), c.base).href, jar })
      await sleep(1200)
      await poll(s, 'granted', d.json.device_code)
      await poll(s, 'again', d.json.device_code)
    })
    await area.scenario('denied', async (s) => {
      const d = await s.quiet({ path: D, form: { client_id: 'device-client', scope: 'openid' } })
      const jar = s.browser()
      let p = await s.req('verification_uri_complete', { url: d.json.verification_uri_complete, jar })
      for (let i = 0; i < 6 && p.status === 302; i++)
        p = await s.quiet({ url: new URL(p.get('location'), c.base).href, jar })
      p = await s.submit('', p, { username: 'alice', password: 'alice-pass' }, jar, { quiet: true })
      for (let i = 0; i < 6 && p.status === 302; i++)
        p = await s.quiet({ url: new URL(p.get('location'), c.base).href, jar })
      p = await s.submit('deny', p, { cancel: 'No' }, jar)
      for (let i = 0; i < 6 && p.status === 302; i++)
        p = await s.req('follow', { url: new URL(p.get('location'), c.base).href, jar, project: short })
      await sleep(1200)
      await poll(s, 'denied', d.json.device_code)
    })
    await area.scenario('errors', async (s) => {
      await s.req('grant off at the client', { path: D, form: { ...c.creds('direct-client') } })
      await s.req('client missing', { path: D, form: { scope: 'openid' } })
      await s.req('client unknown', { path: D, form: { client_id: 'no-such' } })
      await s.req('GET', { path: D })
      await s.req('invalid scope', { path: D, form: { client_id: 'device-client', scope: 'no-such' } })
      await poll(s, 'unknown device code', 'no-such-code')
      await poll(s, 'device code missing', undefined)
      const d = await s.quiet({ path: D, form: { client_id: 'device-client' } })
      await s.req('of another client', {
        path: `${c.P}/token`,
        form: {
          ...c.creds('direct-client'),
          grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
          device_code: d.json.device_code,
        },
      })
      await c.withRealm({ oauth2DeviceCodeLifespan: 1 }, async () => {
        const e = await s.quiet({ path: D, form: { client_id: 'device-client' } })
        await sleep(2500)
        await poll(s, 'expired', e.json.device_code)
        await s.req('verification page with an expired code', {
          url: e.json.verification_uri_complete,
          jar: s.browser(),
          project: short,
        })
      })
    })
  },
}
