import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { rotatingPolicies, withRotation } from './secret-rotation.ts'

const profile = (name: string, executor: string) => ({ name, executors: [{ executor }] })
const policy = (name: string, profiles: string[], enabled?: boolean) => ({
  name,
  profiles,
  ...(enabled !== undefined && { enabled }),
})

describe('policies that let secrets rotate', () => {
  const profiles = [profile('rotating', 'secret-rotation'), profile('other', 'pkce-enforcer'), { name: 'bare' }]
  it('are those that are on and name a profile with the executor', () => {
    const policies = [policy('one', ['other', 'rotating'], true), policy('two', ['rotating'], true)]
    assert.deepEqual(rotatingPolicies({ policies, profiles }), ['one', 'two'])
  })

  it('are none that are off, or without such a profile', () => {
    const policies = [
      policy('off', ['rotating'], false),
      policy('unsaid', ['rotating']),
      policy('other', ['other', 'bare', 'gone'], true),
      { name: 'bare', enabled: true },
    ]
    assert.deepEqual(rotatingPolicies({ policies, profiles }), [])
  })
})

describe('turning rotation on', () => {
  const periods = { expiration: 900, rotated: 60 }
  it('leaves what is there, and takes a name that is free', () => {
    const before = { policies: [policy('mine', [])], profiles: [profile('secret-rotation', 'pkce-enforcer')] }
    const after = withRotation(before, periods)
    assert.deepEqual(after.policies[0], before.policies[0])
    assert.deepEqual(after.profiles[0], before.profiles[0])
    assert.deepEqual(rotatingPolicies(after), ['secret-rotation-2'])
    assert.deepEqual(after.profiles[1]?.executors, [
      {
        executor: 'secret-rotation',
        configuration: {
          'expiration-period': 900,
          'rotated-expiration-period': 60,
          'remaining-rotation-period': 300,
        },
      },
    ])
    assert.deepEqual(rotatingPolicies(before), [], 'what was there is untouched')
  })
})
