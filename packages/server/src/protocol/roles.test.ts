import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { clientNamed, membershipOf, roleId, testRealm } from '../../test/support/test-realm.ts'
import type { ClientScope } from '../model/client-scope.ts'
import type { Role } from '../model/role.ts'
import { effectiveRoles, rolesInToken, rolesThatGive, scopeApplies } from './roles.ts'

const graph = testRealm.roles
const nobody = { roleIds: [], groups: [], ancestors: [] }

function names(roles: ReadonlyMap<string, Role>): string[] {
  return [...roles.values()].map(({ name, client }) => (client ? `${client.clientId}.${name}` : name)).sort()
}

function scopeWith(...roleIds: string[]): ClientScope {
  return {
    id: 's',
    name: 's',
    protocol: 'openid-connect',
    includeInTokenScope: true,
    displayOnConsentScreen: false,
    consentScreenText: undefined,
    protocolMappers: [],
    roleIds,
    attributes: {},
  }
}

const ALICE = [
  ...['account.manage-account', 'account.manage-account-links', 'account.view-profile', 'app-user'],
  ...['default-roles-test', 'manager', 'my-api.reader', 'my-api.writer', 'offline_access', 'uma_authorization'],
]

describe('roles a user holds', () => {
  it('are own ones, those of groups, and what composites stand for', () => {
    assert.deepEqual(names(effectiveRoles(membershipOf('alice'), graph)), ALICE)
  })

  it('include those of the groups above', () => {
    const [group] = membershipOf('alice').groups
    assert.ok(group)
    const above = { ...group, id: 'above', roleIds: [roleId('app-admin')] }
    assert.deepEqual(names(effectiveRoles({ ...nobody, ancestors: [above] }, graph)), ['app-admin'])
  })

  it('are none without membership', () => {
    assert.equal(effectiveRoles(nobody, graph).size, 0)
  })

  it('leave out a role that was removed', () => {
    assert.deepEqual(names(effectiveRoles({ ...nobody, roleIds: ['gone', roleId('app-user')] }, graph)), ['app-user'])
  })

  it('end where composites run in circles, whatever the graph', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f']
    const edges = fc.array(fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids, 'gone')), { maxLength: 20 })
    fc.assert(
      fc.property(edges, fc.subarray(ids), (pairs, held) => {
        const roles = new Map(
          ids.map((id) => {
            const composites = pairs.filter(([from]) => from === id).map(([, to]) => to)
            return [id, { id, name: id, client: undefined, composites }]
          }),
        )
        const result = effectiveRoles({ ...nobody, roleIds: held }, roles)
        for (const id of held) assert.ok(result.has(id))
        for (const role of result.values()) {
          for (const id of role.composites) assert.equal(result.has(id), roles.has(id))
        }
      }),
    )
  })
})

describe('roles a client may see', () => {
  const alice = effectiveRoles(membershipOf('alice'), graph)
  const narrow = clientNamed('narrow-client')

  it('are all with full scope', () => {
    assert.deepEqual(names(rolesInToken(alice, clientNamed('my-test-client'), [], graph)), ALICE)
  })

  it('are none without it', () => {
    assert.equal(rolesInToken(alice, narrow, [], graph).size, 0)
  })

  it("are its own without it, and those of another client aren't", () => {
    const api = clientNamed('my-api', { fullScopeAllowed: false })
    assert.deepEqual(names(rolesInToken(alice, api, [], graph)), ['my-api.reader', 'my-api.writer'])
  })

  it('are those of its scope mappings, composites expanded', () => {
    const mapped = { ...narrow, scopeRoleIds: [roleId('manager')] }
    assert.deepEqual(names(rolesInToken(alice, mapped, [], graph)), ['app-user', 'manager', 'my-api.reader'])
  })

  it('are those of the applied scopes', () => {
    const scope = scopeWith(roleId('offline_access'))
    assert.deepEqual(names(rolesInToken(alice, narrow, [scope], graph)), ['offline_access'])
  })

  it('never include one that the user lacks', () => {
    const mapped = { ...narrow, scopeRoleIds: [roleId('app-admin'), roleId('app-user')] }
    assert.deepEqual(names(rolesInToken(alice, mapped, [], graph)), ['app-user'])
    assert.equal(rolesInToken(new Map(), clientNamed('my-test-client'), [], graph).size, 0)
  })

  it("don't come through a mapping to a role that is gone", () => {
    assert.equal(rolesInToken(alice, { ...narrow, scopeRoleIds: ['gone'] }, [], graph).size, 0)
  })
})

describe('a client scope with role mappings', () => {
  const bob = effectiveRoles(membershipOf('bob'), graph)
  const alice = effectiveRoles(membershipOf('alice'), graph)

  it('applies to everybody when it has none', () => {
    assert.ok(scopeApplies(scopeWith(), new Map(), graph))
  })

  it("doesn't apply to who holds none of them", () => {
    assert.equal(scopeApplies(scopeWith(roleId('app-admin'), roleId('reader', 'my-api')), bob, graph), false)
  })

  it('applies to who holds one through a composite', () => {
    assert.ok(scopeApplies(scopeWith(roleId('app-admin'), roleId('reader', 'my-api')), alice, graph))
  })

  it('applies to who holds what a mapped composite stands for', () => {
    const reader = new Map([[roleId('reader', 'my-api'), [...alice.values()][0] as Role]])
    assert.ok(scopeApplies(scopeWith(roleId('manager')), reader, graph))
  })

  it("doesn't apply when its only role is gone", () => {
    assert.equal(scopeApplies(scopeWith('gone'), alice, graph), false)
  })
})

describe('roles that give others', () => {
  const graphOf = (composites: readonly (readonly number[])[]) =>
    new Map<string, Role>(
      composites.map((children, index) => [
        String(index),
        { id: String(index), name: `r${index}`, composites: children.map(String), client: undefined },
      ]),
    )

  it('are those among whose effective roles one of them is, however composites point at each other', () => {
    const small = fc.array(fc.array(fc.nat(9), { maxLength: 3 }), { minLength: 1, maxLength: 10 })
    fc.assert(
      fc.property(small, fc.array(fc.nat(9), { maxLength: 2 }), (composites, sought) => {
        const roles = graphOf(composites.map((children) => children.filter((child) => child < composites.length)))
        const ids = sought.filter((one) => one < composites.length).map(String)
        const expected = [...roles.keys()].filter((id) => {
          const effective = effectiveRoles({ ...nobody, roleIds: [id] }, new Map(roles))
          return ids.some((one) => effective.has(one))
        })
        assert.deepEqual([...rolesThatGive(ids, roles)].sort(), expected.sort())
      }),
    )
  })

  it('are found, as all that roles stand for, in one walk through a long line of composites', () => {
    const line = graphOf(Array.from({ length: 50_000 }, (_, index) => (index === 0 ? [] : [index - 1])))
    const started = performance.now()
    assert.equal(rolesThatGive(['0'], line).size, line.size)
    assert.equal(effectiveRoles({ ...nobody, roleIds: [...line.keys()] }, line).size, line.size)
    assert.ok(performance.now() - started < 3_000)
  })
})
