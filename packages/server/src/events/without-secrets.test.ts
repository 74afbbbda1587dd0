import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { withoutSecrets } from './without-secrets.ts'

const MASK = '**********'

describe('what an admin event keeps', () => {
  it('has no password, secret or key in it, at any depth', () => {
    const sent = {
      secret: 's-1',
      registrationAccessToken: 's-2',
      smtpServer: { host: 'mail', password: 's-3', authTokenClientSecret: 's-4' },
      attributes: { 'client.secret.rotated': 's-5', 'saml.signing.private.key': 's-6' },
      identityProviders: [{ alias: 'x', config: { clientId: 'id', clientSecret: 's-7' } }],
      components: {
        'org.keycloak.keys.KeyProvider': [
          { config: { privateKey: ['s-8'], secret: ['s-9'], keystorePassword: ['s-10'], priority: ['100'] } },
        ],
      },
      users: [{ username: 'u', credentials: [{ type: 'password', value: 's-11', secretData: 's-12' }] }],
      bindCredential: 's-13',
    }
    const text = JSON.stringify(withoutSecrets(sent))
    assert.doesNotMatch(text, /s-\d/)
    for (const kept of [
      '"host":"mail"',
      '"clientId":"id"',
      '"username":"u"',
      '"priority":["100"]',
      `"secret":"${MASK}"`,
    ]) {
      assert.ok(text.includes(kept), kept)
    }
  })

  it('masks the value of a credential, whatever its type', () => {
    assert.deepEqual(withoutSecrets({ type: 'password', value: 'p', temporary: true }), {
      type: 'password',
      value: MASK,
      temporary: true,
    })
  })

  it('keeps what only sounds like a secret', () => {
    const sent = { resetPasswordAllowed: true, passwordPolicy: 'length(8)', name: 'a', value: 'b', secret: '' }
    assert.deepEqual(withoutSecrets(sent), sent)
  })
})
