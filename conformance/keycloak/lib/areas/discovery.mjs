import { short } from '../projections.mjs'

export const discovery = {
  name: 'discovery',
  title: 'Discovery, keys, realm information and other unauthenticated documents',
  async record(area, c) {
    await area.scenario('well-known', async (s) => {
      await s.req('openid-configuration', { path: `${c.R}/.well-known/openid-configuration` })
      await s.req('with Origin', {
        path: `${c.R}/.well-known/openid-configuration`,
        headers: { origin: 'http://elsewhere.example' },
        project: (o) => Object.keys(o),
      })
      await s.req('oauth-authorization-server', {
        path: `${c.R}/.well-known/oauth-authorization-server`,
        project: (o) => (o && typeof o === 'object' ? Object.keys(o) : o),
      })
      await s.req('uma2-configuration', { path: `${c.R}/.well-known/uma2-configuration` })
      await s.req('unknown well-known name', { path: `${c.R}/.well-known/nope` })
      await s.req('HEAD', { method: 'HEAD', path: `${c.R}/.well-known/openid-configuration` })
      await s.req('POST not allowed', { method: 'POST', path: `${c.R}/.well-known/openid-configuration` })
      await s.req('OPTIONS', {
        method: 'OPTIONS',
        path: `${c.R}/.well-known/openid-configuration`,
        headers: { origin: 'http://elsewhere.example', 'access-control-request-method': 'GET' },
      })
      await s.req('unknown realm', { path: '/realms/no-such-realm/.well-known/openid-configuration' })
    })
    await area.scenario('keys', async (s) => {
      await s.req('certs', { path: `${c.P}/certs` })
      await s.req('certs with Origin', {
        path: `${c.P}/certs`,
        headers: { origin: 'http://elsewhere.example' },
        project: () => '<as above>',
      })
      await s.req('unknown realm', { path: '/realms/no-such-realm/protocol/openid-connect/certs' })
    })
    await area.scenario('realm-information', async (s) => {
      await s.req('realm', { path: c.R })
      await s.req('realm, trailing slash', { path: `${c.R}/` })
      await s.req('realm with Origin', { path: c.R, headers: { origin: 'http://elsewhere.example' } })
      await s.req('unknown realm', { path: '/realms/no-such-realm' })
      await s.req('unknown path in the realm', { path: `${c.R}/no-such-thing` })
      await s.req('unknown protocol', { path: `${c.R}/protocol/no-such-protocol/auth` })
      await s.req('unknown endpoint of the protocol', { path: `${c.P}/no-such-endpoint` })
      await s.req('browser asks for unknown realm', { path: '/realms/no-such-realm', headers: { accept: 'text/html' } })
      await s.req('browser asks for unknown path', { path: `${c.R}/no-such-thing`, headers: { accept: 'text/html' } })
    })
    await area.scenario('other-documents', async (s) => {
      await s.req('server root', { path: '/', project: short })
      await s.req('admin', { path: '/admin', project: short })
      await s.req('admin/', { path: '/admin/', project: short })
      await s.req('admin console', {
        path: '/admin/master/console/',
        project: (o) => (o?.$html ? { title: o.$html.title } : o),
      })
      await s.req('admin console config', { path: '/admin/master/console/config' })
      await s.req('whoami without token', { path: '/admin/master/console/whoami' })
      await s.req('account console', {
        path: `${c.R}/account`,
        project: (o) => (o?.$html ? { title: o.$html.title } : o),
      })
      await s.req('account console slash', {
        path: `${c.R}/account/`,
        project: (o) => (o?.$html ? { title: o.$html.title } : o),
      })
      await s.req('robots.txt', { path: '/robots.txt' })
      await s.req('login-status-iframe', {
        path: `${c.P}/login-status-iframe.html`,
        project: (o) => (o?.$html ? { title: o.$html.title } : o),
      })
      await s.req('login-status-iframe/init: known client and origin', {
        path: `${c.P}/login-status-iframe.html/init`,
        query: { client_id: 'public-pkce', origin: 'http://localhost:1234' },
      })
      await s.req('login-status-iframe/init: wrong origin', {
        path: `${c.P}/login-status-iframe.html/init`,
        query: { client_id: 'public-pkce', origin: 'http://evil.example' },
      })
      await s.req('third party cookies step1', {
        path: `${c.P}/3p-cookies/step1.html`,
        project: (o) => (o?.$html ? { title: o.$html.title } : o),
      })
      await s.req('client redirect link', { path: `${c.R}/clients/account/redirect` })
      await s.req('device verification page posted with Accept */*: taken for a device request', {
        path: `${c.R}/device`,
        form: { device_user_code: 'AAAA-AAAA' },
      })
      await s.req('out of band page', { path: `${c.P}/oauth/oob`, query: { code: 'abc' }, project: short })
      await s.req('health on the main port', { path: '/health', project: short })
      await s.req('metrics on the main port', { path: '/metrics', project: short })
    })
  },
}
