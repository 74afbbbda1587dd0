import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ProfileAttribute, UserProfile } from '../../model/user-profile.ts'
import { userProfileFaults } from './check-profile.ts'

const SCOPES = new Set(['phone'])
const FIXED: readonly ProfileAttribute[] = [{ name: 'username' }, { name: 'email' }]

function faults(attribute: Partial<ProfileAttribute>, rest: Partial<UserProfile> = {}): readonly string[] {
  const attributes = [...FIXED, { name: 'a', ...attribute }]
  return userProfileFaults({ attributes, groups: [], ...rest }, SCOPES)
}

describe('the configuration of a user profile', () => {
  it('keeps user name and e-mail', () => {
    assert.deepEqual(userProfileFaults({ attributes: [], groups: [] }, SCOPES), [
      "The attribute 'username' can not be removed",
      "The attribute 'email' can not be removed",
    ])
  })

  const refused: readonly (readonly [Partial<ProfileAttribute>, RegExp])[] = [
    [{ name: '' }, /^Attribute configuration without 'name'/],
    [{ name: 'a b' }, /^Invalid attribute name .*: a b'$/],
    [{ name: 'email' }, /^Attribute configuration already exists with 'name':'email'$/],
    [{ permissions: { view: ['x'] } }, /'permissions.view' .* unsupported role 'x'/],
    [{ permissions: { edit: ['x'] } }, /'permissions.edit' .* unsupported role 'x'/],
    [{ required: { roles: ['x'] } }, /'required.roles' .* unsupported role 'x'/],
    [{ required: { scopes: ['x'] } }, /'required.scopes' .* unsupported scope 'x'/],
    [{ selector: { scopes: ['x'] } }, /'selector.scopes' .* unsupported scope 'x'/],
    [{ group: 'g' }, /^Attribute 'a' references unknown group 'g'$/],
    [{ validations: { nope: {} } }, /^Validator 'nope' defined for attribute 'a' doesn't exist$/],
    [{ validations: { constructor: {} } }, /^Validator 'constructor' .* doesn't exist$/],
    [{ validations: { length: {} } }, /inputHint='min', message='error-validator-config-missing-value'/],
    [
      { validations: { length: { min: 'x' } } },
      /inputHint='min', message='error-validator-config-invalid-number-value'/,
    ],
    [
      { validations: { integer: { min: 5, max: 2 } } },
      /inputHint='max', message='error-validator-config-invalid-value'/,
    ],
    [{ validations: { pattern: { pattern: '(' } } }, /validatorId='pattern'/],
    [{ validations: { pattern: {} } }, /error-validator-config-missing-value/],
    [{ validations: { options: {} } }, /inputHint='options'/],
    [{ validations: { multivalued: {} } }, /inputHint='max'/],
  ]
  for (const [attribute, fault] of refused) {
    it(`refuses ${JSON.stringify(attribute)}`, () => {
      const found = faults(attribute)
      assert.equal(found.length, 1)
      assert.match(found[0] ?? '', fault)
    })
  }

  it('refuses groups without a name, and too many attributes', () => {
    assert.match(faults({}, { groups: [{}] }).join(), /found 1 group\(s\) without name/)
    const many = Array.from({ length: 1_001 }, (_, index) => ({ name: `a${index}` }))
    assert.equal(userProfileFaults({ attributes: many, groups: [] }, SCOPES).length, 1)
  })

  it('takes scopes of the realm, groups of its own, and numbers written as texts', () => {
    const attribute = {
      group: 'g',
      required: { scopes: ['phone'] },
      selector: { scopes: ['phone'] },
      validations: { length: { min: '2', max: '4' }, uri: {} },
    }
    assert.deepEqual(faults(attribute, { groups: [{ name: 'g' }] }), [])
  })
})
