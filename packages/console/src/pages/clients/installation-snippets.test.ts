import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { describe, it } from 'node:test'
import { firstRedirectUri, type Installation, issuerOf, snippetsFor } from './installation-snippets.ts'

const shop: Installation = {
  serverUrl: 'https://id.example/auth',
  realm: 'test',
  clientId: 'shop',
  redirectUri: 'http://localhost:1234/v1/token',
  secret: 'not-a-secret-of-anybody',
}
const textOf = (installation: Installation, id: string) =>
  snippetsFor(installation).find((snippet) => snippet.id === id)?.text ?? ''

describe('snippets to paste', () => {
  it('name the real issuer, client, address and secret, each of them', () => {
    for (const { id, text } of snippetsFor(shop)) {
      for (const part of ['https://id.example/auth/realms/test', 'shop', shop.redirectUri, shop.secret]) {
        assert.ok(text.includes(part ?? ''), `${id} lacks ${part}`)
      }
    }
  })

  it('are for servers or for browsers, never a secret for a browser', () => {
    const ids = (installation: Installation) => snippetsFor(installation).map(({ id }) => id)
    assert.deepEqual(ids(shop), ['relying-party', 'spring', 'oauth2-proxy', 'curl'])
    assert.deepEqual(ids({ ...shop, secret: undefined }), ['keycloak-js', 'curl'])
  })

  it('tell the library its own path and port', () => {
    const text = textOf(shop, 'relying-party')
    assert.match(text, /callbackPath: '\/v1\/token'/)
    assert.match(text, /port: 1234/)
  })

  it('nothing in an id ends a string of JavaScript early', () => {
    const clientId = `it's "a" \\ trap\n`
    const literal = /clientId: ('.*'),/.exec(textOf({ ...shop, clientId }, 'relying-party'))?.[1]
    assert.equal(new Function(`return ${literal}`)(), clientId)
  })

  it('nothing in an id is run by a shell', () => {
    const clientId = `$(touch x) 'a' \`b\``
    const word = /--data-urlencode ('client_id=.*') \\/.exec(textOf({ ...shop, clientId }, 'curl'))?.[1]
    assert.equal(execFileSync('sh', ['-c', `printf %s ${word}`], { encoding: 'utf8' }), `client_id=${clientId}`)
  })
})

describe('what they are made of', () => {
  it('the issuer escapes a realm name', () => {
    assert.equal(issuerOf({ serverUrl: 'https://id.example', realm: 'a b' }), 'https://id.example/realms/a%20b')
  })

  it('the redirect URI is the first that is one address', () => {
    assert.equal(firstRedirectUri(['https://shop.example/*', '/cb'], 'https://shop.example'), 'https://shop.example/cb')
    assert.equal(firstRedirectUri(['*', '/cb', 'https://shop.example/*']), undefined)
  })
})
