import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ProfileAttribute, UserProfile, ValidatorConfig } from '../../model/user-profile.ts'
import { administered, unmanagedAttributes, visibleAttributes } from './administered.ts'

const BOTH = { view: ['admin', 'user'], edit: ['admin', 'user'] }

function profile(parts: Partial<ProfileAttribute>, rest: Partial<UserProfile> = {}): UserProfile {
  const username: ProfileAttribute = {
    name: 'username',
    permissions: BOTH,
    validations: { length: { min: 3, max: 9 } },
  }
  return { attributes: [username, { name: 'x', permissions: BOTH, ...parts }], groups: [], ...rest }
}

function errors(parts: Partial<ProfileAttribute>, values: readonly string[] | undefined, old?: readonly string[]) {
  const before = old && { username: ['alice'], x: old }
  return administered(profile(parts), { username: ['alice'], ...(values && { x: values }) }, before, true).errors.map(
    ({ errorMessage, params }) => [errorMessage, ...params],
  )
}

describe('what an administrator writes of a person', () => {
  const refused: readonly (readonly [
    id: string,
    config: ValidatorConfig,
    value: string,
    message: string,
    ...unknown[],
  ])[] = [
    ['length', { min: 2, max: '4' }, 'a', 'error-invalid-length', 'x', 2, 4],
    ['length', { max: 4 }, 'abcde', 'error-invalid-length-too-long', 'x', null, 4],
    ['length', { min: 2 }, ' a ', 'error-invalid-length-too-short', 'x', 2, null],
    ['integer', {}, '1.5', 'error-invalid-number', 'x'],
    ['integer', { min: '2', max: 10 }, '11', 'error-number-out-of-range', 'x', 2, 10],
    ['double', { min: 1.5, max: 2.5 }, '1', 'error-number-out-of-range', 'x', 1.5, 2.5],
    ['double', {}, '0x10', 'error-invalid-number', 'x'],
    ['pattern', { pattern: '[a-z]+' }, 'A1', 'error-pattern-no-match', 'x', '[a-z]+'],
    ['pattern', { pattern: '[a-z]+', 'error-message': 'mine' }, 'A1', 'mine', 'x', '[a-z]+'],
    ['options', { options: ['a', 'b'] }, 'c', 'error-invalid-value', 'x'],
    ['options', {}, 'c', 'error-invalid-value', 'x'],
    ['email', {}, 'nonsense', 'error-invalid-email', 'x', 'nonsense'],
    ['uri', {}, 'ftp://x/', 'error-invalid-uri-scheme', 'x', 'ftp://x/', 'ftp'],
    ['uri', {}, 'javascript:alert(1)', 'error-invalid-uri-scheme', 'x', 'javascript:alert(1)', 'javascript'],
    ['local-date', {}, '2023-02-29', 'error-invalid-date', 'x'],
    ['iso-date', {}, '2020/01/01', 'error-invalid-date', 'x', '2020/01/01'],
    ['username-prohibited-characters', {}, 'a b', 'error-username-invalid-character', 'x'],
    ['person-name-prohibited-characters', {}, 'a<b', 'error-person-name-invalid-character', 'x'],
    ['up-username-not-idn-homograph', {}, 'pаypal', 'error-username-invalid-character', 'x'],
  ]
  for (const [id, config, value, ...error] of refused) {
    it(`${id} ${JSON.stringify(config)} refuses ${value}`, () => {
      assert.deepEqual(errors({ validations: { [id]: config } }, [value]), [error])
    })
  }

  const taken: readonly (readonly [id: string, config: ValidatorConfig, value: string])[] = [
    ['length', { min: 2, max: 4, 'trim-disabled': true }, ' a '],
    ['integer', { min: 2 }, '+2'],
    ['double', { max: 2.5 }, '2.5e0'],
    ['uri', {}, 'https://example.org/a?b'],
    ['local-date', {}, '2024-02-29'],
    ['person-name-prohibited-characters', {}, "Jean-Luc O'Neil, Jr."],
    ['email', {}, ''],
  ]
  for (const [id, config, value] of taken) {
    it(`${id} ${JSON.stringify(config)} takes ${JSON.stringify(value)}`, () => {
      assert.deepEqual(errors({ validations: { [id]: config } }, [value]), [])
    })
  }

  it('has one value unless several are declared', () => {
    assert.deepEqual(errors({}, ['a', 'b']), [['error-invalid-multivalued-size', 'x', 0, 1]])
    assert.deepEqual(errors({ multivalued: true }, ['a', 'b']), [])
    const two = { multivalued: true, validations: { multivalued: { min: 1, max: 2 } } }
    assert.deepEqual(errors(two, ['a', 'b', 'c']), [['error-invalid-multivalued-size', 'x', 1, 2]])
    assert.deepEqual(errors(two, []), [['error-invalid-multivalued-size', 'x', 1, 2]])
  })

  it('must hold what administrators must fill in, not what users must', () => {
    const missing = [['error-user-attribute-required', 'x']]
    assert.deepEqual(errors({ required: {} }, undefined), missing)
    assert.deepEqual(errors({ required: { roles: ['admin'] } }, [' ']), missing)
    assert.deepEqual(errors({ required: { roles: ['user'] } }, undefined), [])
    assert.deepEqual(errors({ required: { scopes: ['phone'] } }, undefined), [])
  })

  it('is left out at the making where only users write, and refused as a change', () => {
    const users = { permissions: { view: ['admin'], edit: ['user'] } }
    const made = administered(profile(users), { username: ['alice'], x: ['a'] }, undefined, true)
    assert.deepEqual(made, { attributes: { username: ['alice'] }, errors: [] })
    assert.deepEqual(errors(users, ['b'], ['a']), [['error-user-attribute-read-only', 'x']])
    assert.deepEqual(errors(users, ['a'], ['a']), [])
    const kept = administered(profile(users), { username: ['alice'] }, { username: ['alice'], x: ['a'] }, true)
    assert.deepEqual(kept.attributes['x'], ['a'])
  })

  it('keeps the user name where the realm does, and says all that is wrong with another', () => {
    const old = { username: ['alice'] }
    const judged = administered(profile({}), { username: ['al'] }, old, true)
    assert.deepEqual(
      judged.errors.map(({ errorMessage }) => errorMessage),
      ['error-user-attribute-read-only', 'error-invalid-length'],
    )
    assert.deepEqual(administered(profile({}), { username: ['bob'] }, old, false).errors, [])
  })

  it('begins with the default where nothing is sent', () => {
    const declared = profile({ defaultValue: 'd' })
    const judge = (sent: object, old?: { username: string[] }) =>
      administered(declared, { username: ['alice'], ...sent }, old, true).attributes['x']
    assert.deepEqual(judge({}), ['d'])
    assert.deepEqual(judge({ x: ['own'] }), ['own'])
    assert.equal(judge({}, { username: ['alice'] }), undefined)
  })
})

