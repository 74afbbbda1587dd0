import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import { clientNamed, ISSUER, inputFor, mapper, roleId, sessionOf, userNamed } from '../../test/support/test-realm.ts'
import {
  accessTokenClaims,
  atHash,
  idTokenClaims,
  introspectionClaims,
  refreshTokenClaims,
  type TokenClaims,
  userInfoClaims,
} from './tokens.ts'

const ISSUE = { id: '00000000-0000-4000-8000-000000000000', now: 1_000, expiresAt: 1_300 }
const SCOPE = 'openid profile email'
const alice = userNamed('alice')
const PROFILE = {
  email_verified: true,
  name: 'Alice Liddell',
  preferred_username: 'alice',
  given_name: 'Alice',
  family_name: 'Liddell',
  email: 'alice@example.org',
}

/** Lists of a token have no order. */
function sorted(claims: TokenClaims): unknown {
  return JSON.parse(JSON.stringify(claims), (_, value) => (Array.isArray(value) ? value.sort() : value))
}

describe("alice's access token", () => {
  const client = clientNamed('direct-client')

  it("says what Keycloak's says, and client_id", () => {
    const claims = accessTokenClaims(inputFor('alice', client, 'openid'), { ...ISSUE, grant: 'ro', scope: SCOPE })
    assert.deepEqual(sorted(claims), {
      exp: 1_300,
      iat: 1_000,
      jti: `onrtro:${ISSUE.id}`,
      iss: ISSUER,
      aud: ['account', 'my-api'],
      sub: alice.id,
      typ: 'Bearer',
      azp: 'direct-client',
      client_id: 'direct-client',
      sid: 'session-of-24-characters',
      acr: '1',
      'allowed-origins': ['http://localhost:1234'],
      realm_access: { roles: ['app-user', 'default-roles-test', 'manager', 'offline_access', 'uma_authorization'] },
      resource_access: {
        'my-api': { roles: ['reader', 'writer'] },
        account: { roles: ['manage-account', 'manage-account-links', 'view-profile'] },
      },
      scope: SCOPE,
      ...PROFILE,
    })
  })

  it('has its claims in the order in which Keycloak has them', () => {
    const input = inputFor('alice', client, 'openid', { authTime: 990 })
    assert.deepEqual(Object.keys(accessTokenClaims(input, { ...ISSUE, grant: 'ac', scope: SCOPE })).slice(0, 16), [
      ...['exp', 'iat', 'auth_time', 'jti', 'iss', 'aud', 'sub', 'typ', 'azp', 'client_id', 'sid', 'acr'],
      ...['allowed-origins', 'realm_access', 'resource_access', 'scope'],
    ])
  })

  it('has no roles and no audience for a client without full scope', () => {
    const narrow = clientNamed('narrow-client')
    const claims = accessTokenClaims(inputFor('alice', narrow, 'openid'), { ...ISSUE, grant: 'ro', scope: SCOPE })
    for (const name of ['aud', 'realm_access', 'resource_access']) assert.equal(name in claims, false)
  })

  it('says who, but not what, when lightweight', () => {
    const light = clientNamed('lightweight-client')
    const input = inputFor('alice', light, 'openid', { authTime: 990 })
    assert.deepEqual(accessTokenClaims(input, { ...ISSUE, grant: 'ro', scope: SCOPE }), {
      exp: 1_300,
      iat: 1_000,
      jti: `onltro:${ISSUE.id}`,
      iss: ISSUER,
      typ: 'Bearer',
      azp: 'lightweight-client',
      client_id: 'lightweight-client',
      sid: 'session-of-24-characters',
      scope: SCOPE,
    })
  })

  it('tells offline sessions and no session by its id', () => {
    const offline = inputFor('alice', client, 'openid', { session: sessionOf(alice, client, { offline: true }) })
    assert.equal(accessTokenClaims(offline, { ...ISSUE, grant: 'rt', scope: SCOPE })['jti'], `ofrtrt:${ISSUE.id}`)
    const none = accessTokenClaims(inputFor('alice', client, undefined, { session: undefined }), {
      ...ISSUE,
      grant: 'cc',
      scope: '',
    })
    assert.equal(none['jti'], `trrtcc:${ISSUE.id}`)
    assert.equal('sid' in none, false)
  })

  it('obeys the mappers of its client', () => {
    const claims = accessTokenClaims(inputFor('alice', clientNamed('mapper-client'), 'openid'), {
      ...ISSUE,
      grant: 'ro',
      scope: SCOPE,
    })
    const { aud, realm_access, groups, tenant, roles } = sorted(claims) as TokenClaims
    assert.deepEqual(aud, ['account', 'https://api.example.org', 'my-api'])
    assert.deepEqual(realm_access, {
      roles: ['app-admin', 'app-user', 'default-roles-test', 'manager', 'offline_access', 'uma_authorization'],
    })
    assert.deepEqual(groups, ['/staff/engineering'])
    assert.deepEqual(tenant, { name: 'acme' })
    assert.equal(roles, undefined)
  })

  it('is of a service account with where it came from', () => {
    const service = clientNamed('service-client')
    const notes = { clientHost: '127.0.0.1', clientAddress: '127.0.0.1', client_id: 'service-client' }
    const input = inputFor('service-account-service-client', service, undefined, { session: undefined, notes })
    assert.deepEqual(sorted(accessTokenClaims(input, { ...ISSUE, grant: 'cc', scope: 'email profile' })), {
      exp: 1_300,
      iat: 1_000,
      jti: `trrtcc:${ISSUE.id}`,
      iss: ISSUER,
      aud: 'account',
      sub: userNamed('service-account-service-client').id,
      typ: 'Bearer',
      azp: 'service-client',
      client_id: 'service-client',
      acr: '1',
      realm_access: { roles: ['default-roles-test', 'offline_access', 'uma_authorization'] },
      resource_access: { account: { roles: ['manage-account', 'manage-account-links', 'view-profile'] } },
      scope: 'email profile',
      clientHost: '127.0.0.1',
      email_verified: false,
      preferred_username: 'service-account-service-client',
      clientAddress: '127.0.0.1',
    })
  })
})

