import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ClientRepresentation } from '../../../representations/keycloak.ts'
import { AdminError } from '../admin-error.ts'
import { checkClient } from './check-client.ts'

const FLOW = 'flow-id'
const realm = {
  attributes: { 'acr.loa.map': '{"silver":1}' },
  representation: {
    authenticationFlows: [{ id: FLOW, alias: 'own' }],
    authenticatorConfig: [{ alias: 'level', config: { 'loa-condition-level': '2' } }],
  },
}

/** What the client is refused for, `undefined` when it is not. */
function problemOf(client: ClientRepresentation): string | undefined {
  try {
    checkClient({ clientId: 'c', ...client }, realm)
    return undefined
  } catch (error) {
    assert.ok(error instanceof AdminError)
    assert.equal(error.status, 400)
    return (error.body as { error_description: string }).error_description
  }
}
const attribute = (name: string, value: string) => ({ attributes: { [name]: value } })

describe("a client's settings", () => {
  for (const [what, client] of [
    ['wildcards and placeholders', { redirectUris: ['https://a.example/*', '*', '/x', 'com.app:/cb'] }],
    ['addresses on IPv6', { redirectUris: ['http://[::1]:8080/cb'], rootUrl: 'http://[::1]:8080' }],
    ["the built-in consoles' root URL", { rootUrl: ['$', '{authBaseUrl}'].join('') }],
    ['paths below the root URL', { rootUrl: 'https://a.example', baseUrl: '/app', adminUrl: '/admin' }],
    ['lists of addresses between ##', attribute('post.logout.redirect.uris', 'https://a.example/##+##-')],
    ['flows of the realm', { authenticationFlowBindingOverrides: { browser: FLOW, direct_grant: FLOW } }],
    ['levels that are known by name', attribute('default.acr.values', 'silver##2')],
    ['the names a client has of its own', { attributes: { 'acr.loa.map': '{"x":9}', 'minimum.acr.value': 'x' } }],
    ['long keys', attribute('jwks.string', 'k'.repeat(10_000))],
  ] as const) {
    it(`may be ${what}`, () => assert.equal(problemOf(client as ClientRepresentation), undefined))
  }

  for (const [what, client, problem] of [
    ['a blank name', { clientId: '  ' }, 'Client ID cannot be blank'],
    ['an unknown protocol', { protocol: 'gopher' }, 'Invalid protocol: gopher'],
    ['a root URL with a fragment', { rootUrl: 'https://a/#f' }, 'Root URL must not contain an URL fragment'],
    ['a relative root URL', { rootUrl: '/app' }, 'Root URL is not a valid URL'],
    ['a root URL that is executed', { rootUrl: ' JavaScript:x' }, 'Root URL uses an illegal scheme'],
    ['a base URL that is a word', { baseUrl: 'app' }, 'Base URL is not a valid URL'],
    ['an admin URL that is executed', { adminUrl: 'data:x' }, 'Admin URL uses an illegal scheme'],
    ['a script among redirect URIs', { redirectUris: ['/x', 'vbscript:x'] }, 'A redirect URI uses an illegal scheme'],
    ['a bare %', { redirectUris: ['http://a/%zz'] }, 'A redirect URI is not a valid URI'],
    ['an open bracket', { redirectUris: ['http://[a'] }, 'A redirect URI is not a valid URI'],
    [
      'a fragment behind a logout',
      attribute('post.logout.redirect.uris', 'https://a/##https://b/#x'),
      'A post-logout redirect URI must not contain an URL fragment',
    ],
    ['no front-channel URL', attribute('frontchannel.logout.url', 'x'), 'Front-channel logout URL is not a valid URL'],
    [
      'a script as request URI',
      attribute('request.uris', 'data:1'),
      'Valid request URIs has a value with illegal scheme',
    ],
    [
      'an unknown mode of CIBA',
      attribute('ciba.backchannel.token.delivery.mode', 'push'),
      'Unsupported requested CIBA Backchannel Token Delivery Mode',
    ],
    [
      'a flow that is not there',
      { authenticationFlowBindingOverrides: { browser: 'gone' } },
      'Unable to resolve auth flow binding override for: browser',
    ],
    [
      'a flow for what has none',
      { authenticationFlowBindingOverrides: { other: FLOW } },
      'Unable to resolve auth flow binding override for: other',
    ],
    ['a long description', { description: 'd'.repeat(256) }, 'description is longer than 255 characters'],
    ['a long attribute', attribute('x', 'a'.repeat(4_001)), 'Attribute x is too long'],
  ] as const) {
    it(`can't be ${what}`, () => assert.equal(problemOf(client as ClientRepresentation), problem))
  }

  it("can't ask for levels that nobody knows", () => {
    assert.match(problemOf(attribute('default.acr.values', 'gold')) ?? '', /^Default ACR values/)
    assert.match(problemOf(attribute('minimum.acr.value', '7')) ?? '', /^Minimum ACR value/)
    assert.match(problemOf(attribute('acr.loa.map', 'no JSON')) ?? 'fine', /^fine$/)
  })

  it('are told all that is wrong, each once', () => {
    const client = { rootUrl: 'x', redirectUris: ['data:1', 'data:2'] }
    assert.equal(problemOf(client), 'Root URL is not a valid URL; A redirect URI uses an illegal scheme')
  })
})
