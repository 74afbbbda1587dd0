import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { valuesOf, withValues } from './user-values.ts'

const attributes = ['username', 'email', 'firstName', 'team'].map((name) => ({ name }))
const alice = {
  id: 'uuid',
  username: 'alice',
  email: 'alice@example.org',
  firstName: 'Alice',
  lastName: 'Kept',
  enabled: true,
  emailVerified: true,
  requiredActions: ['UPDATE_PASSWORD'],
  attributes: { team: ['a', 'b'], floor: ['3'] },
}

describe("the form of a user's details", () => {
  it('gives back what it was given when nothing was edited', () => {
    assert.deepEqual(withValues(alice, valuesOf(alice, attributes), attributes), alice)
  })
  it('keeps what the profile does not show', () => {
    const saved = withValues(alice, { ...valuesOf(alice, attributes), 'profile.team': ['c'] }, attributes)
    assert.deepEqual(saved.attributes, { team: ['c'], floor: ['3'] })
    assert.equal(saved.lastName, 'Kept')
  })
  it('sends neither empty values nor spaces around them', () => {
    const edited = {
      ...valuesOf(alice, attributes),
      'profile.team': ['', ' c '],
      'profile.email': [' bob@example.org '],
    }
    const saved = withValues(alice, edited, attributes)
    assert.deepEqual([saved.attributes.team, saved.email], [['c'], 'bob@example.org'])
  })
  it('an emptied field is sent empty, so that it goes', () => {
    const saved = withValues(alice, { ...valuesOf(alice, attributes), 'profile.firstName': [''] }, attributes)
    assert.equal(saved.firstName, '')
  })
  it('shows of somebody without anything empty fields', () => {
    const values = valuesOf({}, attributes)
    assert.deepEqual([values['profile.email'], values.enabled, values.requiredActions], [[], false, []])
  })
})
