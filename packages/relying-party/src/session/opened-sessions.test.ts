import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { OpenedSessions } from './opened-sessions.ts'
import type { SessionRecord } from './session-record.ts'

const record = (createdAt: number): SessionRecord => ({
  createdAt,
  endsAt: 1,
  tokensFrom: 0,
  tokens: { accessToken: 'a', expiresAt: 1, tokenType: 'Bearer' },
})

describe('sessions that are kept opened', () => {
  function counted() {
    const opened = new OpenedSessions()
    let times = 0
    const ask = (key: string, sealed: string, found: SessionRecord | undefined = record(1)) =>
      opened.recordOf(key, sealed, () => {
        times += 1
        return found
      })
    return { ask, times: () => times }
  }

  it('are opened once for the same text under the same key', () => {
    const { ask, times } = counted()
    assert.equal(ask('a', 'text'), ask('a', 'text', record(2)))
    assert.equal(times(), 1)
  })

  it('are opened again when the text is another, or the same under another key', () => {
    const { ask, times } = counted()
    ask('a', 'text')
    assert.equal(ask('a', 'new text', record(2))?.createdAt, 2)
    assert.equal(ask('b', 'text', record(3))?.createdAt, 3)
    assert.equal(times(), 3)
  })

  it('are forgotten when a text can’t be opened', () => {
    const { ask, times } = counted()
    ask('a', 'text')
    const opened = new OpenedSessions()
    assert.equal(
      opened.recordOf('a', 'forged', () => undefined),
      undefined,
    )
    assert.equal(
      opened.recordOf('a', 'forged', () => undefined),
      undefined,
    )
    assert.equal(times(), 1)
  })

  it('are not more than a thousand: the first goes', () => {
    const { ask, times } = counted()
    for (let i = 0; i <= 1_000; i++) ask(`key-${i}`, 'text')
    ask('key-1', 'text')
    assert.equal(times(), 1_001)
    ask('key-0', 'text')
    assert.equal(times(), 1_002)
  })
})
