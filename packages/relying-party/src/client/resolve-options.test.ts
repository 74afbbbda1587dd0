import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ClientOptions } from './client.ts'
import { resolveOptions } from './resolve-options.ts'

const given: ClientOptions = {
  issuer: 'https://id.example/realms/shop',
  clientId: 'shop',
  authentication: { method: 'client_secret_basic', secret: 's' },
}

describe('the settings of a client', () => {
  it('have careful defaults', () => {
    const { fetch: _, clock, ...options } = resolveOptions(given)
    assert.deepEqual(options, {
      issuer: given.issuer,
      clientId: 'shop',
      redirectUri: undefined,
      audience: undefined,
      algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
      clockTolerance: 5,
      timeoutMs: 5000,
      allowInsecureRequests: false,
      pushedAuthorizationRequests: true,
      onEvent: undefined,
    })
    assert.ok(Math.abs(clock() - Date.now() / 1000) < 2)
  })

  const refusals: readonly [setting: keyof ClientOptions, value: unknown][] = [
    ['issuer', 'id.example'],
    ['issuer', 'http://id.example/realms/shop'],
    ['issuer', 'https://id.example/?realm=shop'],
    ['issuer', 'https://id.example/#shop'],
    ['issuer', 'https://user:password@id.example/'],
    ['issuer', 'file:///etc/passwd'],
    ['clientId', ''],
    ['audience', ''],
    ['redirectUri', '/callback'],
    ['algorithms', []],
    ['algorithms', ['none']],
    ['algorithms', ['RS256', 'HS256']],
    ['algorithms', ['HS512']],
    ['algorithms', ['rs256']],
    ['clockTolerance', -1],
    ['clockTolerance', 301],
    ['clockTolerance', Number.NaN],
    ['timeoutMs', 0],
    ['timeoutMs', Number.POSITIVE_INFINITY],
  ]
  for (const [setting, value] of refusals) {
    it(`don't include ${setting} ${JSON.stringify(value)}`, () => {
      const failure = { kind: 'invalid_configuration', setting }
      assert.throws(() => resolveOptions({ ...given, [setting]: value }), { failure })
    })
  }

  it('may include plain http to this machine', () => {
    for (const host of ['localhost:8080', '127.0.0.1', '127.8.9.1', '[::1]:80']) {
      assert.ok(resolveOptions({ ...given, issuer: `http://${host}/realms/shop` }))
    }
  })

  it('may include plain http elsewhere when that is allowed', () => {
    assert.ok(resolveOptions({ ...given, issuer: 'http://keycloak:8080/realms/shop', allowInsecureRequests: true }))
  })
})
