import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { baseUrlOf, HostNotAllowed, type HostSettings, isLocalHost } from './base-url.ts'

const open: HostSettings = { hostname: undefined, proxyHeaders: undefined }
const request = (
  host: string | undefined,
  headers: Record<string, string> = {},
  protocol: 'http' | 'https' = 'http',
) => ({
  protocol,
  host,
  header: (name: string) => headers[name],
})

describe('the base URL of a request', () => {
  it('is the address that was asked, for local names', () => {
    assert.equal(baseUrlOf(open, request('localhost:8080'), ''), 'http://localhost:8080')
    assert.equal(baseUrlOf(open, request('localhost:8080'), '/auth'), 'http://localhost:8080/auth')
    assert.equal(baseUrlOf(open, request('LOCALHOST:8080'), ''), 'http://localhost:8080')
  })

  for (const host of [
    'evil.example',
    'localhost.evil.example',
    '8.8.8.8',
    '172.32.0.1',
    '[2001:db8::1]',
    '',
    'a b',
    'localhost:8080/x',
    'user@localhost',
    'localhost:123456',
    // no URL can be made of these
    'localhost:99999',
    '10.999.1.1',
    '4294967296',
    '[fd:::::]',
  ]) {
    it(`is refused for the host ${JSON.stringify(host)} unless a hostname is set`, () => {
      assert.throws(() => baseUrlOf(open, request(host), ''), HostNotAllowed)
    })
  }

  for (const host of [
    'localhost',
    '127.0.0.1:80',
    '[::1]:8080',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    'keycloak:8080',
    'app.localhost',
    'idp.internal',
    'box.local',
    'x.test',
  ]) {
    it(`takes ${host} as local`, () => assert.equal(isLocalHost(host), true))
  }

  it('is the configured one whatever the headers say', () => {
    const fixed: HostSettings = { hostname: 'https://id.example.org', proxyHeaders: 'xforwarded' }
    const forged = request('evil.example', { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' })
    assert.equal(baseUrlOf(fixed, forged, '/auth'), 'https://id.example.org/auth')
    assert.equal(
      baseUrlOf({ ...fixed, hostname: 'https://id.example.org/sso/' }, forged, ''),
      'https://id.example.org/sso',
    )
  })

  it('takes a configured name with the scheme and port of the request', () => {
    assert.equal(
      baseUrlOf({ ...open, hostname: 'id.example.org' }, request('evil.example:8080'), ''),
      'http://id.example.org:8080',
    )
  })

  it('is refused where the port that came makes no URL, whatever is configured', () => {
    for (const settings of [{ ...open, hostname: 'id.example.org' }, open]) {
      assert.throws(() => baseUrlOf(settings, request('localhost:65536'), ''), HostNotAllowed)
    }
    const forwarded = request('localhost', { 'x-forwarded-port': '65536' })
    assert.throws(() => baseUrlOf({ ...open, proxyHeaders: 'xforwarded' }, forwarded, ''), HostNotAllowed)
  })

  it('attack case 65: ignores forwarding headers unless they are configured', () => {
    const headers = {
      'x-forwarded-host': 'id.internal',
      'x-forwarded-proto': 'https',
      forwarded: 'host=id.internal;proto=https',
    }
    assert.equal(baseUrlOf(open, request('localhost', headers), ''), 'http://localhost')
    assert.equal(
      baseUrlOf({ ...open, proxyHeaders: 'xforwarded' }, request('localhost', headers), ''),
      'https://id.internal',
    )
    assert.equal(
      baseUrlOf({ ...open, proxyHeaders: 'forwarded' }, request('localhost', headers), ''),
      'https://id.internal',
    )
  })

  it('believes the last of several proxies only', () => {
    const headers = {
      'x-forwarded-host': 'evil.internal, id.internal',
      'x-forwarded-proto': 'http, https',
      'x-forwarded-port': '8443',
    }
    assert.equal(
      baseUrlOf({ ...open, proxyHeaders: 'xforwarded' }, request('localhost', headers), ''),
      'https://id.internal:8443',
    )
  })
})
