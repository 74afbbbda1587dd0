export const tokenPassword = {
  name: 'token-password',
  title: 'Token endpoint: grant password (direct access)',
  after: ['token-authorization-code', 'token-refresh'],
  async record(area, c) {
    const T = `${c.P}/token`
    const me = () => c.creds('my-test-client')
    const brief = { project: (o) => (o?.access_token ? Object.keys(o) : o) }
    const pw = (s, step, form, more = {}) =>
      s.req(step, {
        path: T,
        form: {
          ...c.creds('direct-client'),
          grant_type: 'password',
          username: 'alice',
          password: 'alice-pass',
          ...form,
        },
        ...more,
      })
    await area.scenario('success', async (s) => {
      await pw(s, 'scope openid', { scope: 'openid' })
      await pw(s, 'no scope', {})
      await pw(s, 'public client', { client_id: 'direct-public', client_secret: undefined, scope: 'openid' })
      await pw(s, 'offline_access', { scope: 'openid offline_access' })
      await pw(s, 'email as username', { username: 'alice@example.org' }, brief)
      await pw(s, 'username in upper case', { username: 'ALICE' }, brief)
      await pw(s, 'user without extra roles', { username: 'bob', password: 'bob-pass', scope: 'openid' })
      await pw(s, 'client without full scope', { ...c.creds('narrow-client'), scope: 'openid' })
      await pw(s, 'client with lightweight access token', { ...c.creds('lightweight-client'), scope: 'openid' })
      await pw(s, 'client with protocol mappers', { ...c.creds('mapper-client'), scope: 'openid' })
      await pw(s, 'optional scopes', { scope: 'openid address phone microprofile-jwt' })
    })
    await area.scenario('errors', async (s) => {
      await pw(s, 'direct grants off', { ...me() })
      await pw(s, 'direct grants off, wrong password', { ...me(), password: 'wrong' })
      await pw(s, 'wrong password', { password: 'wrong' })
      await pw(s, 'unknown user', { username: 'nobody' })
      await pw(s, 'username missing', { username: undefined })
      await pw(s, 'password missing', { password: undefined })
      await pw(s, 'password empty', { password: '' })
      await pw(s, 'disabled user, right password', { username: 'carol-disabled', password: 'carol-pass' })
      await pw(s, 'disabled user, wrong password', { username: 'carol-disabled', password: 'wrong' })
      await c.admOk('PUT', `/users/${await c.userId('dave-temporary')}/reset-password`, {
        type: 'password',
        value: 'dave-pass',
        temporary: true,
      })
      await pw(s, 'temporary password', { username: 'dave-temporary', password: 'dave-pass' })
      await pw(s, 'incomplete profile', { username: 'erin-incomplete', password: 'erin-pass' })
      await pw(s, 'invalid scope', { scope: 'openid no-such' })
      await pw(s, 'consent required', { ...c.creds('consent-client') })
      await pw(s, 'service client', { ...c.creds('service-client') })
      await pw(s, 'wrong client secret', { client_secret: 'wrong' })
      await pw(s, 'service account user', { username: 'service-account-service-client', password: 'x' })
    })
  },
}