describe("alice's ID token", () => {
  it("says what Keycloak's says", () => {
    const input = inputFor('alice', clientNamed('my-test-client'), 'openid', { authTime: 990, nonce: 'nonce-1' })
    assert.deepEqual(idTokenClaims(input, { ...ISSUE, atHash: 'hash' }), {
      exp: 1_300,
      iat: 1_000,
      auth_time: 990,
      jti: ISSUE.id,
      iss: ISSUER,
      aud: 'my-test-client',
      sub: alice.id,
      typ: 'ID',
      azp: 'my-test-client',
      nonce: 'nonce-1',
      sid: 'session-of-24-characters',
      at_hash: 'hash',
      acr: '1',
      ...PROFILE,
    })
  })

  it('has no claim without a value', () => {
    const input = inputFor('alice', clientNamed('my-test-client'), 'openid', { session: undefined, acr: undefined })
    const claims = idTokenClaims(input, { ...ISSUE, atHash: undefined })
    for (const name of ['auth_time', 'nonce', 'sid', 'at_hash', 'acr']) assert.equal(name in claims, false)
  })

  it('has a sub also where the scope basic is not applied, and a whole one for lightweight clients', () => {
    const client = clientNamed('lightweight-client', { defaultClientScopes: [] })
    assert.equal(idTokenClaims(inputFor('alice', client, 'openid'), { ...ISSUE, atHash: undefined })['sub'], alice.id)
  })

  it('is always for its client, whatever audience mappers add', () => {
    const audience = (name: string) =>
      mapper('oidc-audience-mapper', { 'included.custom.audience': name, 'id.token.claim': 'true' })
    const client = clientNamed('my-test-client', { protocolMappers: [audience('other'), audience('my-test-client')] })
    const claims = idTokenClaims(inputFor('alice', client, 'openid'), { ...ISSUE, atHash: undefined })
    assert.deepEqual(claims['aud'], ['my-test-client', 'other'])
  })
})

describe('a refresh token', () => {
  const grantedScope = 'openid acr basic email profile roles web-origins'
  const issue = { id: ISSUE.id, now: 1_000, scope: grantedScope }

  it("says what Keycloak's says", () => {
    const access = accessTokenClaims(inputFor('alice', clientNamed('direct-client'), 'openid'), {
      ...ISSUE,
      grant: 'ro',
      scope: SCOPE,
    })
    assert.deepEqual(sorted(refreshTokenClaims(access, { ...issue, expiresAt: 2_800, offline: false })), {
      exp: 2_800,
      iat: 1_000,
      jti: ISSUE.id,
      iss: ISSUER,
      aud: ISSUER,
      sub: alice.id,
      typ: 'Refresh',
      azp: 'direct-client',
      sid: 'session-of-24-characters',
      scope: grantedScope,
      aud_x: ['account', 'my-api'],
      prov: 'default',
    })
  })

  it('has no end when offline, no aud_x without audience and no sub when lightweight', () => {
    const light = clientNamed('lightweight-client')
    const access = accessTokenClaims(inputFor('alice', light, 'openid'), { ...ISSUE, grant: 'ro', scope: SCOPE })
    const claims = refreshTokenClaims(access, { ...issue, expiresAt: undefined, offline: true })
    assert.equal(claims['typ'], 'Offline')
    for (const name of ['exp', 'aud_x', 'sub']) assert.equal(name in claims, false)
  })
})

