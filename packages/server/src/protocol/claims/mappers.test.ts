import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { claimsOf, EVERYWHERE, hardcoded, inputWith } from '../../../test/support/mapped-claims.ts'
import { clientNamed, inputFor, mapper, userNamed } from '../../../test/support/test-realm.ts'
import type { ProtocolMapperConfig } from '../../model/client-scope.ts'
import type { ClaimsInput, TokenKind } from './claims.ts'
import { mapClaims } from './map-claims.ts'

/** As it stands in a claim's name. */
const PLACEHOLDER = '$'.concat('{client_id}')

function attribute(
  config: Record<string, string>,
  attributes: Record<string, string[]>,
  membership?: ClaimsInput['membership'],
) {
  const user = userNamed('alice', { attributes })
  const input = inputWith(
    [mapper('oidc-usermodel-attribute-mapper', { ...EVERYWHERE, 'claim.name': 'z', ...config })],
    {
      user,
      ...(membership && { membership }),
    },
  )
  return mapClaims(input, 'access').claims['z']
}

describe('user attributes', () => {
  const [engineering] = inputWith([]).membership.groups
  assert.ok(engineering)

  it('come from the user, else from the groups and those above', () => {
    assert.equal(attribute({ 'user.attribute': 'cost-centre' }, { 'cost-centre': ['7'] }), '7')
    assert.equal(attribute({ 'user.attribute': 'cost-centre' }, {}), '42')
    assert.deepEqual(attribute({ 'user.attribute': 'building', multivalued: 'true' }, {}), ['A', 'B'])
  })

  it('are gathered from everywhere when aggregated', () => {
    const config = { 'user.attribute': 'building', 'aggregate.attrs': 'true', multivalued: 'true' }
    assert.deepEqual(attribute(config, { building: ['B', 'C'] }), ['B', 'C', 'A'])
    assert.deepEqual(attribute(config, {}), ['A', 'B'])
  })

  it('are the first value unless multivalued', () => {
    assert.equal(attribute({ 'user.attribute': 'x' }, { x: ['1', '2'] }), '1')
    assert.deepEqual(attribute({ 'user.attribute': 'x', multivalued: 'true' }, { x: ['1', '2'] }), ['1', '2'])
  })

  it('know username, e-mail and names, and no other property', () => {
    for (const [name, value] of [
      ['username', 'alice'],
      ['email', 'alice@example.org'],
      ['firstName', 'Alice'],
      ['lastName', 'Liddell'],
    ]) {
      assert.equal(attribute({ 'user.attribute': name as string }, {}), value)
    }
    for (const name of [
      'id',
      'emailVerified',
      'enabled',
      'createdTimestamp',
      'constructor',
      '__proto__',
      'toString',
      '',
    ]) {
      assert.equal(attribute({ 'user.attribute': name }, {}), undefined)
    }
  })

  it("do not fall for groups that are each other's parents", () => {
    const one = { ...engineering, id: 'one', parentId: 'two', attributes: {} }
    const two = { ...engineering, id: 'two', parentId: 'one', attributes: {} }
    assert.equal(attribute({ 'user.attribute': 'x' }, {}, { roleIds: [], groups: [one], ancestors: [two] }), undefined)
  })
})

describe('user properties', () => {
  const property = (name: string, type?: string) =>
    claimsOf(
      mapper('oidc-usermodel-property-mapper', {
        ...EVERYWHERE,
        'claim.name': 'z',
        'user.attribute': name,
        ...(type && { 'jsonType.label': type }),
      }),
    )['z']

  it('are typed as configured', () => {
    const { id, createdTimestampMs } = userNamed('alice')
    assert.equal(property('id'), id)
    assert.equal(property('emailVerified', 'boolean'), true)
    assert.equal(property('emailVerified'), 'true')
    assert.equal(property('createdTimestamp', 'long'), createdTimestampMs)
    assert.equal(property('createdTimestamp'), String(createdTimestampMs))
    assert.equal(property('enabled', 'boolean'), true)
  })

  it('are these and no others', () => {
    for (const name of [
      'attributes',
      'class',
      'requiredActions',
      'notBefore',
      'nosuch',
      'constructor',
      '__proto__',
      '',
    ]) {
      assert.equal(property(name), undefined)
    }
  })
})

