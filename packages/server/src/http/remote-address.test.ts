import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { HostSettings } from './base-url.ts'
import { remoteAddressOf } from './remote-address.ts'

describe('the address a request came from', () => {
  const of = (proxyHeaders: HostSettings['proxyHeaders'], headers: Record<string, string>, socket = '10.0.0.1') =>
    remoteAddressOf(proxyHeaders, (name) => headers[name], socket)
  const both = { 'x-forwarded-for': '192.0.2.7', forwarded: 'for=192.0.2.8' }

  it('is that of the socket without a proxy, whatever the headers say', () => {
    assert.equal(of(undefined, both), '10.0.0.1')
    assert.equal(of(undefined, {}, '::ffff:10.0.0.1'), '10.0.0.1')
    assert.equal(of(undefined, {}, '::1'), '::1')
  })

  it('attack case 65: is read from the header that the proxy writes and from no other', () => {
    assert.equal(of('xforwarded', both), '192.0.2.7')
    assert.equal(of('forwarded', both), '192.0.2.8')
    assert.equal(of('xforwarded', { forwarded: 'for=192.0.2.8' }), '10.0.0.1')
    assert.equal(of('forwarded', { 'x-forwarded-for': '192.0.2.7' }), '10.0.0.1')
  })

  it('attack case 65: is the one the next proxy added', () => {
    assert.equal(of('xforwarded', { 'x-forwarded-for': '203.0.113.9, 192.0.2.7' }), '192.0.2.7')
    assert.equal(of('forwarded', { forwarded: 'for=203.0.113.9, proto=https;for=192.0.2.8' }), '192.0.2.8')
    assert.equal(of('forwarded', { forwarded: 'for=203.0.113.9, proto=https' }), '10.0.0.1')
  })

  for (const [written, address] of [
    ['192.0.2.7:4711', '192.0.2.7'],
    ['"192.0.2.7:4711"', '192.0.2.7'],
    ['"[2001:db8::7]:4711"', '2001:db8::7'],
    ['[2001:db8::7]', '2001:db8::7'],
    ['2001:db8::7', '2001:db8::7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['unknown', '10.0.0.1'],
    ['_hidden', '10.0.0.1'],
    ['', '10.0.0.1'],
    ['<b>192.0.2.7</b>', '10.0.0.1'],
  ] as const) {
    it(`is ${address} for '${written}'`, () => {
      assert.equal(of('xforwarded', { 'x-forwarded-for': written }), address)
      assert.equal(of('forwarded', { forwarded: `proto=https;for=${written};host=x` }), address)
    })
  }
})
