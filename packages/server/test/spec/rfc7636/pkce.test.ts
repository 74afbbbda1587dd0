import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { s256 } from '../../../src/protocol/pkce.ts'
import { authorizationUrl, signIn, startServer, type TestServer } from '../../support/server.ts'

const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const challenge = s256(verifier)
const spa = { client_id: 'public-pkce', redirect_uri: 'http://localhost:1234/spa/cb' }
const asked = { ...spa, code_challenge: challenge, code_challenge_method: 'S256' }

describe('RFC 7636 proof key for code exchange', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
  })
  after(() => server.close())

  it('appendix B: the challenge of the known verifier', () => {
    assert.equal(challenge, 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM')
  })

  describe('§4.4.1 a client that requires it', () => {
    for (const [what, parameters, description] of [
      ['sends nothing', {}, 'Missing parameter: code_challenge_method'],
      ['sends no method', { code_challenge: challenge }, 'Missing parameter: code_challenge_method'],
      [
        'sends plain',
        { code_challenge: verifier, code_challenge_method: 'plain' },
        'Invalid parameter: code challenge method is not matching the configured one',
      ],
      [
        'sends a short challenge',
        { code_challenge: 'short', code_challenge_method: 'S256' },
        'Invalid parameter: code_challenge',
      ],
      [
        'sends characters that are none',
        { code_challenge: '*'.repeat(43), code_challenge_method: 'S256' },
        'Invalid parameter: code_challenge',
      ],
    ] as const) {
      it(`is refused when it ${what}`, async () => {
        const answer = await server.browser().get(authorizationUrl({ ...spa, ...parameters }))
        assert.equal(answer.location.searchParams.get('error'), 'invalid_request')
        assert.equal(answer.location.searchParams.get('error_description'), description)
      })
    }
  })

  const redeem = async (more: Record<string, string>) => {
    const code = (await signIn(server.browser(), { parameters: asked })).get('code') ?? ''
    return server.token({ grant_type: 'authorization_code', code, ...spa, ...more })
  }

  it('§4.6 gives tokens for the verifier', async () => {
    assert.equal((await redeem({ code_verifier: verifier })).status, 200)
  })

  for (const [what, more, description] of [
    ['no verifier', {}, 'PKCE code verifier not specified'],
    ['another verifier', { code_verifier: 'a'.repeat(43) }, 'PKCE verification failed: Code mismatch'],
    ['the challenge as the verifier', { code_verifier: challenge }, 'PKCE verification failed: Code mismatch'],
    ['a short verifier', { code_verifier: 'short' }, 'PKCE verification failed: Invalid code verifier'],
    [
      'a verifier of other characters',
      { code_verifier: '*'.repeat(43) },
      'PKCE verification failed: Invalid code verifier',
    ],
  ] as const) {
    it(`§4.6 refuses ${what}`, async () => {
      const answer = await redeem(more)
      assert.equal(answer.status, 400)
      assert.deepEqual(answer.json(), { error: 'invalid_grant', error_description: description })
    })
  }

  it('RFC 9700 §4.8.2 refuses a verifier when the challenge was stripped from the request', async () => {
    const code = (await signIn(server.browser())).get('code') ?? ''
    const answer = await server.token({
      grant_type: 'authorization_code',
      code,
      client_id: 'my-test-client',
      client_secret: 'my-test-client-secret-000000000001',
      redirect_uri: 'http://localhost:1234/v1/token',
      code_verifier: verifier,
    })
    assert.equal(
      answer.json()['error_description'],
      'PKCE code verifier specified but challenge not present in authorization',
    )
  })
})
