import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { redirectUriProblem } from './redirect-uri-rules.ts'

describe('a redirect URI while it is typed', () => {
  for (const uri of [
    '',
    'http://localhost:1234/v1/token',
    'http://localhost:1234/*',
    'http://127.0.0.1/*',
    'http://app.localhost/cb',
    'https://shop.example/callback',
    'https://shop.example/callback?tenant=1',
    'com.example.app:/callback',
    '/callback',
  ]) {
    it(`accepts ${uri || 'nothing yet'}`, () => assert.equal(redirectUriProblem(uri), undefined))
  }

  const refused: readonly (readonly [uri: string, level: string, kind: string])[] = [
    ['*', 'warning', 'anything'],
    ['https://shop.example/*', 'warning', 'wildcard'],
    ['/*', 'warning', 'wildcard'],
    ['https://*', 'warning', 'host'],
    ['http://shop.example/callback', 'warning', 'http'],
    ['http://localhost.evil.example/callback', 'warning', 'http'],
    ['https://*.example/callback', 'error', 'star'],
    ['https://shop.example/*/callback', 'error', 'star'],
    ['https://shop.example/callback#part', 'error', 'fragment'],
    ['https://shop.example/call back', 'error', 'space'],
    ['shop.example/callback', 'error', 'relative'],
    ['https:///callback', 'error', 'relative'],
    ['javascript:alert(1)', 'error', 'scheme'],
    ['data:text/html,x', 'error', 'scheme'],
  ]
  for (const [uri, level, kind] of refused) {
    it(`${level === 'error' ? 'refuses' : 'warns of'} ${uri} (${kind})`, () => {
      const problem = redirectUriProblem(uri)
      assert.deepEqual([problem?.level, problem?.kind], [level, kind])
    })
  }
})
