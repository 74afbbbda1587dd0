import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isSafeToVisit, matchesRedirectUri, onlyRedirectUri } from './redirect-uri.ts'

const client = (...redirectUris: string[]) => ({ redirectUris, rootUrl: undefined })
const exact = client('http://localhost:1234/v1/token')
const spa = client('http://localhost:1234/spa/*')

describe('RFC 6749 §3.1.2 redirect URI of a client', () => {
  it('matches what is registered, character by character', () => {
    assert.equal(matchesRedirectUri(exact, 'http://localhost:1234/v1/token'), true)
  })

  for (const other of [
    'http://localhost:1234/v1/token/',
    'http://localhost:1234/v1/token?x=1',
    'http://localhost:1234/v1/token#f',
    'http://127.0.0.1:1234/v1/token',
    'http://localhost:4321/v1/token',
    'https://localhost:1234/v1/token',
    'http://LOCALHOST:1234/v1/token',
    '/v1/token',
    'http://localhost:1234/v1/../v1/token',
    'http://user@localhost:1234/v1/token',
    'urn:ietf:wg:oauth:2.0:oob',
    '',
  ]) {
    it(`refuses ${other || 'nothing'} where another is registered`, () => {
      assert.equal(matchesRedirectUri(exact, other), false)
    })
  }

  for (const [uri, expected] of [
    ['http://localhost:1234/spa/cb', true],
    ['http://localhost:1234/spa/', true],
    ['http://localhost:1234/spa', true],
    ['http://localhost:1234/spa?x=1', true],
    ['http://localhost:1234/spa/a/b?x=1&y=2', true],
    ['http://localhost:1234/spa/*', true],
    ['http://localhost:1234/spa/cb%00', true],
    ['http://localhost:1234/spax', false],
    ['http://localhost:1234/spa/../v1', false],
    ['http://localhost:1234/spa/%2e%2e/v1', false],
    ['http://localhost:1234/spa/%252e%252e/v1', false],
    ['http://localhost:1234/spa/%25252e%25252e/v1', false],
    ['http://localhost:1234/spa/..;/v1', false],
    ['http://localhost:1234/spa/..%2fv1', false],
    ['http://localhost:1234/spa/.%2e/v1', false],
    ['http://localhost:1234/spa/..%5cv1', false],
    ['http://localhost:1234/spa/..\\v1', false],
    ['http://localhost:1234/spa/%', false],
    ['http://localhost:1234@evil.example/spa/cb', false],
    ['http://localhost:1234/spa/\tcb', false],
    ['javascript:alert(1)', false],
  ] as const) {
    it(`attack case 2: ${expected ? 'lets' : 'does not let'} ${JSON.stringify(uri)} through the wildcard /spa/*`, () => {
      assert.equal(matchesRedirectUri(spa, uri), expected)
    })
  }

  it('attack case 1: several @ in the authority pass no wildcard', () => {
    const wide = client('https://good.example/*')
    assert.equal(matchesRedirectUri(wide, 'https://good.example/@evil.example/x'), true) // a path, not a host
    assert.equal(matchesRedirectUri(wide, 'https://good.example@evil.example/'), false)
    assert.equal(matchesRedirectUri(wide, 'https://a@good.example@evil.example/'), false)
  })

  it('attack case 3: a wildcard right after the host stands for no part of the host', () => {
    const wide = client('https://good.example*')
    assert.equal(matchesRedirectUri(wide, 'https://good.example/cb'), true)
    assert.equal(matchesRedirectUri(wide, 'https://good.example'), true)
    assert.equal(matchesRedirectUri(wide, 'https://good.example.evil/cb'), false)
    assert.equal(matchesRedirectUri(wide, 'https://good.example:8443/cb'), false)
  })

  it('attack case 4: a loopback pattern opens only that loopback name, on any port when it has none', () => {
    const native = client('http://127.0.0.1/cb', 'http://[::1]/cb', 'http://localhost/any')
    assert.equal(matchesRedirectUri(native, 'http://127.0.0.1:5555/cb'), true)
    assert.equal(matchesRedirectUri(native, 'http://[::1]:5555/cb'), true)
    assert.equal(matchesRedirectUri(native, 'http://localhost:5555/any'), true)
    assert.equal(matchesRedirectUri(native, 'http://localhost:5555/cb'), false)
    assert.equal(matchesRedirectUri(native, 'http://127.0.0.1.evil.example/cb'), false)
    assert.equal(matchesRedirectUri(native, 'http://127.0.0.1:5555@evil.example/cb'), false)
    assert.equal(matchesRedirectUri(native, 'http://127.0.0.1:5555/other'), false)
    assert.equal(matchesRedirectUri(native, 'https://127.0.0.1:5555/cb'), false)
  })

  it('attack case 5: a scheme that executes is refused even when it is registered', () => {
    for (const uri of ['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,x', 'vbscript:x']) {
      assert.equal(matchesRedirectUri(client(uri, '*'), uri), false)
      assert.equal(isSafeToVisit(uri), false)
    }
  })

  it('resolves a relative one against the root URL, and ignores it without one', () => {
    const uris = ['/relative/*']
    assert.equal(
      matchesRedirectUri(
        { redirectUris: uris, rootUrl: 'http://root.example/app' },
        'http://root.example/app/relative/x',
      ),
      true,
    )
    assert.equal(
      matchesRedirectUri({ redirectUris: uris, rootUrl: 'http://root.example/app' }, 'http://root.example/relative/x'),
      false,
    )
    assert.equal(matchesRedirectUri({ redirectUris: uris, rootUrl: undefined }, '/relative/x'), false)
  })

  it("resolves a built-in client's placeholder against the server, and nothing else against it", () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Keycloak's placeholder
    const console = { redirectUris: ['/admin/master/console/*'], rootUrl: '${authAdminUrl}' }
    const base = 'http://localhost:8080/auth'
    assert.equal(matchesRedirectUri(console, `${base}/admin/master/console/`, base), true)
    assert.equal(matchesRedirectUri(console, 'http://evil.example/auth/admin/master/console/', base), false)
    assert.equal(matchesRedirectUri(console, 'http://localhost:8080/admin/master/console/', base), false)
    assert.equal(matchesRedirectUri(console, `${base}/admin/master/console/`), false)
    const own = { redirectUris: ['/cb'], rootUrl: 'https://shop.example' }
    assert.equal(matchesRedirectUri(own, `${base}/cb`, base), false)
  })

  it("takes an application's own scheme as it is written", () => {
    const app = client('myapp:/cb')
    assert.equal(matchesRedirectUri(app, 'myapp:/cb'), true)
    assert.equal(matchesRedirectUri(app, 'myapp:/cb/x'), false)
  })

  it('lets * open web addresses only', () => {
    assert.equal(matchesRedirectUri(client('*'), 'https://any.example/cb'), true)
    assert.equal(matchesRedirectUri(client('*'), 'otherapp:/cb'), false)
    assert.equal(matchesRedirectUri(client('*'), 'https:/cb'), false)
  })
})

describe('RFC 6749 §3.1.2.3 a request without redirect_uri', () => {
  it('is answered at the only registered one', () => {
    assert.equal(onlyRedirectUri(exact), 'http://localhost:1234/v1/token')
  })
  it('is refused with none, several, a pattern or an executing one', () => {
    assert.equal(onlyRedirectUri(client()), undefined)
    assert.equal(onlyRedirectUri(client('https://a.example/', 'https://b.example/')), undefined)
    assert.equal(onlyRedirectUri(spa), undefined)
    assert.equal(onlyRedirectUri(client('javascript:alert(1)')), undefined)
  })
})
