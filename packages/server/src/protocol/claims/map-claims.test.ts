import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  claimsOf,
  EVERYWHERE,
  HARDCODED_CLAIM,
  hardcoded,
  inputWith,
  KINDS,
} from '../../../test/support/mapped-claims.ts'
import { clientNamed, inputFor, mapper, userNamed } from '../../../test/support/test-realm.ts'
import type { ProtocolMapperConfig } from '../../model/client-scope.ts'
import { mapClaims } from './map-claims.ts'

/** Names of all members, at every depth. */
function keysOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return [...Object.keys(value), ...Object.values(value).flatMap(keysOf)]
}

describe('flags of mappers', () => {
  const where = (config: Record<string, string>, type = HARDCODED_CLAIM) => {
    const input = inputWith(
      [mapper(type, { 'claim.name': 'z', 'claim.value': 'v', 'user.session.note': 'n', ...config })],
      {
        notes: { n: 'v' },
      },
    )
    return KINDS.filter((kind) => 'z' in mapClaims(input, kind).claims)
  }

  it('put a claim nowhere when all are absent', () => assert.deepEqual(where({}), []))

  it('take introspection along with the access token and userinfo with the ID token', () => {
    assert.deepEqual(where({ 'access.token.claim': 'true' }), ['access', 'introspection'])
    assert.deepEqual(where({ 'id.token.claim': 'true' }), ['id', 'userinfo'])
    assert.deepEqual(where({ 'access.token.claim': 'true', 'introspection.token.claim': 'false' }), ['access'])
    assert.deepEqual(where({ 'id.token.claim': 'true', 'userinfo.token.claim': 'false' }), ['id'])
    assert.deepEqual(where({ 'introspection.token.claim': 'true' }), ['introspection'])
    assert.deepEqual(where({ 'lightweight.claim': 'true' }), ['lightweight'])
  })

  it('take only "true" for yes', () => {
    assert.deepEqual(where({ 'access.token.claim': 'yes', 'id.token.claim': '1', 'userinfo.token.claim': '' }), [])
  })

  it('never put notes of the session into userinfo', () => {
    assert.deepEqual(where(EVERYWHERE, 'oidc-usersessionmodel-note-mapper'), [
      'access',
      'lightweight',
      'id',
      'introspection',
    ])
  })

  it('default to yes for audience resolve and allowed origins in access tokens, lightweight ones excepted', () => {
    const input = inputWith([mapper('oidc-audience-resolve-mapper', {}), mapper('oidc-allowed-origins-mapper', {})])
    for (const kind of KINDS) {
      const { audience, claims } = mapClaims(input, kind)
      const expected = kind === 'access' || kind === 'introspection'
      assert.equal(audience.length > 0, expected, kind)
      assert.equal('allowed-origins' in claims, expected, kind)
    }
    const off = { 'access.token.claim': 'false' }
    const without = inputWith([mapper('oidc-audience-resolve-mapper', off), mapper('oidc-allowed-origins-mapper', off)])
    assert.deepEqual(mapClaims(without, 'access').claims, {})
    assert.deepEqual(mapClaims(without, 'access').audience, [])
  })

  it('keep sub out of the access token unless it is said', () => {
    const sub = (config: Record<string, string>) => claimsOf(mapper('oidc-sub-mapper', config))['sub']
    assert.equal(sub({}), undefined)
    assert.equal(sub({ 'access.token.claim': 'true' }), userNamed('alice').id)
  })
})

