import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addressesAmong } from './address-list.ts'

describe('addresses and blocks', () => {
  const isTrusted = addressesAmong(['10.1.0.0/16', '192.168.1.7', 'fd00::/8', '2001:db8::1'])

  it('hold what is named and what is in a block', () => {
    for (const address of ['10.1.2.3', '192.168.1.7', 'fd12::1', '2001:db8::1', '::ffff:10.1.2.3']) {
      assert.equal(isTrusted(address), true, address)
    }
  })

  it('hold nothing else', () => {
    for (const address of ['10.2.0.1', '192.168.1.8', 'fe80::1', '2001:db8::2', '::1', '127.0.0.1', '', 'proxy']) {
      assert.equal(isTrusted(address), false, address)
    }
  })
})
