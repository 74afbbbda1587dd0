import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { HostSettings } from './base-url.ts'
import { reachedOf } from './reached.ts'

type Settings = HostSettings & { readonly trustedProxies?: readonly string[] }
const OPEN: Settings = { hostname: undefined, proxyHeaders: undefined }

function reached(settings: Partial<Settings>, sent: Record<string, string>, seen = sent) {
  const request = { protocol: 'http', host: 'localhost:8080', header: (name: string) => seen[name] } as const
  return reachedOf({ ...OPEN, ...settings }, request, new Map(Object.entries(sent)))
}

const X = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'id.example', 'x-forwarded-for': '192.0.2.7' }

describe('how a request reached this server', () => {
  it('is told by the request itself where no proxy is configured, whatever one sends', () => {
    const { schemeFrom, hostFrom, forwarding } = reached({}, X)
    assert.deepEqual([schemeFrom, hostFrom], ['request', 'request'])
    assert.deepEqual(
      forwarding.map(({ name, outcome }) => [name, outcome]),
      [
        ['x-forwarded-host', 'not-read'],
        ['x-forwarded-proto', 'not-read'],
        ['x-forwarded-for', 'not-read'],
      ],
    )
  })

  it('is told by the headers that the option names, and by no others', () => {
    const { schemeFrom, hostFrom, forwarding } = reached(
      { proxyHeaders: 'xforwarded' },
      { 'x-forwarded-proto': 'https', forwarded: 'host=evil.example' },
    )
    assert.deepEqual([schemeFrom, hostFrom], ['proxy', 'request'])
    assert.deepEqual(
      forwarding.map(({ outcome }) => outcome),
      ['used', 'not-read'],
    )
    const rfc7239 = reached({ proxyHeaders: 'forwarded' }, { forwarded: 'for=192.0.2.7;proto=https' })
    assert.deepEqual([rfc7239.schemeFrom, rfc7239.hostFrom], ['proxy', 'request'])
  })

  it('is told by --hostname alone where that is a URL; a name leaves the scheme to the request', () => {
    const whole = reached({ hostname: 'https://id.example', proxyHeaders: 'xforwarded' }, X)
    assert.deepEqual([whole.schemeFrom, whole.hostFrom], ['hostname', 'hostname'])
    assert.deepEqual(
      whole.forwarding.map(({ outcome }) => outcome),
      ['overruled', 'overruled', 'used'],
    )
    const name = reached({ hostname: 'id.example' }, {})
    assert.deepEqual([name.schemeFrom, name.hostFrom], ['request', 'hostname'])
  })

  it('says that a header was taken away because no trusted proxy sent it', () => {
    const { forwarding, schemeFrom } = reached({ proxyHeaders: 'xforwarded', trustedProxies: ['10.0.0.1'] }, X, {})
    assert.equal(schemeFrom, 'request')
    assert.ok(forwarding.every(({ outcome }) => outcome === 'not-trusted'))
  })

  it("keeps people's addresses to itself, and values short", () => {
    const told = JSON.stringify(reached({}, { ...X, forwarded: 'for=192.0.2.7', 'x-forwarded-port': '1'.repeat(900) }))
    assert.doesNotMatch(told, /192\.0\.2\.7/)
    assert.doesNotMatch(told, /1{201}/)
  })

  it('knows whether every proxy is believed', () => {
    assert.equal(reached({}, {}).trustsEveryProxy, false)
    assert.equal(reached({ proxyHeaders: 'xforwarded' }, {}).trustsEveryProxy, true)
    assert.equal(reached({ proxyHeaders: 'xforwarded', trustedProxies: ['::1'] }, {}).trustsEveryProxy, false)
  })
})