describe('name and address', () => {
  const of = (type: string, changes: Parameters<typeof userNamed>[1], config = {}) =>
    mapClaims(inputWith([mapper(type, { ...EVERYWHERE, ...config })], { user: userNamed('alice', changes) }), 'id')
      .claims

  it('leave out what is not known', () => {
    assert.deepEqual(of('oidc-full-name-mapper', { lastName: undefined }), { name: 'Alice' })
    assert.deepEqual(of('oidc-full-name-mapper', { firstName: ' ', lastName: undefined }), {})
    assert.deepEqual(of('oidc-address-mapper', {}), {})
    assert.deepEqual(of('oidc-address-mapper', { attributes: { country: [] } }), {})
    assert.deepEqual(
      of('oidc-address-mapper', { attributes: { street: ['Main 1'] } }, { 'user.attribute.street': 'no' }),
      {},
    )
  })

  it('tell an attribute that an administrator left empty, as Keycloak does', () => {
    assert.deepEqual(of('oidc-address-mapper', { attributes: { street: [''] } }), { address: { street_address: '' } })
  })

  it('make an address of attributes under standard or configured names', () => {
    const attributes = { street: ['Main 1'], locality: ['Oxford'], own: ['me'], country: ['UK'] }
    assert.deepEqual(of('oidc-address-mapper', { attributes }), {
      address: { street_address: 'Main 1', locality: 'Oxford', country: 'UK' },
    })
    const config = { 'user.attribute.formatted': 'own', 'user.attribute.locality': 'none' }
    assert.deepEqual(of('oidc-address-mapper', { attributes }, config), {
      address: { formatted: 'me', street_address: 'Main 1', country: 'UK' },
    })
  })
})

describe('groups', () => {
  it('are named by path or by name, and absent when there is none', () => {
    const group = (config: Record<string, string>, changes = {}) =>
      mapClaims(
        inputWith([mapper('oidc-group-membership-mapper', { ...EVERYWHERE, 'claim.name': 'z', ...config })], changes),
        'access',
      ).claims['z']
    assert.deepEqual(group({ 'full.path': 'true' }), ['/staff/engineering'])
    assert.deepEqual(group({ 'full.path': 'false' }), ['engineering'])
    assert.deepEqual(group({}), ['engineering'])
    assert.equal(group({}, { membership: { roleIds: [], groups: [], ancestors: [] } }), undefined)
  })
})

describe('roles in claims', () => {
  const client = (config: Record<string, string>) =>
    claimsOf(
      mapper('oidc-usermodel-client-role-mapper', { ...EVERYWHERE, 'claim.name': 'z', multivalued: 'true', ...config }),
    )
  const api = { 'usermodel.clientRoleMapping.clientId': 'my-api' }
  const sorted = (value: unknown) => (value as string[]).toSorted()

  it('of one client, prefixed if so configured', () => {
    assert.deepEqual(sorted(client(api)['z']), ['reader', 'writer'])
    assert.deepEqual(sorted(client({ ...api, 'usermodel.clientRoleMapping.rolePrefix': 'p_' })['z']), [
      'p_reader',
      'p_writer',
    ])
  })

  it('of no client by that name are absent', () => {
    assert.deepEqual(client({ 'usermodel.clientRoleMapping.clientId': 'nosuch' }), {})
  })

  it('of all clients, together or apart', () => {
    assert.deepEqual(sorted(client({})['z']), [
      'manage-account',
      'manage-account-links',
      'reader',
      'view-profile',
      'writer',
    ])
    const { z } = client({ 'claim.name': `z.${PLACEHOLDER}.q` }) as { z: Record<string, unknown> }
    assert.deepEqual(Object.keys(z).sort(), ['account', 'my-api'])
  })

  it("do not nest at the dots of a client's name, nor reach a prototype by it", () => {
    const config = { ...EVERYWHERE, 'claim.name': `z.${PLACEHOLDER}`, multivalued: 'true' }
    const roles = new Map(
      ['my.api', '__proto__', '$&'].map((clientId) => [
        clientId,
        { id: clientId, name: 'r', client: { id: clientId, clientId }, composites: [] },
      ]),
    )
    const { claims } = mapClaims(inputWith([mapper('oidc-usermodel-client-role-mapper', config)], { roles }), 'access')
    assert.deepEqual(claims, { z: { 'my.api': ['r'], '$&': ['r'] } })
  })

  it('are a single name unless multivalued, and absent when there is none', () => {
    const single = mapper('oidc-usermodel-realm-role-mapper', { ...EVERYWHERE, 'claim.name': 'z' })
    assert.equal(typeof claimsOf(single)['z'], 'string')
    assert.deepEqual(mapClaims(inputWith([single], { roles: new Map() }), 'access').claims, {})
  })
})

