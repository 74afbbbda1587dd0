import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import { newClientSecret } from './secret.ts'

describe('a new client secret', () => {
  it('has 86 letters and digits', () => {
    assert.match(newClientSecret({ bytes: randomBytes }), /^[A-Za-z0-9]{86}$/)
  })

  it('throws bytes away that would make some characters likelier', () => {
    let call = 0
    const bytes = (length: number) => {
      call += 1
      return Buffer.alloc(length, call === 1 ? 250 : 0)
    }
    assert.equal(newClientSecret({ bytes }), 'A'.repeat(86))
    assert.equal(call, 2)
  })
})