describe('userinfo', () => {
  it("says what Keycloak's says", () => {
    assert.deepEqual(userInfoClaims(inputFor('alice', clientNamed('direct-client'), 'openid')), {
      sub: alice.id,
      ...PROFILE,
    })
  })

  it('obeys the flags of mappers, without one that of the ID token', () => {
    assert.deepEqual(sorted(userInfoClaims(inputFor('alice', clientNamed('mapper-client'), 'openid'))), {
      sub: alice.id,
      ...PROFILE,
      roles: ['app-admin', 'app-user', 'default-roles-test', 'manager', 'offline_access', 'uma_authorization'],
      groups: ['/staff/engineering'],
      tenant: { name: 'acme' },
    })
    assert.deepEqual(
      sorted(userInfoClaims(inputFor('alice', clientNamed('direct-client'), 'openid phone address microprofile-jwt'))),
      {
        sub: alice.id,
        ...PROFILE,
        upn: 'alice',
        groups: ['app-user', 'default-roles-test', 'manager', 'offline_access', 'uma_authorization'],
      },
    )
  })

  it('does not tell about the login', () => {
    const notes = { clientHost: 'h', clientAddress: 'a', client_id: 'c' }
    const input = inputFor('service-account-service-client', clientNamed('service-client'), 'openid', {
      notes,
      authTime: 990,
    })
    assert.deepEqual(userInfoClaims(input), {
      sub: userNamed('service-account-service-client').id,
      email_verified: false,
      preferred_username: 'service-account-service-client',
    })
  })
})

describe('RFC 7662 introspection', () => {
  it('tells of a lightweight token what the token itself leaves out', () => {
    const input = inputFor('alice', clientNamed('lightweight-client'), 'openid')
    const token = accessTokenClaims(input, { ...ISSUE, grant: 'ro', scope: SCOPE })
    const answer = sorted(introspectionClaims(input, token)) as TokenClaims
    assert.deepEqual(answer['aud'], ['account', 'my-api'])
    assert.equal(answer['sub'], alice.id)
    assert.equal(answer['preferred_username'], 'alice')
    assert.equal(answer['username'], 'alice')
    assert.equal(answer['active'], true)
    assert.equal(answer['jti'], token['jti'])
  })

  it("lets no mapper say that a token is another's or active", () => {
    const hard = (name: string) =>
      mapper('oidc-hardcoded-claim-mapper', { 'claim.name': name, 'claim.value': 'evil', 'access.token.claim': 'true' })
    const names = ['active', 'username', 'token_type', 'client_id', 'exp', 'scope', 'sid']
    const client = clientNamed('direct-client', { protocolMappers: names.map(hard) })
    const input = inputFor('alice', client, 'openid')
    const answer = introspectionClaims(input, accessTokenClaims(input, { ...ISSUE, grant: 'ro', scope: SCOPE }))
    for (const name of names) assert.notEqual(answer[name], 'evil')
  })
})

describe('OpenID Connect Core §3.1.3.6 at_hash', () => {
  it('is the left half of the hash that the algorithm names', () => {
    const halves = [
      ['RS256', 'sha256', 16],
      ['PS384', 'sha384', 24],
      ['ES512', 'sha512', 32],
      ['EdDSA', 'sha512', 32],
    ] as const
    for (const [algorithm, hash, bytes] of halves) {
      const expected = createHash(hash).update('token').digest().subarray(0, bytes).toString('base64url')
      assert.equal(atHash('token', algorithm), expected)
    }
  })

  it('is that of the example in the specification', () => {
    assert.equal(atHash('jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y', 'RS256'), '77QmUPtjPfzWtF2AnpK9RQ')
  })
})

it('gives a realm role to nobody by naming it in a token: roles stay those of the user', () => {
  const input = inputFor('bob', clientNamed('mapper-client'), 'openid')
  accessTokenClaims(input, { ...ISSUE, grant: 'ro', scope: SCOPE })
  assert.equal(input.roles.has(roleId('app-admin')), false)
})
