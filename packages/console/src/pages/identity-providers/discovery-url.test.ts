import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { discoveryUrlOf } from './discovery-url.ts'

describe('the address of a discovery document', () => {
  it('is made of the issuer, or is as it was typed', () => {
    const document = 'https://id.example/realms/a/.well-known/openid-configuration'
    for (const typed of ['https://id.example/realms/a', ' https://id.example/realms/a/ ', document]) {
      assert.equal(discoveryUrlOf(typed), document)
    }
    const oauth = 'https://id.example/.well-known/oauth-authorization-server/a'
    assert.equal(discoveryUrlOf(oauth), oauth)
  })

  it('is nothing else', () => {
    for (const typed of ['', 'id.example', 'javascript:alert(1)', 'ftp://id.example', 'https://']) {
      assert.equal(discoveryUrlOf(typed), undefined, typed)
    }
  })
})
