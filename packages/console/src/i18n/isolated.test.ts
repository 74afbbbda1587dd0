import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isolated } from './isolated.ts'

describe('names within sentences', () => {
  it('one that runs from right to left is put between marks', () => {
    for (const name of ['فريق', 'אבי', 'API فريق', '٢٤ فريق (API)']) assert.equal(isolated(name), `\u2068${name}\u2069`)
  })

  it('all others stay as they are', () => {
    for (const name of ['', 'ada', '勤怠管理', '👩🏽‍🚀', '1234', 'Ελένη']) assert.equal(isolated(name), name)
  })
})
