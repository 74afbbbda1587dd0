import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { kindOf, newClient } from './client-kind.ts'

describe('the three kinds of a new client', () => {
  const values = { clientId: ' shop ', name: '', redirectUris: ['https://shop.example/cb', ''] }

  for (const kind of ['web', 'app', 'service'] as const) {
    it(`${kind} is recognised by the switches it sets, and takes no passwords`, () => {
      const client = newClient({ ...values, kind })
      assert.equal(kindOf(client), kind)
      assert.equal(client.directAccessGrantsEnabled, false)
      assert.equal(client.implicitFlowEnabled, false)
      assert.equal(client.clientId, 'shop')
    })
  }

  it('an app has no secret but must prove that it began the sign-in', () => {
    const client = newClient({ ...values, kind: 'app' })
    assert.equal(client.publicClient, true)
    assert.equal(client.attributes?.['pkce.code.challenge.method'], 'S256')
  })

  it('a service gets no redirect URI, whatever was typed before it was chosen', () => {
    assert.deepEqual(newClient({ ...values, kind: 'service' }).redirectUris, [])
  })

  it('lines left empty are not sent', () => {
    assert.deepEqual(newClient({ ...values, kind: 'web' }).redirectUris, ['https://shop.example/cb'])
  })
})
