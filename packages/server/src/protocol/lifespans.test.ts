import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { clientNamed, sessionOf, testRealm, userNamed } from '../../test/support/test-realm.ts'
import type { Lifespans, Realm } from '../model/realm.ts'
import {
  accessTokenExpiry,
  isClientSessionExpired,
  isSessionExpired,
  refreshTokenExpiry,
  sessionExpiry,
} from './lifespans.ts'

const START = 1_000
const alice = userNamed('alice')
const plain = clientNamed('direct-client')

function realmWith(lifespans: Partial<Lifespans> = {}, attributes: Record<string, string> = {}): Realm {
  return { ...testRealm, lifespans: { ...testRealm.lifespans, ...lifespans }, attributes }
}

function clientWith(attributes: Record<string, string>) {
  return { ...plain, attributes }
}

describe('a user session', () => {
  const { user } = sessionOf(alice, plain)

  it('is dead in the second in which its idle time is over', () => {
    assert.equal(isSessionExpired(user, realmWith(), START + 1_799), false)
    assert.equal(isSessionExpired(user, realmWith(), START + 1_800), true)
  })

  it('is dead in the second of its greatest age however busy it is', () => {
    const busy = { ...user, lastRefresh: START + 35_999 }
    assert.equal(isSessionExpired(busy, realmWith(), START + 35_999), false)
    assert.equal(isSessionExpired(busy, realmWith(), START + 36_000), true)
    assert.equal(sessionExpiry(busy, realmWith()), START + 36_000)
  })

  it('lives longer when remembered, never shorter', () => {
    const remembered = { ...user, rememberMe: true }
    const offering = (realm: Realm): Realm => ({ ...realm, login: { ...realm.login, rememberMe: true } })
    const longer = offering(realmWith({ ssoSessionIdleRememberMe: 5_000, ssoSessionMaxRememberMe: 50_000 }))
    assert.equal(isSessionExpired(remembered, longer, START + 4_999), false)
    assert.equal(isSessionExpired(remembered, longer, START + 5_000), true)
    assert.equal(sessionExpiry(remembered, longer), START + 50_000)
    const shorter = offering(realmWith({ ssoSessionIdleRememberMe: 60, ssoSessionMaxRememberMe: 60 }))
    assert.equal(isSessionExpired(remembered, shorter, START + 1_799), false)
    assert.equal(sessionExpiry(remembered, shorter), START + 36_000)
  })

  it('is dead when the realm has taken remember-me back (attack case 31)', () => {
    assert.equal(isSessionExpired({ ...user, rememberMe: true }, realmWith(), START), true)
  })

  it('gains nothing from remember-me settings when it is not remembered', () => {
    assert.equal(sessionExpiry(user, realmWith({ ssoSessionMaxRememberMe: 50_000 })), START + 36_000)
  })

  it('is judged by the defaults where the realm says 0 or less', () => {
    const zero = realmWith({ ssoSessionIdle: 0, ssoSessionMax: -1 })
    assert.equal(isSessionExpired(user, zero, START + 1_799), false)
    assert.equal(isSessionExpired(user, zero, START + 1_800), true)
    assert.equal(sessionExpiry(user, zero), START + 36_000)
  })

  it('has its own limits when offline', () => {
    const { user: offline } = sessionOf(alice, plain, { offline: true })
    assert.equal(isSessionExpired(offline, realmWith(), START + 2_591_999), false)
    assert.equal(isSessionExpired(offline, realmWith(), START + 2_592_000), true)
    assert.equal(sessionExpiry(offline, realmWith()), Number.POSITIVE_INFINITY)
    assert.equal(isSessionExpired(offline, realmWith({ offlineSessionMax: 100 }), START + 100), true)
  })
})

describe("a client's part in a session", () => {
  const session = sessionOf(alice, plain)
  const dead = (client = plain, realm = realmWith(), after = 0, of = session) =>
    isClientSessionExpired(of.client, of.user, client, realm, START + after)

  it('lives as long as the user session when nobody says otherwise', () => {
    assert.equal(dead(plain, realmWith(), 1_799), false)
    assert.equal(dead(plain, realmWith(), 1_800), true)
  })

  it("ends by the client's own idle time, which beats the realm's", () => {
    const realm = realmWith({ clientSessionIdle: 200 })
    assert.equal(dead(plain, realm, 200), true)
    assert.equal(dead(clientWith({ 'client.session.idle.timeout': '300' }), realm, 299), false)
    assert.equal(dead(clientWith({ 'client.session.idle.timeout': '300' }), realm, 300), true)
  })

  it("ends by the client's own greatest age", () => {
    assert.equal(dead(clientWith({ 'client.session.max.lifespan': '100' }), realmWith(), 99), false)
    assert.equal(dead(clientWith({ 'client.session.max.lifespan': '100' }), realmWith(), 100), true)
  })

  it('never outlives the user session', () => {
    const greedy = clientWith({ 'client.session.idle.timeout': '999999', 'client.session.max.lifespan': '999999' })
    assert.equal(dead(greedy, realmWith(), 35_999), false)
    assert.equal(dead(greedy, realmWith(), 36_000), true)
  })

  for (const nonsense of ['', '0', '-5', 'abc', '1e3', '12345678901']) {
    it(`takes no notice of ${JSON.stringify(nonsense)}`, () => {
      const client = clientWith({ 'client.session.idle.timeout': nonsense, 'client.session.max.lifespan': nonsense })
      assert.equal(dead(client, realmWith(), 1_799), false)
      assert.equal(dead(client, realmWith(), 1_800), true)
    })
  }
})

