import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { secretLivesOf } from './secret-lives.ts'

const attributes = {
  'client.secret.creation.time': '1000',
  'client.secret.expiration.time': '2000',
  'client.secret.rotated.expiration.time': '1500',
}

describe('the lives of secrets', () => {
  it('are over after the last second, the present one’s and the one’s before', () => {
    const at = (nowMs: number) => secretLivesOf({ attributes }, nowMs)
    assert.deepEqual(at(1_500_999), {
      made: 1_000_000,
      ends: 2_000_000,
      isOver: false,
      rotated: { ends: 1_500_000, isOver: false },
    })
    assert.equal(at(1_501_000).rotated?.isOver, true)
    assert.equal(at(2_000_999).isOver, false)
    assert.equal(at(2_001_000).isOver, true)
  })

  it('have no end where none is told, or where it makes no sense', () => {
    const none = { made: undefined, ends: undefined, isOver: false, rotated: undefined }
    assert.deepEqual(secretLivesOf({}, 1), none)
    const broken = Object.fromEntries(Object.keys(attributes).map((name) => [name, 'soon']))
    assert.deepEqual(secretLivesOf({ attributes: broken }, 1), none)
  })
})
