import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { valuesOf, withValues } from './client-values.ts'

const client = {
  id: 'uuid',
  clientId: 'shop',
  name: 'Shop',
  description: '',
  rootUrl: '',
  baseUrl: '',
  enabled: true,
  publicClient: false,
  standardFlowEnabled: true,
  directAccessGrantsEnabled: true,
  serviceAccountsEnabled: true,
  implicitFlowEnabled: false,
  consentRequired: false,
  redirectUris: ['https://shop.example/cb'],
  webOrigins: [],
  defaultClientScopes: ['profile'],
  attributes: { 'post.logout.redirect.uris': 'https://shop.example/a##https://shop.example/b', other: 'kept' },
}

describe('the settings form of a client', () => {
  it('gives back what it was given when nothing was edited', () => {
    assert.deepEqual(withValues(client, valuesOf(client)), client)
  })

  it('shows several sign-out addresses as several lines', () => {
    assert.deepEqual(valuesOf(client).postLogoutUris, ['https://shop.example/a', 'https://shop.example/b'])
  })

  it('keeps what it does not show', () => {
    const saved = withValues(client, { ...valuesOf(client), directAccess: false })
    assert.equal(saved.directAccessGrantsEnabled, false)
    assert.deepEqual(saved.defaultClientScopes, ['profile'])
    assert.equal(saved.attributes?.['other'], 'kept')
  })

  it('saves each value under its setting, without the spaces around it', () => {
    const saved = withValues(client, {
      clientId: ' shop-2 ',
      name: ' Shop 2 ',
      description: ' Second ',
      enabled: false,
      access: 'confidential',
      standardFlow: false,
      directAccess: false,
      serviceAccount: false,
      implicitFlow: true,
      redirectUris: ['https://two.example/cb'],
      postLogoutUris: ['https://two.example/out', '+'],
      webOrigins: ['https://two.example'],
      rootUrl: ' https://two.example ',
      baseUrl: ' /home ',
      consent: true,
    })
    assert.deepEqual(saved, {
      ...client,
      clientId: 'shop-2',
      name: 'Shop 2',
      description: 'Second',
      enabled: false,
      standardFlowEnabled: false,
      directAccessGrantsEnabled: false,
      serviceAccountsEnabled: false,
      implicitFlowEnabled: true,
      redirectUris: ['https://two.example/cb'],
      webOrigins: ['https://two.example'],
      rootUrl: 'https://two.example',
      baseUrl: '/home',
      consentRequired: true,
      attributes: { 'post.logout.redirect.uris': 'https://two.example/out##+', other: 'kept' },
    })
    assert.deepEqual(withValues(saved, valuesOf(saved)), saved)
  })

  it('takes the service account from a client that becomes public', () => {
    const saved = withValues(client, { ...valuesOf(client), access: 'public' })
    assert.equal(saved.serviceAccountsEnabled, false)
  })

  it('sends no empty lines', () => {
    const saved = withValues(client, {
      ...valuesOf(client),
      redirectUris: ['', 'https://a.example/'],
      postLogoutUris: [''],
    })
    assert.deepEqual(saved.redirectUris, ['https://a.example/'])
    assert.equal(saved.attributes?.['post.logout.redirect.uris'], '')
  })
})
