import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { StoreUnavailable } from '../../../src/store/ports.ts'
import { type AdminCaller, adminCaller, adminOf, listIn, makeRealmWithAdmins } from '../../support/admin.ts'
import { changeRealm } from '../../support/change.ts'
import {
  authorizationUrl,
  CALLBACK,
  DIRECT_CLIENT,
  exchange,
  SERVICE_CLIENT,
  signedInTokens,
  signIn,
  startServer,
  type TestServer,
  TUTORIAL_CLIENT,
} from '../../support/server.ts'

let server: TestServer
let call: AdminCaller

before(async () => {
  server = await startServer()
  call = await adminCaller(server)
})
after(() => server.close())

async function eventsOf(query = ''): Promise<Record<string, unknown>[]> {
  return listIn(await call('GET', `/test/events${query}`))
}

async function adminEventsOf(query = ''): Promise<Record<string, unknown>[]> {
  return listIn(await call('GET', `/test/admin-events${query}`))
}

describe('login events', () => {
  beforeEach(async () => {
    await changeRealm(server, { eventsEnabled: true, enabledEventTypes: [] })
    await call('DELETE', '/test/events')
  })

  it('are on record before the request is answered, a refusal as well as a success', async () => {
    await server.token({ grant_type: 'client_credentials', ...SERVICE_CLIENT })
    await server.token({ grant_type: 'client_credentials', ...SERVICE_CLIENT, client_secret: 'wrong' })
    const [refused, done] = await eventsOf()
    assert.deepEqual([refused?.['type'], refused?.['error']], ['CLIENT_LOGIN_ERROR', 'invalid_client_credentials'])
    assert.deepEqual(
      [done?.['type'], done?.['clientId'], done?.['error']],
      ['CLIENT_LOGIN', 'service-client', undefined],
    )
  })

  it('tell a login at the form from beginning to end, with whose account was tried', async () => {
    const browser = server.browser()
    const page = await browser.get(authorizationUrl())
    const again = await browser.submit(page, { username: 'nobody', password: 'x' })
    const third = await browser.submit(again, { username: 'alice', password: 'wrong' })
    const done = await browser.submit(third, { username: 'alice', password: 'alice-pass' })
    await exchange(server, done.location.searchParams.get('code') ?? '')
    const told = (await eventsOf()).reverse()
    const user = told[2]?.['userId']
    assert.ok(user)
    assert.deepEqual(
      told.map(({ type, error, userId }) => [type, error, userId]),
      [
        ['LOGIN_ERROR', 'user_not_found', undefined],
        ['LOGIN_ERROR', 'invalid_user_credentials', user],
        ['LOGIN', undefined, user],
        ['CODE_TO_TOKEN', undefined, user],
      ],
    )
    assert.deepEqual(told[0]?.['details'], {
      auth_method: 'openid-connect',
      auth_type: 'code',
      redirect_uri: CALLBACK,
      username: 'nobody',
    })
  })

  it('of frequent kinds are saved only where the realm names them', async () => {
    const { refresh_token } = await signedInTokens(server)
    const refresh = () =>
      server.token({ grant_type: 'refresh_token', refresh_token: String(refresh_token), ...TUTORIAL_CLIENT })
    await refresh()
    assert.deepEqual(await eventsOf('?type=REFRESH_TOKEN'), [])
    await changeRealm(server, { enabledEventTypes: ['REFRESH_TOKEN'] })
    await refresh()
    assert.deepEqual(
      (await eventsOf()).map(({ type }) => type),
      ['REFRESH_TOKEN', 'CODE_TO_TOKEN', 'LOGIN'],
    )
  })

  it('are not saved where the realm does not ask for it', async () => {
    await changeRealm(server, { eventsEnabled: false })
    await signIn(server.browser())
    assert.deepEqual(await eventsOf(), [])
  })

  it('hold no password, code, secret or token', async () => {
    const browser = server.browser()
    const code = (await signIn(browser)).get('code') ?? ''
    const { access_token, refresh_token, id_token } = (await exchange(server, code)).json()
    await server.token({ grant_type: 'password', username: 'alice', password: 'a-wrong-password', ...DIRECT_CLIENT })
    await exchange(server, code)
    const text = JSON.stringify(await eventsOf())
    const secrets = [code, access_token, refresh_token, id_token, 'alice-pass', 'a-wrong-password']
    for (const secret of [...secrets, TUTORIAL_CLIENT.client_secret]) assert.ok(!text.includes(String(secret)))
  })

  it('that can not be saved make the request fail: nothing is answered that is not on record', async () => {
    const { loginEvents } = server.latchkey.stores
    const { add } = loginEvents
    Object.assign(loginEvents, { add: () => Promise.reject(new StoreUnavailable('full')) })
    try {
      const answer = await server.token({ grant_type: 'client_credentials', ...SERVICE_CLIENT })
      assert.equal(answer.status, 503)
    } finally {
      Object.assign(loginEvents, { add })
    }
  })

  it('are filtered by day and by millisecond', async () => {
    await server.token({ grant_type: 'client_credentials', ...SERVICE_CLIENT })
    const nowMs = server.clock.nowMs()
    const today = new Date(nowMs).toISOString().slice(0, 10)
    const tomorrow = new Date(nowMs + 86_400_000).toISOString().slice(0, 10)
    for (const [query, count] of [
      [`?dateFrom=${today}&dateTo=${today}`, 1],
      [`?dateFrom=${tomorrow}`, 0],
      [`?dateFrom=${nowMs}&dateTo=${nowMs}`, 1],
      [`?dateTo=${nowMs - 1}`, 0],
      ['?max=0', 0],
      ['?first=1', 0],
      ['?max=-1&first=-1', 1],
    ] as const) {
      assert.equal((await eventsOf(query)).length, count, query)
    }
  })

  it('refuse a filter that is none', async () => {
    for (const query of ['dateFrom=2026-13-01', 'dateTo=1e3', 'direction=up', 'type=NO_SUCH', 'max=x']) {
      assert.equal((await call('GET', `/test/events?${query}`)).status, 400, query)
    }
  })
})

