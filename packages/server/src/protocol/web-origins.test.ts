import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { clientNamed } from '../../test/support/test-realm.ts'
import { resolveWebOrigins } from './web-origins.ts'

function origins(webOrigins: string[], redirectUris: string[], rootUrl?: string, base?: string): readonly string[] {
  return resolveWebOrigins(clientNamed('public-pkce', { webOrigins, redirectUris, rootUrl }), base)
}

describe('web origins', () => {
  it('are none unless registered', () => {
    assert.deepEqual(origins([], ['https://a.example/cb']), [])
    assert.deepEqual(origins([''], ['https://a.example/cb']), [])
  })

  it('are those registered, * included, and nothing of the redirect URIs without +', () => {
    assert.deepEqual(origins(['http://z/', '*'], ['https://a.example/cb']), ['http://z/', '*'])
  })

  it('are those of the redirect URIs for +', () => {
    const uris = ['http://a.example/x/*', 'http://a.example/y', 'https://b.example:8443/cb', 'http://localhost/*']
    assert.deepEqual(origins(['+'], uris), ['http://a.example', 'https://b.example:8443', 'http://localhost'])
  })

  it('are written as a browser writes them', () => {
    assert.deepEqual(origins(['+'], ['https://C.example:443/z']), ['https://c.example'])
  })

  const without = [
    ...['*', 'custom:/cb', 'com.app://host/cb', 'urn:ietf:wg:oauth:2.0:oob', 'javascript:alert(1)', 'data:text/html,x'],
    ...['http://localhost*', 'https://*.example/cb', 'https://good.example@evil.example/cb', 'https://a\\@b/cb'],
    ...['HTTP://a.example/x', 'https://', 'https:///cb', '//evil.example/cb', ''],
  ]
  for (const uri of without) {
    it(`come from no redirect URI ${JSON.stringify(uri)}`, () => {
      assert.deepEqual(origins(['+'], [uri]), [])
    })
  }

  it('take relative redirect URIs from the root URL', () => {
    assert.deepEqual(origins(['+'], ['/cb/*'], 'https://root.example/app'), ['https://root.example'])
  })

  it("take them from the server's own URL without one", () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Keycloak's placeholder
    for (const rootUrl of [undefined, '', '${authBaseUrl}']) {
      assert.deepEqual(origins(['+'], ['/cb/*'], rootUrl, 'https://id.example/realms/test'), ['https://id.example'])
      assert.deepEqual(origins(['+'], ['/cb/*'], rootUrl), [])
    }
  })

  it('follow the base when the same client is asked under another', () => {
    const client = clientNamed('public-pkce', { webOrigins: ['+'], redirectUris: ['/cb'] })
    assert.deepEqual(resolveWebOrigins(client, 'https://one.example'), ['https://one.example'])
    assert.deepEqual(resolveWebOrigins(client, 'https://two.example'), ['https://two.example'])
    assert.deepEqual(resolveWebOrigins(client), [])
  })
})