describe('attributes that the profile does not declare', () => {
  const sent = { username: ['alice'], hat: ['red'] }

  it('are dropped unless the policy takes them, and what is there stays', () => {
    const judge = (policy: UserProfile['unmanagedAttributePolicy'], old?: { hat: string[] }) =>
      administered(profile({}, policy && { unmanagedAttributePolicy: policy }), sent, old, false).attributes['hat']
    assert.equal(judge(undefined), undefined)
    assert.equal(judge('ADMIN_VIEW'), undefined)
    assert.deepEqual(judge('ADMIN_VIEW', { hat: ['blue'] }), ['blue'])
    assert.deepEqual(judge('ADMIN_EDIT', { hat: ['blue'] }), ['red'])
    assert.deepEqual(judge('ENABLED'), ['red'])
  })

  it('have bounds', () => {
    const enabled = profile({}, { unmanagedAttributePolicy: 'ENABLED' })
    const { errors: found } = administered(enabled, { ...sent, hat: ['x'.repeat(2_049)] }, undefined, false)
    assert.deepEqual(found, [{ field: 'hat', errorMessage: 'error-invalid-length', params: ['hat', 0, 2_048] }])
  })

  it('never are those that only the server writes', () => {
    const enabled = profile({}, { unmanagedAttributePolicy: 'ENABLED' })
    for (const name of ['LDAP_ID', 'kc.x', 'saml.persistent.name.id.for.a']) {
      const { errors: found } = administered(enabled, { username: ['alice'], [name]: ['v'] }, undefined, false)
      assert.deepEqual(found, [
        { field: name, errorMessage: 'updateReadOnlyAttributesRejectedMessage', params: [name] },
      ])
    }
  })

  it('leave the reason of a lock-out as it is', () => {
    const enabled = profile({}, { unmanagedAttributePolicy: 'ENABLED' })
    const judge = (old?: { disabledReason: string[] }) =>
      administered(enabled, { username: ['alice'], disabledReason: ['mine'] }, old, false)
    assert.deepEqual(judge(), { attributes: { username: ['alice'] }, errors: [] })
    assert.deepEqual(judge({ disabledReason: ['permanentLockout'] }).attributes['disabledReason'], ['permanentLockout'])
  })

  it('are seen where the policy has them', () => {
    const stored = { hat: ['red'], x: ['1'], username: ['alice'], disabledReason: ['permanentLockout'] }
    assert.deepEqual(visibleAttributes(profile({}), stored), { x: ['1'], disabledReason: ['permanentLockout'] })
    const viewed = profile({}, { unmanagedAttributePolicy: 'ADMIN_VIEW' })
    assert.deepEqual(unmanagedAttributes(viewed, { hat: ['red'], x: ['1'] }), { hat: ['red'] })
    assert.deepEqual(unmanagedAttributes(profile({}), { hat: ['red'] }), {})
    const hidden = profile({ permissions: { view: ['user'], edit: ['user'] } })
    assert.deepEqual(visibleAttributes(hidden, { x: ['1'] }), {})
  })

  it('may be called as what every object has', () => {
    const odd = ['constructor', '__proto__', 'toString']
    const declared: UserProfile = {
      attributes: [{ name: 'username' }, ...odd.map((name) => ({ name, permissions: BOTH }))],
      groups: [],
    }
    for (const policy of [declared, profile({}, { unmanagedAttributePolicy: 'ENABLED' })]) {
      for (const old of [undefined, { username: ['alice'] }]) {
        assert.deepEqual(administered(policy, { username: ['alice'] }, old, false).errors, [])
        const sent = Object.fromEntries([['username', ['alice']], ...odd.map((name) => [name, ['v']])])
        const { attributes } = administered(policy, sent, old, false)
        assert.deepEqual(Object.keys(attributes).sort(), ['__proto__', 'constructor', 'toString', 'username'])
      }
    }
  })

  it('is judged in bounded time, whatever its patterns are', () => {
    const slow = { permissions: BOTH, multivalued: true, validations: { pattern: { pattern: '(a+)+b' } } }
    const attributes = Array.from({ length: 50 }, (_, index) => ({ name: `x${index}`, ...slow }))
    const values = Array.from({ length: 50 }, () => 'a'.repeat(40))
    const sent = Object.fromEntries(attributes.map(({ name }) => [name, values]))
    const started = performance.now()
    const { errors } = administered({ attributes, groups: [] }, sent, undefined, false)
    assert.equal(errors.length, 50)
    assert.ok(performance.now() - started < 5_000)
  })
})
