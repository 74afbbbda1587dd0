import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { hasSecret, isUrl, NEW_PROVIDER, valuesOf, withImported, withValues } from './provider-values.ts'

const provider = {
  alias: 'corp',
  providerId: 'oidc',
  config: { clientId: 'us', clientSecret: '**********', tokenUrl: 'https://corp.example/token', pkceEnabled: 'true' },
}

describe('the form of an identity provider', () => {
  it('never shows a masked secret, and sends it back unless one is typed', () => {
    assert.equal(valuesOf(provider).clientSecret, '')
    assert.equal(hasSecret(provider), true)
    assert.equal(withValues(provider, valuesOf(provider)).config?.['clientSecret'], '**********')
    const typed = { ...valuesOf(provider), clientSecret: 'new' }
    assert.equal(withValues(provider, typed).config?.['clientSecret'], 'new')
  })

  it('keeps what it does not show', () => {
    assert.equal(withValues(provider, valuesOf(provider)).config?.['pkceEnabled'], 'true')
    assert.equal(withValues(provider, valuesOf(provider)).providerId, 'oidc')
  })

  it('verifies signatures as soon as it knows where the keys are', () => {
    const values = { ...NEW_PROVIDER, alias: 'corp', jwksUrl: 'https://corp.example/jwks' }
    assert.equal(withValues({ alias: '' }, values).config?.['validateSignature'], 'true')
  })

  it('takes over what the provider says of itself, shown or not, and leaves the rest', () => {
    const told = {
      issuer: 'https://corp.example',
      tokenUrl: 'https://corp.example/t',
      logoutUrl: 'https://corp.example/l',
    }
    const values = { ...valuesOf(provider), ...withImported(valuesOf(provider), told) }
    assert.deepEqual([values.issuer, values.tokenUrl, values.clientId], [told.issuer, told.tokenUrl, 'us'])
    const { config } = withValues(provider, values)
    assert.equal(config?.['logoutUrl'], told.logoutUrl)
    assert.equal(config?.['clientSecret'], '**********')
    // the form has the last word
    assert.equal(
      withValues(provider, { ...values, tokenUrl: 'https://a.example' }).config?.['tokenUrl'],
      'https://a.example',
    )
  })

  it('takes http and https for addresses, and nothing that runs', () => {
    for (const url of ['javascript:alert(1)', 'corp.example/token', 'https://', '', 'ftp://a']) {
      assert.equal(isUrl(url), false, url)
    }
    assert.equal(isUrl('https://corp.example/token'), true)
  })
})