describe('mappers of roles', () => {
  const REALM_ROLES = mapper('oidc-usermodel-realm-role-mapper', {
    ...EVERYWHERE,
    'claim.name': 'r',
    multivalued: 'true',
  })
  const CLIENT_ROLES = mapper('oidc-usermodel-client-role-mapper', {
    ...EVERYWHERE,
    'claim.name': `c.${PLACEHOLDER}`,
    multivalued: 'true',
  })
  const RESOLVE = mapper('oidc-audience-resolve-mapper', {})
  const run = (...mappers: ProtocolMapperConfig[]) =>
    mapClaims(inputWith([REALM_ROLES, CLIENT_ROLES, RESOLVE, ...mappers]), 'access')
  const hardRole = (role: string) => mapper('oidc-hardcoded-role-mapper', { role })
  const rename = (role: string, to: string) => mapper('oidc-role-name-mapper', { role, 'new.role.name': to })
  const clientRoles = ({ claims }: ReturnType<typeof run>) => claims['c'] as Record<string, string[]>
  const realmRoles = ({ claims }: ReturnType<typeof run>) => claims['r'] as string[]

  it('add a role before it is written down, known or not', () => {
    assert.ok(realmRoles(run(hardRole('nosuch'))).includes('nosuch'))
    assert.ok(clientRoles(run(hardRole('my-api.nosuch')))['my-api']?.includes('nosuch'))
  })

  it('resolve the audience of added roles, never that of the client itself', () => {
    assert.deepEqual(run(hardRole('a.dotted.client.x'), hardRole('direct-client.y')).audience.toSorted(), [
      'a.dotted.client',
      'account',
      'my-api',
    ])
  })

  it('rename a role, also to another owner', () => {
    const renamed = run(
      rename('manager', 'boss'),
      rename('my-api.reader', 'lector'),
      rename('my-api.writer', 'scriptor'),
    )
    assert.ok(realmRoles(renamed).includes('boss') && !realmRoles(renamed).includes('manager'))
    assert.equal(clientRoles(renamed)['my-api'], undefined)
    assert.deepEqual(renamed.audience, ['account'])
  })

  it('rename nothing that the user lacks, and nothing to nothing', () => {
    const before = realmRoles(run())
    assert.deepEqual(
      realmRoles(run(rename('app-admin', 'boss'), rename('manager', ''), rename('manager', 'my-api.'))),
      before,
    )
  })

  it('rename before they add, whatever their order', () => {
    const roles = realmRoles(run(hardRole('app-admin'), rename('app-admin', 'boss')))
    assert.ok(roles.includes('app-admin') && !roles.includes('boss'))
  })
})

describe('audience mapper', () => {
  const audience = (config: Record<string, string>, kind: TokenKind = 'access') =>
    mapClaims(inputWith([mapper('oidc-audience-mapper', { ...EVERYWHERE, ...config })]), kind).audience

  it('takes a client before a text, its own client included', () => {
    assert.deepEqual(audience({ 'included.client.audience': 'my-api', 'included.custom.audience': 'c' }), ['my-api'])
    assert.deepEqual(audience({ 'included.client.audience': 'direct-client' }), ['direct-client'])
    assert.deepEqual(audience({ 'included.client.audience': '', 'included.custom.audience': 'c' }), ['c'])
  })

  it('adds nothing without either, and nothing to userinfo', () => {
    assert.deepEqual(audience({}), [])
    assert.deepEqual(audience({ 'included.custom.audience': '' }), [])
    assert.deepEqual(audience({ 'included.custom.audience': 'c' }, 'userinfo'), [])
  })
})