describe('protected claims', () => {
  const names = [
    ...['iss', 'exp', 'iat', 'nbf', 'jti', 'typ', 'azp', 'sid', 'session_state', 'nonce', 'scope', 'at_hash', 'c_hash'],
    ...[
      's_hash',
      'cnf',
      'cnf.x5t#S256',
      'act',
      'may_act',
      'authorization',
      'allowed-origins',
      'trusted-certs',
      'iss.x',
    ],
    ...['sub.x', 'acr.x', 'auth_time', 'realm_access', 'realm_access.x', 'resource_access', 'resource_access.c'],
    ...['resource_access.c.x', 'realm_access.roles.x', 'aud.x'],
  ]
  for (const name of names) {
    it(`keep ${name} from any configured value, in every kind`, () => {
      for (const kind of KINDS) {
        const set = mapClaims(inputWith([hardcoded(name, 'evil')]), kind, { explain: true })
        assert.deepEqual(set.claims, {})
        assert.deepEqual(set.audience, [])
        assert.deepEqual(
          set.skipped?.map(({ why, claim }) => [why, claim]),
          [['protected_claim', name]],
        )
      }
    })
  }

  it("keep the client's name in what resource servers read, not in the ID token", () => {
    const input = inputWith([hardcoded('client_id', 'evil')])
    for (const kind of ['access', 'lightweight', 'introspection'] as const)
      assert.deepEqual(mapClaims(input, kind).claims, {})
    assert.deepEqual(mapClaims(input, 'id').claims, { client_id: 'evil' })
  })

  it('let sub be replaced only where a session says whose token it is', () => {
    assert.deepEqual(claimsOf(hardcoded('sub', 'legacy-17')), { sub: 'legacy-17' })
    assert.deepEqual(mapClaims(inputWith([hardcoded('sub', 'admin')], { session: undefined }), 'access').claims, {})
    assert.deepEqual(claimsOf(hardcoded('sub', '17', 'int')), {})
  })

  it('let auth_time be a number and acr a text', () => {
    assert.deepEqual(claimsOf(hardcoded('auth_time', '5', 'long'), hardcoded('acr', 'gold')), {
      auth_time: 5,
      acr: 'gold',
    })
    assert.deepEqual(claimsOf(hardcoded('acr', '5', 'int')), {})
  })

  it('turn aud into one more audience', () => {
    for (const kind of ['access', 'id'] as const) {
      const { claims, audience } = mapClaims(
        inputWith([hardcoded('aud', '["a","b"]', 'JSON'), hardcoded('aud', 'c')]),
        kind,
      )
      assert.deepEqual(claims, {})
      assert.deepEqual(audience, ['a', 'b', 'c'])
    }
    assert.deepEqual(mapClaims(inputWith([hardcoded('aud', 'c')]), 'userinfo'), {
      audience: [],
      claims: {},
      origins: undefined,
      skipped: undefined,
    })
    assert.deepEqual(mapClaims(inputWith([hardcoded('aud', '[1]', 'JSON')]), 'access').audience, [])
  })

  it('take lists of roles only as lists of names, and add them up', () => {
    assert.deepEqual(claimsOf(hardcoded('realm_access.roles', '[1]', 'JSON')), {})
    const roles = mapper('oidc-usermodel-realm-role-mapper', {
      ...EVERYWHERE,
      'claim.name': 'realm_access.roles',
      multivalued: 'true',
    })
    const { realm_access } = claimsOf(roles, hardcoded('realm_access.roles', '["extra","manager"]', 'JSON'))
    const list = (realm_access as { roles: string[] }).roles
    assert.deepEqual(list.toSorted(), [
      'app-user',
      'default-roles-test',
      'extra',
      'manager',
      'offline_access',
      'uma_authorization',
    ])
  })
})

