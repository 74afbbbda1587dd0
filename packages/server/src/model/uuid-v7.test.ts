import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { uuidV7 } from './uuid-v7.ts'

describe('RFC 9562 §5.7 version 7 UUIDs', () => {
  it('hold the time first, then version and variant', () => {
    const id = uuidV7(0x017f22e279b0, Buffer.from('0cc398c4dc0c0c07398f', 'hex'))
    assert.equal(id, '017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
  })
  it('sort by the time they were made', () => {
    const random = Buffer.alloc(10, 0xff)
    assert.ok(uuidV7(1_000, random) < uuidV7(1_001, Buffer.alloc(10)))
  })
})
