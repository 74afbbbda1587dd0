import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { keyValuesOf, withKeyValues } from './key-values.ts'

const client = { id: '1', clientId: 'shop', attributes: { team: 'checkout', 'use.jwks.string': 'true' } }

describe("the form of a client's keys", () => {
  it('does not use an address unless it is told to', () => {
    assert.deepEqual(keyValuesOf({}), { useUrl: false, url: '' })
  })

  it('keeps what it does not show, and takes keys from one place only', () => {
    const { attributes } = withKeyValues(client, { useUrl: true, url: ' https://shop.example/jwks ' })
    assert.deepEqual(attributes, {
      team: 'checkout',
      'use.jwks.string': 'false',
      'use.jwks.url': 'true',
      'jwks.url': 'https://shop.example/jwks',
    })
  })

  it('leaves keys that stand in the settings where no address is used', () => {
    assert.equal(withKeyValues(client, { useUrl: false, url: '' }).attributes?.['use.jwks.string'], 'true')
  })
})
