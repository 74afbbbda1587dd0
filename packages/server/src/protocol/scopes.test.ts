import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { clientNamed, membershipOf, testRealm } from '../../test/support/test-realm.ts'
import { effectiveRoles } from './roles.ts'
import { hasOfflineAccess, permittedScopes, refreshScopes, requireOfflineAccess, scopesFor } from './scopes.ts'

const client = clientNamed('direct-client')
const sorted = (names: string) => names.split(' ').sort().join(' ')

describe('RFC 6749 §3.3 scope of a request', () => {
  const refused: [string, string][] = [
    ['openid no-such', 'Invalid scopes: openid no-such'],
    ['no-such', 'Invalid scopes: no-such'],
    ['', 'Invalid scopes: '],
    ['openid  phone', 'Invalid scopes: openid  phone'],
    [' openid', 'Invalid scopes:  openid'],
    ['openid\t', 'Invalid scopes: openid'],
    ['no-such ', 'Invalid scopes: no-such '],
    ['openid\tphone', 'Invalid scopes: openidphone'],
    ['openid\nphone', 'Invalid scopes: openidphone'],
    ['openid,phone', 'Invalid scopes: openid,phone'],
    ['OPENID', 'Invalid scopes: OPENID'],
    ['phone:1', 'Invalid scopes: phone:1'],
    ['service_account', 'Invalid scopes: service_account'],
    ['role_list', 'Invalid scopes: role_list'],
    ['__proto__', 'Invalid scopes: __proto__'],
  ]
  for (const [scope, description] of refused) {
    it(`refuses ${JSON.stringify(scope)}`, () => {
      assert.throws(() => scopesFor(client, testRealm, scope), { code: 'invalid_scope', status: 400, description })
    })
  }

  it('refuses a SAML scope that an administrator has assigned', () => {
    const odd = { ...client, optionalClientScopes: [...client.optionalClientScopes, 'role_list'] }
    assert.throws(() => scopesFor(odd, testRealm, 'role_list'), { code: 'invalid_scope' })
  })

  it('refuses a scope that is assigned but gone from the realm', () => {
    const odd = { ...client, optionalClientScopes: ['gone'] }
    assert.throws(() => scopesFor(odd, testRealm, 'gone'), { code: 'invalid_scope' })
  })

  it('refuses thousands of names without repeating them (attack case 57)', () => {
    const flood = Array.from({ length: 3_000 }, (_, index) => `scope-${index}`).join(' ')
    assert.throws(() => scopesFor(client, testRealm, flood), { code: 'invalid_scope', description: 'Invalid scopes' })
  })

  it('keeps the reason short however many names are wrong', () => {
    const many = Array.from({ length: 300 }, (_, index) => `no-${index}`).join(' ')
    assert.throws(
      () => scopesFor(client, testRealm, many),
      ({ reason }: { reason: { came: string } }) => reason.came.split(' ').length === 10,
    )
  })

  it('takes a name twice as once', () => {
    assert.equal(scopesFor(client, testRealm, 'phone phone openid openid').tokenScope, 'openid profile email phone')
    assert.equal(scopesFor(client, testRealm, Array(600).fill('phone').join(' ')).tokenScope, 'profile email phone')
  })

  it('is looked through once, however many spaces are in it', () => {
    const started = performance.now()
    for (let turn = 0; turn < 500; turn += 1) {
      assert.throws(() => scopesFor(client, testRealm, `openid${' '.repeat(3_900)}phone`), { code: 'invalid_scope' })
    }
    assert.ok(performance.now() - started < 5_000)
  })

  it('passes over spaces at the end, which clients leave that gather names', () => {
    for (const scope of ['openid ', 'openid   ']) {
      assert.equal(scopesFor(client, testRealm, scope).tokenScope, 'openid profile email')
    }
  })

  it('gives the defaults when nothing is asked for', () => {
    for (const scope of [undefined, '  ']) {
      const { openid, tokenScope, grantedScope } = scopesFor(client, testRealm, scope)
      assert.equal(openid, false)
      assert.equal(sorted(tokenScope), 'email profile')
      assert.equal(sorted(grantedScope), 'acr basic email profile roles web-origins')
    }
  })

  it('names openid only when asked for', () => {
    const { openid, tokenScope, grantedScope } = scopesFor(client, testRealm, 'openid')
    assert.ok(openid)
    assert.equal(sorted(tokenScope), 'email openid profile')
    assert.equal(sorted(grantedScope), 'acr basic email openid profile roles web-origins')
  })

  it('adds optional scopes when asked for', () => {
    const { tokenScope } = scopesFor(client, testRealm, 'microprofile-jwt openid address phone')
    assert.equal(sorted(tokenScope), 'address email microprofile-jwt openid phone profile')
  })

  it('takes a default scope by name without a word', () => {
    assert.equal(sorted(scopesFor(client, testRealm, 'basic').tokenScope), 'email profile')
  })

  it('takes organization and says nothing of it, for there are none', () => {
    assert.equal(
      sorted(scopesFor(client, testRealm, 'openid organization').grantedScope),
      'acr basic email openid profile roles web-origins',
    )
  })
})