describe('exp of an access token', () => {
  const session = sessionOf(alice, plain)
  const exp = (attributes: Record<string, string>, lifespans: Partial<Lifespans> = {}, of = session, now = START) =>
    accessTokenExpiry(clientWith(attributes), realmWith(lifespans), of, now) - now

  it("follows the realm, then the client's own lifespan", () => {
    assert.equal(exp({}), 300)
    assert.equal(exp({ 'access.token.lifespan': '17' }), 17)
    assert.equal(exp({ 'access.token.lifespan': '0' }), 0)
    assert.equal(exp({ 'access.token.lifespan': 'abc' }), 300)
  })

  it('never outlives the session', () => {
    assert.equal(exp({ 'access.token.lifespan': '99999999' }), 36_000)
    assert.equal(exp({ 'access.token.lifespan': '500', 'client.session.max.lifespan': '100' }), 100)
    assert.equal(exp({}, { ssoSessionMax: 110 }), 110)
    assert.equal(exp({}, { clientSessionMax: 120 }), 120)
    assert.equal(exp({}, {}, session, START + 35_900), 100)
  })

  it('may outlive the idle time', () => {
    assert.equal(exp({}, { ssoSessionIdle: 60 }), 300)
    assert.equal(exp({ 'access.token.lifespan': '500', 'client.session.idle.timeout': '100' }), 500)
  })

  it('is the end of the session for -1', () => {
    assert.equal(exp({ 'access.token.lifespan': '-1' }), 36_000)
    assert.equal(exp({}, { accessToken: -1 }), 36_000)
  })

  it('is finite for an offline session without end and for no session', () => {
    const offline = sessionOf(alice, plain, { offline: true })
    assert.equal(exp({ 'access.token.lifespan': '-1' }, {}, offline), 36_000)
    assert.equal(
      accessTokenExpiry(clientWith({ 'access.token.lifespan': '99999999' }), realmWith(), undefined, START),
      START + 36_000,
    )
    assert.equal(accessTokenExpiry(plain, realmWith(), undefined, START), START + 300)
  })
})

describe('exp of a refresh token', () => {
  const session = sessionOf(alice, plain)
  const exp = (attributes: Record<string, string>, lifespans: Partial<Lifespans> = {}, now = START) =>
    (refreshTokenExpiry(clientWith(attributes), realmWith(lifespans), session, now) ?? 0) - now

  it('is the idle time from now', () => {
    assert.equal(exp({}), 1_800)
    assert.equal(exp({}, {}, START + 500), 1_800)
    assert.equal(exp({}, { ssoSessionIdle: 60 }), 60)
    assert.equal(exp({}, { clientSessionIdle: 200 }), 200)
    assert.equal(exp({ 'client.session.idle.timeout': '100' }), 100)
  })

  it('is the greatest age where that comes first', () => {
    assert.equal(exp({ 'client.session.max.lifespan': '100' }), 100)
    assert.equal(exp({}, { ssoSessionMax: 110 }), 110)
    assert.equal(exp({}, { clientSessionMax: 120 }), 120)
    assert.equal(exp({}, {}, START + 35_000), 1_000)
  })

  it('is absent for an offline token unless the realm limits their age', () => {
    const offline = sessionOf(alice, plain, { offline: true })
    assert.equal(refreshTokenExpiry(plain, realmWith(), offline, START), undefined)
    assert.equal(refreshTokenExpiry(plain, realmWith({ offlineSessionMax: 100 }), offline, START), START + 100)
    assert.equal(
      refreshTokenExpiry(
        plain,
        realmWith({ offlineSessionMax: 100 }, { clientOfflineSessionMaxLifespan: '40' }),
        offline,
        START,
      ),
      START + 40,
    )
  })
})