describe('admin events', () => {
  beforeEach(async () => {
    await changeRealm(server, { adminEventsEnabled: true, adminEventsDetailsEnabled: true })
    await call('DELETE', '/test/admin-events')
  })

  it('tell who changed what, with what was sent', async () => {
    await call('POST', '/test/roles', { name: 'told', description: 'd' })
    const [event] = await adminEventsOf('?resourcePath=roles/*&operationTypes=CREATE&resourceTypes=REALM_ROLE')
    assert.equal(event?.['resourcePath'], 'roles/told')
    const author = event?.['authDetails'] as Record<string, string>
    assert.notEqual(author['realmId'], event?.['realmId'])
    assert.equal(JSON.parse(String(event?.['representation'])).description, 'd')
    assert.equal((await adminEventsOf(`?authUser=${author['userId']}&authRealm=${author['realmId']}`)).length, 1)
    assert.deepEqual(await adminEventsOf('?authUser=somebody'), [])
  })

  it('leave out what was sent where the realm does not keep it, and everything where it saves none', async () => {
    await changeRealm(server, { adminEventsDetailsEnabled: false })
    await call('POST', '/test/roles', { name: 'brief' })
    const [event] = await adminEventsOf()
    assert.equal(event?.['resourcePath'], 'roles/brief')
    assert.equal(event?.['representation'], undefined)
    await changeRealm(server, { adminEventsEnabled: false })
    await call('DELETE', '/test/roles/brief')
    assert.equal((await adminEventsOf()).length, 1)
  })

  it('hold no secret that was sent', async () => {
    const password = 'a-secret-password'
    const credentials = [{ type: 'password', value: password }]
    const made = await call('POST', '/test/users', { username: 'told-user', credentials })
    assert.equal(made.status, 201)
    const id = String(made.headers['location']).split('/').at(-1)
    await call('PUT', `/test/users/${id}/reset-password`, { type: 'password', value: password })
    await call('POST', '/test/clients', { clientId: 'told-client', secret: password })
    await call('PUT', '/test', { smtpServer: { host: 'h', from: 'a@b.example', password } })
    const events = await adminEventsOf()
    assert.equal(events.length, 4)
    assert.doesNotMatch(JSON.stringify(events), /a-secret-password/)
  })

  it('are not made by a refusal', async () => {
    assert.equal((await call('POST', '/test/roles', { name: '' })).status, 400)
    assert.deepEqual(await adminEventsOf(), [])
  })

  it('refuse a filter that is none', async () => {
    for (const query of ['operationTypes=NOPE', 'resourceTypes=NOPE', 'dateFrom=x', 'direction=ASC']) {
      assert.equal((await call('GET', `/test/admin-events?${query}`)).status, 400, query)
    }
  })
})

describe('who may see and delete events', () => {
  it('is who has view-events, and who has manage-events, of this very realm', async () => {
    await makeRealmWithAdmins(call, 'watched', {
      viewer: ['view-events'],
      manager: ['manage-events'],
      other: ['view-users'],
    })
    const viewer = await adminOf(server, 'watched', 'viewer')
    const manager = await adminOf(server, 'watched', 'manager')
    const other = await adminOf(server, 'watched', 'other')
    for (const path of ['/events', '/admin-events', '/events/config']) {
      assert.equal((await viewer('GET', `/watched${path}`)).status, 200, path)
      assert.equal((await manager('GET', `/watched${path}`)).status, 200, path)
      assert.equal((await other('GET', `/watched${path}`)).status, 403, path)
      assert.equal((await viewer('GET', `/test${path}`)).status, 403, path)
    }
    for (const path of ['/events', '/admin-events']) {
      assert.equal((await viewer('DELETE', `/watched${path}`)).status, 403, path)
      assert.equal((await manager('DELETE', `/watched${path}`)).status, 204, path)
    }
    assert.equal((await viewer('PUT', '/watched/events/config', {})).status, 403)
    assert.equal((await manager('PUT', '/watched/events/config', { eventsEnabled: true })).status, 204)
  })
})

describe('the settings of events', () => {
  it('keep what is not sent, but for saving login events and their age', async () => {
    const config = { eventsEnabled: true, eventsExpiration: 60, adminEventsEnabled: true, enabledEventTypes: ['LOGIN'] }
    assert.equal((await call('PUT', '/test/events/config', config)).status, 204)
    assert.equal((await call('PUT', '/test/events/config', { eventsListeners: [] })).status, 204)
    assert.deepEqual((await call('GET', '/test/events/config')).json(), {
      eventsEnabled: false,
      eventsListeners: [],
      enabledEventTypes: ['LOGIN'],
      adminEventsEnabled: true,
      adminEventsDetailsEnabled: true,
    })
  })

  it('are refused with a listener that is not there, an unknown field, or lists without end', async () => {
    for (const config of [
      { eventsListeners: ['no-such'] },
      { nonsense: true },
      { enabledEventTypes: Array.from({ length: 501 }, () => 'LOGIN') },
      { enabledEventTypes: ['x'.repeat(256)] },
    ]) {
      assert.equal((await call('PUT', '/test/events/config', config)).status, 400)
    }
  })
})
