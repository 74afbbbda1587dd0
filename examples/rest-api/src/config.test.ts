import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ConfigError, readConfig } from './config.ts'

const KEY = Buffer.alloc(32, 1).toString('base64')
const PRODUCTION = {
  NODE_ENV: 'production',
  BASE_URL: 'https://api.example',
  ISSUER: 'https://id.example/realms/shop',
  CLIENT_ID: 'api',
  CLIENT_SECRET: 'secret-of-api',
  SESSION_KEYS: `${KEY},${KEY}`,
}

describe('the settings of the REST API', () => {
  it('are the tutorial’s unless told', () => {
    const { issuer, clientId, baseUrl, sessionIn, store } = readConfig({})
    assert.deepEqual(
      [issuer, clientId, baseUrl],
      ['http://localhost:8080/realms/test', 'my-test-client', 'http://localhost:1234'],
    )
    assert.deepEqual([sessionIn, store], ['cookie', { kind: 'memory' }])
  })

  it('are all given in production', () => {
    const config = readConfig({ ...PRODUCTION, SESSION_STORE: 'postgres://db/sessions' })
    assert.equal(config.sessionKeys.length, 2)
    assert.deepEqual(config.store, { kind: 'postgres', url: 'postgres://db/sessions' })
  })

  for (const [name, environment] of [
    ['PORT', { PORT: '70000' }],
    ['PORT', { PORT: '12a' }],
    ['BASE_URL', { BASE_URL: 'localhost:1234' }],
    ['BASE_URL', { BASE_URL: 'http://localhost:1234/api' }],
    ['ISSUER', { ISSUER: 'ftp://id.example' }],
    ['ISSUER', { ISSUER: 'http://id.example/?realm=a' }],
    ['ISSUER', { ISSUER: 'http://user:pass@id.example/' }],
    ['SESSION_IN', { SESSION_IN: 'header' }],
    ['SESSION_STORE', { SESSION_STORE: 'mysql://db' }],
    ['SESSION_STORE', { SESSION_STORE: 'sqlite:' }],
    ['SESSION_STORE', { SESSION_STORE: 'cookie', SESSION_IN: 'query' }],
    ['SESSION_KEYS', { SESSION_KEYS: 'c2hvcnQ=' }],
    ['SESSION_KEYS', { SESSION_KEYS: `${KEY},` }],
    ['BASE_URL', { ...PRODUCTION, BASE_URL: undefined }],
    ['BASE_URL', { ...PRODUCTION, BASE_URL: 'http://api.example' }],
    ['ISSUER', { ...PRODUCTION, ISSUER: '' }],
    ['CLIENT_ID', { ...PRODUCTION, CLIENT_ID: undefined }],
    ['CLIENT_SECRET', { ...PRODUCTION, CLIENT_SECRET: undefined }],
    ['SESSION_KEYS', { ...PRODUCTION, SESSION_KEYS: undefined }],
    ['SESSION_IN', { ...PRODUCTION, SESSION_IN: 'query' }],
  ] as const) {
    it(`stop the start by name: ${name} of ${JSON.stringify(environment).slice(0, 60)}`, () => {
      assert.throws(
        () => readConfig(environment),
        (error) => error instanceof ConfigError && error.message.startsWith(`${name} `),
      )
    })
  }

  it('are refused without showing a key', () => {
    assert.throws(
      () => readConfig({ SESSION_KEYS: 'c2VjcmV0' }),
      (error: Error) => !error.message.includes('c2VjcmV0'),
    )
  })
})