describe('mappers of the login', () => {
  it('read notes of the grant, then of the session', () => {
    const note = (name: string) =>
      mapper('oidc-usersessionmodel-note-mapper', {
        ...EVERYWHERE,
        'claim.name': 'z',
        'user.session.note': name,
        'jsonType.label': 'long',
      })
    const of = (name: string, changes: Partial<ClaimsInput>) =>
      mapClaims(inputWith([note(name)], changes), 'access').claims['z']
    assert.equal(of('n', { notes: { n: '7' } }), 7)
    assert.equal(of('AUTH_TIME', { authTime: 990 }), 990)
    assert.equal(of('AUTH_TIME', {}), undefined)
    assert.equal(of('constructor', {}), undefined)
    assert.equal(of('n', { session: undefined }), undefined)
  })

  it('give session_state, nonce and amr to who asks for them', () => {
    const types = [
      'oidc-session-state-mapper',
      'oidc-nonce-backwards-compatible-mapper',
      'oidc-amr-mapper',
      'oidc-acr-mapper',
    ]
    const mappers = types.map((type) => mapper(type, EVERYWHERE))
    const input = inputWith(mappers, { nonce: 'n', amr: ['pwd'], acr: '2' })
    assert.deepEqual(mapClaims(input, 'access').claims, {
      session_state: 'session-of-24-characters',
      nonce: 'n',
      amr: ['pwd'],
      acr: '2',
    })
    // of these Keycloak tells userinfo the session only
    assert.deepEqual(mapClaims(input, 'userinfo').claims, { session_state: 'session-of-24-characters' })
    assert.deepEqual(mapClaims(inputWith(mappers, { session: undefined, acr: undefined }), 'access').claims, {
      amr: [],
    })
  })
})

describe('OpenID Connect Core §8.1 pairwise sub', () => {
  const pairwise = (config: Record<string, string>) => mapper('oidc-sha256-pairwise-sub-mapper', config)
  const sub = (redirectUris: string[], config: Record<string, string>, changes: Partial<ClaimsInput> = {}) => {
    const mappers = [pairwise(config), mapper('oidc-sub-mapper', EVERYWHERE), hardcoded('sub', 'legacy')]
    const client = clientNamed('direct-client', { protocolMappers: mappers, redirectUris })
    const user = userNamed('alice', { id: '5a364251-6b87-4825-9dc3-09beb4e5b187' })
    return mapClaims(inputFor('alice', client, 'openid', { user, ...changes }), 'access').claims['sub']
  }
  const salt = { pairwiseSubAlgorithmSalt: 'salt' }

  it('is the one Keycloak computes, and nothing puts the real one back', () => {
    const expected = 'cf7faddd-95a2-3667-a1bf-548cbe008a58'
    assert.equal(sub(['https://a.example/cb'], salt), expected)
    assert.equal(sub(['https://b.example/cb'], { ...salt, sectorIdentifierUri: 'https://a.example/sector' }), expected)
  })

  it('differs by sector and by salt', () => {
    const subs = [
      sub(['https://a.example/cb'], salt),
      sub(['https://b.example/cb'], salt),
      sub(['https://a.example/cb'], { pairwiseSubAlgorithmSalt: 'x' }),
    ]
    assert.equal(new Set(subs).size, 3)
  })

  it('is not made without a salt, without one sector, or for a token of no session', () => {
    assert.equal(sub(['https://a.example/cb'], {}), 'legacy')
    assert.equal(sub(['https://a.example/cb', 'https://b.example/cb'], salt), 'legacy')
    assert.equal(sub(['https://a.example/cb'], salt, { session: undefined }), '5a364251-6b87-4825-9dc3-09beb4e5b187')
  })
})
