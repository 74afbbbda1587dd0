import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { configOfMetadata } from './config-of-metadata.ts'

const METADATA = {
  issuer: 'https://idp.example',
  authorization_endpoint: 'https://idp.example/auth',
  token_endpoint: 'https://idp.example/token',
  jwks_uri: 'https://idp.example/jwks',
  end_session_endpoint: 'https://idp.example/logout',
}

describe("settings from a provider's metadata", () => {
  it('name its endpoints and turn the check of signatures on', () => {
    assert.deepEqual(configOfMetadata('oidc', METADATA, 'https://idp.example/meta'), {
      issuer: 'https://idp.example',
      authorizationUrl: 'https://idp.example/auth',
      tokenUrl: 'https://idp.example/token',
      logoutUrl: 'https://idp.example/logout',
      jwksUrl: 'https://idp.example/jwks',
      useJwksUrl: 'true',
      validateSignature: 'true',
      metadataDescriptorUrl: 'https://idp.example/meta',
    })
  })

  it('never turn that check off: it is told only where there are keys', () => {
    const { jwks_uri: _, ...without } = METADATA
    assert.equal(
      configOfMetadata('oidc', { ...without, validateSignature: 'false' }, undefined)?.['validateSignature'],
      undefined,
    )
  })

  it('of plain OAuth have neither keys nor a logout', () => {
    const config = configOfMetadata('oauth2', METADATA, undefined)
    assert.deepEqual(Object.keys(config ?? {}), ['issuer', 'authorizationUrl', 'tokenUrl'])
  })

  it('are none for what is no metadata, and leave out what is no URL', () => {
    for (const other of [undefined, null, 'text', [], {}, { realm: 'x' }]) {
      assert.equal(configOfMetadata('oidc', other, 'https://idp.example'), undefined)
    }
    assert.deepEqual(
      configOfMetadata('oidc', { issuer: 'i', token_endpoint: 5, jwks_uri: 'x'.repeat(3_000) }, undefined),
      {
        issuer: 'i',
      },
    )
  })
})