describe('scopes a user may have', () => {
  const offline = scopesFor(client, testRealm, 'openid offline_access')
  const alice = effectiveRoles(membershipOf('alice'), testRealm.roles)

  it('keep offline_access for who holds its role', () => {
    const permitted = permittedScopes(offline, alice, testRealm)
    assert.ok(hasOfflineAccess(permitted))
    assert.equal(sorted(permitted.tokenScope), 'email offline_access openid profile')
    requireOfflineAccess(offline, permitted)
  })

  it('lack it in silence for who does not', () => {
    const permitted = permittedScopes(offline, new Map(), testRealm)
    assert.equal(sorted(permitted.tokenScope), 'email openid profile')
    assert.equal(sorted(permitted.grantedScope), 'acr basic email openid profile roles web-origins')
  })

  it('refuse an offline token to who lacks the role', () => {
    assert.throws(() => requireOfflineAccess(offline, permittedScopes(offline, new Map(), testRealm)), {
      code: 'not_allowed',
      description: 'Offline tokens not allowed for the user or client',
      reason: { kind: 'offline_access_not_allowed', expected: "one of the roles of the client scope's role mappings" },
    })
  })

  it('need no role for an online token', () => {
    const online = scopesFor(client, testRealm, 'openid')
    requireOfflineAccess(online, permittedScopes(online, new Map(), testRealm))
  })
})

describe('RFC 6749 §6 scope of a refresh', () => {
  const granted = 'acr address basic email openid phone profile roles web-origins'
  const cases: [string | undefined, string][] = [
    [undefined, 'address email openid phone profile'],
    ['openid phone', 'email openid phone profile'],
    ['openid', 'email openid profile'],
    ['phone', 'email phone profile'],
    ['openid microprofile-jwt', 'email openid profile'],
    ['openid offline_access', 'email openid profile'],
    ['  ', 'email profile'],
  ]
  for (const [requested, tokenScope] of cases) {
    it(`gives ${tokenScope} for ${JSON.stringify(requested)}`, () => {
      const refreshed = refreshScopes(client, testRealm, granted, requested)
      assert.equal(sorted(refreshed.tokenScope), tokenScope)
      assert.ok(refreshed.idToken)
    })
  }

  for (const requested of ['openid no-such', '', 'openid  phone']) {
    it(`refuses ${JSON.stringify(requested)}`, () => {
      assert.throws(() => refreshScopes(client, testRealm, granted, requested), { code: 'invalid_scope' })
    })
  }

  it('never adds openid, nor an ID token, to what was granted without', () => {
    const refreshed = refreshScopes(client, testRealm, 'phone email profile', 'openid phone')
    assert.equal(sorted(refreshed.tokenScope), 'email phone profile')
    assert.equal(refreshed.idToken, false)
  })

  it('drops a granted scope that the client has lost since', () => {
    const without = { ...client, optionalClientScopes: ['address'] }
    assert.equal(
      sorted(refreshScopes(without, testRealm, granted, undefined).tokenScope),
      'address email openid profile',
    )
    assert.throws(() => refreshScopes(without, testRealm, granted, 'phone'), { code: 'invalid_scope' })
  })

  it('gives a scope that has become a default one', () => {
    const more = { ...client, defaultClientScopes: [...client.defaultClientScopes, 'phone'], optionalClientScopes: [] }
    assert.equal(sorted(refreshScopes(more, testRealm, 'email profile', undefined).tokenScope), 'email phone profile')
  })
})