describe('names of claims', () => {
  it('nest, and meet in one object', () => {
    assert.deepEqual(claimsOf(hardcoded('a.b', '1', 'int'), hardcoded('a.c.d', 'x'), hardcoded('a\\.b', 'y')), {
      a: { b: 1, c: { d: 'x' } },
      'a.b': 'y',
    })
  })

  it('may be words that every object knows', () => {
    assert.deepEqual(claimsOf(hardcoded('constructor.prototype.x', 'v'), hardcoded('toString', 'w')), {
      constructor: { prototype: { x: 'v' } },
      toString: 'w',
    })
  })

  it('do not replace a text or a list by an object', () => {
    assert.deepEqual(claimsOf(hardcoded('t', 'v'), hardcoded('t.n', 'w')), { t: 'v' })
    assert.deepEqual(claimsOf(hardcoded('t', '["v"]', 'JSON'), hardcoded('t.0', 'w')), { t: ['v'] })
    assert.deepEqual(claimsOf(hardcoded('t', 'null', 'JSON'), hardcoded('t.n', 'w')), { t: null })
  })

  it('add to a configured object without changing the configuration', () => {
    const mappers = [hardcoded('t', '{"a":1}', 'JSON'), hardcoded('t.c', '2', 'int')]
    const input = inputWith(mappers)
    mapClaims(input, 'access')
    const alone = inputWith([mappers[0] as ProtocolMapperConfig])
    assert.deepEqual(mapClaims(input, 'access').claims, { t: { a: 1, c: 2 } })
    assert.deepEqual(mapClaims(alone, 'access').claims, { t: { a: 1 } })
  })

  it('let the later mapper win, the client over its scopes', () => {
    assert.deepEqual(claimsOf(hardcoded('t', 'v'), hardcoded('t', 'w')), { t: 'w' })
    const client = clientNamed('direct-client', { protocolMappers: [hardcoded('email', 'own')] })
    assert.equal(mapClaims(inputFor('alice', client, 'openid'), 'access').claims['email'], 'own')
  })

  it('that are missing, or values that are, make no claim', () => {
    assert.deepEqual(
      claimsOf(mapper(HARDCODED_CLAIM, { ...EVERYWHERE, 'claim.value': 'v' }), hardcoded('', 'v'), hardcoded('t', '')),
      {},
    )
    assert.deepEqual(
      claimsOf(mapper(HARDCODED_CLAIM, { ...EVERYWHERE, 'claim.name': 't' }), hardcoded('t', '{', 'JSON')),
      {},
    )
  })

  it('never reach a prototype, whatever they and the values are', () => {
    const word = fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'a', 'polluted', 'hasOwnProperty')
    const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join('.'))
    const value = fc.constantFrom(
      'polluted',
      '{"__proto__":{"polluted":1}}',
      '{"constructor":{"prototype":{"polluted":1}}}',
      '[1]',
    )
    const mappers = fc.array(fc.tuple(name, value, fc.constantFrom('JSON', 'String')), { maxLength: 6 })
    fc.assert(
      fc.property(mappers, (rows) => {
        const { claims } = mapClaims(inputWith(rows.map((row) => hardcoded(...row))), 'access')
        assert.equal(Reflect.get({}, 'polluted'), undefined)
        assert.equal(
          Reflect.get(() => {}, 'polluted'),
          undefined,
        )
        assert.equal(Object.getPrototypeOf(claims), Object.prototype)
        assert.ok(!Object.hasOwn(Object.prototype, 'a'))
        assert.ok(keysOf(claims).every((key) => key !== '__proto__'))
      }),
    )
  })
})

describe('where a claim comes from', () => {
  it('is told when asked', () => {
    const client = clientNamed('direct-client', {
      protocolMappers: [
        hardcoded('a.b', 'x'),
        mapper('oidc-audience-mapper', { ...EVERYWHERE, 'included.custom.audience': 'q' }),
      ],
    })
    const { origins } = mapClaims(inputFor('alice', client, 'openid'), 'access', { explain: true })
    assert.deepEqual(origins?.get('email'), {
      mapper: 'email',
      mapperType: 'oidc-usermodel-attribute-mapper',
      scope: 'email',
    })
    assert.deepEqual(origins?.get('a.b'), {
      mapper: `a ${HARDCODED_CLAIM}`,
      mapperType: HARDCODED_CLAIM,
      scope: undefined,
    })
    assert.equal(origins?.get('aud.my-api')?.mapper, 'audience resolve')
    assert.equal(origins?.get('aud.q')?.mapperType, 'oidc-audience-mapper')
  })

  it('costs nothing when not', () => {
    const { origins, skipped } = mapClaims(inputWith([hardcoded('a', 'x')]), 'access')
    assert.equal(origins, undefined)
    assert.equal(skipped, undefined)
  })

  it('includes what was left out: unknown mappers, unusable settings, shapes that do not fit', () => {
    const mappers = [
      mapper('oidc-nosuch-mapper', {}),
      hardcoded('__proto__.x', 'v'),
      hardcoded('t', 'v'),
      hardcoded('t.n', 'w'),
    ]
    const set = mapClaims(inputWith(mappers), 'access', { explain: true })
    assert.deepEqual(set.claims, { t: 'v' })
    assert.deepEqual(
      set.skipped?.map(({ why, claim, origin }) => [why, claim, origin.mapperType]),
      [
        ['unknown_mapper', undefined, 'oidc-nosuch-mapper'],
        ['unusable_config', '__proto__.x', HARDCODED_CLAIM],
        ['shape_conflict', 't.n', HARDCODED_CLAIM],
      ],
    )
  })

  it('leaves out mappers of another protocol', () => {
    const saml = { ...hardcoded('a', 'x'), protocol: 'saml' }
    assert.deepEqual(mapClaims(inputWith([saml]), 'access').claims, {})
  })
})
